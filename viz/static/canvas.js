// The drawing: vis-network draws signs and ties where Python put them; we draw what surrounds them.

const FACE = getComputedStyle(document.body).fontFamily;
const host = byId("toile");
let net = null;
let drawn = null;
let shown = new Map();
let focused = null;
let ringed = null;

/** Pixels of each screen's height that are not the drawing, known once it was shown. */
const around = {};

/**
 * Return the room for a screen's drawing in pixels, a multiple of 8. Before a screen is shown,
 * its filters and legend are not there to be measured: what the first page said is used.
 */
function room(screen) {
  const was = document.body.dataset.screen;
  document.body.dataset.screen = screen;
  const box = host.getBoundingClientRect();
  document.body.dataset.screen = was;
  const usual = data.sizes[screen] || [1112, 806];
  let [w, h] = box.width > 40 ? [box.width, box.height] : usual;
  if (screen === was && box.height > 40) around[screen] = innerHeight - box.height;
  else if (innerWidth >= 1024) h = innerHeight - (around[screen] ?? 900 - usual[1]);
  return [Math.max(300, Math.floor(w / 8) * 8), Math.max(320, Math.floor(h / 8) * 8)];
}

/** Tell whether a drawing made for another canvas still reads well on this one. */
function fits(scenery, screen) {
  const [w, h] = room(screen);
  const scale = Math.min(w / scenery.width, h / scenery.height);
  return scale > 0.9 && scale < 1.35 && Math.max(w / scenery.width, h / scenery.height) / scale < 1.25;
}

/** Draw nodes, edges and scenery, in place of what was there. */
function paint(drawing) {
  erase();
  drawn = drawing;
  shown = new Map(drawing.nodes.map((node) => [node.id, node]));
  const nodes = new vis.DataSet(drawing.nodes.map(coloured));
  const edges = new vis.DataSet(drawing.edges.map(inked));
  const options = structuredClone(drawing.options);
  const small = host.clientWidth < 640;
  options.interaction.dragView = options.interaction.zoomView = !small;
  net = new vis.Network(host, { nodes, edges }, options);
  net.galaxieEdges = edges;
  net.on("beforeDrawing", backdrop);
  net.on("afterDrawing", foreground);
  net.on("hoverNode", ({ node }) => point(node));
  net.on("blurNode", () => point(null));
  net.on("hoverEdge", ({ edge, event }) => pointLine(edge, event));
  net.on("blurEdge", () => pointLine(null));
  net.on("click", clicked);
  net.on("zoom", ({ scale }) => (scale < 0.4 || scale > 5) && net.moveTo({ scale: Math.min(5, Math.max(0.4, scale)) }));
  net.on("resize", frame);
  frame();
  host.querySelector("canvas")?.setAttribute("aria-hidden", "true");
  host.dataset.ready = String(drawing.nodes.length);
}

function erase() {
  if (net) net.destroy();
  net = drawn = focused = ringed = null;
  delete host.dataset.ready;
  byId("bulle").hidden = true;
}

/** Show the whole drawing, at its own size or what the room allows. */
function frame() {
  if (!net || !drawn) return;
  const { width, height } = drawn.scenery;
  const scale = Math.min(host.clientWidth / width, host.clientHeight / height);
  net.moveTo({ position: { x: 0, y: 0 }, scale: scale || 1 });
}

function zoomBy(factor) {
  const scale = Math.min(5, Math.max(0.4, net.getScale() * factor));
  net.moveTo({ scale, animation: calm.matches ? false : { duration: 150 } });
}

function coloured(node) {
  return { ...node, color: { background: tint(node.color.background), border: tint(node.color.border) } };
}

function inked(edge, strong) {
  const { color, opacity } = edge.color;
  if (strong !== true) return { ...edge, color: { color: tint(color), opacity } };
  return { ...edge, width: edge.width + 1, color: { color: tint("#0B5D66"), opacity: 1 } };
}

/** Draw orbits, hairlines between families, arcs and their captions. */
function backdrop(ctx) {
  const { a, b, arc, orbits, arcs, hairs } = drawn.scenery;
  ctx.save();
  ctx.lineWidth = 1;
  ctx.strokeStyle = tint("#C9D0D7");
  for (const { rho } of orbits) oval(ctx, a * rho, b * rho, 0, 2 * Math.PI);
  ctx.strokeStyle = tint("#D6DBE0");
  for (const angle of hairs) {
    ctx.beginPath();
    ctx.moveTo(a * 0.22 * Math.sin(angle), -b * 0.22 * Math.cos(angle));
    ctx.lineTo(a * arc * Math.sin(angle), -b * arc * Math.cos(angle));
    ctx.stroke();
  }
  ctx.lineWidth = 3;
  for (const family of arcs) {
    ctx.strokeStyle = tint(family.fill);
    oval(ctx, a * arc, b * arc, family.from - Math.PI / 2, family.to - Math.PI / 2);
    curved(ctx, family, a * arc, b * arc);
  }
  for (const orbit of orbits) if (orbit.text) caption(ctx, orbit);
  ctx.restore();
}

