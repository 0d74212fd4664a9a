"""What screens tell the app: what the player did. The app makes the move, keeps it, and sets one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from game.authoring.watching.beginning import Beginning


@dataclass
class CardPicked(Message):
    """Something was picked from the library: a scenario, or a kept play to go on with."""

    key: str


@dataclass
class CardDeleted(Message):
    """The player wants a kept play gone, and has been asked twice."""

    key: str


@dataclass
class Began(Message):
    """The prebrief was read and a play may begin."""

    role: str | None
    """The chair; None where the scenario has no roles."""


@dataclass
class Moved(Message):
    """The player made moves that belong together, such as a reason and a choice."""

    moves: tuple[str, ...]
    """As in `Play.moves`."""


@dataclass
class WentBack(Message):
    """The player wants to stand again where only the first moves were made. The play so far stays kept."""

    moves: tuple[str, ...]


@dataclass
class Noted(Message):
    """The player wrote or picked something that belongs to the play, but is no move."""

    key: str
    text: str


@dataclass
class DebriefAsked(Message):
    """The player wants the debrief now."""

    short: bool
    """The four-minute path."""


@dataclass
class DebriefRead(Message):
    """The last page of the debrief has been in sight to its end."""


@dataclass
class DebriefEnded(Message):
    """The debrief was finished, and the player goes back to the library."""


@dataclass
class PlayDeleted(Message):
    """The player wants the play in sight gone, and has been asked twice."""


@dataclass
class BriefLeft(Message):
    """The player has read what a scenario is about, and goes back to the library."""


@dataclass
class PlayLeft(Message):
    """The player goes back to the library; nothing is lost."""


@dataclass
class SettingChanged(Message):
    """A setting was given another value."""

    key: str
    value: str


@dataclass
class EndReached(Message):
    """The player has read what the last choice set off, and goes on to the ending."""


@dataclass
class JournalAsked(Message):
    """The player wants to see the decisions, to try again from one."""


@dataclass
class FindingPicked(Message):
    """The author wants to see a finding of the watched file whole."""

    place: int
    """Its place among the findings, from 0."""
    played: bool = False
    """To see it in the play, at the end of the moves that show it."""


@dataclass
class BeginningPicked(Message):
    """The author wants the watched play to begin anew, perhaps elsewhere."""

    beginning: Beginning
