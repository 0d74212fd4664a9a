// What the facilitator does next: one main button that is always in sight, what may be needed at any moment beside it,
// and the rest below.

import { button } from "/page/desk_doing.js";
import { make, show } from "/page/dom.js";

const OPEN = { frame: "Vote on the kind of moment", first: "Open a first vote", second: "Open a second vote" };

let asked = ""; // the vote that is to be closed though people who are here have not voted in it
let again = () => {};

export function steps(room, desk, can) {
  again = () => steps(room, desk, can);
  const [name] = Object.entries(room.decision?.votes ?? {}).find(([, it]) => it.open) ?? [];
  const vote = name && desk.not_in ? `${room.decision.number}-${name}` : "";
  if (asked && asked !== vote) asked = "";
  show("steps", [room.step, desk.next, desk.can, desk.not_in, asked, room.paused, room.blank, room.debrief?.phase, room.debrief?.number], () => [
    asked ? sure(desk) : main(room, desk, can, vote),
    can("resume") ? button("Go on", "resume", {}, { main: true, id: "pausing" }) : null,
    can("pause") ? button("Pause", "pause", {}, { id: "pausing" }) : null,
    can("blank") ? button(room.blank ? "Show the wall" : "Blank the wall", "blank", { on: !room.blank }, { id: "blanking" }) : null,
  ]);
  further(room, desk, can);
}

// The same element whatever it says, so that who works by keyboard stays on it from step to step. What cannot be taken
// back is not done by it: it leads there.
function main(room, desk, can, vote) {
  const turn = turning(room.debrief, can);
  if (turn) return turn;
  if (desk.next && can("next"))
    return vote ? pressed(`Next: ${desk.next} …`, "do-next", vote, () => ask(vote)) : button(`Next: ${desk.next}`, "next", {}, { main: true });
  if (can("decide")) return leading("Decide …", "deciding");
  if (can("finish") && room.debrief?.phase === room.debrief?.phases.at(-1)) return leading("Close the session …", "closing");
  return null;
}

// Within a phase the next decision or finding comes before the next phase.
function turning(it, can) {
  if (!it || !can("turn") || !(it.number < it.of)) return null;
  const words = `Next: the ${it.phase === "description" ? "decision" : "finding"} after this`;
  return button(words, "turn", { number: it.number + 1 }, { main: true, id: "do-next" });
}

function ask(vote) {
  asked = vote;
  again();
}

function sure(desk) {
  return [
    make("p", { class: "warn" }, `${desk.not_in} not in yet: close all the same?`),
    button("Close all the same", "next", {}, { main: true }),
    pressed("Wait for them", "wait-for-them", "", () => ask(""), "quiet"),
  ];
}

// `where` stands in the element: one that leads elsewhere is never taken for it.
function pressed(words, id, where, done, look = null) {
  const onclick = (event) => event.detail > 1 || done(); // nor is the second half of a double click a second step
  return make("button", { type: "button", id, class: look, "data-leads": where, onclick }, words);
}

// Leads to what stands further down, opened, with the first thing that can be done there in focus.
function leading(words, id) {
  return pressed(words, "do-next", id, () => {
    const place = document.getElementById(id);
    if (place.tagName === "DETAILS") place.open = true;
    const first = place.querySelector("input:checked") ?? place.querySelector("input, button");
    first.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  });
}

function further(room, desk, can) {
  // What comes next opens most votes by itself, and a step back opens one again; these are for what is left.
  const critical = desk.notes?.demands[0]?.demand === "critical"; // such a moment cannot wait for a vote on its kind
  const left = {
    frame: () => room.decision.frame_asked && room.step === (critical ? "deciding" : "scene"),
    first: () => !desk.next?.startsWith("Open the"),
    second: () => room.decision.discuss && room.step === "deciding",
  };
  const wanted = (round) => room.decision && !(round in room.decision.votes) && left[round]();
  show("further", [desk.skip, desk.next, desk.can, desk.roles, room.brief.role, room.decision, room.step, room.debrief?.number], () => [
    desk.next && turning(room.debrief, can) ? button(desk.next, "next", {}, { id: "do-next-phase" }) : null,
    desk.skip && can("skip") ? button(`Skip: ${desk.skip}`, "skip") : null,
    can("open") ? Object.entries(OPEN).filter(([round]) => wanted(round)).map(([round, words]) => button(words, "open", { round })) : null,
    can("reopen") ? button("One step back", "reopen") : null,
    can("extend") ? button("Two minutes more", "extend", { minutes: 2 }) : null,
    can("role") ? (desk.roles ?? []).map((it) => it.name === room.brief.role?.name ? null : button(`Play as ${it.name}`, "role", { role: it.id })) : null,
  ]);
}
