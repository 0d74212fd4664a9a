// What phones and the desk both tell: the story, where the meters stand, how a vote went.

import { beat, make, typed } from "/page/dom.js";

export function story(room) {
  const it = room.story;
  if (!it) return [];
  const passages = it.passages.flatMap((passage) => [
    passage.from ? make("p", { class: "faint" }, passage.from) : null,
    ...passage.beats.map(beat),
  ]);
  const title = it.ending ? `The end: ${it.ending.title}` : it.title;
  return [
    make("h2", {}, title ? `${it.when} · ${title}` : it.when),
    ...passages,
    it.fault ? make("p", { class: "warn" }, it.fault) : null,
    it.meters.length ? meters(it.meters) : null,
  ];
}

// What was decided, said plainly where it went against most votes, and why.
export function decided(it) {
  if (!it) return [];
  return [
    make("p", {}, make("strong", {}, "Decided: "), it.label),
    it.override ? make("p", { class: "warn" }, "Most had voted for something else.") : null,
    it.reason ? make("p", {}, make("strong", {}, "Because: "), typed(it.reason)) : null,
  ];
}

export const votedOf = (it) => `${it.voted} of ${it.of} ${it.voted === 1 ? "has" : "have"} voted.`;

function meters(list) {
  return make("table", { class: "meters" }, make("caption", {}, "Where it stands"), make("tbody", {}, list.map((it) => {
    const by = it.value - it.before;
    const change = by ? `${by > 0 ? "up" : "down"} ${Math.abs(by)}` : "";
    const cells = [`${it.value}`, change, it.word].map((words) => make("td", {}, words));
    return make("tr", {}, make("th", { scope: "row" }, it.name), cells);
  })));
}

// A split as a table: `tally` is how many for each option, `words` what each is called, `marked` what to add to some.
export function split(name, tally, words, marked = () => "") {
  const rows = Object.entries(tally).map(([id, count]) =>
    make("tr", {}, make("td", {}, `${count}`), make("th", { scope: "row" }, `${words[id] ?? id}${marked(id)}`)));
  return make("table", { class: "split" }, make("caption", {}, name), make("tbody", {}, rows));
}

// What the options of a round are called.
export function wording(decision, round) {
  const options = round === "frame" ? decision?.frames : decision?.options;
  return Object.fromEntries((options ?? []).map((it) => [it.id, it.text]));
}

export function roundName(round, discuss = true) {
  if (round === "frame") return "What kind of moment";
  if (round === "second") return "Second vote";
  return discuss ? "First vote" : "Vote";
}

// The votes of several decisions. What was never told is the same for all that follow: each of it is said once.
export function saidOnce(groups) {
  const said = new Set();
  return groups.map((it) => {
    const untold = (it.untold ?? []).filter((one) => !said.has(one.seat));
    untold.forEach((one) => said.add(one.seat));
    return { ...it, untold };
  });
}

export const SURE = { 1: "a guess", 2: "fairly sure", 3: "sure" };

export const WROTE_OTHERWISE = "Those who voted otherwise wrote";

export const otherwiseWords = (it) => `${it.count} of ${it.of} ${it.count === 1 ? "sees" : "see"} it otherwise.`;
