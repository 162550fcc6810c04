// Screens: the opening, the partners of one, the link between two, who counts.

/** Show a scene: its question, filters, drawing, panel and table; then tell it. */
function show(scene, { view } = {}) {
  document.querySelector(".dated").textContent = scene.dated || "";
  const same = current.screen === scene.screen;
  current = scene;
  document.title = scene.title;
  document.body.dataset.screen = scene.screen;
  document.body.dataset.view = view === "tableau" ? "table" : view === "preuves" ? "proofs" : "drawing";
  byId("titre").textContent = scene.heading || scene.title;
  byId("legende-titre").textContent = scene.heading || "";
  fill(byId("compte"), (scene.counts || []).map((line) => el("p", null, rich([].concat(line)))));
  question(scene);
  filters(scene);
  tools(scene);
  rail(scene);
  panel(scene);
  chain(scene);
  table(scene);
  years(scene);
  paper(scene);
  fill(byId("legende"), (scene.legend || []).map((item) => el("li", null, item.dash ? stroke(item.dash) : sign(item), item.text)));
  fill(byId("aussi"), alone ? null : (scene.also || []).map(({ text, href }) => el("a", { href: changed(Object.fromEntries(new URLSearchParams(href))) }, text)));
  empty(scene);
  drawScene(scene);
  if (!same) byId("panneau").scrollTop = 0;
  announce(scene.status || scene.title);
}

function drawScene(scene) {
  const hidden = getComputedStyle(byId("dessin")).display === "none";
  if (!scene.canvas || hidden) return void erase();
  if (drawn && drawn.from === scene) return void frame();
  paint(scene.canvas);
  drawn.from = scene;
  ringed = scene.ringed || null;
}

function question({ screen, asked, link: ends }) {
  const place = byId("question");
  box.placeholder = screen === "opening" ? box.dataset.long : screen === "chain" ? "" : "autre question, autre nom…";
  document.querySelector("form.search").classList.toggle("two", screen === "chain");
  if (screen === "chain") fill(place, twoBoxes(ends || {}));
  else fill(place, asked ? el("span", { class: "ask" }, rich(asked)) : null);
}

/** Fill the chips of the filters; each opens what it can be set to. */
function filters({ chips, screen, measures }) {
  const group = (measures || []).length ? [el("span", { class: "by" }, "Classer par"), el("span", { class: "switch" }, measures.map((one) => el("a", { href: changed({ mesure: one.key }), "aria-current": one.on ? "true" : null }, one.text)))] : [];
  fill(byId("filtres"), group, alone ? [] : (chips || []).map(chipOf));
  const asked = new URLSearchParams(location.search);
  byId("barre").hidden = alone || (screen === "opening" && !asked.has("filtres") && !asked.has("vue") && !(chips || []).some((one) => one.active));
}

function chipOf(one) {
  if (one.kind === "switch") return el("a", { class: "chip", href: changed(one.change), "aria-current": one.active ? "true" : null }, one.active ? "✓ " : "", one.label, one.hides ? el("span", { class: "hides" }, one.hides) : null);
  const id = `choix-${one.key}`;
  const chip = el("button", { type: "button", class: one.active ? "chip on" : "chip", "aria-expanded": "false", "aria-controls": id },
    one.label, " ", el("strong", null, one.value), one.hides ? el("span", { class: "hides" }, one.hides) : null);
  const choices = el("div", { class: "choices", id, role: "group", "aria-label": one.label, hidden: true }, one.kind === "date" ? dateChoice(one) : listChoice(one));
  const holder = el("span", { class: "chip-holder" }, chip, choices);
  chip.addEventListener("click", () => toggle(chip, choices));
  holder.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || choices.hidden) return;
    toggle(chip, choices);
    chip.focus();
    event.stopPropagation();
  });
  return holder;
}

function toggle(chip, choices) {
  const opening = choices.hidden;
  document.querySelectorAll(".choices").forEach((other) => (other.hidden = true));
  document.querySelectorAll("[aria-controls^=choix-]").forEach((other) => other.setAttribute("aria-expanded", "false"));
  choices.hidden = !opening;
  chip.setAttribute("aria-expanded", String(opening));
  if (opening) choices.querySelector("input, button")?.focus();
}

