// What somebody does waits in the browser's own storage until the host has it, so that a lost connection or a closed tab
// loses none of it. Each act has a key of its own that its retries repeat, so that it counts once.

import { ask, backoff, key } from "/page/asking.js";
import { lasting } from "/page/store.js";

// One entry for each act: two tabs of one phone then never write over each other's.
class Outbox {
  constructor(home) {
    this.beginning = `${home}-unsent-`;
    this.last = 0;
  }

  add(command) {
    this.last = Math.max(this.last + 1, Date.now());
    const name = `${this.beginning}${String(this.last).padStart(15, "0")}-${key(16)}`;
    lasting.set(name, JSON.stringify(command));
    return name;
  }

  first() {
    const [name] = lasting.names(this.beginning);
    return name === undefined ? null : { name, key: name.slice(name.lastIndexOf("-") + 1), body: lasting.get(name) };
  }
}

export class Sender {
  // `link` is followed by the same person; `refusedLater` hears of refusals of what an earlier visit left here.
  constructor(link, home, refusedLater) {
    this.link = link;
    this.outbox = new Outbox(home);
    this.refusedLater = refusedLater;
    this.asked = new Map();
    this.busy = false;
  }

  // Settles when the host has it: with "" or with why it was refused.
  act(command) {
    const name = this.outbox.add(command);
    const settled = new Promise((settle) => this.asked.set(name, settle));
    this.flush();
    return settled;
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    for (let failures = 0, next; !this.link.over && (next = this.outbox.first()); ) {
      try {
        await this.send(next);
        failures = 0;
        this.link.unsent(false);
      } catch (error) {
        failures += 1;
        this.link.unsent(true);
        await this.link.rest(error.after ?? backoff(failures));
      }
    }
    this.busy = false;
  }

  async send(next) {
    let refusal = "";
    try {
      const headers = this.link.headers({ "Content-Type": "application/json", "Idempotency-Key": next.key });
      const told = await ask(`${this.link.base}/act`, { method: "POST", headers, body: next.body }, 10);
      this.link.did(told);
    } catch (error) {
      // Nothing but the host's own refusal ends the trying.
      if (error.passing !== false) throw error;
      refusal = error.message;
    }
    lasting.drop(next.name);
    const settle = this.asked.get(next.name);
    this.asked.delete(next.name);
    if (settle) settle(refusal);
    else if (refusal) this.refusedLater(refusal);
  }
}
