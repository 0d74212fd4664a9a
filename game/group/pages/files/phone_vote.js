// The ballot. What is being filled in outlives a reload; what was sent and has not arrived says so beside the button.

import { isTouched, line, make, pick, show } from "/page/dom.js";
import { passing } from "/page/store.js";
import { roundName, SURE, wording } from "/page/telling.js";

let waiting = "";

// Says beside the ballot that what was sent has not arrived; "" once it has.
export function notSent(words) {
  waiting = words;
  if (words) tellVoted(words);
  else if (document.getElementById("voted")?.textContent && last) tellVoted(last());
}

let last = null;

function tellVoted(words) {
  const place = document.getElementById("voted");
  if (place && place.textContent !== words) place.textContent = words;
}

export function ballot(room, you, act, home) {
  const [name, round] = Object.entries(room.decision?.votes ?? {}).find(([, it]) => it.open) ?? [];
  if (!round || room.hands) { last = null; show("vote", null, () => []); return; }
  const number = room.decision.number;
  const words = wording(room.decision, name);
  const own = ownVote(you, number, name);
  const draft = draftOf(home, number, name);
  if (same(own, kept(draft))) passing.drop(draft); // it has arrived, perhaps after a reload
  carryReason(home, number, name);
  show("vote", [number, name, round.options], () => {
    const drafted = kept(draft) ?? own;
    return [form(room, name, words, drafted, draft, act), make("p", { id: "voted", role: "status" })];
  });
  const filled = document.getElementById("ballot");
  // Voted from another tab, or before a reload: shown here too, unless something else is being filled in.
  if (own && !kept(draft) && ![...filled.elements].some(isTouched)) fill(filled, own);
  last = () => own ? `Your vote is in: “${(words[own.choice] ?? own.choice).replace(/\.$/, "")}”. You can change it until the vote closes.` : "";
  if (!waiting && own) tellVoted(last());
}

const draftOf = (home, number, name) => `${home}-draft-${number}-${name}`;

// What is filled in and not sent; null where nothing is.
function kept(draft) {
  const it = JSON.parse(passing.get(draft) ?? "null");
  return it && (it.choice || it.sureness || it.reason) ? it : null;
}

const ownVote = (you, number, name) => you.vote?.decision === number && you.vote?.round === name ? you.vote : null;
const same = (one, other) => ["choice", "sureness", "reason"].every((it) => one?.[it] === other?.[it]);

// The line of why that was being written when the first vote closed may be meant for the second, and goes over to it.
function carryReason(home, number, name) {
  if (name !== "second") return;
  const first = draftOf(home, number, "first");
  const reason = kept(first)?.reason;
  if (reason && !kept(draftOf(home, number, name))) passing.set(draftOf(home, number, name), JSON.stringify({ choice: null, sureness: null, reason }));
  passing.drop(first);
}

// What was filled in and not sent when its vote closed does not go without a word; "" where there is none.
export function lost(room, you, home) {
  const { number, votes } = room.decision ?? { votes: {} };
  if (room.hands || Object.values(votes).some((it) => it.open)) return "";
  const name = Object.keys(votes).reverse().find((it) => {
    const draft = kept(draftOf(home, number, it));
    return draft && !same(draft, ownVote(you, number, it));
  });
  return name ? lostWords(room, you, home, name) : "";
}

function lostWords(room, you, home, name) {
  const { number, discuss, votes } = room.decision;
  const another = name === "first" && discuss && !votes.second && kept(draftOf(home, number, name)).reason;
  return [
    "Not sent: the vote closed.",
    ownVote(you, number, name) ? "What you sent before counts." : "",
    another ? "Your line of why is kept for the second vote, if there is one." : "",
  ].filter(Boolean).join(" ");
}

function form(room, name, words, drafted, draft, act) {
  const { number, discuss, votes } = room.decision;
  const radio = (group, value, text) => pick("radio", `${group}-${number}-${name}-${value}`, text,
    { name: group, value, checked: `${drafted?.[group]}` === `${value}`, required: group === "choice" });
  const reason = `reason-${number}-${name}`;
  return make("form", {
    id: "ballot", "data-vote": `${number}-${name}`,
    oninput: (event) => passing.set(draft, JSON.stringify(read(event.currentTarget))),
    onsubmit: async (event) => {
      event.preventDefault();
      const given = read(event.currentTarget);
      tellVoted("Sending.");
      const taken = await act({ kind: "vote", decision: number, round: name, ...given });
      // What was changed on the way is a draft again. The host's own version may differ: it takes out what does harm.
      if (taken && passing.get(draft) === JSON.stringify(given)) passing.drop(draft);
      if (!taken) tellVoted("It did not count: the line at the top says why.");
    },
  },
  make("h2", {}, roundName(name, discuss)),
  make("fieldset", {}, make("legend", {}, name === "frame" ? "What kind of moment is this?" : "What should happen?"),
    votes[name].options.map((id) => radio("choice", id, words[id] ?? id))),
  name === "frame" ? null : make("fieldset", {}, make("legend", {}, "How sure are you?"),
    Object.entries(SURE).map(([value, text]) => radio("sureness", value, text))),
  name === "frame" ? null : line(reason, "Why? One line, if you like", { name: "reason", maxlength: 200, value: drafted?.reason ?? "", dir: "auto" }),
  make("button", { type: "submit", id: "send-vote" }, "Send my vote"));
}

function read(filled) {
  const given = new FormData(filled);
  return { choice: given.get("choice"), sureness: Number(given.get("sureness")) || null, reason: given.get("reason") ?? "" };
}

function fill(filled, own) {
  for (const it of filled.querySelectorAll("input[type=radio]")) it.checked = `${own[it.name]}` === it.value;
  if (filled.elements.reason) filled.elements.reason.value = own.reason;
}