function listChoice({ key, kind, options }) {
  const inputs = options.map(({ value, text, on }) => el("label", null, el("input", { type: kind === "one" ? "radio" : "checkbox", name: key, value, checked: on }), " ", text));
  const apply = (event) => {
    const set = [...event.currentTarget.closest(".choices").querySelectorAll("input:checked")].map((input) => input.value);
    go(changed({ [key]: set.join(",") }));
  };
  return [el("div", { class: "options" }, inputs.length ? inputs : "Rien à choisir ici."), el("p", { class: "apply" },
    el("button", { type: "button", class: "main", onclick: apply }, "Appliquer"), el("button", { type: "button", onclick: () => go(changed({ [key]: "" })) }, "Tout montrer"))];
}

function dateChoice(one) {
  const input = el("input", { type: "date", value: one.set, min: "1950-01-01", max: "2199-12-31", "aria-label": "Date" });
  const follow = el("input", { type: "checkbox", checked: one.successors });
  return [el("label", null, "Au ", input), el("label", null, follow, " suivre les successeurs"), el("p", { class: "apply" },
    el("button", { type: "button", class: "main", onclick: () => go(changed({ date: input.value, successeurs: follow.checked ? "1" : "" })) }, "Appliquer"),
    el("button", { type: "button", onclick: () => go(changed({ date: "", successeurs: "" })) }, "Aujourd’hui"))];
}

/** The tabs (drawing, table or list, proofs on a phone), and what can be taken away. */
function tools(scene) {
  const view = document.body.dataset.view;
  const tab = (name, value, text) => el("a", { href: changed({ vue: value }), "aria-current": view === name ? "true" : null, class: `tab-${name}` }, text);
  const first = scene.screen === "chain" ? "Chaîne" : "Dessin";
  const tabs = scene.table ? el("span", { class: "switch tabs" }, tab("drawing", "", first), tab("table", "tableau", el("span", null, "Tableau")), tab("proofs", "preuves", "Preuves")) : null;
  fill(byId("outils"), alone ? null : tabs,
    scene.table ? el("button", { type: "button", class: "export", onclick: exportTable }, "Exporter pour Excel") : null,
    scene.screen === "chain" ? el("button", { type: "button", class: "export", onclick: () => print() }, "Imprimer") : null);
}

function rail(scene) {
  const place = byId("rail");
  if (scene.screen === "opening") fill(place, el("h2", null, "Que voulez-vous savoir ?"), el("ul", { class: "questions" }, scene.questions.map(questionRow)), key(scene));
  else if (scene.screen === "rank") fill(place, ranking(scene));
  else fill(place);
}

function questionRow({ text, example, href }) {
  const inside = [el("strong", null, text), el("span", null, example)];
  if (alone) return el("li", null, el("span", { class: "q" }, inside));
  if (href) return el("li", null, el("a", { class: "q", href }, inside));
  return el("li", null, el("button", { type: "button", class: "q", onclick: () => box.focus() }, inside));
}

function key(scene) {
  const items = scene.legend || [];
  return [el("h3", null, "Lire le dessin"), el("ul", { class: "key" }, items.map((item) => el("li", null, item.dash ? stroke(item.dash) : sign(item, 15), item.text))), el("p", { class: "reading" }, scene.reading)];
}

function panel({ panel: told, screen }) {
  const place = byId("panneau");
  if (!told) return void fill(place);
  const head = told.head && el("header", null, el("h2", null, sign(told.head.sign, 22), " ", told.head.name), told.head.lines.map((line) => el("p", { class: "about" }, line)));
  const actions = alone || !told.actions ? null : el("p", { class: "actions" }, told.actions.map(({ text, href, main: first }) => el("a", { class: first ? "button main" : "button", href }, text)));
  fill(place, head, told.summary ? el("p", { class: "summary" }, rich(told.summary)) : null, actions, (told.sections || []).map(section));
  place.classList.toggle("short", screen === "chain");
}

/** The chain: its sentence, its bodies in a line, a card for each tie. */
function chain(scene) {
  const place = byId("chaine");
  place.hidden = scene.screen !== "chain";
  if (place.hidden || !scene.chain) return void fill(place);
  const { kicker, answer, bodies, links, limits } = scene.chain;
  fill(place, kicker ? el("p", { class: "kicker" }, kicker) : null, el("p", { class: "answer" }, rich(answer)),
    bodies ? el("ol", { class: "line", style: null }, bodies.flatMap((body, place_) => [stop(body), links[place_] ? tieOf(links[place_]) : null])) : null,
    links ? el("div", { class: "cards" }, links.map((one) => el("article", { class: "card" }, el("h3", null, one.title), el("ul", { class: "facts" }, one.facts.map(fact)), one.more ? el("p", { class: "aside" }, one.more) : null))) : null,
    limits ? el("p", { class: "limits" }, rich(limits)) : null);
}

