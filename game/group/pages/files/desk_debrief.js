// The desk in the debrief: its phases, the decision or finding in hand, the judgement when the room asks for it.

import { make, pairs, show } from "/page/dom.js";

const PHASES = { reactions: "Reactions", description: "Description", my_view: "My view", analysis: "Analysis", summary: "Summary" };

export function debriefing(room, desk, can, act, button, value) {
  const it = room.debrief;
  show("debrief", [it, desk.debrief, can("agree")], () => {
    if (!it) return [];
    const turns = it.of > 1 ? [
      it.number > 1 ? button("The one before", "turn", { number: it.number - 1 }) : null,
      it.number < it.of ? button("The next one", "turn", { number: it.number + 1 }) : null,
    ] : [];
    return [
      make("h2", {}, `Debrief: ${PHASES[it.phase]}${it.of ? `, ${it.number} of ${it.of}` : ""}`),
      ...it.phases.filter((phase) => phase !== it.phase).map((phase) => button(`To ${PHASES[phase].toLowerCase()}`, "phase", { phase })),
      ...turns,
      it.answered !== undefined ? make("p", {}, `${it.answered} have answered.`) : null,
      it.moment ? make("h3", {}, it.moment.title) : null, it.moment ? pairs(it.moment.lines) : null,
      it.evidence ? pairs(it.evidence) : null, it.question ? make("p", {}, make("strong", {}, it.question)) : null,
      ...(desk.debrief?.judgement ? [
        make("h3", {}, "The program's view, for when you want it"), make("p", {}, desk.debrief.judgement),
        button(it.judgement ? "Take it off the wall" : "Show it to the room", "judge", { on: !it.judgement }),
      ] : []),
      ...(desk.debrief?.groups ?? []).flatMap((group) => votes(group)),
      can("agree") && it.phase === "summary" ? make("form", { onsubmit: (event) => { event.preventDefault(); act("agree", { words: value("agreeing") }); } },
        make("label", { class: "line", for: "agreeing" }, "What the group will do, by when, and who will notice", make("input", { type: "text", id: "agreeing", maxlength: 300, value: it.agreed ?? "" })), make("button", { type: "submit" }, "We agree on this")) : null,
    ];
  });
}

function votes(group) {
  const rows = Object.entries(group.rounds).map(([name, counts]) => make("p", {}, make("strong", {}, `${name} vote: `), Object.entries(counts).map(([id, count]) => `${group.labels[id] ?? id} ${count}`).join("; ")));
  const list = (title, entries) => entries?.length ? [make("p", {}, make("strong", {}, `${title}: `), entries.map((it) => `${it.seat}: ${it.knows}`).join(" "))] : [];
  return [...rows,
    group.moved !== null ? make("p", {}, `${group.moved} moved${group.sure_and_moved !== null ? `, ${group.sure_and_moved} of them had been sure` : ""}.`) : null,
    ...list("The smaller side knew", group.smaller_knew), ...list("Never marked as told", group.untold),
    ...(group.dissents ?? []).map((it) => make("blockquote", {}, it))];
}
