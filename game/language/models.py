"""The language: every key that a scenario file may hold, as pydantic models.

The published JSON Schema, the checker's structural part and the reference in the authors' guide are made from
these; the text under each field is what they print.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from game.language.codes import BAD_BEAT, BAD_VERSION, ONE_OF
from game.language.fields import (
    Amount,
    Condition,
    Id,
    LaterTicks,
    Minutes,
    Month,
    Reference,
    Some,
    Text,
    Ticks,
    Whole,
    YesNo,
    mistake,
)
from game.scenario.acts import Act, Capability, Demand, Mark, Pole
from game.scenario.happenings import Confidence
from game.scenario.story import Challenge, Level, Unit

VERSION = 1
"""The version of the language that this program reads."""

KEYS = "keys"
"""The error type for keys that are unknown or missing; its context names them."""


class Part(BaseModel):
    """A group of keys. Unknown and missing keys are reported together, so that a slip of the pen is one mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=False)

    @classmethod
    def keys(cls) -> dict[str, bool]:
        """Return each key as the author types it, and whether it has to be there."""
        return {field.alias or name: field.is_required() for name, field in cls.model_fields.items()}

    @model_validator(mode="before")
    @classmethod
    def _compare_keys(cls, data: Any) -> Any:
        if isinstance(data, dict):
            keys = cls.keys()
            unknown = [] if cls.model_config.get("extra") == "allow" else [key for key in data if key not in keys]
            missing = [key for key, needed in keys.items() if needed and key not in data]
            if unknown or missing:
                raise mistake_in_keys(unknown, missing, list(keys))
        return data


def mistake_in_keys(unknown: list[str], missing: list[str], known: list[str]) -> Exception:
    """Make the error for keys that are unknown or missing."""
    error = mistake(KEYS, "")
    assert error.context is not None
    error.context.update(unknown=unknown, missing=missing, known=known)
    return error


def one_of(part: Part, *keys: str) -> None:
    """Refuse a part that has not exactly one of these keys."""
    given = [key for key in keys if key in part.model_fields_set]
    named = " or ".join(f"`{key}`" for key in keys)
    if not given:
        raise mistake(ONE_OF, f"one of {named} is missing", f"Write {named}, one of them.")
    if len(given) > 1:
        both = " and ".join(f"`{key}`" for key in given)
        raise mistake(ONE_OF, f"{both} cannot stand together", f"Keep one of {named}.", given[1])


def _text_or_list(value: Any) -> str:
    """Choose by what was written, so that a mistake is told about that and not about every other possibility."""
    return "=list" if isinstance(value, list) else "=text"


def _text_or_keys(value: Any) -> str:
    return "=keys" if isinstance(value, (dict, BaseModel)) else "=text"


class Beat(Part):
    """One beat of a text: narration under `text`, or somebody's words under their id, told where `when` holds."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text]

    when: Condition | None = None
    """The beat is told only where this holds."""
    text: Prose | None = None
    """What is told."""
    otherwise: Prose | None = Field(default=None, alias="else")
    """What is told where `when` does not hold."""

    @model_validator(mode="after")
    def _one_telling(self) -> Beat:
        spoken = list(self.speech)
        if len(spoken) + ("text" in self.model_fields_set) != 1:
            named = ", ".join(f"`{key}`" for key in spoken)
            said = f"it has {named} and `text`" if spoken and self.text is not None else f"it has {named}"
            raise mistake(
                BAD_BEAT,
                f"a beat tells one thing, and {said if spoken else 'this one tells nothing'}",
                "Write `text: …` for narration or one speaker's id with their words; a second beat goes on a line "
                "of its own with a dash. Words that hold a colon need quotes.",
                spoken[-1] if spoken else "",
            )
        if self.otherwise is not None and self.when is None:
            raise mistake(BAD_BEAT, "`else` needs a `when`", "Say under `when` what it depends on.", "else")
        return self

    @property
    def speech(self) -> dict[str, str]:
        """Return the words by speaker; one entry, or none for narration."""
        return self.__pydantic_extra__ or {}


AnyBeat: TypeAlias = Annotated[
    Annotated[Text, Tag("=text")] | Annotated[Beat, Tag("=keys")], Discriminator(_text_or_keys)
]
Prose: TypeAlias = Annotated[
    Annotated[Text, Tag("=text")] | Annotated[Annotated[list[AnyBeat], Some], Tag("=list")],
    Discriminator(_text_or_list),
]
"""A paragraph, or a list of beats."""


class Shape(Part):
    """What everything that happens may do."""

    effects: dict[str, Amount] = {}
    """Changes of meters and number facts: `staff: -4`."""
    set: dict[str, Text] = {}
    """Facts given a value: `told: yes`."""
    because: Text = ""
    """The author's reason, which the debrief argues with."""


