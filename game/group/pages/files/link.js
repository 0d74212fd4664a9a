// The way to the host: follows a session by a stream; by long polls where something holds streams back; by short ones
// where it cuts those as well. Always by one cursor, the number of the log, so that nothing is missed or told twice.

import { ask, backoff, pause, stream } from "/page/asking.js";
import { Sender } from "/page/sending.js";

const HELLO = 3000; // milliseconds to the first word of a stream: after that something holds it back
const SILENCE = 35000; // a living stream says something every 15 seconds
const LONG = 20; // seconds of a long poll
const SHORT = 3000; // milliseconds between two short ones
const ENDS = {
  purged: "This session has been deleted, with everything in it, by whoever held it.",
  removed: "You were taken out of this session. Speak to your facilitator.",
};

class Cut extends Error {}

export class Link {
  // `tell` has seen(view), status(words, state), ended(words, why) and refused(words).
  constructor(code, token, home, tell) {
    this.base = `/s/${encodeURIComponent(code)}`;
    this.token = token;
    this.tell = tell;
    this.view = null;
    this.cursor = null;
    this.way = "stream";
    this.over = false;
    this.finished = false;
    this.away = false;
    this.kept = false;
    this.wakes = new Set();
    this.sender = new Sender(this, home, tell.refused);
  }

  act(command) {
    return this.sender.act(command);
  }

  headers(more = {}) {
    return this.token ? { Authorization: `Bearer ${this.token}`, ...more } : more;
  }

  async follow() {
    for (const [target, name] of [[document, "visibilitychange"], [window, "pageshow"], [window, "online"]])
      target.addEventListener(name, () => document.visibilityState === "visible" && this.again(name === "online"));
    this.sender.flush();
    for (let failures = 0; !this.over && !this.finished; ) {
      this.fetching = new AbortController();
      this.woken = false;
      try {
        await (this.way === "stream" ? this.stream() : this.poll());
        failures = 0;
      } catch (error) {
        if (this.over || this.finished) return;
        if (error instanceof Cut) { this.way = this.way === "stream" ? "long" : "short"; continue; }
        if (error.passing === false) { this.end(error.message, error.code); return; }
        if (this.woken) continue;
        // Perhaps it is another network by now: the best way is tried anew.
        if (error instanceof TypeError) this.way = "stream";
        this.away = true;
        this.say();
        await this.rest(error.after ?? backoff(failures += 1));
      }
    }
  }

  // A phone that comes back from sleep, or to another network, often holds a line that is dead and does not know it.
  again(surely) {
    const well = !this.away && !this.kept && Date.now() - (this.heard ?? 0) < 2000;
    if (this.over || this.finished || (well && !surely)) return;
    this.woken = true;
    this.fetching.abort();
    for (const wake of this.wakes) wake();
  }

  async rest(ms) {
    let wake;
    await Promise.race([pause(ms), new Promise((done) => this.wakes.add(wake = done))]);
    this.wakes.delete(wake);
  }

  address(path) {
    const from = this.view && this.cursor !== null ? `after=${this.cursor}` : "";
    return `${this.base}/${path}${from && (path.includes("?") ? "&" : "?")}${from}`;
  }

  async stream() {
    let held = true;
    let timer = setTimeout(() => this.fetching.abort(), HELLO);
    try {
      const reader = await stream(this.address("events"), this.headers(), this.fetching.signal);
      for (let text = ""; ; ) {
        const { value, done } = await reader.read();
        if (done) { if (held) throw new Cut(); await this.rest(backoff(1)); return; }
        held = false;
        clearTimeout(timer);
        timer = setTimeout(() => this.fetching.abort(), SILENCE);
        const blocks = (text + value).split("\n\n");
        text = blocks.pop();
        blocks.forEach((it) => this.frame(it));
        this.hear();
      }
    } catch (error) {
      throw error.name === "AbortError" && held && !this.woken ? new Cut() : error;
    } finally {
      clearTimeout(timer);
    }
  }

  // One event as the host writes them: a line a field, JSON without line ends. What begins with a colon is a sign of life.
  frame(block) {
    const fields = Object.fromEntries(block.split("\n").map((it) => it.split(/: (.*)/s, 2)));
    if (fields.event) this.take(fields.event, JSON.parse(fields.data ?? "null"));
    // Only the last of what belongs together has a number: before it the parts do not fit one another.
    if (fields.id === undefined) return;
    this.cursor = fields.id;
    this.show();
  }

  async poll() {
    const begun = Date.now();
    const wait = this.way === "long" && this.view ? LONG : 0;
    let told;
    try {
      told = await ask(this.address(`poll?wait=${wait}`), { headers: this.headers(), signal: this.fetching.signal }, wait + 10);
    } catch (error) {
      // Cut while it waited, and not because there is no way at all.
      throw wait && error.passing !== false && !this.woken && Date.now() - begun > 5000 ? new Cut() : error;
    }
    for (const it of told.events) this.take(it.event, it.data);
    this.cursor = told.id;
    this.hear();
    if (told.events.length) this.show();
    if (!wait && !this.over && this.way === "short") await this.rest(SHORT);
  }

  take(event, data) {
    if (event === "view") this.view = data;
    else if (event === "end") this.end(ENDS[data?.reason] ?? "This session has ended.", data?.reason);
    else if (event === "closing") throw new Error("the host starts again");
    else if (event === "you" && this.view) this.view.you = data;
    else if (event === "room" && this.view?.room) Object.assign(this.view.room, data);
    else if (event === "desk" && this.view?.desk) Object.assign(this.view.desk, data);
  }

  // What the host answered to an act: one's own part with it in it.
  did(told) {
    if (!told.you || !this.view) return;
    this.view.you = told.you;
    this.show();
  }

  show() {
    if (this.view && !this.over) this.tell.seen(this.view);
  }

  hear() {
    this.heard = Date.now();
    this.away = false;
    this.say();
  }

  unsent(kept) {
    if (this.kept === kept) return;
    this.kept = kept;
    this.say();
  }

  say() {
    if (this.over) return;
    if (this.kept) this.tell.status("Not sent yet. It is kept here, and goes as soon as there is a connection.", "unsent");
    else if (this.away) this.tell.status("Reconnecting. Nothing you sent is lost.", "reconnecting");
    else this.tell.status("", "live");
  }

  // Follows no longer. What is not sent yet is still tried: the host then says why it comes too late.
  finish() {
    this.finished = true;
    this.away = false;
    this.fetching.abort();
    this.say();
  }

  end(words, why) {
    this.over = true;
    this.tell.ended(words, why);
  }
}
