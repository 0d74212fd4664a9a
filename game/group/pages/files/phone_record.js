// One's own record: what one voted, wrote and left, as a file of one's own.

import { make, show } from "/page/dom.js";

let address = "";

export function record(room, you) {
  show("record", [room.title, you.name, you.record, you.my_view, you.commitments], () => {
    if (!you.record) return [];
    const lines = written(room, you);
    URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([lines.join("\n"), "\n"], { type: "text/plain;charset=utf-8" }));
    return [
      make("h2", {}, "Your own record"),
      make("p", {}, make("a", { id: "keep-record", href: address, download: "two-hats-my-record.txt" }, "Keep it as a file")),
      make("details", { id: "own-record" }, make("summary", {}, "Read it here"),
        make("ul", {}, lines.slice(2).map((one) => make("li", { dir: "auto" }, one)))),
    ];
  });
}

function written(room, you) {
  const lines = [`${room.title}: the record of ${you.name}`, ""];
  for (const it of you.record.decisions) {
    lines.push(`Decision ${it.number}${it.title ? `, ${it.title}` : ""}. Decided: ${it.decided}`);
    for (const [name, one] of Object.entries(it.votes))
      lines.push(`  ${name === "frame" ? "I called it" : `My ${name} vote`}: ${one.label}${one.reason ? ` (${one.reason})` : ""}`);
    if (it.dissent) lines.push(`  I left this sentence: ${it.dissent}`);
  }
  const view = you.my_view ?? {};
  if (view.same) lines.push(`We should play decision ${view.same} the same again`);
  if (view.change) lines.push(`We should play decision ${view.change} otherwise`);
  if (view.keep) lines.push(`What to keep: ${view.keep}`);
  if (view.differently) lines.push(`What to do differently: ${view.differently}`);
  for (const it of you.commitments)
    lines.push(`I will ${it.what}${it.when ? `, by ${it.when}` : ""}${it.who ? `; ${it.who} will notice` : ""}`);
  return lines;
}
