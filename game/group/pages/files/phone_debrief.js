// The debrief on a phone: one phase at a time, as the facilitator steps it.

import { line, make, pairs, prose, quote, show, tick, typed, value } from "/page/dom.js";
import { otherwiseWords, roundName, saidOnce, split, WROTE_OTHERWISE } from "/page/telling.js";

const ROWS = [1, 2, 3];
const PHASES = { reactions, description, my_view: myView, analysis, summary };
const OWN = ["reactions", "my_view"]; // forms: nothing of the room's changes them while they are filled in

export function debrief(room, you, act) {
  const it = room.step === "closed" ? null : room.debrief;
  if (!it) { show("debrief", null, () => []); return; }
  const otherwise = it.phase === "analysis" && you.otherwise.includes(it.number);
  const made_of = OWN.includes(it.phase) ? [it.decisions, it.acts] : it;
  show("debrief", [it.phase, made_of, otherwise], () => PHASES[it.phase](it, you, act));
}

function form(title, act, command, ...parts) {
  const kept = make("p", { role: "status" });
  return make("form", { "data-form": title, onsubmit: async (event) => {
    event.preventDefault();
    kept.textContent = "Sending.";
    kept.textContent = await act(command()) ? "Kept. You can change it." : "";
  } }, make("h2", {}, title), ...parts, make("button", { type: "submit", id: "keep" }, "Keep it"), kept);
}

function reactions(it, you, act) {
  return [form("How was that?", act, () => ({ kind: "react", word: value("react").trim() }),
    line("react", "One word. Nobody scores it, and you may leave it out", { value: you.reaction, maxlength: 40 }))];
}

function description(it) {
  if (!it.moment) return [make("h2", {}, "What happened"), make("p", {}, "Your facilitator goes through it, step by step.")];
  return [make("h2", {}, it.moment.title), pairs(it.moment.lines), ...group(it.moment.group)];
}

// What only a group has: how its votes went, what the smaller side knew, what nobody told.
function group(it, numbered = false) {
  if (!it) return [];
  const rounds = Object.entries(it.rounds ?? {}).filter(([name]) => name !== "frame");
  const several = rounds.length > 1;
  const words = [
    typeof it.moved === "number" ? `${it.moved} changed their vote.` : "",
    typeof it.sure_and_moved === "number" ? `${it.sure_and_moved} of them had been sure.` : "",
  ].filter(Boolean).join(" ");
  const list = (title, entries) => entries?.length
    ? [make("p", {}, make("strong", {}, title)), make("ul", {}, entries.map((one) => make("li", {}, `${one.seat}: `, prose(one.knows))))] : [];
  const parts = [
    it.override ? make("p", { class: "warn" }, "Decided against most votes.") : null,
    it.override && it.reason ? make("p", {}, make("strong", {}, "Because: "), typed(it.reason)) : null,
    ...rounds.map(([name, tally]) => split(roundName(name, several), tally, it.labels)),
    words ? make("p", {}, words) : null,
    ...list("What the smaller side knew", it.smaller_knew), ...list("Never marked as told", it.untold),
    it.dissents?.length ? make("p", {}, make("strong", {}, WROTE_OTHERWISE)) : null,
    ...(it.dissents ?? []).map(quote),
  ].filter(Boolean);
  return numbered && parts.length ? [make("h3", {}, `Decision ${it.decision}`), ...parts] : parts;
}

function myView(it, you, act) {
  const said = you.my_view ?? {};
  const choose = (id, label, options, chosen) => make("label", { class: "line", for: id }, label, make("select", { id },
    make("option", { value: "" }, "not said"),
    options.map(([key, text]) => make("option", { value: key, selected: chosen === key }, text))));
  const decisions = it.decisions.map((one) => [one.number, `${one.number}. ${one.title || one.label}`]);
  const counts = [...Array(it.decisions.length + 1).keys()].map((count) => [count, `${count}`]);
  const number = (id) => value(id) === "" ? null : Number(value(id));
  const counted = () => Object.fromEntries(it.acts.map((one) => [one.id, number(`often-${one.id}`)]).filter(([, count]) => count !== null));
  return [form("My view", act, () => ({
    kind: "my_view", same: number("same"), change: number("change"), counts: counted(),
    keep: value("to-keep"), differently: value("differently"),
  }),
  choose("same", "We should play this the same again", decisions, said.same),
  choose("change", "We should change this one", decisions, said.change),
  make("fieldset", {}, make("legend", {}, "How often did the group do each?"),
    it.acts.map((one) => choose(`often-${one.id}`, one.text, counts, said.counts?.[one.id]))),
  line("to-keep", "What to keep", { value: said.keep, maxlength: 300 }),
  line("differently", "What to do differently", { value: said.differently, maxlength: 300 }))];
}

function analysis(it, you, act) {
  if (!it.heading) return [make("h2", {}, "Analysis"), make("p", {}, "Too little happened here to say anything that would be fair.")];
  return [
    make("h2", {}, it.heading[0].toUpperCase() + it.heading.slice(1)), pairs(it.evidence),
    ...saidOnce(it.groups).flatMap((one) => group(one, it.groups.length > 1)),
    it.question ? make("p", {}, make("strong", {}, it.question)) : null,
    it.judgement ? make("p", {}, make("strong", {}, "The program's view: "), it.judgement) : null,
    it.otherwise?.count ? make("p", {}, otherwiseWords(it.otherwise)) : null,
    tick(`otherwise-${it.number}`, "I see it otherwise", you.otherwise.includes(it.number),
      (on) => act({ kind: "otherwise", finding: it.number, on })),
  ];
}

function summary(it, you, act) {
  const rows = ROWS.map((number) => {
    const said = you.commitments[number - 1] ?? {};
    const part = (name, label) => line(`${name}-${number}`, label, { value: said[name], maxlength: 200 });
    return make("fieldset", {}, make("legend", {}, `What I will do (${number})`),
      part("what", "I will"), part("when", "By when"), part("who", "Who will notice"));
  });
  const row = (number) => ({ what: value(`what-${number}`), when: value(`when-${number}`), who: value(`who-${number}`) });
  const command = () => ({ kind: "commit", commitments: ROWS.map(row).filter((one) => one.what) });
  return [
    it.agreed ? make("p", {}, make("strong", {}, "We agreed: "), it.agreed) : null,
    ...it.questions.map((one) => make("p", {}, one)),
    form("For yourself: no report holds it", act, command, ...rows),
    make("p", {}, "Keep your record before you go: it stands below, and this page works until the host is switched off."),
    it.support ? make("p", {}, prose(it.support)) : null, make("p", { class: "faint" }, it.notice),
  ];
}
