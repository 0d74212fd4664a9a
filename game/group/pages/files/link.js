// The way to the host: follows a session by a stream, by long polls where streams are held back, and says how it goes.
// What one does is sent until it has arrived, once: every act has a key of its own that its retries repeat.

const HELLO = 3000; // milliseconds to the first word of a stream: after that something holds it back
const SILENCE = 35000; // a living stream says something every 15 seconds
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
export const key = (bytes = 24) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((it) => it.toString(16).padStart(2, "0")).join("");

export class Link {
  constructor(code, token, tell) {
    this.base = `/s/${encodeURIComponent(code)}`;
    this.token = token;
    this.tell = tell; // called with (view, state, words)
    this.view = null;
    this.cursor = null;
    this.streams = true;
    this.failures = 0;
    this.over = false;
    this.abort = new AbortController();
    this.waiting = `twohats-${code}-waiting`;
    for (const [target, name] of [[document, "visibilitychange"], [window, "pageshow"], [window, "online"]])
      target.addEventListener(name, () => { if (document.visibilityState === "visible" && this.started) this.again(); });
  }

  headers(more = {}) {
    return { Authorization: `Bearer ${this.token}`, ...more };
  }

  // A phone that comes back from sleep often holds a stream that is dead and does not know it.
  again() {
    if (Date.now() - (this.heard ?? 0) < 2000) return;
    this.failures = 0;
    this.abort.abort();
    this.wake?.();
  }

  async follow() {
    this.started = true;
    this.flush();
    while (!this.over) {
      this.abort = new AbortController();
      try {
        await (this.streams ? this.stream() : this.poll());
        this.failures = 0;
      } catch (error) {
        if (this.over) return;
        if (error instanceof Held) { this.streams = false; continue; }
        if (error instanceof Refused && !error.passing) { this.end(error.message); return; }
        this.tell(this.view, "reconnecting", "Reconnecting. Nothing you sent is lost.");
        this.failures += 1;
        const wait = Math.min(10000, 500 * 2 ** Math.min(this.failures, 5)) * (0.5 + Math.random() / 2);
        await Promise.race([pause(error.after ?? wait), new Promise((done) => { this.wake = done; })]);
      }
    }
  }

  address(path) {
    return `${this.base}/${path}${this.cursor === null || this.view === null ? "" : `${path.includes("?") ? "&" : "?"}after=${this.cursor}`}`;
  }

  async stream() {
    let timer = setTimeout(() => this.abort.abort(new Held()), HELLO);
    try {
      const answer = await fetch(this.address("events"), { headers: this.headers(), signal: this.abort.signal, cache: "no-store" });
      if (!answer.ok) throw await refused(answer);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(() => this.abort.abort(new Error("silent")), SILENCE);
        this.heard = Date.now();
        text += value.replaceAll("\r\n", "\n");
        for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2)) this.frame(text.slice(0, end));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  frame(block) {
    const lines = block.split("\n");
    const field = (name) => lines.filter((it) => it.startsWith(`${name}:`)).map((it) => it.slice(name.length + 1).trimStart());
    const [event] = field("event");
    const [id] = field("id");
    const data = field("data").join("\n");
    if (event) this.take(event, data ? JSON.parse(data) : null);
    if (id !== undefined) this.cursor = id;
  }

  async poll() {
    const answer = await fetch(this.address("poll?wait=20"), { headers: this.headers(), signal: this.abort.signal, cache: "no-store" });
    if (!answer.ok) throw await refused(answer);
    const told = await answer.json();
    this.heard = Date.now();
    for (const it of told.events) this.take(it.event, it.data);
    this.cursor = told.id;
  }

  take(event, data) {
    if (event === "view") this.view = data;
    else if (event === "end") return this.end(data?.reason === "purged" ? "This session has been deleted by who held it." : "You were taken out of this session. Speak to your facilitator.");
    else if (event === "closing") throw new Error("closing");
    else if (!this.view || event === "hello") return;
    else if (event === "you") this.view.you = data;
    else if (event === "room" && this.view.room) Object.assign(this.view.room, data);
    else if (event === "desk") Object.assign(this.view.desk, data);
    this.tell(this.view, "live", "");
  }

  end(words) {
    this.over = true;
    this.tell(this.view, "ended", words);
  }

  // Acts wait in the browser's own storage until the host has them, so that a lost connection or a closed tab loses none.
  async act(command) {
    const kept = this.kept();
    // Of several votes on one question only the last matters, and the host takes them in order.
    kept.push({ key: key(16), command });
    this.keep(kept);
    return this.flush();
  }

  kept() {
    try { return JSON.parse(localStorage.getItem(this.waiting) ?? "[]"); } catch { return []; }
  }

  keep(list) {
    try { localStorage.setItem(this.waiting, JSON.stringify(list)); } catch { this.inMemory = list; }
  }

  async flush() {
    if (this.sending) return this.sending;
    this.sending = this.send().finally(() => { this.sending = null; });
    return this.sending;
  }

  async send() {
    let refusal = "";
    for (let failures = 0; ; ) {
      const [next] = this.kept();
      if (!next) return refusal;
      try {
        const answer = await fetch(`${this.base}/act`, {
          method: "POST", body: JSON.stringify(next.command), cache: "no-store",
          headers: this.headers({ "Content-Type": "application/json", "Idempotency-Key": next.key }),
        });
        if (answer.ok) {
          const told = await answer.json();
          if (told.you && this.view) { this.view.you = told.you; this.tell(this.view, "live", ""); }
        } else {
          const error = await refused(answer);
          if (error.passing) throw error;
          refusal = error.message;
        }
        this.keep(this.kept().filter((it) => it.key !== next.key));
        failures = 0;
      } catch (error) {
        failures += 1;
        this.tell(this.view, "reconnecting", "Not sent yet. It is kept here and goes as soon as there is a connection.");
        await pause(error.after ?? Math.min(5000, 400 * 2 ** failures) * (0.5 + Math.random() / 2));
      }
    }
  }
}

class Held extends Error {}

class Refused extends Error {
  constructor(words, status, after, code) {
    super(words);
    this.code = code;
    this.passing = status === 429 || status >= 500;
    this.after = after;
  }
}

export async function refused(answer) {
  const told = await answer.json().catch(() => ({}));
  const after = Number(answer.headers.get("Retry-After"));
  return new Refused(told.reason ?? "That did not work. Try again.", answer.status, after ? after * 1000 : undefined, told.code);
}
