// Making parts of a page. Words go in as text alone, so that nothing anybody typed is ever read as markup.

export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((it) => it !== null && it !== undefined && it !== false));
  return element;
}

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

// Shows a part again only when what it is made of has changed: what is being typed or read stays where it is.
const shown = new Map();
export function show(id, made_of, build) {
  const key = JSON.stringify(made_of);
  if (shown.get(id) === key) return;
  shown.set(id, key);
  const home = document.getElementById(id);
  const focused = home.contains(document.activeElement) ? document.activeElement.id : "";
  home.replaceChildren(...[build()].flat().filter(Boolean));
  if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
}

export function story(room) {
  const it = room.story;
  if (!it) return [];
  const passages = it.passages.flatMap((passage) => [
    passage.from ? make("p", { class: "faint" }, passage.from) : null,
    ...passage.beats.map(beat),
  ]);
  const title = it.ending ? `The end: ${it.ending.title}` : it.title;
  return [make("h2", {}, title ? `${it.when} · ${title}` : it.when), ...passages, it.fault ? make("p", { class: "warn" }, it.fault) : null];
}

export function meters(list) {
  return make("table", {}, make("caption", { class: "faint" }, "Where it stands"), make("tbody", {}, list.map((it) => {
    const by = it.value - it.before;
    const change = by ? `${by > 0 ? "up" : "down"} ${Math.abs(by)}` : "";
    return make("tr", {}, make("th", { scope: "row" }, it.name), make("td", {}, `${it.value}`), make("td", {}, change), make("td", {}, it.word));
  })));
}

export function tally(vote, options, name) {
  if (!vote.tally) return null;
  const words = Object.fromEntries(options.map((it) => [it.id, it.text]));
  const rows = Object.entries(vote.tally).map(([id, count]) => make("tr", {}, make("td", {}, `${count}`), make("th", { scope: "row" }, words[id] ?? id)));
  return make("table", {}, make("caption", { class: "faint" }, name), make("tbody", {}, rows));
}

export const ROUNDS = { frame: "What kind of moment", first: "First vote", second: "Second vote" };
