// Making parts of a page. Words go in as text alone, so that nothing anybody typed is ever read as markup.

export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(2).filter((it) => it !== null && it !== undefined && it !== false));
  return element;
}

// What people typed, set apart: a name from right to left turns nothing round that stands beside it.
export const typed = (words) => make("bdi", {}, words);
export const quote = (words) => make("blockquote", { dir: "auto" }, words);

// Authors mark stress as *so* and **so**; everything else is shown as it stands.
export function prose(text) {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/).map((part) => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return make("strong", {}, part.slice(2, -2));
    if (/^\*[^*]+\*$/.test(part)) return make("em", {}, part.slice(1, -1));
    return part;
  });
}

export function beat(it) {
  return it.speaker
    ? make("p", { class: "speech" }, make("b", {}, `${it.speaker}: `), prose(it.text))
    : make("p", {}, prose(it.text));
}

export function pairs(entries) {
  return make("dl", {}, entries.flatMap((it) => [make("dt", {}, it.label), make("dd", {}, prose(it.text))]));
}

export const value = (id) => document.getElementById(id)?.value ?? "";

export function line(id, label, given = {}) {
  return make("label", { class: "line", for: id }, label, make("input", { type: "text", id, autocomplete: "off", ...given }));
}

export function pick(type, id, words, given = {}) {
  return make("label", { class: "pick", for: id }, make("input", { type, id, ...given }), make("span", {}, words));
}

// A box that is sent when it is ticked, and goes back to what it was where that is refused.
export function tick(id, words, on, send) {
  return pick("checkbox", id, words, { checked: on, onchange: async ({ target }) => {
    if (!await send(target.checked)) target.checked = !target.checked;
    touched.delete(target);
  } });
}

// Shows a part again only when what it is made of has changed, and of it only what differs: what is being read, typed,
// pressed or held open stays as it is.
const shown = new Map();
const held = new Map();
const touched = new WeakSet();
document.addEventListener("input", (event) => touched.add(event.target));
document.addEventListener("focusout", () => setTimeout(() => {
  for (const [id, [made_of, build]] of [...held]) show(id, made_of, build);
}));

export function show(id, made_of, build) {
  const key = JSON.stringify(made_of);
  held.delete(id);
  if (shown.get(id) === key) return;
  const home = document.getElementById(id);
  // A list that somebody has opened would shut under their finger.
  if (home.querySelector("select:focus")) { held.set(id, [made_of, build]); return; }
  shown.set(id, key);
  const focused = home.contains(document.activeElement) ? document.activeElement : null;
  const before = new Map([...home.querySelectorAll("[id]")].map((it) => [it.id, it]));
  replace(home, [build()].flat(2).filter(Boolean).map((it) => it.nodeType ? it : document.createTextNode(it)));
  for (const it of home.querySelectorAll("[id]")) carry(before.get(it.id), it);
  if (focused && !home.contains(focused)) refocus(focused.id, home);
}

function replace(home, fresh) {
  const old = [...home.childNodes];
  let after = null;
  while (old.length && fresh.length && old[0].isEqualNode(fresh[0])) { old.shift(); fresh.shift(); }
  while (old.length && fresh.length && old.at(-1).isEqualNode(fresh.at(-1))) { after = old.pop(); fresh.pop(); }
  for (const it of old) it.remove();
  for (const it of fresh) home.insertBefore(it, after);
}

function carry(old, it) {
  if (!old || old === it || old.tagName !== it.tagName) return;
  if (it.tagName === "DETAILS") it.open = old.open;
  if (!touched.has(old)) return;
  if (it.type === "radio" || it.type === "checkbox") it.checked = old.checked;
  else it.value = old.value;
  touched.add(it);
}

// Whoever works by keyboard is not thrown to the top of the page when what they pressed has gone.
function refocus(id, home) {
  const place = (id && document.getElementById(id)) || (home.childNodes.length ? home : document.getElementById("main"));
  if (place === home || place.id === "main") place.tabIndex = -1;
  place.focus({ preventScroll: place.id === "main" });
}

export const isTouched = (element) => touched.has(element);
