// What only paper shows: facts with numbered sources, other chains, limits, the address.

/** Fill the part of the page that is printed in place of cards and panels. */
function paper(scene) {
  const sources = new Map();
  const number = (proof) => {
    if (!sources.has(proof.source)) sources.set(proof.source, { n: sources.size + 1, proof });
    return sources.get(proof.source).n;
  };
  const told = scene.chain ? chainOnPaper(scene, number) : [];
  const sections = scene.panel?.sections || [];
  if (!scene.chain) sections.flatMap((one) => one.blocks || []).flatMap((one) => one.facts || []).flatMap((one) => one.proofs || []).forEach(number);
  const list = [...sources.values()].map(({ n, proof }) => el("li", null, el("sup", null, String(n)), ` « ${proof.title} », `, [proof.publisher, proof.published].filter(Boolean).join(", "), ". ", proof.url ? `${proof.url}. ` : "", `${proof.licence}.`));
  fill(byId("papier"), told, list.length ? [el("h3", null, "Sources"), el("ol", null, list)] : null,
    el("p", { class: "address" }, alone ? scene.title : location.pathname + location.search));
}

function chainOnPaper({ chain: told, panel: aside }, number) {
  const rows = (told.links || []).flatMap(({ title, facts }) => facts.map((one, place) => el("tr", null,
    el("th", { scope: "row" }, place ? "" : title),
    el("td", null, rich(one.words), one.note ? `, ${one.note.toLowerCase()}` : "", ".", (one.proofs || []).slice(0, 2).map((proof) => el("span", { class: "told" }, proof.quote || (proof.gist ? `${proof.gist} (en substance)` : "")))),
    el("td", null, (one.proofs || []).map((proof) => el("span", { class: "cited" }, el("sup", null, String(number(proof))), ` ${proof.chip}, ${proof.where}`))))));
  const blocks = (aside?.sections || []).flatMap((one) => one.blocks || []);
  const others = blocks.filter((one) => one.chain).map(({ chain: other }) => el("p", null, `${other.title} : ${other.bodies.map((body) => body.name).join(", ")}.`));
  return [
    rows.length ? el("table", null, el("thead", null, el("tr", null, ["Lien", "Fait et citation", "Source"].map((name) => el("th", { scope: "col" }, name)))), el("tbody", null, rows)) : null,
    others.length ? [el("h3", null, "Autres chaînes"), others] : null,
    told.limits ? [el("h3", null, "Limites"), el("p", null, rich(told.limits))] : null,
  ];
}
