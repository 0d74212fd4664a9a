"""The play: a scenario, a seed, a role and moves. Immutable; every move gives another play."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias, cast, get_args

from game.play.history import Beat, Cause, Decision, Draw, Happened, Option, Readings
from game.play.machine import ReadyOption, machine
from game.play.slots import NOW, ROLE
from game.play.turn import Fault, Turn
from game.scenario.acts import Demand
from game.scenario.happenings import Later
from game.scenario.scenes import Scene
from game.scenario.story import Ending, Scenario

_Kind: TypeAlias = Literal["start", "choice", "look", "frame", "reason"]
"""What made a play out of the one before it."""


class MoveError(ValueError):
    """A move that cannot be made here. The message says what can."""


class Play:
    """What a scenario has come to after some moves.

    Two plays are equal where edition, seed, role and moves are; everything else follows from those four.
    """

    __slots__ = ("__weakref__", "_kind", "_turn", "ending", "happened", "move", "options", "previous", "role")

    previous: Play | None
    """The play before the last move; None at the start."""
    move: str | None
    """The last move, as in `moves`; None at the start."""
    role: str | None
    happened: tuple[Happened, ...]
    """What the last move set off, in order."""
    options: tuple[Option, ...]
    """What can be done here and what is shown closed: looks, then choices, in file order; none when it is over."""
    ending: Ending | None
    """None until the play is over."""

    def __init__(
        self, turn: Turn, role: str | None, previous: Play | None = None, kind: _Kind = "start", move: str | None = None
    ) -> None:
        """Take over what a turn has come to; use `start`."""
        self._turn = turn
        self.role = role
        self.previous = previous
        self._kind: _Kind = kind
        self.move = move
        self.happened = tuple(turn.happened)
        self.options = turn.options
        self.ending = turn.ending.node if turn.ending else None

    # What to show

    @property
    def scenario(self) -> Scenario:
        """Return what is played."""
        return self._turn.machine.scenario

    @property
    def seed(self) -> int:
        """Return what gives the play its luck."""
        return self._turn.seed

    @property
    def scene(self) -> Scene:
        """Return where the story is, or was when it ended."""
        assert self._turn.scene is not None
        return self._turn.scene.node

    @property
    def beats(self) -> tuple[Beat, ...]:
        """Return what was told since the last move."""
        beats: tuple[Beat, ...] = ()
        for it in self.happened:
            beats += it.beats
        return beats

    @property
    def transcript(self) -> tuple[Beat, ...]:
        """Return everything told since the start."""
        return tuple([beat for play in self.line() for beat in play.beats])

    @property
    def over(self) -> bool:
        """Say whether no move is left to make."""
        return self.ending is not None or self.fault is not None

    @property
    def fault(self) -> Fault | None:
        """Say where the scenario itself could not go on: the play is over then, without an ending."""
        return self._turn.fault

    @property
    def now(self) -> int:
        """Return the ticks that have passed."""
        return int(self._turn.values[NOW])

    @property
    def meters(self) -> Mapping[str, int]:
        """Return every meter's number, hidden ones too."""
        return Readings(self._turn.machine.slots.meters, self._turn.values)

    @property
    def facts(self) -> Mapping[str, bool | int | str]:
        """Return every fact's value."""
        return Readings(self._turn.machine.slots.facts, self._turn.values)

    @property
    def inside_event(self) -> bool:
        """Say whether an event has led the story here, and it will go back."""
        return self._turn.interrupted is not None

    @property
    def still_to_come(self) -> tuple[tuple[Later, Cause], ...]:
        """Return what was planted and has not come back, with what planted it, first planted first."""
        return tuple((it.item.node, it.cause) for it in self._turn.pending)

    # What was done

    @property
    def draws(self) -> tuple[Draw, ...]:
        """Return the draws of the last move."""
        return self._turn.draws

    @property
    def moves(self) -> tuple[str, ...]:
        """Return the moves: `choice-id`, `look:id`, `frame:critical`, `reason:words`."""
        return tuple([play.move for play in self.line() if play.move is not None])

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return a record of every choice made, with what stood before it and came of it."""
        records: list[Decision] = []
        notes: list[Play] = []
        line = self.line()
        after = next(line).meters
        for play in line:
            before, after = after, play.meters
            if play._kind == "choice":
                records.append(play._record(len(records) + 1, notes, before, after))
                notes = []
            else:
                notes.append(play)
        return tuple(records)

    def line(self) -> Iterator[Play]:
        """Iterate over the plays from the start to this one."""
        plays, play = [], self
        while play.previous is not None:
            plays.append(play)
            play = play.previous
        plays.append(play)
        return reversed(plays)

    # What can be done

    def choose(self, choice: str) -> Play:
        """Make a choice. Raises MoveError where it is not open here."""
        option = self._open_option(choice, "choice")
        turn = self._turn.next()
        turn.carry_out(Turn.choose, option)
        return Play(turn, self.role, self, "choice", choice)

    def look(self, look: str) -> Play:
        """Take a look before deciding. Raises MoveError where it is not open here."""
        option = self._open_option(look, "look")
        turn = self._turn.next()
        turn.carry_out(Turn.look, option)
        return Play(turn, self.role, self, "look", f"look:{look}")

    def frame(self, demand: str) -> Play:
        """Name the kind of moment: critical, tame or wicked. It changes nothing but the record."""
        if demand not in get_args(Demand):
            raise MoveError(f'"{demand}" is no kind of moment; say critical, tame or wicked.')
        return self._note("frame", f"frame:{demand}")

    def reason(self, words: str) -> Play:
        """Give a reason for the choice to come. It changes nothing but the record."""
        return self._note("reason", f"reason:{words}")

    def make(self, move: str) -> Play:
        """Make a move written as in `moves`."""
        kind, _, rest = move.partition(":")
        noted = {"look": self.look, "frame": self.frame, "reason": self.reason}.get(kind)
        return noted(rest) if noted and ":" in move else self.choose(move)

    # The rest

    def __eq__(self, other: object) -> bool:
        """Compare edition, seed, role and moves."""
        if not isinstance(other, Play):
            return NotImplemented
        return self._identity() == other._identity()

    def __hash__(self) -> int:
        """Hash what equality compares."""
        return hash(self._identity())

    def __repr__(self) -> str:
        """Show what makes the play."""
        return f"<Play {self.scenario.id} seed={self.seed} role={self.role} moves={','.join(self.moves)}>"

    def _identity(self) -> tuple[str, int, str | None, tuple[str, ...]]:
        return self.scenario.edition, self.seed, self.role, self.moves

    @property
    def _words(self) -> str:
        """Return the last move without the word in front of it."""
        return (self.move or "").partition(":")[2]

    def _open_option(self, id: str, kind: str) -> ReadyOption:
        """Find an option that can be taken now, or say what can."""
        scene = self._turn.scene
        assert scene is not None
        for shown in self.options:
            if shown.id == id and shown.kind == kind:
                if shown.open:
                    return scene.options[id]
                raise MoveError(f'The {kind} "{id}" is closed in scene "{scene.id}": {shown.locked}')
        if self.over:
            raise MoveError(f'The play is over: "{id}" cannot be made.')
        can = ", ".join(it.id if it.kind == "choice" else f"look:{it.id}" for it in self.options if it.open)
        raise MoveError(f'There is no {kind} "{id}" in scene "{scene.id}" now. Open are: {can}.')

    def _note(self, kind: _Kind, move: str) -> Play:
        if self.over:
            raise MoveError(f'The play is over: "{move}" cannot be made.')
        turn = self._turn.next()
        turn.options = self.options
        return Play(turn, self.role, self, kind, move)

    def _record(
        self, number: int, notes: list[Play], before: Mapping[str, int], after: Mapping[str, int]
    ) -> Decision:
        """Make the record of the decision whose choice led here, after some looks, framings and reasons."""
        assert self.previous is not None and self.move is not None
        stood = self.previous._turn
        assert stood.scene is not None
        # Decision(…) in a third of the time.
        record = tuple.__new__(
            Decision,
            (
                number,
                stood.scene.id,
                stood.options,
                (),  # looks
                self.move,
                None,  # frame
                None,  # reason
                stood.values[NOW],
                before,
                after,
                Readings(stood.machine.slots.facts, stood.values),
                self.happened,
                self._turn.draws,
            ),
        )
        return self._with_notes(record, notes) if notes else record

    def _with_notes(self, record: Decision, notes: list[Play]) -> Decision:
        """Add to a record the looks, framings and reasons that stood before its choice."""
        said = {play._kind: play._words for play in notes}
        return record._replace(
            looks=tuple([play._words for play in notes if play._kind == "look"]),
            frame=cast("Demand | None", said.get("frame")),
            reason=said.get("reason"),
            happened=tuple([it for play in (*notes, self) for it in play.happened]),
            luck=tuple([it for play in (*notes, self) for it in play.draws]),
        )


def start(scenario: Scenario, seed: int = 0, role: str | None = None) -> Play:
    """Begin a play. `role` is the first of the scenario's roles unless said; raises MoveError for an unknown one."""
    ready = machine(scenario)
    if role is None:
        role = next(iter(scenario.roles), None)
    elif role not in scenario.roles:
        known = ", ".join(scenario.roles) or "none"
        raise MoveError(f'There is no role "{role}" in "{scenario.id}". Its roles: {known}.')
    values = list(ready.start_values)
    values[ROLE] = role or ""
    turn = Turn(ready, seed, values)
    turn.carry_out(Turn.begin, scenario.start)
    return Play(turn, role)


def replay(scenario: Scenario, seed: int = 0, role: str | None = None, moves: Iterable[str] = ()) -> Play:
    """Play the moves one after another. Raises MoveError at the first that cannot be made."""
    play = start(scenario, seed, role)
    for move in moves:
        play = play.make(move)
    return play
