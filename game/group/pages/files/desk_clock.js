// What is left of a step, by the host's clock: a laptop's own may be minutes out.

const place = document.getElementById("clock");
let running = null;
let ahead = 0;
let known = null;

export function clock(given, now) {
  if (now !== known) { known = now; ahead = now * 1000 - Date.now(); }
  running = given;
  draw();
}

function draw() {
  place.textContent = running?.ends ? left(running) : "";
}

function left(it) {
  const seconds = Math.round(it.ends - (it.paused ?? (Date.now() + ahead) / 1000));
  const minutes = `${Math.floor(Math.abs(seconds) / 60)}:${`${Math.abs(seconds) % 60}`.padStart(2, "0")}`;
  if (it.paused) return `This step has ${seconds < 0 ? "no time" : minutes} left; its clock stands still.`;
  return seconds < 0 ? `This step is ${minutes} over its time. Nothing happens by itself.` : `This step has ${minutes} left.`;
}

setInterval(draw, 1000);