class Later(Shape):
    """Something that comes back."""

    after: LaterTicks | None = None
    """Ticks from the moment of choosing; or give `at`."""
    at: Reference | None = None
    """The scene on entering which it is due; or give `after`."""
    when: Condition | None = None
    """Read when it is due; if it does not hold then, nothing comes back."""
    text: Prose | None = None
    """What is told when it comes back."""

    @model_validator(mode="after")
    def _one_moment(self) -> Later:
        one_of(self, "after", "at")
        return self


class Outcome(Shape):
    """One way that a chance can go."""

    odds: Amount
    """Per cent; the odds of one chance add up to 100."""
    text: Prose | None = None
    """What is told if it goes this way."""
    later: Annotated[list[Later], Some] | None = None
    """What comes back from it."""


class Look(Shape):
    """Something that the player may find out before deciding; once a visit."""

    id: Id
    """Its name in moves: look:ID."""
    text: Text
    """The label, one line."""
    when: Condition | None = None
    """If it does not hold, the look is hidden, or shown closed where `locked` is given."""
    locked: Text | None = None
    """Why it is closed."""
    takes: Ticks = 0
    """Ticks that it takes; 0 unless said."""
    reply: Prose | None = None
    """What is told."""
    chance: Annotated[list[Outcome], Some] | None = None
    """Exactly one of these happens."""
    later: Annotated[list[Later], Some] | None = None
    """What comes back from it."""


class Branch(Part):
    """One way on; the first that holds is taken."""

    scene: Reference
    """A scene's id, `end` or `back`."""
    when: Condition | None = None
    """Left out in the last."""


Goto: TypeAlias = Annotated[
    Annotated[Reference, Tag("=text")] | Annotated[Annotated[list[Branch], Some], Tag("=list")],
    Discriminator(_text_or_list),
]
"""A scene's id, `end`, `back`, or a list of ways with conditions."""


class Choice(Look):
    """One option of a decision."""

    id: Id
    """Its name in moves, tests and kept plays."""
    because: Text
    """The author's reason: what it gained and what it cost."""
    acts: Annotated[list[Act], Some]
    """What kind of act it is: command, manage, lead, avoid; one or more."""
    poles: list[Pole] = []
    """Which sides of the nine contrasts it takes."""
    marks: list[Mark] = []
    """Direction, alignment or commitment created; work handed over or taken back."""
    takes: Ticks = 1
    """Ticks that it takes; the scene's `takes`, or 1, unless said."""
    once: YesNo = False
    """Gone after being chosen."""
    goto: Goto | None = None
    """Where it leads; the scene's `goto` unless said."""


class Decision(Part):
    """What a moment asks for, and what may be asked about it."""

    demand: Annotated[dict[Demand, Text], Some]
    """What the moment asks for, with the reason; the first is the main one."""
    cue: Text
    """What the player could see."""
    contested: YesNo = False
    """Any of the demands may be defended."""
    frame: Literal["ask"] | None = None
    """`ask`: the player is asked to name the kind of moment."""
    ask: Text = ""
    """The debrief's question for this decision."""
    practises: list[Capability] = []
    """The capabilities that the moment gives a chance to use."""
    prompts: list[Text] = []
    """Questions for the facilitator alone."""
    discuss: Minutes | None = None
    """Minutes; a group talks and votes twice where this is given."""