function oval(ctx, a, b, from, to) {
  ctx.beginPath();
  ctx.ellipse(0, 0, a, b, 0, from, to);
  ctx.stroke();
}

function caption(ctx, { text, x, y }) {
  ctx.font = `12px ${FACE}`;
  const half = ctx.measureText(text).width / 2 + 6;
  ctx.fillStyle = tint("#FFFFFF");
  ctx.fillRect(x - half, y - 9, 2 * half, 18);
  ctx.fillStyle = tint("#55606B");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y);
}

/** Write the name of a family along its arc, outside it, upright in the lower half too. */
function curved(ctx, { at, text, ink }, a, b) {
  const below = Math.cos(at) < -0.05;
  const out = below ? 17 : 8;
  const [ra, rb] = [a + out, b + out];
  ctx.font = `600 13px ${FACE}`;
  ctx.fillStyle = tint(ink);
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  const turn = below ? -1 : 1;
  let angle = at;
  for (let rest = ctx.measureText(text).width / 2; rest > 0; rest -= 1) angle -= turn / speed(ra, rb, angle);
  for (const letter of text) {
    const wide = ctx.measureText(letter).width;
    angle += (turn * wide) / 2 / speed(ra, rb, angle);
    ctx.save();
    ctx.translate(ra * Math.sin(angle), -rb * Math.cos(angle));
    ctx.rotate(Math.atan2(turn * rb * Math.sin(angle), turn * ra * Math.cos(angle)));
    ctx.fillText(letter, 0, 0);
    ctx.restore();
    angle += (turn * wide) / 2 / speed(ra, rb, angle);
  }
}

function speed(a, b, angle) {
  return Math.hypot(a * Math.cos(angle), b * Math.sin(angle));
}

/** Draw the labels over the ties, then the ring of what is focused or selected. */
function foreground(ctx) {
  ctx.save();
  if (!drawn.settled) settle(ctx);
  for (const node of drawn.nodes) {
    const about = node.galaxie;
    if (node.id === focused || about.side === "hidden" || drawn.settled.has(node.id)) continue;
    name(ctx, node, about.side);
  }
  const ring = shown.get(focused || ringed);
  if (ring) halo(ctx, ring);
  const near = shown.get(focused);
  if (near) name(ctx, near, near.galaxie.side === "hidden" ? (near.y < 0 ? "below" : "above") : near.galaxie.side);
  ctx.restore();
}

function halo(ctx, node) {
  ctx.strokeStyle = tint("#0B5D66");
  ctx.lineWidth = 2.5;
  if (node.shape === "box") {
    const half = node.widthConstraint / 2 + 9;
    ctx.strokeRect(node.x - half, node.y - 18, 2 * half, 36);
    return;
  }
  ctx.beginPath();
  ctx.arc(node.x, node.y, node.size + 6, 0, 2 * Math.PI);
  ctx.stroke();
}

/** Return the box of a label, and where its first line stands. */
function labelBox(ctx, node, side) {
  const { lines, bold, size } = node.galaxie;
  const big = node.galaxie.sun ? sunSize(node) : size;
  ctx.font = `${bold ? 600 : 400} ${big}px ${FACE}`;
  const wide = Math.max(...lines.map((line) => ctx.measureText(line).width));
  const tall = 16 * lines.length;
  const inside = side === "inside";
  const top = inside ? node.y - tall / 2 : side === "below" ? node.y + node.size + 4 : node.y - node.size - 4 - tall;
  return { left: node.x - wide / 2, right: node.x + wide / 2, top, bottom: top + tall };
}

function sunSize(node) {
  const longest = Math.max(...node.galaxie.lines.map((line) => line.length));
  return longest > 9 ? 11 : longest > 6 ? 13 : 16;
}

function name(ctx, node, wanted) {
  const { lines, ink, sun } = node.galaxie;
  let [side, box] = [wanted, labelBox(ctx, node, wanted)];
  if (sun && box.right - box.left > 1.8 * node.size) [side, box] = ["below", labelBox(ctx, node, "below")];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  lines.forEach((line, row) => {
    const y = box.top + 16 * row + 8.5;
    if (side !== "inside") {
      ctx.strokeStyle = tint("#FFFFFF");
      ctx.lineWidth = 3.5;
      ctx.strokeText(line, node.x, y);
    }
    ctx.fillStyle = side === "inside" && sun ? onFill(node) : tint(ink);
    ctx.fillText(line, node.x, y);
  });
}

function onFill(node) {
  if (node.color.background === "#FFFFFF") return tint("#16202A");
  return night.matches && !printing ? "#10151A" : "#FFFFFF";
}

