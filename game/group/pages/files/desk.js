// The facilitator's desk: the way in, what comes next, and the parts of the page that stand in files of their own.

import { button, doing, once } from "/page/desk_doing.js";
import { clock } from "/page/desk_clock.js";
import { debriefing } from "/page/desk_debrief.js";
import { people } from "/page/desk_people.js";
import { deciding, looks, votes, waiting } from "/page/desk_votes.js";
import { whatIf } from "/page/desk_whatif.js";
import { make, prose, show } from "/page/dom.js";
import { Link } from "/page/link.js";
import { say, shut, way } from "/page/notices.js";
import { forget, lasting } from "/page/store.js";
import { story } from "/page/telling.js";

const code = decodeURIComponent(location.pathname.split("/")[2]).toUpperCase();
const home = `twohats-desk-${code}`;
const NO_RIGHT = "Open the desk by its private link: the host shows it when the session begins.";
const STEPS = {
  lobby: "people come in", prebrief: "the prebrief", scene: "the scene", framing: "a vote on the kind of moment", talk: "talk",
  second: "the second vote", deciding: "you decide", dissent: "the smaller side may write", consequence: "what came of it",
  ending: "the ending", debrief: "the debrief", closed: "the session is closed",
};

// The right to lead comes after the # of the private link, which no server and no log ever sees. It is kept, so that
// the desk comes back after a reload, and taken out of the address, so that nobody reads it over a shoulder.
function right() {
  const given = location.hash.slice(1);
  if (given) {
    lasting.set(home, given);
    if (lasting.lasts) history.replaceState(null, "", location.pathname);
  }
  return lasting.get(home);
}

const token = right();
if (token) {
  const link = new Link(code, token, home, { seen, status: (words, state) => way(words, state !== "live"), ended, refused: say });
  doing(link);
  once();
  link.follow();
} else say(NO_RIGHT);

function seen(view) {
  if (view.desk) render(view.room, view.desk, view.now);
  else say(NO_RIGHT);
}

function ended(words, why) {
  way("");
  say(why === "no-token" ? NO_RIGHT : words);
  if (why === "no-token" || why === "purged") forget(home);
  if (why === "purged") document.getElementById("room").remove();
  else shut(document.getElementById("room"));
}

function render(room, desk, now) {
  const can = (kind) => desk.can.includes(kind);
  document.title = `Desk · ${room.title}`;
  document.getElementById("title").textContent = `${room.title}: the desk`;
  state(room, desk);
  clock(room.clock, now);
  steps(room, desk, can);
  show("notes", [desk.notes], () => desk.notes ? notes(desk.notes) : []);
  votes(room, desk, can);
  deciding(room, desk, can);
  looks(room, can);
  waiting(room, desk);
  debriefing(room, desk, can);
  show("told", [room.story, room.decision?.options, room.step === "prebrief" ? room.brief : null], () => [
    room.step === "prebrief" ? make("p", {}, prose(room.brief.text)) : null,
    ...story(room),
    room.decision ? make("ol", {}, room.decision.options.filter((it) => it.kind === "choice")
      .map((it) => make("li", {}, it.text, it.open ? "" : ` (closed: ${it.locked ?? ""})`))) : null,
  ]);
  people(room, desk, can);
  whatIf(room, desk, can);
  show("ending", [can("finish")], () => can("finish") ? [make("details", { id: "closing" }, make("summary", {}, "Close the session"),
    make("p", {}, "Everybody keeps their own record. The report is made at the host: twohats session report."),
    button("Close it now", "finish", {}, { main: true }))] : []);
}

function state(room, desk) {
  const name = room.step === "first" ? (room.decision?.discuss ? "the first vote" : "the vote") : STEPS[room.step] ?? room.step;
  show("state", [name, room.paused, room.blank, room.people, desk.budget?.words, desk.budget?.level], () => [
    make("p", {}, make("strong", {}, `Now: ${name}${room.paused ? ", paused" : ""}. `),
      room.hands ? "Hands are counted." : `${room.people.present} of ${room.people.joined} here.`, room.blank ? " The wall is blank." : ""),
    desk.budget ? make("p", { class: desk.budget.level === "fine" ? "faint" : "warn" }, desk.budget.words) : null,
  ]);
}

function steps(room, desk, can) {
  const open = { frame: "Vote on the kind of moment", first: "Open a first vote", second: "Open a second vote" };
  // What comes next opens most votes by itself, and a step back opens one again; these are for what is left.
  const critical = desk.notes?.demands[0]?.demand === "critical"; // such a moment cannot wait for a vote on its kind
  const left = {
    frame: () => room.decision.frame_asked && room.step === (critical ? "deciding" : "scene"),
    first: () => !desk.next?.startsWith("Open the"),
    second: () => room.decision.discuss && room.step === "deciding",
  };
  const asked = (round) => room.decision && !(round in room.decision.votes) && left[round]();
  show("steps", [desk.next, desk.skip, desk.can, desk.roles, room.paused, room.blank, room.brief.role, room.decision, room.step], () => [
    desk.next && can("next") ? button(`Next: ${desk.next}`, "next", {}, { main: true }) : null,
    can("resume") ? button("Go on", "resume", {}, { main: true, id: "pausing" }) : null,
    desk.skip && can("skip") ? button(`Skip: ${desk.skip}`, "skip") : null,
    can("open") ? Object.entries(open).filter(([round]) => asked(round)).map(([round, words]) => button(words, "open", { round })) : null,
    can("reopen") ? button("One step back", "reopen") : null,
    can("pause") ? button("Pause", "pause", {}, { id: "pausing" }) : null,
    can("extend") ? button("Two minutes more", "extend", { minutes: 2 }) : null,
    can("blank") ? button(room.blank ? "Show the wall" : "Blank the wall", "blank", { on: !room.blank }, { id: "blanking" }) : null,
    can("role") ? (desk.roles ?? []).map((it) => it.name === room.brief.role?.name ? null : button(`Play as ${it.name}`, "role", { role: it.id })) : null,
  ]);
}

function notes(it) {
  return [
    make("h2", {}, "Your notes"),
    ...it.demands.map((one) => make("p", {}, make("strong", {}, `${one.demand}: `), prose(one.reason))),
    it.contested ? make("p", {}, "It can be argued.") : null,
    it.cue ? make("p", {}, make("strong", {}, "The cue: "), prose(it.cue)) : null,
    make("ul", {}, [it.ask, ...it.prompts].filter(Boolean).map((one) => make("li", {}, prose(one)))),
    it.discuss ? make("p", { class: "faint" }, `Talk: about ${it.discuss} minute${it.discuss === 1 ? "" : "s"}.`) : null,
  ];
}