class Scene(Part):
    """A place in the story."""

    text: Prose
    """What is told on entering."""
    title: Text = ""
    """Its heading."""
    looks: list[Look] = []
    """What can be found out before deciding."""
    decision: Decision | None = None
    """What the moment asks for; needed where there are choices."""
    choices: list[Choice] = []
    """The options."""
    takes: Ticks | None = None
    """The ticks that its choices take unless they say; in a scene without choices, its own."""
    goto: Goto | None = None
    """Where its choices lead unless they say; in a scene without choices, its own way on."""


class Dynamic(Shape):
    """What the world does by itself at every tick."""

    id: Id
    """Its name in the debrief's data."""
    when: Condition | None = None
    """It happens at every tick where this holds."""
    text: Prose | None = None
    """What is told, at most once a move."""
    source: Reference | None = None
    """A key of `sources`."""
    confidence: Confidence | None = None
    """How far the evidence carries it."""


class Event(Shape):
    """What happens when its moment comes."""

    id: Id
    """Its name in happened(ID)."""
    when: Condition | None = None
    """It can happen where this holds."""
    odds: Amount | None = None
    """Per cent, each time it could happen; 100 unless said."""
    once: YesNo = True
    """Whether it happens at most once."""
    text: Prose | None = None
    """What is told."""
    scene: Reference | None = None
    """A scene that it takes the story to."""
    at: Reference | None = None
    """The scene on entering which it can happen, in place of waiting for the moment."""

    @model_validator(mode="after")
    def _one_place(self) -> Event:
        if self.scene is not None and self.at is not None:
            raise mistake(
                ONE_OF,
                "an event has `scene` or `at`, not both",
                "`scene` takes the story somewhere; `at` waits at a scene. Keep one.",
                "at",
            )
        return self


class Ending(Part):
    """A way that the play ends; the first whose `when` holds."""

    id: Id
    """Its name in `ending is ID`."""
    title: Text
    """Its heading."""
    text: Prose
    """What is told."""
    when: Condition | None = None
    """Left out in the last."""
    at_once: YesNo = False
    """It ends the play wherever it holds."""


class Person(Part):
    """Somebody in the cast."""

    name: Text
    """Their name, as printed before their words."""
    job: Text = ""
    """What they do."""
    knows: Text = ""
    """What only they know; opened in the debrief, and read by one seat in a group."""


class Role(Part):
    """A chair that the scenario can be played from."""

    name: Text
    """What the player is."""
    brief: Text = ""
    """What this role is told first."""
    knows: Text = ""
    """What only this role knows."""


class Meter(Part):
    """A number that choices move."""

    name: Text
    """As screens print it."""
    start: Whole
    """Where it begins."""
    min: Whole = 0
    """Its lowest value."""
    max: Whole = 100
    """Its highest value."""
    hidden: YesNo = False
    """Not shown in play; opened in the debrief."""
    better: Literal["high", "low"] = "high"
    """Which end a player would want."""
    words: Annotated[dict[Whole, Text], Some] | None = None
    """The lowest value of each band and its word."""


class Clock(Part):
    """How time is told."""

    unit: Unit
    """How long a tick is."""
    starts: Text | None = None
    """A weekday and time for hours, a weekday for days and shifts, a whole number for longer units."""


class PlayMinutes(Part):
    """How long it takes."""

    play: Minutes | None = None
    """Minutes of play."""
    debrief: Minutes | None = None
    """Minutes of debrief."""


class Debrief(Part):
    """What the debrief asks and offers at its end."""

    questions: list[Text] = []
    """Questions about the whole play."""
    support: Text = ""
    """Where to turn if the play was near something of one's own."""


class Source(Part):
    """Something that the scenario leans on."""

    cite: Text
    """Author and year."""
    says: Text = ""
    """What it says, in one sentence of one's own."""
    strength: Confidence | None = None
    """How strong the evidence is."""


