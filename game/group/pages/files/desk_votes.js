// The votes as the desk sees them, and what the facilitator does about them: show, count, decide, pass words on.

import { act, button } from "/page/desk_doing.js";
import { line, make, pick, quote, show, value } from "/page/dom.js";
import { roundName, split, SURE, wording } from "/page/telling.js";

export function votes(room, desk, can) {
  const decision = room.decision;
  // After the play the debrief shows the votes of the decision that it is at.
  show("votes", [decision && desk.votes, decision?.votes, decision?.number, desk.shift, can("count")], () => !decision ? [] : [
    ...Object.entries(desk.votes).flatMap(([name, it]) => round(name, it, decision, can)),
    desk.shift.length ? make("h3", {}, "From the first vote to the second") : null,
    desk.shift.length ? make("ul", {}, desk.shift.map((it) => {
      const words = wording(decision, "second");
      const before = words[it.from] ?? it.from;
      return make("li", {}, it.from === it.to ? `${it.count} stayed: ${before}` : `${it.count} moved: ${before} → ${words[it.to] ?? it.to}`);
    })) : null,
  ]);
}

function round(name, it, decision, can) {
  const words = wording(decision, name);
  const seen = decision.votes[name];
  const title = roundName(name, decision.discuss);
  const marked = (id) => it.leaders.includes(id) && it.tally[id] ? " (ahead)" : "";
  return [
    make("h2", {}, seen ? `${title}: ${seen.voted} of ${seen.of}` : title),
    split(seen?.open ? "As it runs; nobody else sees it" : seen?.revealed ? "The room sees it" : "The room does not see it", it.tally, words, marked),
    ...groups("By seat", it.by_seat, (one) => one.seat, words),
    ...groups("By how sure", it.by_sureness, (one) => SURE[one.sureness] ?? one.sureness, words),
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
  show("decide", [can("decide"), number, options, desk.ahead], () => !can("decide") ? [] : [
    make("form", { id: "deciding", "data-decision": number, onsubmit: (event) => {
      event.preventDefault();
      act("decide", { choice: new FormData(event.currentTarget).get("choice"), reason: value(`deciding-reason-${number}`) });
    } },
    make("fieldset", {}, make("legend", {}, "Decide"), options.map((it) => pick("radio", `deciding-${number}-${it.id}`,
      `${it.text}${desk.ahead.includes(it.id) ? " (most voted)" : ""}`,
      { name: "choice", value: it.id, required: true, checked: desk.ahead.length === 1 && desk.ahead[0] === it.id }))),
    line(`deciding-reason-${number}`, "Why, where it is not the most voted", { maxlength: 200 }),
    make("button", { type: "submit", id: "decide-it" }, "Decide")),
  ]);
}

export function looks(room, can) {
  const it = room.decision;
  show("looks", [it?.options, it?.frames, it?.frame, can("look"), can("frame")], () => [
    can("look") && it ? it.options.filter((one) => one.kind === "look" && one.open)
      .map((one) => button(`Look for the room: ${one.text}`, "look", { look: one.id })) : null,
    can("frame") && it ? it.frames.map((one) => button(
      `The room calls it: ${one.text}${it.frame === one.id ? " (taken down)" : ""}`, "frame", { demand: one.id })) : null,
  ]);
}

export function waiting(room, desk) {
  show("waiting", [desk.waiting, desk.waiting_count, room.passed], () => desk.waiting_count || room.passed.length ? [
    make("h2", {}, `Words that wait (${desk.waiting_count})`),
    ...room.passed.map((it) => words(it, "On the wall", button("Take it away", "withdraw", { item: it.item }, { id: `words-${it.item}` }))),
    ...desk.waiting.map((it) => words(it, "", button("Pass it to the wall", "pass", { item: it.item }, { id: `words-${it.item}` }))),
    desk.waiting_count > desk.waiting.length ? make("p", { class: "faint" }, `The latest ${desk.waiting.length} are listed.`) : null,
  ] : []);
}

function words(it, where, doing) {
  return make("div", { class: "words" }, make("div", {}, where ? make("p", { class: "faint" }, where) : null, quote(it.words)), doing);
}
