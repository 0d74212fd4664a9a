"""A page of a session on which something may have to be typed before it is done; what was typed is never lost."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from game.group.client.errors import ClientError
from game.group.offers import Command, Offer, TypedError, filled
from game.present.glyphs import Glyphs
from game.screens.settings import Settings
from game.screens.sitting.following import Asked
from game.screens.sitting.page import SittingPage
from game.screens.widgets.written import Written

REASON_NEEDED = "reason-needed"
"""The code of a refusal that asks for more words behind those that were typed."""


class AskingPage(SittingPage):
    """One line to type, which stays open until the host has what was typed in it."""

    def __init__(self, settings: Settings, glyphs: Glyphs) -> None:
        """Ask for nothing yet."""
        super().__init__(settings, glyphs)
        self._asking: Offer | None = None
        self._sent: tuple[Command, str] | None = None
        """What was sent last out of the line, and what had been typed for it."""

    def ask(self, offer: Offer) -> None:
        """Ask for what an offer still wants."""
        assert offer.ask is not None
        self._asking, self._sent = offer, None
        written = self.query_one(Written)
        written.ask(offer.key, offer.ask.label, offer.ask.now)
        written.line.focus()

    def command_of(self, offer: Offer, typed: str) -> Command | None:
        """Return the command that was typed; None where the facilitator thought better of it. Raises TypedError."""
        return filled(offer, typed)

    def still_asked(self, offer: Offer) -> bool:
        """Say whether an offer can still be done."""
        return True

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        if self._asking is None:
            return
        try:
            command = self.command_of(self._asking, event.value)
        except TypedError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if command is None:
            self.drop()
            return
        self._sent = command, event.value
        self.do(command)

    def do(self, command: Command) -> None:
        """Have something done."""
        self.post_message(Asked(command))

    def answered(self, command: Command, error: ClientError | None) -> None:
        """Close the line once the host has what was typed; where it was refused, leave it open to be mended."""
        if self._asking is None or self._sent is None or self._sent[0] != command:
            return
        if error is None or not self.still_asked(self._asking):
            self.drop()
        elif error.code == REASON_NEEDED:
            line, typed = self.query_one(Written).line, self._sent[1]
            # The answer took its time: somebody who knows what is coming may be at the reason already.
            line.value = f"{typed.rstrip()} {line.value.removeprefix(typed).lstrip()}"
            line.cursor_position = len(line.value)

    def drop(self) -> None:
        """Ask for nothing any more."""
        self._asking = self._sent = None
        self.set_focus(None)
        self.query_one(Written).rest()
        self.refresh_bindings()
