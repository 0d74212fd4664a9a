"""The app of a participant: at the door first, then in the session, to which it sends what they do."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing, closing
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.entering import Door, come_to, enter, forget, part, record_words
from game.group.client.errors import ClientError
from game.group.client.following import Following, Seen
from game.group.client.sending import Sending, Sent
from game.group.client.unsent import Unsent, unsent_words
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, heading, paragraph
from game.present.session import SENDING, door_words, shut_words
from game.present.text import safe
from game.present.words import listed
from game.records.store import Records, open_records
from game.screens.answering import Answered
from game.screens.joining import JoinPage, RecordAsked
from game.screens.page import Page
from game.screens.rooms import Rooms
from game.screens.settings import Settings
from game.screens.sitting.following import News
from game.screens.widgets.column import Column
from game.screens.widgets.written import Written


@dataclass
class Entered(Message):
    """Somebody has read what is said at the door, and wants in."""

    name: str | None


@dataclass
class Done(Message):
    """Something that was to be sent has been, or was refused, or waits."""

    sent: Sent


class DoorPage(Page):
    """What is said before anybody joins."""

    CSS_PATH = "joining.tcss"
    HELP_TEXT = "Enter joins; q leaves, and nobody has seen you."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "join", "join"),
        Binding("q,escape", "app.quit", "leave"),
        Binding("space,pagedown", "page(1)", "read on", show=False),
        Binding("pageup", "page(-1)", "read back", show=False),
    ]

    def __init__(self, door: Door, name: str | None, settings: Settings, glyphs: Glyphs) -> None:
        """Stand at a door, with a name that was asked for already."""
        super().__init__(settings, glyphs)
        self._door, self._name = door, name

    def compose_body(self) -> ComposeResult:
        """Put what is to know above the name."""
        with Container(id="pages"):
            yield Column(self._rows(), id="text", glyphs=self.glyphs)
            if self._door.facts["own_names"] and not shut_words(self._door.facts):
                yield Written()

    def on_mount(self) -> None:
        """Ask for a name where one may have one's own."""
        self.say_where(f"Join session {self._door.address.code}")
        self.query_one("#text", Column).focus()
        for it in self.query(Written):
            it.ask("name", "Your name", self._name or "")
            it.line.max_length = 30
            it.line.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to join only where that can be."""
        return action != "join" or not shut_words(self._door.facts)

    def _rows(self) -> tuple[Paragraph, ...]:
        facts = self._door.facts
        rows = [heading(facts["title"], gap=0)]
        if facts["touches"]:
            rows.append(paragraph(f"It touches on: {listed(safe(it) for it in facts['touches'])}."))
        return (*rows, paragraph(shut_words(facts) or door_words(facts["own_names"])))

    def action_page(self, by: int) -> None:
        """Read on or back."""
        self.query_one("#text", Column).page(by)

    def action_join(self) -> None:
        """Go in."""
        typed = next((it.line.value.strip() for it in self.query(Written)), "")
        self.post_message(Entered(typed or self._name))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_join()


class JoinApp(Rooms):
    """The app of one participant."""

    def __init__(self, records: Records, door: Door, name: str | None, token: str | None) -> None:
        """Stand at a door; whoever has been in before has a token and goes straight in."""
        super().__init__(records)
        self.door = door
        self._name, self._token = name, token
        self._client: Client | None = None
        self._sending: Sending | None = None

    def on_mount(self) -> None:
        """Show the door, or go in."""
        if self._token is None:
            self.push_screen(DoorPage(self.door, self._name, self.settings, self.glyphs))
        else:
            self.push_screen(JoinPage(self.settings, self.glyphs))
            self._take_part(self._token)

    @work(exclusive=True, group="entering")
    async def on_entered(self, message: Entered) -> None:
        """Come in; where that is refused the door stays."""
        try:
            token = await enter(self.door.address, message.name)
        except ClientError as error:
            self.say(str(error))
            return
        self.switch_screen(JoinPage(self.settings, self.glyphs))
        self._take_part(token)

    @work(group="following")
    async def _take_part(self, token: str) -> None:
        """Follow until there is nothing more to follow, and send what is done meanwhile."""
        last: dict[str, object] = {}
        async with Client(self.door.address, token) as client:
            self._client = client
            self._sending = Sending(client, lambda sent: self.post_message(Done(sent)))
            sending = asyncio.create_task(self._sending.run())
            try:
                async with aclosing(Following(client).follow()) as follow:
                    async for seen in follow:
                        last = seen.view
                        self.post_message(News(seen))
            except ClientError as error:
                self.post_message(News(Seen("ended", last, str(error))))
            finally:
                self._client = None
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)

    def on_news(self, message: News) -> None:
        """Set the one value that the page shows."""
        if message.seen.why == "purged":
            forget(self.door.address)
        for page in self._pages():
            page.take(message.seen, time.time())

    def on_answered(self, message: Answered) -> None:
        """Send what was done; nobody waits for it."""
        if self._sending is not None:
            self._sending.send(message.command, message.kept)
            for page in self._pages():
                page.say_status(SENDING)

    def on_done(self, message: Done) -> None:
        """Say what became of it; why something was refused stays in sight for a while."""
        if message.sent.refused:
            self.say(message.sent.words)
        for page in self._pages():
            page.say_status("" if message.sent.refused else message.sent.words)

    def on_record_asked(self, message: RecordAsked) -> None:
        """Write one's own record, and say where."""
        said = record_words(self.door.address, message.lines)
        for page in self._pages():
            page.say_status(said)

    def _pages(self) -> list[JoinPage]:
        return [it for it in self.screen_stack if isinstance(it, JoinPage)]

    async def action_quit(self) -> None:
        """Leave, and say so; joining again is coming back."""
        if self._client is not None:
            await part(self._client)
        self.exit()


def run(address: Address, name: str | None) -> int:
    """Take part in a session on screens, and return the exit code. Raises ClientError where it cannot be joined."""
    door = asyncio.run(come_to(address))
    token = asyncio.run(enter(address, name)) if door.been else None
    back = f"To come back as the same person: twohats join {address.url}"
    with closing(open_records()) as records:
        code = JoinApp(records, door, name, token).run_to_the_end(back)
    if code == 0:
        if left := unsent_words(len(Unsent(address).items)):
            print(left)
        print(back)
    return code
