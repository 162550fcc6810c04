// Elements from values. Text is always text: nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("donnees").textContent);
const alone = document.body.hasAttribute("data-alone");
const night = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let printing = false;

/** Return the colour of the theme in force for a colour of the light one. */
function tint(colour) {
  return night.matches && !printing ? data.dark[colour] || colour : colour;
}

/** Make an element: attributes, `on…` listeners, then children, texts or elements. */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "href") made.setAttribute("href", safe(value));
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Return an address that is ours, or of the web; anything else leads nowhere. */
function safe(address) {
  return /^(https?:\/\/|\/(?!\/)|#|blob:)/i.test(address) ? address : "#";
}

/** Fill an element anew. */
function fill(element, ...children) {
  element.replaceChildren(...children.flat(9).filter(Boolean));
  return element;
}

/** Return runs of text: strings, or {t: text, b: strong, h: address}. */
function rich(runs) {
  return (runs || []).map((run) => {
    if (typeof run === "string") return run;
    const text = run.b ? el("strong", null, run.t) : run.t;
    return run.h && !alone ? el("a", { href: run.h }, text) : text;
  });
}

/** Return a link to another site, which learns nothing of where it was clicked. */
function away(address, text) {
  return el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text, el("span", { class: "sr" }, " (nouvel onglet)"));
}

const OUTLINES = {
  square: "1.5,1.5 14.5,1.5 14.5,14.5 1.5,14.5",
  diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
  triangle: "8,1 15.5,14.5 0.5,14.5",
  triangleDown: "0.5,1.5 15.5,1.5 8,15",
  hexagon: "4,1.5 12,1.5 15.7,8 12,14.5 4,14.5 0.3,8",
};

/** Return the sign of a family and kind as a small drawing. */
function sign(look, size = 14) {
  const box = svg("svg", { viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true", class: "sign" });
  const paint = {
    fill: look.hollow ? "none" : tint(look.fill),
    stroke: tint(look.hollow ? look.fill : look.border),
    "stroke-width": look.hollow ? 2.4 : 1,
  };
  const points = OUTLINES[look.shape];
  if (look.shape === "box") box.append(svg("rect", { x: 0.5, y: 4, width: 15, height: 8, rx: 4, ...paint, fill: "none", stroke: tint(look.fill), "stroke-width": 1.6 }));
  else if (points) box.append(svg("polygon", { points, "stroke-linejoin": "round", ...paint }));
  else box.append(svg("circle", { cx: 8, cy: 8, r: look.hollow ? 6.4 : 7, ...paint }));
  return box;
}

/** Return a stroke as the legend shows it. */
function stroke(dash) {
  const line = svg("line", { x1: 0, y1: 4, x2: 24, y2: 4, stroke: "currentColor", "stroke-width": 1.6 });
  if (dash.length) line.setAttribute("stroke-dasharray", dash.join(" "));
  return svg("svg", { viewBox: "0 0 24 8", width: 24, height: 8, "aria-hidden": "true", class: "stroke" }, line);
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Tell readers of the screen what changed. */
function announce(text) {
  byId("annonce").textContent = text;
}