class Test(Part):
    """A test of the scenario, run by `twohats test`."""

    name: Text
    """What it shows."""
    choose: dict[str, Annotated[
        Annotated[Text, Tag("=text")] | Annotated[Annotated[list[Text], Some], Tag("=list")],
        Discriminator(_text_or_list),
    ]]  # fmt: skip
    """For every scene visited: a choice, or a list of looks (look:ID) and choices in the order made."""
    expect: Annotated[list[Condition], Some]
    """What holds when the play has ended."""
    seed: Whole | None = None
    """The seed; without one the test holds on every draw."""
    role: Reference | None = None
    """The role; the first unless said."""


class Promise(Part):
    """What holds at the end of every path, of one, or of none."""

    always: Condition | None = None
    """Holds at the end of every path."""
    possible: Condition | None = None
    """Holds at the end of at least one."""
    never: Condition | None = None
    """Holds at the end of none."""

    KINDS: ClassVar[tuple[Literal["always", "possible", "never"], ...]] = ("always", "possible", "never")

    @model_validator(mode="after")
    def _one_kind(self) -> Promise:
        one_of(self, *self.KINDS)
        return self

    def given(self) -> Iterator[tuple[Literal["always", "possible", "never"], str]]:
        """Iterate over what is promised; one entry."""
        for kind in self.KINDS:
            if (condition := getattr(self, kind)) is not None:
                yield kind, condition


def _version(value: int) -> int:
    if value == VERSION:
        return value
    raise mistake(
        BAD_VERSION,
        f"this file is written for version {value} of the language, and this program reads version {VERSION}",
        "Update Two Hats." if value > VERSION else f"Write two_hats: {VERSION}.",
    )


class Scenario(Part):
    """A whole file."""

    two_hats: Annotated[Whole, AfterValidator(_version)]
    """The version of the language: 1."""
    title: Text
    """The scenario's name."""
    summary: Text
    """One sentence for the library."""
    brief: Text
    """Who the player is and what stands in front of them."""
    clock: Clock
    """What a tick is, and when the first one falls."""
    meters: Annotated[dict[Id, Meter], Some]
    """The numbers that choices move."""
    start: Reference
    """The first scene."""
    scenes: Annotated[dict[Id, Scene], Some]
    """The places of the story, by id."""
    endings: Annotated[list[Ending], Some]
    """How it can end; the first that holds."""
    authors: list[Text] = []
    """Who wrote it."""
    licence: Text = ""
    """The licence, as CC-BY-4.0."""
    level: Level | None = None
    """Where in the organisation it plays."""
    challenges: list[Challenge] = []
    """What it is about."""
    minutes: PlayMinutes | None = None
    """How long play and debrief take."""
    as_of: Month | None = None
    """The month in which its facts were true, as 2026-11."""
    jurisdiction: Text = ""
    """The country whose rules hold."""
    language: Text = "en-GB"
    """The language it is written in."""
    touches: list[Text] = []
    """The content note, shown before play."""
    aims: list[Text] = []
    """What a player may come to notice."""
    cast: dict[Id, Person] = {}
    """The people, by id."""
    facts: dict[Id, Annotated[
        Annotated[Text, Tag("=text")] | Annotated[Annotated[list[Id], Some], Tag("=list")],
        Discriminator(_text_or_list),
    ]] = {}  # fmt: skip
    """What is true: yes or no, a whole number, or one of a list of words (the first at the start)."""
    roles: dict[Id, Role] = {}
    """The chairs that it can be played from; the first unless said."""
    dynamics: list[Dynamic] = []
    """What the world does by itself."""
    events: list[Event] = []
    """What happens when its moment comes."""
    room_cut: list[Reference] = []
    """The decisions to play live in a group."""
    debrief: Debrief | None = None
    """What the debrief asks and offers at its end."""
    sources: dict[Id, Source] = {}
    """What it leans on, by id."""
    tests: list[Test] = []
    """The author's own tests."""
    promises: list[Promise] = []
    """What holds on every path, on one, on none."""
