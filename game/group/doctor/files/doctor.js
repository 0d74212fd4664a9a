// Takes part in a session made for this check, as the phone's page does, and tells what came by each way.
import { key, pause, stream } from "/page/asking.js";

const PATIENCE = 3000; // milliseconds: as long as the phone's page waits for a stream
const LONG = 20; // seconds that a long poll may wait, as the phone's page has it
const AHEAD = 200; // milliseconds that a long poll is on its way before there is something to tell
const device = key(16);
const token = key();
const put = (id, words) => { document.getElementById(id).textContent = words; };
const words = (ms) => (ms === null ? "nothing came" : `came after ${ms} ms`);

// How long something took; null where it failed, or took too long.
async function timed(work) {
  const began = performance.now();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    await work(stop.signal);
    return Math.round(performance.now() - began);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

async function ask(path, signal, body) {
  const headers = { Authorization: `Bearer ${token}` };
  if (body) Object.assign(headers, { "Content-Type": "application/json", "Idempotency-Key": key(16) });
  const how = { headers, signal, cache: "no-store", method: body ? "POST" : "GET", body: body && JSON.stringify(body) };
  const answer = await fetch(path, how);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

const doSomething = (base, signal) => ask(`${base}/act`, signal, { kind: "rename", name: `Check ${key(4)}` });

async function poll(base, signal, query = "") {
  return (await (await ask(`${base}/poll${query}`, signal)).json()).id;
}

// The first words alone prove little: some gateways pass those on and keep the rest.
async function streamed(base, signal) {
  const reader = await stream(`${base}/events`, { Authorization: `Bearer ${token}` }, signal);
  let text = "";
  const until = async (wanted) => {
    while (!text.includes(wanted)) {
      const { value, done } = await reader.read();
      if (done) throw new Error("ended");
      text += value;
    }
  };
  await until("event: view\n");
  await doSomething(base, signal);
  await until("event: you\n");
}

async function longPoll(base, signal) {
  const seen = await poll(base, signal);
  const waiting = poll(base, signal, `?after=${seen}&wait=${LONG}`);
  waiting.catch(() => {}); // told of below, where it is waited for
  await pause(AHEAD);
  await doSomething(base, signal);
  if ((await waiting) === seen) throw new Error("nothing");
}

async function check() {
  const button = document.getElementById("again");
  button.disabled = true;
  put("said", "Trying …");
  const found = { stream: null, long_poll: null, poll: null };
  for (const way of Object.keys(found)) put(way, "waiting");
  try {
    let base = "";
    await timed(async (signal) => {
      const { code } = await (await ask("/doctor/begin", signal, {})).json();
      await ask(`/s/${code}/join`, signal, { name: null });
      base = `/s/${code}`;
    });
    if (base) {
      for (const [way, work] of [["poll", poll], ["long_poll", longPoll], ["stream", streamed]]) {
        const took = await timed((signal) => work(base, signal));
        found[way] = took !== null && way === "long_poll" ? Math.max(0, took - AHEAD) : took;
        put(way, words(found[way]));
      }
    }
    let told = null;
    await timed(async (signal) => { told = await (await ask("/doctor/found", signal, { device, ...found })).json(); });
    put("said", told ? `${told.words} The facilitator's screen says so too.` : "Nothing arrives: this page opened, but nothing else passes. Tell the facilitator.");
    document.getElementById("said").className = told?.mark === "ok" ? "" : "warn";
  } finally {
    button.disabled = false;
  }
}

document.getElementById("again").addEventListener("click", check);
check();
