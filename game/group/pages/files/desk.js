// The facilitator's desk: the way in, what comes next, and the parts of the page that stand in files of their own.

import { button, doing, once } from "/page/desk_doing.js";
import { clock } from "/page/desk_clock.js";
import { debriefing } from "/page/desk_debrief.js";
import { people } from "/page/desk_people.js";
import { steps } from "/page/desk_steps.js";
import { deciding, looks, votes } from "/page/desk_votes.js";
import { waiting } from "/page/desk_waiting.js";
import { whatIf } from "/page/desk_whatif.js";
import { make, prose, show } from "/page/dom.js";
import { Link } from "/page/link.js";
import { say, shut, way } from "/page/notices.js";
import { forget, lasting } from "/page/store.js";
import { decided, story } from "/page/telling.js";

const code = decodeURIComponent(location.pathname.split("/")[2]).toUpperCase();
const home = `twohats-desk-${code}`;
const NO_RIGHT = "Open the desk by its private link: the host shows it when the session begins.";
const CLOSED = "On the host, twohats session report writes the report, and twohats session purge deletes the session, each with its code.";
const STEPS = {
  lobby: "people come in", prebrief: "the prebrief", scene: "the scene", framing: "a vote on the kind of moment", talk: "talk",
  second: "the second vote", deciding: "you decide", dissent: "those who voted otherwise may write", consequence: "what came of it",
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
let link;
if (token) {
  link = new Link(code, token, home, { seen, status: (words, state) => way(words, state !== "live"), ended, refused: say });
  doing(link);
  once();
  link.follow();
} else say(NO_RIGHT);

function seen(view) {
  if (!view.desk) { say(NO_RIGHT); return; }
  render(view.room, view.desk, view.now);
  if (view.room.step === "closed") link.finish(); // the host may be switched off now
}

function ended(words, why) {
  way("");
  say(why === "no-token" ? NO_RIGHT : words);
  if (why === "no-token" || why === "purged") forget(home);
  for (const id of ["bar", "room"]) {
    const part = document.getElementById(id);
    if (why === "purged") part.remove();
    else shut(part);
  }
}

function render(room, desk, now) {
  const can = (kind) => desk.can.includes(kind);
  document.title = `Desk · ${room.title}`;
  document.getElementById("title").textContent = `${room.title}: the desk`;
  state(room, desk);
  clock(room.clock, now);
  steps(room, desk, can);
  show("notes", [desk.notes, desk.script], () => desk.notes ? notes(desk.notes) : desk.script.length ? script(desk.script) : []);
  votes(room, desk, can);
  deciding(room, desk, can);
  looks(room, can);
  waiting(room, desk);
  debriefing(room, desk, can);
  show("told", [room.story, room.decision?.options, room.decision?.decided, room.step === "prebrief" ? room.brief : null], () => [
    room.step === "prebrief" ? make("p", {}, prose(room.brief.text)) : null,
    ...decided(room.decision?.decided),
    ...story(room),
    room.decision ? make("ol", {}, room.decision.options.filter((it) => it.kind === "choice")
      .map((it) => make("li", {}, it.text, it.open ? "" : ` (closed: ${it.locked ?? ""})`))) : null,
  ]);
  people(room, desk, can);
  whatIf(room, desk, can);
  show("ending", [can("finish"), room.step === "closed"], () => can("finish") ? [make("details", { id: "closing" }, make("summary", {}, "Close the session"),
    make("p", {}, "Ask everybody to keep their own record first: their pages work until the host is switched off. "
      + "The report is made at the host: twohats session report."),
    button("Close it now", "finish"))] : room.step === "closed" ? [make("p", {}, CLOSED)] : []);
}

function placed(room) {
  if (room.step === "first") return room.decision?.discuss ? "the first vote" : "the vote";
  if (room.step === "debrief") return `the debrief, ${room.debrief.called[room.debrief.phase]}`;
  return STEPS[room.step] ?? room.step;
}

function state(room, desk) {
  const name = placed(room);
  show("state", [name, room.paused, room.blank, room.people, room.hands], () => [
    make("p", {}, make("strong", {}, `Now: ${name}${room.paused ? ", paused" : ""}. `),
      room.hands ? "Hands are counted." : `${room.people.present} of ${room.people.joined} here.`, room.blank ? " The wall is blank." : ""),
  ]);
  const { words, level } = room.step === "closed" ? {} : desk.budget ?? {};
  show("budget", [words, level], () => words ? [make("p", { class: level === "fine" ? "faint" : "warn" }, words)] : []);
}

const script = (paragraphs) => [make("h2", {}, "To read aloud, or to say something like it"), ...paragraphs.map((it) => make("p", {}, it))];

function notes(it) {
  return [
    make("h2", {}, "The author's notes"),
    ...it.demands.map((one) => make("p", {}, make("strong", {}, `${one.words}. `), prose(one.reason))),
    it.contested ? make("p", {}, make("strong", {}, "Contested. "), "The sources do not agree on this one.") : null,
    it.cue ? make("p", {}, make("strong", {}, "Cue: "), prose(it.cue)) : null,
    make("ul", {}, [it.ask, ...it.prompts].filter(Boolean).map((one) => make("li", {}, prose(one)))),
    it.discuss ? make("p", { class: "faint" }, `Talk: about ${it.discuss} minute${it.discuss === 1 ? "" : "s"}.`) : null,
  ];
}