/** With the real font, silence the labels that would touch a heavier one: places never lie. */
function settle(ctx) {
  drawn.settled = new Set();
  const taken = [];
  const order = drawn.nodes.filter((n) => !["inside", "hidden"].includes(n.galaxie.side)).sort((m, n) => n.galaxie.weight - m.galaxie.weight);
  for (const node of order) {
    const box = labelBox(ctx, node, node.galaxie.side);
    const touches = taken.some((other) => box.left < other.right - 1 && other.left < box.right - 1 && box.top < other.bottom - 2 && other.top < box.bottom - 2);
    if (touches) drawn.settled.add(node.id);
    else taken.push(box);
  }
}

/** Point at a body: its ties stand out, its name shows, its sentence is told. */
function point(id, { spoken = false } = {}) {
  if (!net) return;
  const before = focused;
  focused = id;
  if (before !== id) {
    lift(before, false);
    lift(id, true);
  }
  const node = shown.get(id);
  tip(node ? node.galaxie.tip : "", node && net.canvasToDOM({ x: node.x, y: node.y + (node.size || 14) }));
  if (node && spoken) announce(node.galaxie.tip);
  host.style.cursor = node ? "pointer" : "default";
  net.redraw();
}

function lift(id, strong) {
  if (!id) return;
  net.galaxieEdges.update(drawn.edges.filter((edge) => edge.from === id || edge.to === id).map((edge) => inked(edge, strong)));
}

function pointLine(id) {
  if (focused) return;
  const edge = id && drawn.edges.find((one) => one.id === id);
  if (pointLine.last) net.galaxieEdges.update(inked(pointLine.last, false));
  pointLine.last = edge;
  if (edge) net.galaxieEdges.update(inked(edge, true));
  host.style.cursor = edge && edge.galaxie.href ? "pointer" : "default";
  const ends = edge && [shown.get(edge.from), shown.get(edge.to)];
  tip(edge ? edge.galaxie.tip : "", edge && net.canvasToDOM({ x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2 }));
}

function tip(text, at) {
  const bubble = byId("bulle");
  bubble.textContent = text;
  bubble.hidden = !text;
  if (!text) return;
  const wide = bubble.offsetWidth / 2;
  bubble.style.left = `${Math.min(Math.max(at.x, wide + 4), host.clientWidth - wide - 4) + host.offsetLeft}px`;
  bubble.style.top = `${Math.min(at.y + 10, host.clientHeight - bubble.offsetHeight - 4) + host.offsetTop}px`;
}

function clicked({ pointer }) {
  const node = net.getNodeAt(pointer.DOM);
  if (node !== undefined) return open(node);
  const edge = net.getEdgeAt(pointer.DOM);
  const href = edge !== undefined && drawn.edges.find((one) => one.id === edge)?.galaxie.href;
  if (href && !alone) go(href);
}

/** Open a body: its own galaxy, or the table of a group. */
function open(id) {
  const node = shown.get(id);
  if (!node) return;
  if (alone) return void point(id, { spoken: true });
  if (node.galaxie.href.includes("vue=tableau")) return void go(changed({ vue: "tableau" }));
  go(node.galaxie.href);
}

/** Move the focus to the nearest body in a direction. */
function step(dx, dy) {
  if (!drawn || !drawn.nodes.length) return;
  const from = shown.get(focused) || drawn.nodes.find((n) => n.galaxie.sun) || drawn.nodes.reduce((m, n) => (n.galaxie.weight > m.galaxie.weight ? n : m));
  if (!focused) return void point(from.id, { spoken: true });
  const ahead = drawn.nodes
    .filter((n) => n !== from)
    .map((n) => ({ n, along: (n.x - from.x) * dx + (n.y - from.y) * dy, off: Math.abs((n.x - from.x) * dy) + Math.abs((n.y - from.y) * dx) }))
    .filter(({ along, off }) => along > 4 && off < along * 3)
    .sort((m, n) => m.along + 2 * m.off - n.along - 2 * n.off);
  if (ahead.length) point(ahead[0].n.id, { spoken: true });
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
host.addEventListener("keydown", (event) => {
  const arrow = ARROWS[event.key];
  if (arrow) step(...arrow);
  else if (event.key === "Enter" && focused) open(focused);
  else if (event.key === "Escape" && focused) point(null);
  else return;
  event.preventDefault();
  event.stopPropagation();
});
host.addEventListener("blur", () => point(null));
byId("plus").addEventListener("click", () => net && zoomBy(1.25));
byId("moins").addEventListener("click", () => net && zoomBy(0.8));
byId("tout").addEventListener("click", frame);

function redress() {
  if (drawn) {
    const again = drawn;
    again.settled = null;
    paint(again);
  }
}
night.addEventListener("change", () => show(current, { view: new URLSearchParams(location.search).get("vue") }));
addEventListener("beforeprint", () => {
  if (!drawn) return;
  printing = true;
  redress();
  net.redraw();
  const picture = el("img", { id: "photo", alt: byId("legende-titre").textContent });
  picture.src = host.querySelector("canvas").toDataURL("image/png");
  host.after(picture);
});
addEventListener("afterprint", () => {
  byId("photo")?.remove();
  printing = false;
  redress();
});
