// Doing something at the desk: buttons that carry their command in the page itself, and what is said where it is refused.

import { make } from "/page/dom.js";
import { say } from "/page/notices.js";

let link = null;

export function doing(given) {
  link = given;
}

export async function act(kind, more = {}) {
  say("");
  const refusal = await link.act({ kind, ...more });
  if (refusal) say(refusal);
  return !refusal;
}

// What it does stands in the element, so that two buttons that look alike and do something else are never taken for one.
export function button(words, kind, more = {}, { main = false, id = "" } = {}) {
  const payload = Object.values(more).filter((it) => typeof it !== "boolean").join("-");
  return make("button", {
    type: "button", id: id || `do-${kind}${payload && `-${payload}`}`, class: main ? null : "quiet",
    "data-act": JSON.stringify({ kind, ...more }),
    onclick: (event) => {
      // The second half of a double click is not a second step: the button may say something else by then.
      if (event.detail > 1) return;
      const { kind: what, ...rest } = JSON.parse(event.currentTarget.dataset.act);
      act(what, rest);
    },
  }, words);
}

// A key that is held down presses once.
export function once() {
  document.addEventListener("keydown", (event) => {
    if (event.repeat && event.target.tagName === "BUTTON") event.preventDefault();
  });
}
