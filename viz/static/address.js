// The address is the state: every screen and filter is in it, and it restores the same screen.

const kept = new Map();
let current = data.scene;
let asking = null;
let steps = 0;

/** Return the screen and the parameters that an address asks for, null if it is not ours. */
function read(href) {
  const url = new URL(href, location.href);
  if (url.origin !== location.origin) return null;
  const params = new URLSearchParams(url.search);
  if (url.pathname === "/") return { screen: "opening", params, path: "/" };
  if (url.pathname === "/lien") return { screen: "chain", params, path: "/lien" };
  if (url.pathname === "/rang") return { screen: "rank", params, path: "/rang" };
  if (!url.pathname.startsWith("/n/")) return null;
  params.set("id", decodeURIComponent(url.pathname.slice(3)));
  return { screen: "partners", params, path: url.pathname };
}

/** Return the address of the current screen with some parameters changed; "" removes one. */
function changed(changes) {
  const params = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value) params.set(key, value);
    else params.delete(key);
  }
  const query = params.toString().replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%40", "@");
  return location.pathname + (query ? `?${query}` : "");
}

/** Go to an address: fetch its scene, show it, remember it in the history. */
async function go(href, { push = true } = {}) {
  const wanted = read(href);
  if (!wanted) return void location.assign(href);
  const view = wanted.params.get("vue");
  if (wanted.screen === "opening" && wanted.params.get("q")) return void location.assign(href);
  const scene = await fetched(wanted);
  if (!scene) return;
  if (push) {
    history.pushState(null, "", href);
    steps += 1;
  }
  show(scene, { view });
}

/** Fetch a scene, from memory if it was shown before; null if another was asked meanwhile. */
async function fetched({ screen, params }) {
  const query = new URLSearchParams(params);
  query.delete("vue");
  query.set("screen", screen);
  const [width, height] = room(screen);
  query.set("w", width);
  query.set("h", height);
  const address = `/v1/scene?${query}`;
  if (kept.has(address)) return kept.get(address);
  if (asking) asking.abort();
  const mine = (asking = new AbortController());
  const slow = setTimeout(() => document.body.setAttribute("data-busy", ""), 120);
  try {
    const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const scene = await answer.json();
    if (kept.size > 30) kept.delete(kept.keys().next().value);
    kept.set(address, scene);
    return scene;
  } catch (error) {
    if (error.name === "AbortError") return null;
    return failed();
  } finally {
    clearTimeout(slow);
    if (mine === asking) document.body.removeAttribute("data-busy");
  }
}

/** Say that the answer did not come, with a button that asks again; keep what is shown. */
function failed() {
  const offline = navigator.onLine === false;
  const text = offline ? "Hors ligne : ce qui est affiché reste lisible." : "La réponse n’est pas venue. Votre adresse est gardée.";
  toast(text, el("button", { type: "button", onclick: () => (hush(), go(location.href, { push: false })) }, "Réessayer"));
  announce(text);
  return null;
}

function toast(...children) {
  hush();
  document.body.append(el("div", { class: "toast", id: "message", role: "alert" }, children));
}

function hush() {
  byId("message")?.remove();
}

addEventListener("popstate", () => go(location.href, { push: false }));
addEventListener("online", hush);
addEventListener("offline", failed);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || alone || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || !read(link.href) || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  go(link.href);
});
