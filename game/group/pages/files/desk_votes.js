// The votes as the desk sees them, and what the facilitator does about them: show, count, decide, pass words on.

import { act, button } from "/page/desk_doing.js";
import { line, make, pick, show, value } from "/page/dom.js";
import { roundName, split, SURE, wording } from "/page/telling.js";

export function votes(room, desk, can) {
  const decision = room.decision;
  // After the play the debrief shows the votes of the decision that it is at.
  show("votes", [decision && desk.votes, decision?.votes, decision?.number, desk.shift, can("count")], () => !decision ? [] : [
    ...Object.entries(desk.votes).flatMap(([name, it]) => round(name, it, decision, can)),
    desk.shift.length ? make("h3", {}, "From the first vote to the second") : null,
    desk.shift.length ? shift(desk.shift, wording(decision, "second")) : null,
  ]);
}

function shift(ways, words) {
  const stayed = ways.filter((it) => it.from === it.to).reduce((sum, it) => sum + it.count, 0);
  const moved = ways.filter((it) => it.from !== it.to);
  return make("ul", {}, make("li", {}, `${stayed} stayed with their first vote`),
    moved.map((it) => make("li", {}, `${it.count} moved: ${words[it.from] ?? it.from} → ${words[it.to] ?? it.to}`)));
}

function round(name, it, decision, can) {
  const words = wording(decision, name);
  const seen = decision.votes[name];
  const title = roundName(name, decision.discuss);
  const marked = (id) => it.leaders.includes(id) && it.tally[id] ? " (ahead)" : "";
  return [
    make("h2", {}, seen ? `${title}: ${seen.voted} of ${seen.of}` : title),
    split(seen?.open ? "As it runs; nobody else sees it" : seen?.revealed ? "The room sees it" : "The room does not see it", it.tally, words, marked),
    it.by_seat || it.by_sureness ? make("details", { id: `groups-${name}` }, make("summary", {}, "By seat and by how sure"),
      ...groups("By seat", it.by_seat, (one) => one.seat, words),
      ...groups("By how sure", it.by_sureness, (one) => SURE[one.sureness] ?? one.sureness, words)) : null,
    can("count") && seen?.open ? hands(name, decision.number, it, words) : null,
    seen && !seen.open ? button(seen.revealed ? "Hide the split from the room" : "Show the split to the room",
      seen.revealed ? "hide" : "reveal", { round: name, decision: null }, { id: `split-${name}` }) : null,
  ];
}

function groups(label, all, named, words) {
  if (!all) return [];
  return [make("h3", {}, label), ...all.map((one) =>
    make("p", {}, `${named(one)} (${one.people}): `, Object.entries(one.tally).map(([id, count]) => `${count} ${words[id] ?? id}`).join(" · ")))];
}

function hands(name, number, it, words) {
  const id = (option) => `count-${number}-${name}-${option}`;
  const options = Object.keys(it.tally);
  const box = (one) => line(id(one), words[one] ?? one, { inputmode: "numeric", pattern: "[0-9]{0,4}", value: it.tally[one] || "" });
  return make("form", { "data-count": `${number}-${name}`, onsubmit: (event) => {
    event.preventDefault();
    act("count", { round: name, counts: Object.fromEntries(options.map((one) => [one, Number(value(id(one))) || 0])) });
  } },
  make("fieldset", {}, make("legend", {}, "Hands"), options.map(box)),
  make("button", { type: "submit", id: "count-hands" }, "Count them"));
}

export function deciding(room, desk, can) {
  const number = room.decision?.number;
  const options = (room.decision?.options ?? []).filter((it) => it.kind === "choice" && it.open);
  const due = !desk.next; // where something else comes first, deciding at once is the way round it
  const rested = desk.votes.second ?? desk.votes.first;
  show("decide", [can("decide"), due, number, options, desk.ahead, rested?.tally], () => !can("decide") ? [] : [
    due ? form(number, options, desk.ahead, rested)
      : make("details", { id: "decide-at-once" }, make("summary", {}, "Decide at once"), form(number, options, desk.ahead, rested)),
  ]);
}

function form(number, options, ahead, rested) {
  const votes = (it) => [counted(rested?.tally[it.id]), ahead.includes(it.id) ? "most voted" : ""].filter(Boolean).join(", ");
  const told = (it) => votes(it) ? ` (${votes(it)})` : "";
  return make("form", { id: "deciding", "data-decision": number, onsubmit: (event) => {
    event.preventDefault();
    act("decide", { choice: new FormData(event.currentTarget).get("choice"), reason: value(`deciding-reason-${number}`) });
  } },
  make("fieldset", {}, make("legend", {}, "Decide"), options.map((it) => pick("radio", `deciding-${number}-${it.id}`, `${it.text}${told(it)}`,
    { name: "choice", value: it.id, required: true, checked: ahead.length === 1 && ahead[0] === it.id }))),
  line(`deciding-reason-${number}`, "Why, where it is not the most voted", { maxlength: 200 }),
  make("button", { type: "submit", id: "decide-it" }, "Decide"));
}

const counted = (votes) => votes ? `${votes} vote${votes === 1 ? "" : "s"}` : "";

export function looks(room, can) {
  const it = room.decision;
  show("looks", [it?.options, it?.frames, it?.frame, can("look"), can("frame")], () => [
    can("look") && it ? it.options.filter((one) => one.kind === "look" && one.open)
      .map((one) => button(`Look for the room: ${one.text}`, "look", { look: one.id })) : null,
    can("frame") && it ? it.frames.map((one) => button(
      `The room calls it: ${one.text}${it.frame === one.id ? " (noted)" : ""}`, "frame", { demand: one.id })) : null,
  ]);
}
