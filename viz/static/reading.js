// A fact of the text and its line in a card are one thing: choosing one shows the other.

const page = document.documentElement;
const note = document.getElementById("note");
const narrow = matchMedia("(max-width: 899px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let chosen = null;
let pointing = false;
page.classList.add("js");

/** Return all that shows a fact: its line, and the marks over its words. */
const shown = (fact) => [...document.querySelectorAll(`[data-f~="${fact}"]`)];
const line = (fact) => shown(fact).find((one) => one.classList.contains("line"));
const mark = (fact) => shown(fact).find((one) => one.classList.contains("m"));

/** Return the facts that words state, the closest first. */
function under(leaf) {
  const facts = [];
  for (let one = leaf.closest(".m"); one; one = one.parentElement.closest(".m")) facts.push(...one.dataset.f.trim().split(" "));
  return facts;
}

function clear() {
  document.querySelectorAll(".on").forEach((one) => one.classList.remove("on"));
  chosen = null;
  note.hidden = true;
}

/** Show a fact on both sides; `from` is the side where it was chosen, which does not move. */
function choose(fact, from) {
  clear();
  chosen = fact;
  shown(fact).forEach((one) => one.classList.add("on"));
  history.replaceState(null, "", `#${line(fact).id}`);
  tell(line(fact), from);
  const other = from === "text" ? line(fact) : mark(fact);
  if (other && !(narrow.matches && from === "text")) other.scrollIntoView({ block: from === "text" ? "nearest" : "center", behavior: calm.matches ? "auto" : "smooth" });
}

/** Say what a fact is: aloud on a large screen, at the foot of a small one. */
function tell(told, from) {
  const copy = document.createElement("div");
  copy.className = told.className;
  copy.classList.remove("on");
  copy.append(...told.cloneNode(true).childNodes);
  copy.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Fermer";
  close.addEventListener("click", clear);
  note.replaceChildren(...(narrow.matches ? [close] : []), copy);
  note.hidden = narrow.matches && from !== "text";
}

/** Move to the fact before or after, skipping those that a filter hides. */
function step(fact, by, from) {
  const [doc] = fact.split("-");
  const seen = (one) => document.getElementById(`voir-${one.dataset.k}`).checked;
  const all = [...document.querySelectorAll(`.line[data-f^="${doc}-"]`)].filter((one) => one.dataset.f === fact || (seen(one) && mark(one.dataset.f)));
  const number = (one) => Number(one.dataset.f.split("-")[1]);
  all.sort((a, b) => number(a) - number(b));
  const next = all[all.findIndex((one) => one.dataset.f === fact) + by];
  if (!next) return;
  const target = from === "text" ? mark(next.dataset.f).querySelector("a") : next.querySelector(".told");
  pointing = true;
  target.focus();
  pointing = false;
  choose(next.dataset.f, from);
}

const side = (place) => (place.closest(".text") ? "text" : "card");
const of = (place) => (side(place) === "text" ? under(place)[0] : place.closest(".line").dataset.f);
const links = ".text a, .line .told";

document.addEventListener("pointerdown", () => (pointing = true));
document.addEventListener("pointerup", () => setTimeout(() => (pointing = false)));
document.addEventListener("focusin", (event) => {
  if (!pointing && event.target.matches(links)) choose(of(event.target), side(event.target));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest(links);
  if (!link) return;
  event.preventDefault();
  const facts = side(link) === "text" ? under(link) : [of(link)];
  choose(facts[(facts.indexOf(chosen) + 1) % facts.length], side(link)); // again: what lies around it
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") clear();
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(links)) return;
  event.preventDefault();
  step(chosen || of(event.target), by, side(event.target));
});

const wanted = document.querySelector(".line:target");
if (wanted) choose(wanted.dataset.f, "card");
