// Who is here, and the one form for what is seldom done about one of them.

import { act, button } from "/page/desk_doing.js";
import { line, make, prose, show, typed, value } from "/page/dom.js";

// Sets a name in a list apart, where no element can stand.
const apart = (name) => `\u2068${name}\u2069`;

export function people(room, desk, can) {
  show("people", [desk.people, desk.seats, room.hands], () => room.hands ? [] : [
    make("h2", {}, "Who is here"),
    make("details", { id: "who-is-here" },
      make("summary", {}, `${desk.people.filter((it) => it.present).length} here${voted(desk.people)}`),
      make("ul", {}, desk.people.map((it) => make("li", {}, typed(it.name), seatOf(it, desk), ...how(it))))),
    desk.seats.length ? make("details", { id: "what-seats-know" }, make("summary", {}, "What the seats know"),
      desk.seats.map((it) => make("p", {}, make("strong", {}, `${it.name} (${it.people}${it.told ? ", told" : ""}): `), prose(it.knows)))) : null,
  ]);
  somebody(room, desk, can);
}

function voted(people) {
  const many = people.filter((it) => it.voted).length;
  return many ? `, ${many} ${many === 1 ? "has" : "have"} voted` : "";
}

function seatOf(it, desk) {
  const seat = desk.seats.find((one) => one.id === it.seat);
  return seat ? `, as ${seat.name}` : "";
}

function how(it) {
  return [it.present ? "" : " (gone)", it.late ? " (late)" : "", it.voted ? " · voted" : ""];
}

function somebody(room, desk, can) {
  const named = desk.people.map((it) => [it.id, it.name]);
  const seats = desk.seats.map((it) => [it.id, it.name]);
  const naming = room.own_names ? "Made-up names only, from now on" : "Let people use their own names";
  show("somebody", [named, seats, can("remove"), can("names"), naming, room.hands], () => room.hands || !can("remove") ? [] : [
    can("names") ? button(naming, "names", { own: !room.own_names }, { id: "own-names" }) : null,
    named.length ? make("details", { id: "about-somebody" }, make("summary", {}, "Change or remove somebody"),
      choose("somebody-who", "Who", [["", "pick somebody"], ...named.map(([id, name]) => [id, apart(name)])]),
      seats.length ? choose("somebody-seat", "Their seat", seats) : null,
      seats.length ? asked("Give them this seat", "seat", () => ({ seat: value("somebody-seat") })) : null,
      line("somebody-name", "Their name", { maxlength: 30, dir: "auto" }),
      asked("Give them this name", "rename", () => ({ name: value("somebody-name") })),
      asked("They have gone: count without them", "leave", () => ({})),
      asked("Shut them out, and their open vote", "remove", () => ({}))) : null,
  ]);
}

function choose(id, label, options) {
  return make("label", { class: "line", for: id }, label, make("select", { id }, options.map(([key, text]) => make("option", { value: key }, text))));
}

// Nobody is picked at first, and again after each act, so that no second press hits somebody by mistake.
function asked(words, kind, more) {
  return make("button", { type: "button", class: "quiet", id: `somebody-${kind}-it`, onclick: async () => {
    const who = document.getElementById("somebody-who");
    if (!who.value) { who.focus(); return; }
    if (!await act(kind, { participant: who.value, ...more() })) return;
    const anew = document.getElementById("somebody-who"); // none where the last of them has gone
    if (anew) anew.value = "";
  } }, words);
}
