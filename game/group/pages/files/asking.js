// Asking the host: one request with an end to its patience, and what a refusal says.

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
export const key = (bytes = 24) =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((it) => it.toString(16).padStart(2, "0")).join("");

// Milliseconds to the next try: at most three seconds, so that everybody is back soon after the host is, and drawn, so
// that a whole room does not come back in one instant.
export const backoff = (failures) => Math.min(3000, 250 * 2 ** Math.min(failures, 5)) * (0.5 + Math.random() / 2);

export class Refused extends Error {
  constructor(words, status, code, after) {
    super(words);
    this.code = code;
    this.after = after;
    // Words that are not the host's own come from something on the way, which will be gone by and by.
    this.passing = !code || status === 408 || status === 429 || status >= 500;
  }
}

async function refused(answer) {
  const told = await answer.json().catch(() => ({}));
  const after = Number(answer.headers.get("Retry-After"));
  const wait = after ? Math.min(after, 30) * 1000 : undefined;
  return new Refused(told.reason ?? "The host cannot be reached.", answer.status, told.code, wait);
}

// Fetches from the host, and gives the answer if it is one. Throws Refused, or what fetch throws.
export async function ask(address, options, seconds) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), seconds * 1000);
  const stop = () => ending.abort();
  options.signal?.addEventListener("abort", stop);
  try {
    const answer = await fetch(address, { cache: "no-store", ...options, signal: ending.signal });
    if (!answer.ok) throw await refused(answer);
    return await answer.json();
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", stop);
  }
}

export async function stream(address, headers, signal) {
  const answer = await fetch(address, { cache: "no-store", headers, signal });
  if (!answer.ok) throw await refused(answer);
  if (!answer.headers.get("Content-Type")?.startsWith("text/event-stream")) throw new Error("something else answered");
  return answer.body.pipeThrough(new TextDecoderStream()).getReader();
}
