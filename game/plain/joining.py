"""Taking part in a session line by line: what changed is told, what can be done is asked, as the host moves on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from functools import partial
from typing import Any, Final

from game.group.answers import Command, Form, forms, ticks
from game.group.client.acting import Client
from game.group.client.entering import Door, forget, part, record_words
from game.group.client.errors import ClientError
from game.group.client.following import Following, Seen
from game.group.client.sending import Sending, Sent
from game.group.client.unsent import unsent_words
from game.plain.answering import Asking
from game.plain.changes import Changes, lines_of
from game.plain.console import LEAVING, Console
from game.present import session as words
from game.present.session import Json
from game.present.session_pages import meter_rows

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
        self._sending = Sending(client, lambda sent: self._post(partial(self._answered, sent)))
        self._asking = Asking(console, self._send)
        self._changes = Changes(console)
        self._view: dict[str, Any] = {}
        self._live = True
        self._over = False
        self._own: Json = {}
        self._own_seq = 0
        """One's own part as the host gave it with the last answer, and the number of the log that it stands at."""
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
            await part(self._client)
            following.cancel()
            sending.cancel()
            await asyncio.gather(following, sending, return_exceptions=True)

    def _post(self, event: Callable[[], None]) -> None:
        self._events.put_nowait(event)

    async def _follow(self) -> None:
        try:
            async with aclosing(Following(self._client).follow()) as seen:
                async for it in seen:
                    self._post(partial(self._see, it))
        except ClientError as error:
            self._post(partial(self._see, Seen("ended", self._view, str(error))))

    # What the host tells

    def _see(self, seen: Seen) -> None:
        if seen.state == "reconnecting":
            if self._live:
                self._console.say()
                self._console.say(words.RECONNECTING)
            self._live = False
            return
        if seen.state == "ended":
            self._console.say()
            self._console.say(words.ended_words(seen.why))
            if seen.why == "purged":
                forget(self._door.address)
            self._over = True
            return
        if not self._live:
            self._console.say("Connected again.")
        self._live, self._view = True, seen.view
        if self._room and self._room["seq"] < self._own_seq:
            self._view = {**self._view, "you": self._own}  # what we did is not in what we follow yet
        if self._room and self._you:
            self._changes.tell(self._room, self._you)
            self._offer(self._room, self._you)

    @property
    def _room(self) -> Json | None:
        return self._view.get("room")

    @property
    def _you(self) -> Json | None:
        own = self._view.get("you")
        return own if own and own["joined"] else None

    def _offer(self, room: Json, you: Json) -> None:
        """Ask what is new to be asked; whatever else is being answered comes first."""
        found = {it.key: it for it in forms(room, you)}
        asking = self._asking
        self._asked &= set(found)  # a vote that is opened again is asked again
        if asking.form is not None and asking.form.key in found:
            return
        new = next((it for key, it in found.items() if key != "name" and key not in self._asked), None)
        if asking.move_on(new) and new is not None:
            self._begin(new)

    def _begin(self, form: Form) -> None:
        self._asked.add(form.key)
        self._asking.begin(form)

    def _send(self, command: Command, kept: str) -> None:
        self._changes.sending = True
        if command["kind"] == "vote":
            self._changes.forget("voted")  # said again of a vote that is the same as before
        self._sending.send(command, kept)

    def _answered(self, sent: Sent) -> None:
        if sent.refused or sent.answer:
            self._changes.sending = False
        if sent.words:
            self._console.say(f"Not taken. {sent.words}" if sent.refused else sent.words)
        if sent.answer is not None and sent.answer.get("you") and self._room:
            self._own, self._own_seq = sent.answer["you"], sent.answer["seq"]
            self._view = {**self._view, "you": self._own}
        if not self._changes.sending and self._room and self._you:
            self._changes.tell(self._room, self._you)  # with what was held back meanwhile

    # What the participant types

    def _hear(self, line: str | None) -> None:
        if self._console.interactive and line is not None:
            self._take(line)
        else:
            self._typed.append(line)

    def _take_waiting(self) -> None:
        """Take what came through a pipe: the end at once where nothing is before it, an answer when it is asked for."""
        asking = self._asking
        if self._typed and self._typed[-1] is None and not any(self._typed):
            self._typed = [None]  # only empty lines before the end: nobody waits for anything
        while self._typed and not self._over and (asking.form or asking.late or self._is_command(self._typed[0])):
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
        elif question is not None or self._asking.late is not None:
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
            self._changes.forget()
            self._changes.tell(self._room, self._you)
            self._console.say(words.who_words(self._room, self._you))

    def _meters(self) -> None:
        lines = lines_of(meter_rows(self._room)) if self._room else []
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
        lines = words.record_lines(self._room, self._you) if self._room and self._you else []
        self._console.say(record_words(self._door.address, lines) if lines else "Your record comes with the ending.")

    def _leave(self) -> None:
        self._over = True
        self._console.say()
        if left := unsent_words(self._sending.left):
            self._console.say(left)
        self._console.say("You leave. To come back as the same person:")
        self._console.say_whole(f"twohats join {self._door.address.url} --plain")
