// The desk in the debrief: its phases, the decision or finding in hand, the judgement when the room asks for it.

import { act, button } from "/page/desk_doing.js";
import { line, make, pairs, prose, quote, show, value } from "/page/dom.js";
import { otherwiseWords, roundName, saidOnce, split, WROTE_OTHERWISE } from "/page/telling.js";

export function debriefing(room, desk, can) {
  const it = room.step === "closed" ? null : room.debrief;
  show("debrief", [it, desk.debrief, can("agree")], () => it ? [
    make("h2", {}, `Debrief: ${it.called[it.phase]}${it.number ? `, ${it.number} of ${it.of}` : ""}`),
    make("p", { class: "faint" }, desk.debrief.minutes ? `About ${desk.debrief.minutes} minute${desk.debrief.minutes === 1 ? "" : "s"}. ` : "", desk.debrief.advice),
    it.of > 0 && it.number > 1 ? make("p", {}, button("The one before", "turn", { number: it.number - 1 }, { id: "turn-back" })) : null,
    it.answered !== undefined ? make("p", {}, `${it.answered} ${it.answered === 1 ? "has" : "have"} answered.`) : null,
    ...(it.phase === "my_view" ? views(desk.debrief.view) : []),
    ...(it.phase === "analysis" ? findings(it, desk.debrief) : []),
    it.moment ? make("h3", {}, it.moment.title) : null, it.moment ? pairs(it.moment.lines) : null,
    it.heading ? make("h3", {}, it.heading[0].toUpperCase() + it.heading.slice(1)) : null,
    it.evidence ? pairs(it.evidence) : null, it.question ? make("p", {}, make("strong", {}, it.question)) : null,
    desk.debrief.prompts.length ? make("ul", { id: "prompts" }, desk.debrief.prompts.map((one) => make("li", {}, prose(one)))) : null,
    ...judgement(it, desk.debrief),
    ...saidOnce(desk.debrief?.groups ?? []).flatMap(group),
    can("agree") && it.phase === "summary" ? agreeing(it) : null,
    it.phase !== "my_view" ? make("details", { id: "own-views" }, make("summary", {}, "What people would keep or change"), views(desk.debrief.view)) : null,
    make("details", { id: "phases" }, make("summary", {}, "Go to another phase"),
      it.phases.filter((phase) => phase !== it.phase).map((phase) => button(`To ${it.called[phase]}`, "phase", { phase }))),
  ] : []);
}

// Which decisions people would play the same and which they would change, by how many.
function views(it) {
  if (!it.decisions) return [make("p", { class: "faint" }, `Which decisions people would keep or change is counted here once ${it.fewest} have answered.`)];
  const cells = (one) => [one.same, one.change].map((count) => make("td", {}, `${count}`));
  return [make("table", { class: "counts" }, make("caption", {}, `What ${it.answered} people would keep or change`),
    make("thead", {}, make("tr", {}, ["Decision", "would play the same", "would change it"].map((words) => make("th", { scope: "col" }, words)))),
    make("tbody", {}, it.decisions.map((one) => make("tr", {}, make("th", { scope: "row" }, `${one.number}. ${one.title}`), cells(one)))))];
}

// Every finding with how many see it otherwise; the room sees the count of the one in hand beside its judgement.
function findings(it, desk) {
  const against = (number) => ({ count: desk.otherwise[number - 1], of: desk.there });
  const words = (title, number) => `${title}${against(number).count ? ` (${otherwiseWords(against(number)).replace(/\.$/, "")})` : ""}`;
  return [make("ul", { id: "findings" }, desk.findings.map((title, place) => {
    const said = words(title, place + 1);
    return make("li", {}, place + 1 === it.number ? make("strong", {}, said) : said);
  }))];
}

function judgement(it, desk) {
  if (!desk?.judgement) return [];
  return [
    make("h3", {}, "The program's view, for when you want it"), make("p", {}, desk.judgement),
    button(it.judgement ? "Take it off the wall" : "Show it to the room", "judge", { on: !it.judgement }, { id: "judging" }),
  ];
}

function agreeing(it) {
  return make("form", { onsubmit: (event) => { event.preventDefault(); act("agree", { words: value("agreeing") }); } },
    line("agreeing", "What the group will do, by when, and who will notice", { maxlength: 300, value: it.agreed ?? "" }),
    make("button", { type: "submit", id: "agree" }, "We agree on this"));
}

function counted(all) {
  const found = new Map();
  for (const words of all) found.set(words, (found.get(words) ?? 0) + 1);
  return found;
}

function group(it) {
  const several = "second" in it.rounds;
  const sure = typeof it.sure_and_moved === "number" ? `; ${it.sure_and_moved} of them had been sure` : "";
  const list = (title, entries) => entries?.length
    ? [make("p", {}, make("strong", {}, `${title}: `), entries.map((one) => `${one.seat}: ${one.knows}`).join(" "))] : [];
  return [
    make("h3", {}, `Decision ${it.decision}: the votes`),
    it.override ? make("p", { class: "warn" }, `Decided against most votes.${it.reason ? ` Because: ${it.reason}` : ""}`) : null,
    ...Object.entries(it.rounds).map(([name, tally]) => split(roundName(name, several), tally, it.labels)),
    typeof it.moved === "number" ? make("p", {}, `${it.moved} changed their vote${sure}.`) : null,
    ...list("The smaller side knew", it.smaller_knew), ...list("Never marked as told", it.untold),
    it.dissents?.length ? make("p", {}, make("strong", {}, WROTE_OTHERWISE)) : null,
    ...[...counted(it.dissents ?? [])].map(([words, people]) => quote(people > 1 ? `${words} (${people} people)` : words)),
  ];
}