function stop(body) {
  return el("li", { class: "stop" }, el("a", { href: body.href }, sign(body, 66), el("strong", null, body.name), el("span", null, body.what)));
}

function tieOf({ verb, told, dashed }) {
  return el("li", { class: "tie" }, el("strong", null, verb), el("span", { class: "strokes", "aria-hidden": "true" }, dashed.map((dash) => el("i", { class: dash ? "dash" : "" }))), el("span", null, told));
}

/** The ranked table beside the drawing; choosing a row rings the body. */
function ranking({ rank }) {
  if (!rank) return null;
  const row = (one) => el("tr", { "data-id": one.id, "aria-selected": one.on ? "true" : null },
    el("td", { class: "n" }, one.n), el("th", { scope: "row" }, el("a", { href: one.href, class: "row" }, sign(one.sign), " ", one.name)),
    one.values.map((value) => el("td", { class: "n" }, value)), el("td", null, meter(one)));
  const rows = rank.rows.map(row);
  const first = rows.slice(0, 15);
  const more = rows.length > 15 ? el("p", { class: "more" }, `1 à 15 sur ${rows.length} · `, el("button", { type: "button", class: "as-link", onclick: (event) => (body.append(...rows.slice(15)), event.currentTarget.parentElement.remove()) }, "tous")) : null;
  const body = el("tbody", null, first);
  body.addEventListener("mouseover", (event) => ringRow(event.target.closest("tr"), false));
  body.addEventListener("focusin", (event) => ringRow(event.target.closest("tr"), true));
  body.addEventListener("mouseleave", () => point(null));
  return [el("h2", null, rank.title), el("p", { class: "meaning" }, rank.meaning),
    el("table", { class: "ranks" }, el("thead", null, el("tr", null, rank.columns.map((name, place) => el("th", { scope: "col", class: place === 1 ? null : "n" }, name)))), body), more,
    rank.selected ? el("p", { class: "selected" }, rich(rank.selected)) : null];
}

function ringRow(row) {
  if (row && shown.has(row.dataset.id)) point(row.dataset.id);
}

function meter({ bar, value }) {
  const fillBar = el("i", null);
  fillBar.style.width = `${Math.max(bar, 1)}%`;
  return el("span", { class: "meter" }, el("span", { class: "track" }, fillBar), el("span", null, value));
}

/** The years of signature under the galaxy: a bar each, and a handle that sets the date. */
function years({ years: told }) {
  const place = byId("annees");
  place.hidden = !told;
  if (!told) return void fill(place);
  const most = Math.max(...told.bars.map((bar) => bar.n), 1);
  const slider = el("input", { type: "range", min: told.first, max: told.last, value: told.set, "aria-label": "Montrer ce qui était connu à la fin de l’année", "aria-valuetext": told.text });
  slider.addEventListener("input", () => (label.textContent = `jusqu’en ${slider.value}`));
  slider.addEventListener("change", () => go(changed({ date: Number(slider.value) >= told.last ? "" : `${slider.value}-12-31` })));
  const label = el("span", { class: "upto" }, told.text);
  fill(place, el("div", null, el("strong", null, "Accords signés"), el("span", null, "par an")),
    el("div", { class: "histogram" }, el("div", { class: "bars-of-years", "aria-hidden": "true" }, told.bars.map(({ year, n }) => {
      const bar = el("i", { title: `${year} : ${n}`, class: year > told.set ? "after" : "" });
      bar.style.height = `${(100 * n) / most}%`;
      return bar;
    })), slider, el("div", { class: "scale", "aria-hidden": "true" }, told.marks.map((year) => {
      const mark = el("span", null, String(year));
      mark.style.left = `${(100 * (year - told.first)) / Math.max(1, told.last - told.first)}%`;
      return mark;
    }))),
    el("div", { class: "follow" }, label, el("a", { href: changed({ successeurs: told.successors ? "" : "1" }) }, told.successors ? "✓ suivre les successeurs" : "suivre les successeurs")));
}

/** Say why there is nothing to draw, and what to try. */
function empty({ notice }) {
  const place = byId("vide");
  place.hidden = !notice;
  fill(place, notice ? [el("h2", null, notice.title), el("p", null, notice.text), el("p", { class: "actions" }, notice.links.map(({ text, href }) => el("a", { class: "button", href }, text)))] : null);
}
