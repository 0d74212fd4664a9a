"""Taking part in a session line by line: what changed is told, what can be done is asked, whenever the host moves on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import aclosing
from typing import Any, Final

from game.group.answers import Form, forms, ticks
from game.group.client.acting import Client
from game.group.client.entering import Door, enter, forget, record_words
from game.group.client.errors import ClientError
from game.group.client.following import Following, Seen
from game.group.client.sending import Sending
from game.plain.answering import Asking
from game.plain.console import LEAVING, Console
from game.plain.lines import listen
from game.present.parts import Paragraph
from game.present.session import (
    JOINING, RECONNECTING, Json, ended_words, name_words, now_words, record_lines, voted_words, who_words,
)  # fmt: skip
from game.present.session_debrief import debrief_rows
from game.present.session_pages import meter_rows, passed_rows, record_rows, seat_rows, told_rows
from game.present.text import safe
from game.present.words import listed

HELP: Final = """You can type, and then press Enter:
a number or a line: the answer to what is asked
a: what can be answered now, again
s: all that stands now, again
m: where the meters stand
t: mark that you have told the room what only you know, or take the mark away
d: in the analysis, mark that you see it otherwise, or take the mark away
n: another name, where the facilitator allows it
w: write your own record to a file, from the ending on
q: leave; join again to come back as the same person
?: this list"""


class PlainJoin:
    """One participant at the console."""

    def __init__(self, console: Console, door: Door, client: Client) -> None:
        """Take part through a client that has been let in."""
        self._console, self._door, self._client = console, door, client
        self._events: asyncio.Queue[Callable[[], None]] = asyncio.Queue()
        self._sending = Sending(client, lambda words, refused: self._post(lambda: self._answered(words, refused)))
        self._asking = Asking(console, self._sending.send)
        self._view: dict[str, Any] = {}
        self._live = True
        self._over = False
        self._told: dict[str, object] = {}
        self._asked: set[str] = set()
        """The forms that were asked in their time; whoever wants to change an answer says so."""
        self._typed: list[str | None] = []
        """What came through a pipe before it was asked for."""

    async def run(self, listening: Callable[[Callable[[str | None], object]], None]) -> None:
        """Take part until the session, or the input, ends; `listening` is given who takes each line."""
        listening(lambda line: self._post(lambda: self._hear(line)))
        following, sending = asyncio.create_task(self._follow()), asyncio.create_task(self._sending.run())
        try:
            while not self._over:
                (await self._events.get())()
                self._take_waiting()
                self._console.flush()
        finally:
            following.cancel()
            sending.cancel()
            await asyncio.gather(following, sending, return_exceptions=True)

    def _post(self, event: Callable[[], None]) -> None:
        self._events.put_nowait(event)

    async def _follow(self) -> None:
        try:
            async with aclosing(Following(self._client).follow()) as seen:
                async for it in seen:
                    self._post(lambda it=it: self._see(it))
        except ClientError as error:
            self._post(lambda words=str(error): self._see(Seen("ended", self._view, words)))

    # What the host tells

    def _see(self, seen: Seen) -> None:
        if seen.state == "reconnecting":
            if self._live:
                self._console.say()
                self._console.say(RECONNECTING)
            self._live = False
            return
        if seen.state == "ended":
            self._console.say()
            self._console.say(ended_words(seen.why))
            if seen.why == "purged":
                forget(self._door.address)
            self._over = True
            return
        if not self._live:
            self._console.say("Connected again.")
        self._live, self._view = True, seen.view
        if self._room and self._you:
            self._tell(self._room, self._you)
            self._offer(self._room, self._you)

    @property
    def _room(self) -> Json | None:
        return self._view.get("room")

    @property
    def _you(self) -> Json | None:
        return self._view.get("you")

    def _tell(self, room: Json, you: Json) -> None:
        """Tell what is new, part by part."""
        self._part("you", [name_words(you)])
        self._part("now", [now_words(room)] if now_words(room) else [])
        self._part("told", _lines(told_rows(room)))
        self._part("meters", _lines(meter_rows(room)) if not room["debrief"] else [])
        self._part("seat", _lines(seat_rows(room, you)))
        self._part("passed", _lines(passed_rows(room)))
        self._part("debrief", _lines(debrief_rows(room)))
        record = _lines(record_rows(room, you))
        if record and self._told.get("record") != record:
            record.append("w writes this to a file.")
        self._part("record", record)
        self._part("voted", [voted_words(room, you)] if voted_words(room, you) else [])
        self._part("ticks", [f"Marked: {it.label}." for it in ticks(room, you).values() if it.on])

    def _part(self, name: str, lines: list[str]) -> None:
        if self._told.get(name) != lines:
            self._told[name] = lines
            if lines:
                self._console.say()
            for it in lines:
                self._console.say(it)

    def _offer(self, room: Json, you: Json) -> None:
        """Ask what is new to be asked; whatever else is being answered comes first."""
        found = {it.key: it for it in forms(room, you)}
        asking = self._asking
        if asking.form is not None and asking.form.key in found:
            return
        if not asking.move_on():
            return
        new = next((it for key, it in found.items() if key != "name" and key not in self._asked), None)
        if new is not None:
            self._begin(new)
        else:
            # A vote that is opened again is asked again.
            self._asked &= set(found)

    def _begin(self, form: Form) -> None:
        self._asked.add(form.key)
        self._asking.begin(form)
        for key, it in ticks(self._room or {}, self._you or {}).items() if self._room else ():
            self._console.say(f"{key} marks: {it.label}.")

    def _answered(self, words: str, refused: bool) -> None:
        if words:
            self._console.say(f"Not taken. {words}" if refused else words)

    # What the participant types

    def _hear(self, line: str | None) -> None:
        if self._console.interactive and line is not None:
            self._take(line)
        else:
            self._typed.append(line)

    def _take_waiting(self) -> None:
        """Take what came through a pipe: the end at once where nothing is before it, an answer when it is asked for."""
        while self._typed and not self._over and (self._asking.form is not None or self._is_command(self._typed[0])):
            line = self._typed.pop(0)
            if line is not None:
                self._console.say(f"> {line}")
            self._take(line)

    def _is_command(self, line: str | None) -> bool:
        return line is None or line.casefold() in (*self._commands(), *LEAVING)

    def _take(self, line: str | None) -> None:
        if line is None or line.casefold() in LEAVING:
            self._leave()
            return
        question = self._asking.question
        commands = self._commands() if question is None or question.options else {"?": self._help}
        if line.casefold() in commands:
            commands[line.casefold()]()
        elif question is not None:
            self._asking.hear(line)
            if self._asking.form is None and self._room and self._you:
                self._offer(self._room, self._you)
        elif line:
            self._console.say("Nothing is asked now. ? lists what you can type.")

    def _commands(self) -> dict[str, Callable[[], None]]:
        return {
            "?": self._help, "a": self._again, "s": self._all, "m": self._meters, "t": lambda: self._tick("t"),
            "d": lambda: self._tick("d"), "n": self._rename, "w": self._write,
        }  # fmt: skip

    def _help(self) -> None:
        self._console.say(HELP)

    def _again(self) -> None:
        found = forms(self._room, self._you) if self._room and self._you else ()
        form = next((it for it in found if it.key != "name"), None)
        if form is None:
            self._console.say("Nothing is asked now.")
        else:
            self._begin(form)

    def _rename(self) -> None:
        found = forms(self._room, self._you) if self._room and self._you else ()
        form = next((it for it in found if it.key == "name"), None)
        if form is None:
            self._console.say("Own names are not open now: your facilitator can allow them.")
        else:
            self._begin(form)

    def _all(self) -> None:
        if self._room and self._you:
            self._told = {}
            self._tell(self._room, self._you)
            self._console.say(who_words(self._room, self._you))

    def _meters(self) -> None:
        lines = _lines(meter_rows(self._room)) if self._room else []
        for it in lines or ["There are no meters yet."]:
            self._console.say(it)

    def _tick(self, key: str) -> None:
        found = ticks(self._room, self._you) if self._room and self._you else {}
        if key in found:
            taken = "The mark is taken away." if found[key].on else ""
            self._sending.send(found[key].command, taken)
        else:
            self._console.say("There is nothing to mark now.")

    def _write(self) -> None:
        lines = record_lines(self._room, self._you) if self._room and self._you else []
        self._console.say(record_words(self._door.address, lines) if lines else "Your record comes with the ending.")

    def _leave(self) -> None:
        self._over = True
        self._console.say()
        self._console.say("You leave. To come back as the same person:")
        self._console.say_whole(f"twohats join {self._door.address.url}")


async def take_part(console: Console, door: Door, file: int, name: str | None) -> None:
    """Take part in a session until it, or the input, ends. Raises ClientError where one cannot come in."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    taker: list[Callable[[str | None], object]] = [lines.put_nowait]
    listen(file, lambda line: taker[0](line))
    if not door.been and not await _wants_in(console, door, lines):
        return
    token = await enter(door.address, name)

    def listening(take: Callable[[str | None], object]) -> None:
        while not lines.empty():
            take(lines.get_nowait())
        taker[0] = take

    async with Client(door.address, token) as client:
        await PlainJoin(console, door, client).run(listening)


async def _wants_in(console: Console, door: Door, lines: asyncio.Queue[str | None]) -> bool:
    """Say what one joins and what is kept, and wait for Enter."""
    console.say(f"Join session {door.address.code}: {safe(door.facts['title'])}")
    if door.facts["touches"]:
        console.say(f"It touches on: {listed(safe(it) for it in door.facts['touches'])}.")
    console.say(JOINING)
    console.say("Enter joins, q leaves; ? lists what you can type, at any time.")
    console.flush()
    while (line := await lines.get()) == "?":
        console.say(HELP)
        console.flush()
    return line is not None and line.casefold() not in LEAVING


def _lines(rows: Iterable[Paragraph]) -> list[str]:
    """Return paragraphs as lines, each with what stands in its margin before it."""
    return [it for it in map(_line, rows) if it]


def _line(row: Paragraph) -> str:
    words = "".join(f"{it.text}:" if it.role == "name" else it.text for it in row.parts)
    margin = "".join(it.text for it in row.margin).strip()
    joint = ": " if margin[-1:].isalpha() else " "
    return " ".join(f"{margin}{joint if margin else ''}{words}".split())
