// The page starts: the first scene is inside it.

box.dataset.long = box.placeholder;

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (byId("aide").open) return;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
  } else if (event.key === "Escape" && typing) event.target.blur();
  else if (event.key === "Escape" && steps > 0 && !event.defaultPrevented) {
    steps -= 1;
    history.back();
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest(".chip-holder")) return;
  document.querySelectorAll(".choices").forEach((open_) => (open_.hidden = true));
});

byId("aider")?.addEventListener("click", () => byId("aide").showModal());

let settled = 0;
new ResizeObserver(() => {
  clearTimeout(settled);
  settled = setTimeout(() => {
    if (!drawn) return;
    if (alone || fits(drawn.scenery, current.screen)) frame();
    else go(location.href, { push: false });
  }, 200);
}).observe(host);

const view = alone ? null : new URLSearchParams(location.search).get("vue");
if (alone || !current.canvas || fits(current.canvas.scenery, current.screen)) show(current, { view });
else {
  show({ ...current, canvas: null }, { view });
  go(location.href, { push: false });
}
