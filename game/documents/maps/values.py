"""What a map is, as frozen values: worked out once, printed in several forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.scenario.expressions import Expression
from game.scenario.happenings import Event, Later
from game.scenario.scenes import Choice, Look, Scene
from game.scenario.story import Scenario

Seen: TypeAlias = Literal["before", "play", "debrief", "facilitator"]
"""When somebody reads a piece of words: before the play, in it, in its debrief, or as the facilitator of a group."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of words that somebody may read."""

    kind: str
    """What it is in the file's own words: `text`, `choice`, `reply`, `because` …"""
    id: str
    """The scene, choice, look, event, ending, person … that it belongs to; a choice or look as `scene.id`."""
    text: str
    """Harmless and without stress marks; its placeholders as typed."""
    seen: Seen
    scene: str = ""
    """The scene that it stands in; empty outside the scenes."""
    speaker: str = ""
    """The name of who says it; empty for narration."""
    when: str = ""
    """What has to hold for it to be read, in words; empty where nothing has to."""
    side: bool = False
    """It stands on the shorter side of a condition that has two, so that it adds nothing to the most that is read."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way that the story can go."""

    kind: Literal["start", "choice", "passage", "event"]
    scene: str
    """The scene that it leaves; empty for the start, and for an event, which may come after any choice."""
    by: str
    """The id of the choice or event; empty for the start and for a scene without choices."""
    target: str
    """A scene's id, `end`, or `back`, which goes on to where an event had interrupted the story."""
    gate: Expression | None = None
    """What opens the choice or lets the event happen."""
    when: Expression | None = None
    """What has to hold for this way on of several."""
    otherwise: bool = False
    """It is the last of several, taken where no other is."""
    odds: Expression | None = None
    """An event's, per cent."""


@dataclass(frozen=True, slots=True)
class Return:
    """Something that comes back, and what plants it."""

    number: int
    """Its place among all that comes back, from 1, in file order."""
    scene: str
    option: Choice | Look
    later: Later
    outcome: int = 0
    """The number of the outcome that plants it, from 1; 0 where the choice or look itself does."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How much there is to read, and how hard it is."""

    words: int
    sentences: int
    age: float | None
    """In years, as `game.present.readability` has it; None for too few words, or for another language than English."""


@dataclass(frozen=True, slots=True)
class Place:
    """A scene with what leads there, what leads on and what there is to read."""

    scene: Scene
    ways_in: tuple[Way, ...]
    ways_out: tuple[Way, ...]
    found: bool
    """A way leads here from the start, conditions and odds left aside."""
    reaches: tuple[str, ...]
    """The scenes that may follow, at once or later, conditions and odds left aside; in file order."""
    entering: Reading
    """Its text; of a condition's two sides the longer is counted."""
    whole: Reading
    """All that may be told in its play: text, options, replies, outcomes, and what they plant."""
    planted: tuple[Return, ...]
    """What its options plant."""
    due: tuple[Return, ...]
    """What comes back on entering it."""
    events: tuple[Event, ...]
    """What may happen on entering it."""
    shortest: Choice | None
    """The choice with the fewest words in its label; None where all have as many, or there are none."""
    longest: Choice | None
    when: str = ""
    """The time at which the story comes here, or the first and the last; empty where no way leads here."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Words read in random plays: of 10 plays, 1 reads at most `low`, 5 `middle`, 9 `high`."""

    plays: int
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """A scenario's map."""

    scenario: Scenario
    places: Mapping[str, Place]
    """By scene, in file order."""
    ways: tuple[Way, ...]
    """The start, then each scene's, then the events'."""
    returns: tuple[Return, ...]
    pieces: tuple[Piece, ...]
    """All words, in the order of a play's reader: before it, scene by scene, events, endings, debrief."""
    reading: Reading
    """All words that may be told in a play or before it."""
    play: Spread | None
    """What one play reads; None where no random play came to an end."""
    around: str = ""
    """The scene whose neighbourhood alone is in `places`; empty where all are."""
