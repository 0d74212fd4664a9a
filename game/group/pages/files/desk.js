// The facilitator's desk: what comes next, the author's notes, the votes as they run, and the words that wait.

import { beat, make, meters, pairs, prose, show, story, ROUNDS } from "/page/dom.js";
import { Link } from "/page/link.js";
import { debriefing } from "/page/desk_debrief.js";

const code = decodeURIComponent(location.pathname.split("/")[2]).toUpperCase();
const home = `twohats-desk-${code}`;
const status = document.getElementById("status");

// The right to lead comes after the # of the private link, which no server and no log ever sees. It is kept, so that
// the desk comes back after a reload, and taken out of the address, so that nobody reads it over a shoulder.
function token() {
  const given = location.hash.slice(1);
  if (given) {
    localStorage.setItem(home, given);
    history.replaceState(null, "", location.pathname);
  }
  return given || localStorage.getItem(home);
}

const right = token();
const link = right ? new Link(code, right, told) : null;
if (link) link.follow();
else say("Open the desk by its private link: the host wrote it when the session began.", true);

function say(words, warn = false) {
  status.textContent = words;
  status.className = warn ? "warn" : "";
}

let live;
function told(view, state, words) {
  if (state === "ended") { say(words, true); return; }
  if (state !== live || state !== "live") say(words, state === "reconnecting");
  live = state;
  if (view?.desk) render(view.room, view.desk);
}

async function act(kind, more = {}) {
  say("");
  const refusal = await link.act({ kind, ...more });
  if (refusal) say(refusal, true);
  return !refusal;
}

const button = (words, kind, more, quiet = true) => make("button", { type: "button", class: quiet ? "quiet" : "", onclick: () => act(kind, typeof more === "function" ? more() : more) }, words);
const value = (id) => document.getElementById(id).value;

function render(room, desk) {
  const can = (kind) => desk.can.includes(kind);
  document.title = `Desk · ${room.title}`;
  document.getElementById("title").textContent = `${room.title}: the desk`;
  show("steps", [room.step, room.paused, room.blank, room.clock, desk.next, desk.skip, desk.can, desk.budget?.words, desk.budget?.level, room.people], () => [
    make("p", {}, make("strong", {}, `Now: ${room.paused ? "paused, " : ""}${room.step}. `), `${room.people.present} of ${room.people.joined} here.`, clock(room.clock)),
    desk.budget ? make("p", { class: desk.budget.level === "fine" ? "faint" : "warn" }, desk.budget.words) : null,
    desk.next ? button(`Next: ${desk.next}`, "next", {}, false) : null,
    desk.skip ? button(`Skip: ${desk.skip}`, "skip") : null,
    ...[["open", "first", "Open a first vote"], ["open", "second", "Open a second vote"]].map(([kind, round, words]) => can(kind) ? button(words, kind, { round }) : null),
    can("close") ? button("Close the vote", "close") : null,
    can("reopen") ? button("One step back", "reopen") : null,
    can("pause") ? button("Pause", "pause") : null,
    can("resume") ? button("Go on", "resume", {}, false) : null,
    can("extend") ? button("Two minutes more", "extend", { minutes: 2 }) : null,
    can("blank") ? button(room.blank ? "Show the wall" : "Blank the wall", "blank", { on: !room.blank }) : null,
  ]);
  show("notes", [desk.notes], () => !desk.notes ? [] : [
    make("h2", {}, "Your notes"),
    ...desk.notes.demands.map((it) => make("p", {}, make("strong", {}, `${it.demand}: `), prose(it.reason))),
    desk.notes.contested ? make("p", {}, "It can be argued.") : null,
    make("ul", {}, [desk.notes.ask, ...desk.notes.prompts].filter(Boolean).map((it) => make("li", {}, prose(it)))),
    desk.notes.discuss ? make("p", { class: "faint" }, `Talk: about ${desk.notes.discuss} minutes.`) : null,
  ]);
  votes(room, desk, can);
  decide(room, desk, can);
  show("looks", [room.decision?.options, can("look"), can("frame"), room.decision?.frame], () => [
    ...(can("look") ? (room.decision?.options ?? []).filter((it) => it.kind === "look" && it.open).map((it) => button(`Look for the room: ${it.text}`, "look", { look: it.id })) : []),
    ...(can("frame") && room.decision ? room.decision.frames.map((it) => button(`The room calls it: ${it.text}`, "frame", { demand: it.id })) : []),
  ]);
  waiting(room, desk);
  debriefing(room, desk, can, act, button, value);
  show("told", [room.story, room.decision?.options], () => [
    ...story(room), room.story?.meters.length ? meters(room.story.meters) : null,
    room.decision ? make("ol", {}, room.decision.options.filter((it) => it.kind === "choice").map((it) => make("li", {}, it.text, it.open ? "" : ` (closed: ${it.locked ?? ""})`))) : null,
  ]);
  people(room, desk, can);
  whatIf(room, desk, can);
  show("ending", [can("finish"), can("names"), room.own_names], () => [
    can("names") ? button(room.own_names ? "Made-up names only, from now on" : "Let people use their own names", "names", { own: !room.own_names }) : null,
    can("finish") ? make("details", {}, make("summary", {}, "Close the session"), make("p", {}, "Everybody keeps their own record. The report is made from the host: twohats session report."), button("Close it now", "finish", {}, false)) : null,
  ]);
}

