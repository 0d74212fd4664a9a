// A participant's page: shows the view that the host gives this phone, and sends what its owner does.

import { make, meters, prose, show, story, tally, ROUNDS } from "/page/dom.js";
import { Link, key, refused } from "/page/link.js";
import { debrief, record } from "/page/phone_debrief.js";

const code = decodeURIComponent(location.pathname.split("/")[2]).toUpperCase();
const home = `twohats-${code}`;
const status = document.getElementById("status");
let link;

// The token is made here and kept before it is first sent, so that a lost answer never makes two people of one.
function token() {
  let kept = null;
  try { kept = localStorage.getItem(home); } catch { /* a private window may keep nothing */ }
  if (!kept) {
    kept = token.made ??= key();
    try { localStorage.setItem(home, kept); } catch { /* it lasts as long as the tab */ }
  }
  return kept;
}

function say(words, warn = false) {
  status.textContent = words;
  status.className = warn ? "warn" : "";
}

async function join() {
  say("Joining.");
  for (let failures = 1; ; failures += 1) {
    try {
      const answer = await fetch(`/s/${encodeURIComponent(code)}/join`, {
        method: "POST", cache: "no-store", body: JSON.stringify({ name: null }),
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token()}` },
      });
      if (!answer.ok) throw await refused(answer);
      await answer.json();
      break;
    } catch (error) {
      if (error.code && !error.passing) { say(error.message, true); return false; }
      say(error.code ? error.message : "The host cannot be reached. Trying again.", true);
      await new Promise((done) => setTimeout(done, error.after ?? Math.min(8000, 500 * 2 ** failures)));
    }
  }
  try { localStorage.setItem(`${home}-in`, "yes"); } catch { /* asked again after a reload */ }
  document.getElementById("joining").replaceChildren();
  link = new Link(code, token(), told);
  link.follow();
  return true;
}

function told(view, state, words) {
  if (state === "ended") {
    say(words, true);
    document.querySelectorAll("main button, main input, main textarea, main select").forEach((it) => { it.disabled = true; });
    return;
  }
  say(state === "reconnecting" ? words : "", state === "reconnecting");
  if (view?.room && view.you) render(view.room, view.you);
}

async function act(command) {
  const refusal = await link.act(command);
  if (refusal) say(refusal, true);
  return !refusal;
}

const NOW = {
  lobby: "You are in. The session begins when your facilitator starts it.",
  prebrief: "Before you begin.",
  talk: "Talk. There will be a second vote.",
  deciding: "The vote is closed. Your facilitator decides.",
  dissent: "Decided. Those who voted otherwise may leave one sentence.",
  ending: "The end. Take a moment.",
  closed: "The session is closed. Below is your own record, to keep.",
};

function render(room, you) {
  document.title = `${room.title} · Two Hats`;
  document.getElementById("title").textContent = room.title;
  const votes = Object.values(room.decision?.votes ?? {});
  const open = votes.find((it) => it.open);
  show("now", [room.step, room.paused, you.name, you.seat?.name, room.people.present, open?.voted, open?.of], () => [
    room.paused || NOW[room.step] ? make("p", {}, make("strong", {}, room.paused ? "A pause. Everything waits." : NOW[room.step])) : null,
    make("p", { class: "faint" }, `You are ${you.name}${you.seat ? `, as ${you.seat.name}` : ""}. ${room.people.present} here.${open ? ` ${open.voted} of ${open.of} have voted.` : ""}`),
  ]);
  const playing = !room.debrief || room.debrief.phase === "reactions";
  show("told", [playing ? room.story : null, room.step === "lobby" || room.step === "prebrief" ? room.brief : null, room.decision?.decided, room.what_if], () => [
    ...(!playing ? [] : room.story ? story(room) : brief(room)),
    playing && room.story?.meters.length ? meters(room.story.meters) : null,
    room.decision?.decided ? make("p", {}, make("strong", {}, "Decided: "), room.decision.decided.label) : null,
    ...otherLine(room.what_if),
  ]);
  vote(room, you);
  dissent(room, you);
  seat(room, you);
  show("passed", [room.passed, votes.map((it) => it.tally), room.decision?.options], () => [
    ...Object.entries(room.decision?.votes ?? {}).map(([name, it]) => tally(it, name === "frame" ? room.decision.frames : room.decision.options, ROUNDS[name])),
    ...room.passed.map((it) => make("blockquote", {}, it.words)),
  ]);
  debrief(room, you, act);
  record(room, you);
}

function brief(room) {
  const it = room.brief;
  return [
    make("p", {}, prose(it.text)),
    it.role ? make("p", {}, make("strong", {}, `${it.role.name}. `), prose(it.role.brief)) : null,
    it.touches.length ? make("p", { class: "faint" }, `It touches on: ${it.touches.join(", ")}.`) : null,
    make("p", { class: "faint" }, "The model is simplified: act as you would on a real day. Nothing is marked. Your votes are counted under a made-up name; your facilitator sees who has voted, your words as you send them, and how seats of five or more split. Nothing of yours reaches the wall before the facilitator passes it. It stays on the host's computer until it is deleted there."),
  ];
}

function otherLine(it) {
  if (!it) return [];
  const line = (name, one) => make("p", {}, make("strong", {}, `${name}: `), `${one.label}. `, one.stopped ?? (one.ending ? `It ends with “${one.ending}”. ` : ""), one.meters.map((meter) => `${meter.name} ${meter.value}`).join(", "));
  return [make("h3", {}, `What if: decision ${it.decision}${it.title ? `, ${it.title}` : ""}`), line("As it was", it.real), line("Otherwise", it.other)];
}

const SURE = [[1, "a guess"], [2, "fairly sure"], [3, "sure"]];

function vote(room, you) {
  const [name, round] = Object.entries(room.decision?.votes ?? {}).find(([, it]) => it.open) ?? [];
  if (!round || room.hands) { show("vote", null, () => []); return; }
  const number = room.decision.number;
  const words = Object.fromEntries((name === "frame" ? room.decision.frames : room.decision.options).map((it) => [it.id, it.text]));
  const own = you.vote?.decision === number && you.vote?.round === name ? you.vote : null;
  const draft = `${home}-draft-${number}-${name}`;
  show("vote", [number, name, round.options, room.paused], () => {
    const saved = own ?? JSON.parse(sessionStorage.getItem(draft) ?? "null");
    const radio = (group, value, text, chosen) => make("label", { class: "pick" }, make("input", { type: "radio", name: group, id: `${group}-${value}`, value, checked: chosen, required: group === "choice" }), make("span", {}, text));
    const form = make("form", { id: "ballot", onsubmit: send, oninput: keep },
      make("h2", {}, ROUNDS[name]),
      make("fieldset", {}, make("legend", {}, name === "frame" ? "What kind of moment is this?" : "What should happen?"), round.options.map((id) => radio("choice", id, words[id] ?? id, saved?.choice === id))),
      name === "frame" ? null : make("fieldset", {}, make("legend", {}, "How sure are you?"), SURE.map(([value, text]) => radio("sureness", value, text, saved?.sureness === value))),
      name === "frame" ? null : make("label", { class: "line", for: "reason" }, "Why? One line, if you like", make("input", { type: "text", id: "reason", maxlength: 200, value: saved?.reason ?? "" })),
      make("button", { type: "submit", id: "send-vote" }, "Send my vote"),
      make("p", { id: "voted", role: "status" }));
    function read() {
      const given = new FormData(form);
      return { choice: given.get("choice"), sureness: given.get("sureness") ? Number(given.get("sureness")) : null, reason: form.querySelector("#reason")?.value ?? "" };
    }
    function keep() { sessionStorage.setItem(draft, JSON.stringify(read())); }
    async function send(event) {
      event.preventDefault();
      form.querySelector("#voted").textContent = "Sending.";
      await act({ kind: "vote", decision: number, round: name, ...read() });
    }
    return [form];
  });
  const mine = document.getElementById("voted");
  if (mine && own) mine.textContent = `Your vote is in: “${words[own.choice] ?? own.choice}”. You can change it until the vote closes.`;
}

function dissent(room, you) {
  const may = you.may.includes("dissent");
  show("dissent", [may, room.decision?.number], () => !may ? [] : [
    make("form", { onsubmit: async (event) => {
      event.preventDefault();
      const words = document.getElementById("dissenting").value;
      if (await act({ kind: "dissent", decision: room.decision.number, words })) say(words ? "Your sentence is kept." : "It is taken back.");
    } },
    make("label", { class: "line", for: "dissenting" }, "You voted otherwise. One sentence for the record, if you like", make("textarea", { id: "dissenting", maxlength: 300, rows: 3 }, you.dissent ?? "")),
    make("button", { type: "submit" }, "Leave it")),
  ]);
}

function seat(room, you) {
  show("seat", [room.debrief ? null : you.seat, you.told, room.step, you.may.includes("tell"), you.may.includes("rename")], () => [
    ...(you.seat && !room.debrief ? [
      make("h2", {}, `Your seat: ${you.seat.name}`),
      you.seat.brief ? make("p", {}, prose(you.seat.brief)) : null,
      you.seat.knows ? make("p", {}, make("strong", {}, "Only you know: "), prose(you.seat.knows)) : null,
      you.may.includes("tell") ? make("label", { class: "pick" }, make("input", { type: "checkbox", id: "told-room", checked: you.told, onchange: (event) => act({ kind: "tell", told: event.target.checked }) }), make("span", {}, "I have told the room")) : null,
    ] : []),
    you.may.includes("rename") ? make("form", { onsubmit: (event) => { event.preventDefault(); act({ kind: "rename", name: document.getElementById("own-name").value }); } },
      make("label", { class: "line", for: "own-name" }, "Another name, if you like", make("input", { type: "text", id: "own-name", maxlength: 30, value: you.name })), make("button", { type: "submit", class: "quiet" }, "Use it")) : null,
  ]);
}

let been = false;
try { been = localStorage.getItem(`${home}-in`) === "yes"; } catch { been = false; }
if (been) join();
else document.getElementById("joining").replaceChildren(
  make("h2", {}, `Join session ${code}`),
  make("p", {}, "You get a made-up name. Nobody learns who you are from this page: no account, no address is kept. What you vote and write stays on the host's computer, is used for this session's talk and its report, and goes when the facilitator deletes it."),
  make("button", { type: "button", id: "join", onclick: (event) => { event.target.disabled = true; join().then((into) => { event.target.disabled = into; }); } }, "Join"));
