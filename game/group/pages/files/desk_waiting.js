// The words that wait to be passed to the wall: by their kind, what the step asks for first, equal ones once, the older
// ones folded away.

import { button } from "/page/desk_doing.js";
import { make, quote, show } from "/page/dom.js";

const KINDS = { dissent: "Those who voted otherwise wrote", reason: "Reasons", reaction: "Words for how it was" };
const LATEST = 5;

export function waiting(room, desk) {
  const over = room.step === "closed";
  show("waiting", [desk.waiting, desk.waiting_count, room.passed, over], () => !over && (desk.waiting_count || room.passed.length) ? [
    make("h2", {}, `Waiting to be passed: ${desk.waiting_count}`),
    ...room.passed.map((it) => row(it, "On the wall", button("Take it away", "withdraw", { item: it.item }, { id: `words-${it.item}` }))),
    ...kinds(desk.waiting).flatMap(([kind, all], place) => place ? folded(kind, all) : listed(kind, all)),
    desk.waiting_count > desk.waiting.length ? make("p", { class: "faint" }, `The latest ${desk.waiting.length} are listed.`) : null,
  ] : []);
}

// What is not asked for now.
const folded = (kind, all) => [
  make("details", { id: `waiting-${kind}` }, make("summary", {}, `${KINDS[kind]} (${all.length})`), all.map(passing)),
];

// What the step asks for, and of it the newest, comes last in the view and first here.
function kinds(waiting) {
  const found = new Map();
  for (const it of [...waiting].reverse()) found.set(it.kind, [...(found.get(it.kind) ?? []), it]);
  return [...found];
}

function listed(kind, all) {
  const older = all.slice(LATEST);
  return [
    make("h3", {}, `${KINDS[kind]} (${all.length}${all.length > 1 ? ", the latest first" : ""})`),
    ...all.slice(0, LATEST).map(passing),
    older.length ? make("details", { id: `older-${kind}` }, make("summary", {}, `${older.length} older`), older.map(passing)) : null,
  ];
}

function passing(it) {
  return row(it, it.people > 1 ? `${it.people} people wrote it` : "", button("Pass it to the wall", "pass", { item: it.item }, { id: `words-${it.item}` }));
}

function row(it, beside, doing) {
  const quoted = quote(it.words);
  quoted.id = `said-${it.item}`;
  doing.setAttribute("aria-describedby", quoted.id);
  return make("div", { class: "words" }, make("div", {}, quoted, beside ? make("p", { class: "faint" }, beside) : null), doing);
}
