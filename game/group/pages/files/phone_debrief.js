// The debrief on a phone: one phase at a time, as the facilitator steps it; and one's own record, to keep.

import { make, pairs, prose, show } from "/page/dom.js";

const ROWS = [1, 2, 3];

export function debrief(room, you, act) {
  const it = room.debrief;
  if (!it) { show("debrief", null, () => []); return; }
  const open = `${it.phase}-${it.number ?? ""}`;
  const build = { reactions, description, my_view: myView, analysis, summary }[it.phase];
  const own = it.phase === "analysis" ? you.otherwise.includes(it.number) : null;
  show("debrief", [open, it.phase === "reactions" || it.phase === "my_view" ? null : it, own], () => build(it, you, act));
}

function sent(form, words) {
  form.querySelector("[role=status]").textContent = words;
}

function form(title, act, command, ...parts) {
  const made = make("form", { onsubmit: async (event) => {
    event.preventDefault();
    if (await act(command())) sent(made, "Kept. You can change it.");
  } }, make("h2", {}, title), ...parts, make("button", { type: "submit" }, "Keep it"), make("p", { role: "status" }));
  return made;
}

const value = (id) => document.getElementById(id)?.value ?? "";
const line = (id, label, given, most) => make("label", { class: "line", for: id }, label, make("input", { type: "text", id, maxlength: most, value: given ?? "" }));

function reactions(it, you, act) {
  return [form("How was that?", act, () => ({ kind: "react", word: value("react").trim() }), line("react", "One word. Nobody scores it, and you may leave it out", you.reaction, 40))];
}

function moment(it) {
  return [make("h2", {}, it.title), pairs(it.lines), ...group(it.group)];
}

function group(it) {
  if (!it) return [];
  const rows = Object.entries(it.rounds ?? {}).filter(([name]) => name !== "frame").map(([name, counts]) => make("p", {}, make("strong", {}, name === "first" ? "First vote: " : "Second vote: "), Object.entries(counts).map(([id, count]) => `${it.labels[id] ?? id} ${count}`).join("; ")));
  const words = [
    it.moved !== null && it.moved !== undefined ? `${it.moved} changed their vote.` : "",
    it.sure_and_moved !== null && it.sure_and_moved !== undefined ? `${it.sure_and_moved} of them had been sure.` : "",
  ].filter(Boolean).join(" ");
  const list = (title, entries) => entries?.length ? [make("h3", {}, title), make("ul", {}, entries.map((one) => make("li", {}, `${one.seat}: `, prose(one.knows))))] : [];
  return [...rows, words ? make("p", {}, words) : null, ...list("What the smaller side knew", it.smaller_knew), ...list("Never marked as told", it.untold), ...(it.dissents ?? []).map((one) => make("blockquote", {}, one))];
}

function description(it) {
  return it.moment ? moment(it.moment) : [make("h2", {}, "What happened"), make("p", {}, "Your facilitator goes through it, step by step.")];
}

function myView(it, you, act) {
  const said = you.my_view ?? {};
  const pick = (id, label, chosen) => make("label", { class: "line", for: id }, label, make("select", { id }, make("option", { value: "" }, "not said"), it.decisions.map((one) => make("option", { value: one.number, selected: chosen === one.number }, `${one.number}. ${one.title || one.label}`))));
  const often = (act_) => make("label", { class: "line", for: `often-${act_.id}` }, act_.text, make("select", { id: `often-${act_.id}` }, make("option", { value: "" }, "not said"), [...Array(it.decisions.length + 1).keys()].map((count) => make("option", { value: count, selected: said.counts?.[act_.id] === count }, `${count}`))));
  const number = (id) => value(id) === "" ? null : Number(value(id));
  return [form("My view", act, () => ({
    kind: "my_view", same: number("same"), change: number("change"),
    counts: Object.fromEntries(it.acts.filter((one) => value(`often-${one.id}`) !== "").map((one) => [one.id, Number(value(`often-${one.id}`))])),
    keep: value("keep"), differently: value("differently"),
  }), pick("same", "We should play this the same again", said.same), pick("change", "We should change this one", said.change),
  make("p", {}, "How often did the group do each?"), it.acts.map(often), line("keep", "What to keep", said.keep, 300), line("differently", "What to do differently", said.differently, 300))];
}

function analysis(it, you, act) {
  if (!it.heading) return [make("h2", {}, "Analysis"), make("p", {}, "Too little happened here to say anything that would be fair.")];
  const against = you.otherwise.includes(it.number);
  return [
    make("h2", {}, it.heading[0].toUpperCase() + it.heading.slice(1)), pairs(it.evidence), ...it.groups.flatMap(group),
    it.question ? make("p", {}, make("strong", {}, it.question)) : null,
    it.judgement ? make("p", {}, make("strong", {}, "The program's view: "), it.judgement) : null,
    make("label", { class: "pick" }, make("input", { type: "checkbox", id: "otherwise", checked: against, onchange: (event) => act({ kind: "otherwise", finding: it.number, on: event.target.checked }) }), make("span", {}, "I see it otherwise")),
  ];
}

function summary(it, you, act) {
  const rows = ROWS.map((number) => {
    const said = you.commitments[number - 1] ?? {};
    return make("fieldset", {}, make("legend", {}, `What I will do (${number})`), line(`what-${number}`, "I will", said.what, 200), line(`when-${number}`, "By when", said.when, 200), line(`who-${number}`, "Who will notice", said.who, 200));
  });
  return [
    it.agreed ? make("p", {}, make("strong", {}, "We agreed: "), it.agreed) : null,
    ...it.questions.map((one) => make("p", {}, one)),
    form("For yourself alone", act, () => ({ kind: "commit", commitments: ROWS.map((number) => ({ what: value(`what-${number}`), when: value(`when-${number}`), who: value(`who-${number}`) })).filter((one) => one.what) }), ...rows),
    it.support ? make("p", {}, it.support) : null, make("p", { class: "faint" }, it.notice),
  ];
}

// One's own record: what one voted, wrote and left, as a file of one's own.
export function record(room, you) {
  show("record", [you.record, you.commitments], () => {
    if (!you.record) return [];
    const lines = written(room, you);
    const link = make("a", { href: URL.createObjectURL(new Blob([lines.join("\n")], { type: "text/plain" })), download: "two-hats-my-record.txt" }, "Keep it as a file");
    return [make("h2", {}, "Your own record"), make("p", {}, link), make("details", {}, make("summary", {}, "Read it here"), make("ul", {}, lines.slice(2).filter(Boolean).map((one) => make("li", {}, one))))];
  });
}

function written(room, you) {
  const lines = [`${room.title}: the record of ${you.name}`, ""];
  for (const it of you.record.decisions) {
    lines.push(`Decision ${it.number}, ${it.title}. Decided: ${it.decided}`);
    for (const [name, one] of Object.entries(it.votes)) lines.push(`  ${name === "frame" ? "I called it" : `My ${name} vote`}: ${one.label}${one.reason ? ` (${one.reason})` : ""}`);
    if (it.dissent) lines.push(`  I left this sentence: ${it.dissent}`);
  }
  for (const it of you.commitments) lines.push(`I will ${it.what}${it.when ? `, by ${it.when}` : ""}${it.who ? `; ${it.who} will notice` : ""}`);
  return lines;
}
