// The two lines at the top of both pages: how the way to the host is, and what was refused.

const status = document.getElementById("status");
const said = document.getElementById("said");

export function way(words, warn = false) {
  // The same words again would be read out again.
  if (status.textContent !== words) status.textContent = words;
  status.classList.toggle("warn", warn);
}

export function say(words) {
  said.textContent = words;
}

// Nothing more can be done here: what stands may still be read.
export function shut(part) {
  for (const it of part.querySelectorAll("button, input, textarea, select")) it.disabled = true;
}