function clock(it) {
  if (!it?.ends) return "";
  const at = new Date(it.ends * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return ` This step has until ${at}.`;
}

function words(room, name) {
  const options = name === "frame" ? room.decision?.frames : room.decision?.options;
  return Object.fromEntries((options ?? []).map((it) => [it.id, it.text]));
}

function votes(room, desk, can) {
  show("votes", [desk.votes, room.decision?.votes, desk.shift, room.hands], () => Object.entries(desk.votes).flatMap(([name, it]) => {
    const named = words(room, name);
    const public_ = room.decision?.votes?.[name];
    const rows = Object.entries(it.tally).map(([id, count]) => make("tr", {}, make("td", {}, `${count}`), make("th", { scope: "row" }, `${named[id] ?? id}${it.leaders.includes(id) && count ? " (ahead)" : ""}`)));
    const split = (label, groups, key) => groups ? [make("h3", {}, label), ...groups.map((one) => make("p", {}, `${one[key]} (${one.people}): `, Object.entries(one.tally).map(([id, count]) => `${named[id] ?? id} ${count}`).join("; ")))] : [];
    return [
      make("h2", {}, `${ROUNDS[name]}${public_ ? `: ${public_.voted} of ${public_.of}` : ""}`),
      make("table", {}, make("tbody", {}, rows)),
      ...split("By seat", it.by_seat, "seat"), ...split("By how sure", it.by_sureness, "sureness"),
      room.hands && can("count") ? hands(name, it, named) : null,
      public_ && !public_.open ? button(public_.revealed ? "Hide the split from the room" : "Show the split to the room", public_.revealed ? "hide" : "reveal", { round: name, decision: null }) : null,
    ];
  }).concat(desk.shift.length ? [make("h3", {}, "From the first vote to the second"), make("ul", {}, desk.shift.map((it) => make("li", {}, `${words(room)[it.from] ?? it.from} → ${words(room)[it.to] ?? it.to}: ${it.count}`)))] : []));
}

function hands(name, it, named) {
  const ids = Object.keys(it.tally);
  return make("form", { onsubmit: (event) => {
    event.preventDefault();
    act("count", { round: name, counts: Object.fromEntries(ids.map((id) => [id, Number(value(`count-${name}-${id}`)) || 0])) });
  } }, make("fieldset", {}, make("legend", {}, "Hands"), ids.map((id) => make("label", { class: "line", for: `count-${name}-${id}` }, named[id] ?? id, make("input", { type: "text", inputmode: "numeric", id: `count-${name}-${id}`, value: it.tally[id] || "" })))), make("button", { type: "submit" }, "Count them"));
}

function decide(room, desk, can) {
  const options = (room.decision?.options ?? []).filter((it) => it.kind === "choice" && it.open);
  show("decide", [can("decide"), options, desk.ahead], () => !can("decide") ? [] : [
    make("form", { onsubmit: (event) => {
      event.preventDefault();
      const choice = new FormData(event.target).get("deciding");
      if (choice) act("decide", { choice, reason: value("deciding-reason") });
    } },
    make("fieldset", {}, make("legend", {}, "Decide"), options.map((it) => make("label", { class: "pick" }, make("input", { type: "radio", name: "deciding", id: `deciding-${it.id}`, value: it.id, checked: desk.ahead.length === 1 && desk.ahead[0] === it.id }), make("span", {}, `${it.text}${desk.ahead.includes(it.id) ? " (most voted)" : ""}`)))),
    make("label", { class: "line", for: "deciding-reason" }, "Why, where it is not the most voted", make("input", { type: "text", id: "deciding-reason", maxlength: 200 })),
    make("button", { type: "submit" }, "Decide")),
  ]);
}

function waiting(room, desk) {
  show("waiting", [desk.waiting, desk.waiting_count, room.passed], () => desk.waiting_count || room.passed.length ? [
    make("h2", {}, `Words that wait (${desk.waiting_count})`),
    ...desk.waiting.map((it) => make("div", {}, make("blockquote", {}, it.words), button("Pass it to the wall", "pass", { item: it.item }))),
    ...room.passed.map((it) => make("div", {}, make("blockquote", {}, make("strong", {}, "On the wall: "), it.words), button("Take it away", "withdraw", { item: it.item }))),
  ] : []);
}

function people(room, desk, can) {
  show("people", [desk.people, desk.seats, can("seat")], () => [
    make("h2", {}, "Who is here"),
    make("details", { open: room.step === "lobby" }, make("summary", {}, `${desk.people.filter((it) => it.present).length} here, ${desk.people.filter((it) => it.voted).length} have voted`),
      make("ul", {}, desk.people.map((it) => make("li", {}, `${it.name}${it.present ? "" : " (away)"}${it.late ? " (came late)" : ""}${it.voted ? " · voted" : ""} `,
        can("seat") && desk.seats.length ? make("select", { "aria-label": `The seat of ${it.name}`, onchange: (event) => event.target.value && act("seat", { participant: it.id, seat: event.target.value }) }, make("option", { value: "" }, "no seat"), desk.seats.map((one) => make("option", { value: one.id, selected: one.id === it.seat }, one.name))) : null,
        can("remove") ? make("button", { type: "button", class: "quiet", onclick: () => { if (confirm(`Take ${it.name} out of the session?`)) act("remove", { participant: it.id }); } }, `Remove ${it.name}`) : null)))),
    desk.seats.length ? make("details", {}, make("summary", {}, "What the seats know"), ...desk.seats.map((it) => make("p", {}, make("strong", {}, `${it.name} (${it.people}${it.told ? ", told" : ""}): `), prose(it.knows ?? "")))) : null,
  ]);
}

function whatIf(room, desk, can) {
  show("whatif", [can("what_if"), can("what_if_end"), desk.decisions, room.what_if], () => [
    can("what_if") && desk.decisions.length ? make("form", { onsubmit: (event) => {
      event.preventDefault();
      const [decision, choice] = value("what-if").split(" ");
      if (choice) act("what_if", { decision: Number(decision), choice });
    } }, make("label", { class: "line", for: "what-if" }, "What if", make("select", { id: "what-if" }, make("option", { value: "" }, "pick another choice of the past"), desk.decisions.flatMap((it) => it.options.filter((one) => one.id !== it.choice).map((one) => make("option", { value: `${it.number} ${one.id}` }, `${it.number}. ${it.title}: ${one.text}`))))), make("button", { type: "submit", class: "quiet" }, "Show it beside the real line")) : null,
    room.what_if ? make("p", {}, make("strong", {}, "On the wall: "), `${room.what_if.other.label} ${room.what_if.other.ending ?? ""}`) : null,
    ...(room.what_if?.other.told ?? []).map(beat),
    can("what_if_end") ? button("Back to the real line", "what_if_end") : null,
  ]);
}
