// The question bar: suggestions as one types, arrows among them, Enter to go.

/** Turn an input and its list into a box of suggestions; `chosen` gets {id, name}. */
function suggestions(input, list, chosen) {
  let found = [];
  let at = -1;
  let asked = 0;
  let timer = 0;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  }

  function mark(place) {
    at = place;
    [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    const row = list.children[at];
    if (row) input.setAttribute("aria-activedescendant", row.id);
    else input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  function take(place) {
    const item = found[place];
    close();
    if (item) chosen({ id: item.id, name: item.short_name || item.name });
  }

  function showAll(text) {
    fill(list, found.map((item, index) => suggestion(`${list.id}-${index}`, item, () => take(index))));
    if (!found.length) list.append(el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, `Rien pour « ${text} ». Essayez un sigle, une commune, un code INSEE.`));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    announce(found.length ? `${found.length} propositions` : `Rien pour « ${text} »`);
    mark(-1);
  }

  async function ask(text) {
    const mine = (asked += 1);
    const answer = await look(text);
    if (mine !== asked || !answer || document.activeElement !== input) return;
    const marked = found[at]?.id; // a late answer does not take away what one was about to choose
    found = answer;
    showAll(text);
    mark(found.findIndex((item) => item.id === marked));
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    const text = input.value.trim();
    asked += 1;
    if (text.length < 2) return close();
    timer = setTimeout(() => ask(text), 60);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden && found.length;
    if (event.key === "ArrowDown" && open) mark((at + 1) % found.length);
    else if (event.key === "ArrowUp" && open) mark((at - 1 + found.length) % found.length);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && open && at >= 0) take(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  return {
    /** Take the highlighted suggestion, else the first that answers the text. */
    async first() {
      const text = input.value.trim();
      if (!text) return null;
      const best = at >= 0 ? found[at] : ((await look(text)) || [])[0];
      close();
      return best ? { id: best.id, name: best.short_name || best.name } : null;
    },
  };
}

function suggestion(id, item, take) {
  const kind = data.kinds[item.kind] || data.kinds.Organisation;
  const long = item.short_name && item.short_name !== item.name ? item.name : "";
  return el("li", { role: "option", id, "aria-selected": "false", onmousedown: (event) => (event.preventDefault(), take()) },
    sign(kind), el("strong", null, item.short_name || item.name), long ? el("span", { class: "long" }, long) : null, el("span", { class: "kind" }, kind.text));
}

/** Return what answers a text: from the service, or from the drawing of a page that stands alone. */
async function look(text) {
  if (alone) {
    const plain = folded(text);
    return drawn.nodes.filter((n) => folded(n.galaxie.name).includes(plain)).slice(0, 8).map((n) => ({ id: n.id, name: n.galaxie.name, kind: n.galaxie.kind }));
  }
  try {
    const answer = await fetch(`/v1/search?${new URLSearchParams({ q: text, limit: "8" })}`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).items : failed();
  } catch {
    return failed();
  }
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const box = byId("recherche");
const main = suggestions(box, byId("propositions"), ({ id }) => pick(id));

/** Open what was chosen, keeping the filters. */
function pick(id) {
  box.value = "";
  box.blur();
  if (alone) return void (point(id, { spoken: true }), host.focus());
  const params = new URLSearchParams(location.search);
  for (const key of ["q", "vue", "de", "a", "mesure", "carrefours"]) params.delete(key);
  const query = params.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  go(`/n/${encodeURIComponent(id).replaceAll("%3A", ":").replaceAll("%40", "@")}${query ? `?${query}` : ""}`);
}

document.querySelector("form.search").addEventListener("submit", async (event) => {
  event.preventDefault();
  const ends = [...document.querySelectorAll(".asked input")];
  if (ends.length && !box.value.trim()) return void link();
  const text = box.value.trim();
  if (!text) return void box.focus();
  const best = await main.first();
  if (best) pick(best.id);
  else announce(`Rien pour « ${text} »`);
});

/** The two boxes of « Quel lien entre… et… ? », with a button that swaps them. */
function twoBoxes({ from, to }) {
  const ends = [from, to].map((end) => ({ ...(end || {}) }));
  const fields = ends.map((end, place) => {
    const list = el("ul", { role: "listbox", id: `bout-${place}-liste`, "aria-label": "Propositions", hidden: true });
    const input = el("input", { type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", "aria-label": place ? "Deuxième acteur" : "Premier acteur", value: end.name || "", placeholder: place ? "un autre" : "un acteur", maxlength: "200", name: place ? "a" : "de" });
    const helper = suggestions(input, list, (found) => {
      Object.assign(end, found);
      input.value = found.name;
      if (ends[0].id && ends[1].id) link.from(ends);
      else document.querySelectorAll(".asked input")[1 - place].focus();
    });
    input.addEventListener("input", () => delete end.id);
    return { end, input, list, helper };
  });
  link.fields = fields;
  link.from = (pair) => go(`/lien?${new URLSearchParams({ de: pair[0].id, a: pair[1].id })}`.replaceAll("%3A", ":").replaceAll("%40", "@"));
  const swap = el("button", { type: "button", class: "swap", "aria-label": "Échanger les deux", onclick: () => ends[0].id && ends[1].id && link.from([ends[1], ends[0]]) }, "⇄");
  const [one, two] = fields.map(({ input, list }) => el("span", { class: "end" }, input, list));
  return [el("span", { class: "ask" }, "Quel lien entre"), one, swap, el("span", { class: "ask" }, "et"), two, el("span", { class: "ask" }, " ?")];
}

/** Ask the link between the two ends, looking up what was typed and not chosen. */
async function link() {
  for (const field of link.fields) {
    if (field.end.id) continue;
    const best = await field.helper.first();
    if (!best) return void (field.input.focus(), announce("Choisissez un acteur dans la liste."));
    Object.assign(field.end, best);
  }
  link.from(link.fields.map(({ end }) => end));
}
