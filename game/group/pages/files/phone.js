// A participant's page: the door, the way in and back in, and what the host says about the way.

import { ask, backoff, key, pause } from "/page/asking.js";
import { line, make, value } from "/page/dom.js";
import { Link } from "/page/link.js";
import { say, shut, way } from "/page/notices.js";
import { notSent, render } from "/page/phone_room.js";
import { forget, lasting } from "/page/store.js";

const code = decodeURIComponent(location.pathname.split("/")[2]).toUpperCase();
const base = `/s/${encodeURIComponent(code)}`;
const home = `twohats-${code}`;
const joining = document.getElementById("joining");
let link;

// Asks until there is an answer. Throws what the host itself refuses.
async function insist(path, options = {}) {
  for (let failures = 1; ; failures += 1) {
    try {
      const told = await ask(`${base}/${path}`, options, 10);
      way("");
      return told;
    } catch (error) {
      if (error.passing === false) throw error;
      way(error.code ? error.message : "The host cannot be reached. Trying again.", true);
      await pause(error.after ?? backoff(failures));
    }
  }
}

// A browser that keeps nothing of ours may still have the cookie that joining set: its owner then is back, and nobody new.
async function known() {
  if (lasting.get(home)) return lasting.get(`${home}-in`) === "yes";
  if (lasting.lasts) return false;
  return insist("poll?wait=0").then(() => true, () => false);
}

async function join(name, back) {
  say("");
  way("Joining.");
  let token = lasting.get(home);
  if (!token && !back) {
    // Made here and kept before it is first sent, so that a lost answer never makes two people of one.
    token = key();
    lasting.set(home, token);
  }
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  try {
    await insist("join", { method: "POST", headers, body: JSON.stringify({ name }) });
  } catch (error) {
    way("");
    // A session that is over takes nobody in, but everybody's own record is still there to read.
    if (!(back && error.code === "over")) { refusedIn(error, back); return; }
  }
  lasting.set(`${home}-in`, "yes");
  joining.replaceChildren();
  document.getElementById("main").focus({ preventScroll: true });
  link = new Link(code, token, home, { seen, status, ended, refused: say });
  link.follow();
}

function refusedIn(error, back) {
  say(error.message);
  if (error.code === "no-session") elsewhere();
  else if (!back) joining.querySelectorAll("button").forEach((it) => { it.disabled = false; });
}

function elsewhere() {
  joining.replaceChildren(make("p", {}, make("a", { href: "/" }, "Type another code")));
}

function seen(view) {
  if (!view.room || !view.you?.joined) return;
  render(view.room, view.you, act, home);
  // Nothing more comes: the page with its record stands without the host, which may be switched off now.
  if (view.room.step === "closed") link.finish();
}

function status(words, state) {
  way(words, state !== "live");
  notSent(state === "unsent" ? words : "");
}

function ended(words, why) {
  way("");
  say(words);
  if (why === "no-token") { forget(home); door(); return; }
  if (why !== "removed" && why !== "purged") { shut(document.getElementById("room")); return; }
  document.getElementById("room").remove();
  if (why === "purged") { forget(home); elsewhere(); }
}

async function act(command) {
  say("");
  const refusal = await link.act(command);
  if (refusal) say(refusal);
  return !refusal;
}

const PRIVACY = "There is no account, and no address is kept. What you vote and write stays on the host's computer, under that "
  + "name, until the facilitator deletes the session. The talk and the report use it without names; your own view and what you mean "
  + "to do are in no report.";

async function door() {
  let it;
  try { it = await insist("door"); } catch (error) { refusedIn(error, true); return; }
  document.getElementById("title").textContent = it.title;
  document.title = `${it.title} · Two Hats`;
  if (it.hands || it.over) {
    const words = it.over ? "This session is over." : "This room votes by show of hands: nobody needs to join. Look at the wall.";
    joining.replaceChildren(make("p", {}, words));
    return;
  }
  joining.replaceChildren(make("form", { onsubmit: (event) => {
    event.preventDefault();
    event.target.querySelector("button").disabled = true;
    join(value("door-name").trim() || null, false);
  } },
  make("h2", {}, `Join session ${code}`),
  it.touches.length ? make("p", {}, `It touches on: ${it.touches.join(", ")}.`) : null,
  make("p", {}, it.own_names ? "You may give a name, or get a made-up one. " : "You get a made-up name. ", PRIVACY),
  it.own_names ? line("door-name", "Your name here, or nothing", { maxlength: 30 }) : null,
  lasting.lasts ? null : make("p", { class: "faint" }, "This browser keeps nothing: leave this tab open until the session is over."),
  make("button", { type: "submit", id: "join" }, "Join")));
}

if (await known()) join(null, true);
else door();
