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
  const own = you.vote?.decision === number && you.vote?.round === name ? you.vote : null;
  const draft = `${home}-draft-${number}-${name}`;
  show("vote", [number, name, round.options], () => {
    const drafted = own ?? JSON.parse(passing.get(draft) ?? "null");
    return [form(room, name, words, drafted, draft, act), make("p", { id: "voted", role: "status" })];
  });
  const filled = document.getElementById("ballot");
  // Voted from another tab, or before a reload: shown here too, unless something else is being filled in.
  if (own && ![...filled.elements].some(isTouched)) fill(filled, own);
  last = () => own ? `Your vote is in: “${(words[own.choice] ?? own.choice).replace(/\.$/, "")}”. You can change it until the vote closes.` : "";
  if (!waiting && own) tellVoted(last());
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
      if (!await act({ kind: "vote", decision: number, round: name, ...given })) tellVoted("It did not count: the line at the top says why.");
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
