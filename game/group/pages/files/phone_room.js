// What a participant sees of the room, from top to bottom: where it is, the story, their seat, the vote, their sentence.

import { line, make, prose, quote, show, tick, typed, value } from "/page/dom.js";
import { ballot, lost, notSent } from "/page/phone_vote.js";
import { debrief } from "/page/phone_debrief.js";
import { record } from "/page/phone_record.js";
import { decided, roundName, split, story, votedOf, wording } from "/page/telling.js";

export { notSent };

const NOW = {
  lobby: "You are in. The session begins when your facilitator starts it.",
  prebrief: "Before you begin.",
  scene: "Read. Your facilitator says when it is time to vote.",
  framing: "What kind of moment is this?",
  second: "The second vote. Each for yourself, without talking.",
  talk: "Talk now, in the room. There will be a second vote.",
  deciding: "The vote is closed. Your facilitator decides.",
  dissent: "Decided. Those who voted otherwise may leave one sentence.",
  consequence: "What came of it.",
  ending: "The end. Take a moment.",
  debrief: "The debrief.",
  closed: "The session is closed. Keep your record now: this page works until the host is switched off.",
};

function now(room) {
  if (room.paused) return "A pause. Everything waits.";
  if (room.step !== "first") return NOW[room.step] ?? "";
  return `The ${room.decision?.discuss ? "first vote" : "vote"}. Each for yourself, without talking.`;
}

export function render(room, you, act, home) {
  document.title = `${room.title} · Two Hats`;
  document.getElementById("title").textContent = room.title;
  const rounds = Object.entries(room.decision?.votes ?? {});
  const [, open] = rounds.find(([, it]) => it.open) ?? [];
  // Read out when it changes: how many are here and have voted changes all the time, and stands apart.
  const gone = lost(room, you, home);
  show("now", [now(room), Boolean(open), room.hands, gone], () => [
    make("p", {}, make("strong", {}, now(room))),
    gone ? make("p", { class: "warn" }, gone) : null,
    open && !room.hands ? make("p", {}, make("a", { href: "#vote" }, "To your vote")) : null,
  ]);
  show("who", [you.name, you.seat?.name, room.people.present, open?.voted, open?.of], () =>
    make("p", { class: "faint" }, "Your name here: ", typed(you.name), you.seat ? `. Your seat: ${you.seat.name}` : "",
      `. ${room.people.present} here.`, open ? ` ${votedOf(open)}` : ""));
  told(room);
  seat(room, you, act);
  ballot(room, you, act, home);
  dissent(room, you, act);
  show("passed", [room.passed, room.decision?.votes, room.decision?.options], () => [
    ...rounds.filter(([, it]) => it.tally)
      .map(([name, it]) => split(roundName(name, room.decision.discuss), it.tally, wording(room.decision, name))),
    room.passed.length ? make("h2", {}, "What some of you wrote") : null,
    ...room.passed.map((it) => quote(it.words)),
  ]);
  debrief(room, you, act);
  record(room, you);
}

function told(room) {
  const playing = !room.debrief || room.debrief.phase === "reactions";
  const before = room.step === "lobby" || room.step === "prebrief";
  show("told", [playing ? room.story : null, before ? room.brief : null, room.decision?.decided, room.what_if], () => [
    ...decided(room.decision?.decided),
    ...(before ? brief(room.brief) : playing ? story(room) : []),
    ...otherLine(room.what_if),
  ]);
}

const PRIVACY = "The model is simplified: act as you would on a real day. Nothing is marked. Your facilitator sees who has voted, "
  + "your words as you send them without your name, and how seats of five or more split. Nothing of yours reaches the wall before "
  + "the facilitator passes it. No report holds a name, your own view or what you mean to do. The host's computer keeps all that "
  + "you send, under your name here, until the session is deleted there.";

function brief(it) {
  return [
    make("p", { class: "faint" }, "“You” in the story is one person, for whom the whole room decides."),
    make("p", {}, prose(it.text)),
    it.role ? make("p", {}, make("strong", {}, `${it.role.name}. `), prose(it.role.brief)) : null,
    it.touches.length ? make("p", { class: "faint" }, `It touches on: ${it.touches.join(", ")}.`) : null,
    make("p", { class: "faint" }, PRIVACY),
  ];
}

function otherLine(it) {
  if (!it) return [];
  const one = (name, way) => make("p", {}, make("strong", {}, `${name}: `), `${way.label} `,
    way.stopped ?? (way.ending ? `It ends with “${way.ending}”. ` : ""), way.meters.map((meter) => `${meter.name} ${meter.value}`).join(", "));
  return [make("h3", {}, `What if: decision ${it.decision}${it.title ? `, ${it.title}` : ""}`), one("As it was", it.real), one("Otherwise", it.other)];
}

function seat(room, you, act) {
  const may = (kind) => you.may.includes(kind);
  show("seat", [room.debrief || room.step === "closed" ? null : you.seat, you.told, may("tell"), may("rename"), you.name], () => [
    ...(you.seat && !room.debrief && room.step !== "closed" ? [
      make("h2", {}, `Your seat: ${you.seat.name}`),
      you.seat.brief ? make("p", {}, prose(you.seat.brief)) : null,
      you.seat.knows ? make("p", {}, make("strong", {}, `Only ${you.seat.name} knows: `), prose(you.seat.knows)) : null,
      may("tell") ? tick("told-room", "I have told the room", you.told, (on) => act({ kind: "tell", told: on })) : null,
    ] : []),
    may("rename") ? make("details", { id: "renaming" }, make("summary", {}, "Another name"),
      make("form", { onsubmit: (event) => { event.preventDefault(); act({ kind: "rename", name: value("own-name") }); } },
        line("own-name", "Your name here", { maxlength: 30, value: you.name }), make("button", { type: "submit", class: "quiet" }, "Use it"))) : null,
  ]);
}

function dissent(room, you, act) {
  const may = you.may.includes("dissent");
  const id = `dissenting-${room.decision?.number}`;
  show("dissent", [may, id, you.dissent], () => !may ? [] : [
    make("form", { onsubmit: async (event) => {
      event.preventDefault();
      const words = value(id);
      if (!await act({ kind: "dissent", decision: room.decision.number, words })) return;
      const left = document.getElementById("left"); // none where the room has gone on meanwhile
      if (left) left.textContent = words.trim() ? "Your sentence is kept. You can change it." : "You leave no sentence.";
    } },
    make("label", { class: "line", for: id }, "You voted otherwise. One sentence for the record, if you like",
      make("textarea", { id, maxlength: 300, rows: 3 }, you.dissent ?? "")),
    make("button", { type: "submit" }, "Leave it")),
    make("p", { id: "left", role: "status" }),
  ]);
}
