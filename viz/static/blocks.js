// The pieces of panels: sections, facts, proofs, bars, links. Python wrote every word of them.

let count = 0;

/** Return a section of the panel: a title, what it holds, its blocks. */
function section({ title, aside, warn, quiet, blocks }) {
  return el("section", { class: quiet ? "part quiet" : "part" },
    el("div", { class: "part-head" }, el("h3", null, title), aside ? el("span", { class: warn ? "warn" : "aside" }, aside) : null),
    (blocks || []).map(block));
}

function block(one) {
  if (one.facts) return el("ul", { class: "facts" }, one.facts.map(fact));
  if (one.bars) return bars(one.bars);
  if (one.chain) return miniChain(one.chain);
  if (one.buttons) return el("p", { class: "actions" }, one.buttons.map(({ text, href }) => el("a", { class: "button", href }, text)));
  if (one.links) return el("p", { class: "links" }, one.links.map(({ text, href }) => el("a", { href }, text)));
  return el("p", { class: one.class || null }, rich(one.rich));
}

/** Return a fact: its date, its sentence, its cautions, and its proofs behind one chip. */
function fact({ date, words, note, tags, proofs, open: unfolded }) {
  const id = `preuve-${(count += 1)}`;
  const box = proofs?.length ? el("div", { class: "proofs", id, hidden: !unfolded }, proofs.map((one) => el("div", { class: "proof" }, proofBody(one)))) : null;
  return el("li", { class: date === undefined ? "fact" : "fact dated" },
    date === undefined ? null : el("span", { class: "when" }, date),
    el("span", { class: "words" }, rich(words), (tags || []).map((tag) => [" ", el("span", { class: "tag" }, tag)])),
    box ? proofChip(proofs, box, { long: date === undefined }) : null, note ? el("small", null, note) : null, box);
}

/** Return the chip that opens the proofs under a fact, and closes them again. */
function proofChip(proofs, box, { long }) {
  const [first, ...others] = proofs;
  const name = long ? first.chip : first.publisher || first.chip;
  const chip = el("button", { type: "button", class: "proof-chip", "aria-expanded": String(!box.hidden), "aria-controls": box.id, title: proofs.map((one) => one.title).join("\n") },
    el("span", null, name), others.length ? ` +${others.length}` : null);
  chip.addEventListener("click", () => {
    box.hidden = !box.hidden;
    chip.setAttribute("aria-expanded", String(!box.hidden));
  });
  return chip;
}

function proofBody(one) {
  return [
    el("p", { class: "told" }, one.quote || one.gist, one.quote || !one.gist ? null : [" ", el("span", { class: "tag calm" }, "en substance")]),
    el("p", { class: "source" }, [one.title, one.publisher, one.published, one.where, one.licence].filter(Boolean).join(" · ")),
    el("p", { class: "source" }, one.url ? [away(one.url, "ouvrir la source"), " · "] : null, report(one)),
  ];
}

/** Return « signaler une erreur » : a message ready to copy; nothing is sent. */
function report(one) {
  const area = el("textarea", { rows: "8", "aria-label": "Message à copier" });
  area.value = one.report;
  const box = el("div", { class: "report", hidden: true }, el("p", null, "Rien n’est envoyé : copiez ce message et adressez-le à qui tient ces données."), area,
    el("button", { type: "button", onclick: () => (area.select(), navigator.clipboard?.writeText(area.value), announce("Message copié")) }, "Copier"));
  const button = el("button", { type: "button", class: "as-link", "aria-expanded": "false", onclick: () => {
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
  } }, "signaler une erreur");
  return [button, box];
}

/** Return sums of one stage side by side; stages are never added. */
function bars(rows) {
  return el("div", { class: "bars" }, rows.map(({ title, parts }) => {
    const whole = parts.reduce((sum, part) => sum + part.value, 0) || 1;
    return el("figure", { class: "bar-row" }, el("figcaption", null, title),
      el("div", { class: "bar-line", "aria-hidden": "true" }, parts.map((part) => {
        const piece = el("span", null);
        piece.style.flexGrow = String(part.value / whole);
        piece.style.background = tint(part.fill);
        return piece;
      })),
      el("ul", null, parts.map((part) => el("li", null, part.text))));
  }));
}

/** Return another chain in small: its signs in a line, and a link that tells it with its proofs. */
function miniChain({ title, by, bodies, href }) {
  return el("div", { class: "mini" }, el("p", null, el("strong", null, title), by),
    el("ol", null, bodies.map((body) => el("li", null, el("a", { href: body.href }, sign(body, 20), el("span", null, body.name))))),
    el("p", null, el("a", { href }, "Voir les preuves")));
}
