// A past decision taken otherwise, beside the real line; and the splits of past decisions, to show them late.

import { act, button } from "/page/desk_doing.js";
import { beat, make, show, value } from "/page/dom.js";
import { roundName } from "/page/telling.js";

export function whatIf(room, desk, can) {
  show("whatif", [can("what_if"), can("what_if_end"), can("reveal"), desk.decisions, room.what_if, room.debrief?.number], () => [
    can("what_if") && desk.decisions.length ? form(desk.decisions) : null,
    ...(room.what_if ? line(room.what_if) : []),
    can("what_if_end") ? button("Back to the real line", "what_if_end") : null,
    can("reveal") && desk.decisions.some((it) => Object.keys(it.rounds).length) ? late(desk.decisions) : null,
  ]);
}

function form(decisions) {
  const options = decisions.flatMap((it) => it.options.filter((one) => one.id !== it.choice)
    .map((one) => make("option", { value: `${it.number} ${one.id}` }, `${it.number}. ${it.title}: ${one.text}`)));
  return make("form", { onsubmit: (event) => {
    event.preventDefault();
    const [decision, choice] = value("what-if").split(" ");
    if (choice) act("what_if", { decision: Number(decision), choice });
  } },
  make("label", { class: "line", for: "what-if" }, "What if",
    make("select", { id: "what-if" }, make("option", { value: "" }, "pick another choice of the past"), options)),
  make("button", { type: "submit", class: "quiet", id: "show-what-if" }, "Show it beside the real line"));
}

function line(it) {
  return [make("p", {}, make("strong", {}, "On the wall: "), `${it.other.label} ${it.other.ending ?? ""}`), ...it.other.told.map(beat)];
}

function late(decisions) {
  return make("details", { id: "past-votes" }, make("summary", {}, "Votes of past decisions"), decisions.flatMap((it) =>
    Object.entries(it.rounds).map(([name, one]) => make("p", {}, `${it.number}. ${it.title}. ${roundName(name)}: `,
      button(one.revealed ? "Hide the split" : "Show the split to the room", one.revealed ? "hide" : "reveal",
        { round: name, decision: it.number }, { id: `past-${it.number}-${name}` })))));
}
