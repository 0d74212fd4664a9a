// The desk in the debrief: its phases, the decision or finding in hand, the judgement when the room asks for it.

import { act, button } from "/page/desk_doing.js";
import { line, make, pairs, quote, show, value } from "/page/dom.js";
import { roundName, saidOnce, split } from "/page/telling.js";

const PHASES = { reactions: "Reactions", description: "Description", my_view: "My view", analysis: "Analysis", summary: "Summary" };

export function debriefing(room, desk, can) {
  const it = room.step === "closed" ? null : room.debrief;
  show("debrief", [it, desk.debrief, can("agree")], () => it ? [
    make("h2", {}, `Debrief: ${PHASES[it.phase]}${it.number ? `, ${it.number} of ${it.of}` : ""}`),
    make("p", {}, it.phases.filter((phase) => phase !== it.phase)
      .map((phase) => button(`To ${PHASES[phase].toLowerCase()}`, "phase", { phase }))),
    make("p", {}, turns(it)),
    it.answered !== undefined ? make("p", {}, `${it.answered} ${it.answered === 1 ? "has" : "have"} answered.`) : null,
    it.moment ? make("h3", {}, it.moment.title) : null, it.moment ? pairs(it.moment.lines) : null,
    it.heading ? make("h3", {}, it.heading[0].toUpperCase() + it.heading.slice(1)) : null,
    it.evidence ? pairs(it.evidence) : null, it.question ? make("p", {}, make("strong", {}, it.question)) : null,
    ...judgement(it, desk.debrief),
    ...saidOnce(desk.debrief?.groups ?? []).flatMap(group),
    can("agree") && it.phase === "summary" ? agreeing(it) : null,
  ] : []);
}

function turns(it) {
  if (!(it.of > 0) || it.phase === "my_view") return [];
  const number = it.number ?? 0;
  return [
    number > 1 ? button("The one before", "turn", { number: number - 1 }, { id: "turn-back" }) : null,
    number < it.of ? button(number ? "The next one" : "The first one", "turn", { number: number + 1 }, { id: "turn-on" }) : null,
  ];
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

function group(it) {
  const several = "second" in it.rounds;
  const sure = typeof it.sure_and_moved === "number" ? `; ${it.sure_and_moved} of them had been sure` : "";
  const list = (title, entries) => entries?.length
    ? [make("p", {}, make("strong", {}, `${title}: `), entries.map((one) => `${one.seat}: ${one.knows}`).join(" "))] : [];
  return [
    make("h3", {}, `Decision ${it.decision}: the votes`),
    ...Object.entries(it.rounds).map(([name, tally]) => split(roundName(name, several), tally, it.labels)),
    typeof it.moved === "number" ? make("p", {}, `${it.moved} changed their vote${sure}.`) : null,
    ...list("The smaller side knew", it.smaller_knew), ...list("Never marked as told", it.untold),
    ...(it.dissents ?? []).map(quote),
  ];
}
