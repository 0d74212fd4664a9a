"""The play: a scenario, a seed, a role and moves. Immutable; every move gives another play."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast, get_args

from game.play.history import Beat, Cause, Decision, Draw, Happened, Option, Readings
from game.play.machine import Machine, ReadyOption, machine
from game.play.turn import Fault, State, Turn
from game.scenario.acts import Demand
from game.scenario.happenings import Later
from game.scenario.scenes import Scene
from game.scenario.story import Ending, Scenario

_NOWHERE = State(())


class MoveError(ValueError):
    """A move that cannot be made here. The message says what can."""


class Play:
    """What a scenario has come to after some moves.

    Two plays are equal where edition, seed, role and moves are; everything else follows from those four.
    """

    __slots__ = (
        "__weakref__", "_machine", "_state", "draws", "ending", "fault", "happened", "move", "options", "previous",
        "role", "seed",
    )  # fmt: skip

    previous: Play | None
    """The play before the last move; None at the start."""
    move: str | None
    """The last move, as in `moves`; None at the start."""
    seed: int
    role: str | None
    happened: tuple[Happened, ...]
    """What the last move set off, in order."""
    draws: tuple[Draw, ...]
    """The draws of the last move."""
    options: tuple[Option, ...]
    """What can be done here and what is shown closed: looks, then choices, in file order; none when it is over."""
    ending: Ending | None
    """None until the play is over."""
    fault: Fault | None
    """Where the scenario itself could not go on: the play is over then, without an ending."""

    def __init__(self, machine: Machine, seed: int, role: str | None) -> None:
        """Make the play before its first scene; use `start`."""
        self._machine = machine
        self.seed, self.role = seed, role
        self.previous = self.move = self.ending = self.fault = None
        self.happened, self.draws = (), ()
        self._state = _NOWHERE
        self.options = ()

    # What to show

    @property
    def scenario(self) -> Scenario:
        """Return what is played."""
        return self._machine.scenario

    @property
    def scene(self) -> Scene:
        """Return where the story is, or was when it ended."""
        assert self._state.scene is not None
        return self._state.scene.node

    @property
    def beats(self) -> tuple[Beat, ...]:
        """Return what was told since the last move."""
        return tuple([beat for it in self.happened for beat in it.beats])

    @property
    def transcript(self) -> tuple[Beat, ...]:
        """Return everything told since the start."""
        return tuple([beat for play in self.line() for beat in play.beats])

    @property
    def over(self) -> bool:
        """Say whether no move is left to make."""
        return self.ending is not None or self.fault is not None

    @property
    def now(self) -> int:
        """Return the ticks that have passed."""
        return int(self._state.values[self._machine.slots.now])

    @property
    def meters(self) -> Mapping[str, int]:
        """Return every meter's number, hidden ones too."""
        return Readings(self._machine.slots.meters, self._state.values)

    @property
    def facts(self) -> Mapping[str, bool | int | str]:
        """Return every fact's value."""
        return Readings(self._machine.slots.facts, self._state.values)

    @property
    def inside_event(self) -> bool:
        """Say whether an event has led the story here, and it will go back."""
        return self._state.interrupted is not None

    @property
    def still_to_come(self) -> tuple[tuple[Later, Cause], ...]:
        """Return what was planted and has not come back, with what planted it, first planted first."""
        return tuple((it.item.node, it.cause) for it in self._state.pending)

    # What was done

    @property
    def moves(self) -> tuple[str, ...]:
        """Return the moves: `choice-id`, `look:id`, `frame:critical`, `reason:words`."""
        return tuple([play.move for play in self.line() if play.move is not None])

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return a record of every choice made, with what stood before it and came of it."""
        plays = list(self.line())
        records: list[Decision] = []
        first = 1
        for place, play in enumerate(plays):
            if place and _kind(play.move or "") == "choice":
                records.append(self._record(len(records) + 1, plays[first : place + 1]))
                first = place + 1
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
        return self._step(choice, Turn.choose, self._open_option(choice, "choice"))

    def look(self, look: str) -> Play:
        """Take a look before deciding. Raises MoveError where it is not open here."""
        return self._step(f"look:{look}", Turn.look, self._open_option(look, "look"))

    def frame(self, demand: str) -> Play:
        """Name the kind of moment: critical, tame or wicked. It changes nothing but the record."""
        if demand not in get_args(Demand):
            raise MoveError(f'"{demand}" is no kind of moment; say critical, tame or wicked.')
        return self._note(f"frame:{demand}")

    def reason(self, words: str) -> Play:
        """Give a reason for the choice to come. It changes nothing but the record."""
        return self._note(f"reason:{words}")

    def make(self, move: str) -> Play:
        """Make a move written as in `moves`."""
        kind = _kind(move)
        rest = move.partition(":")[2]
        if kind == "choice":
            return self.choose(move)
        if kind == "look":
            return self.look(rest)
        return self.frame(rest) if kind == "frame" else self.reason(rest)

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

    def _open_option(self, id: str, kind: str) -> ReadyOption:
        """Find an option that can be taken now, or say what can."""
        if self.over:
            raise MoveError(f'The play is over: "{id}" cannot be made.')
        scene = self._state.scene
        assert scene is not None
        for shown in self.options:
            if shown.id == id and shown.kind == kind:
                if shown.open:
                    return scene.options[id]
                raise MoveError(f'The {kind} "{id}" is closed in scene "{scene.id}": {shown.locked}')
        can = ", ".join(it.id if it.kind == "choice" else f"look:{it.id}" for it in self.options if it.open)
        raise MoveError(f'There is no {kind} "{id}" in scene "{scene.id}" now. Open are: {can}.')

    def _note(self, move: str) -> Play:
        if self.over:
            raise MoveError(f'The play is over: "{move}" cannot be made.')
        return self._next(move, self._state)

    def _next(self, move: str, state: State) -> Play:
        play = Play(self._machine, self.seed, self.role)
        play.previous, play.move, play._state, play.options = self, move, state, self.options
        return play

    def _step(self, move: str, step: Callable[[Turn, ReadyOption], None], option: ReadyOption) -> Play:
        turn = Turn(self._machine, self.seed, self._state)
        play = self._next(move, self._state)
        play._carry_out(turn, lambda: step(turn, option))
        return play

    def _carry_out(self, turn: Turn, step: Callable[[], None]) -> None:
        """Let a turn run and take over what it came to, a fault of the scenario too."""
        try:
            step()
        except Fault as fault:
            self.fault = Fault(f"The play cannot go on at {turn.doing}: {fault}.")
        except ZeroDivisionError:
            self.fault = Fault(f"The play cannot go on at {turn.doing}: it divides by zero.")
        self._state = turn.state()
        self.happened, self.draws = tuple(turn.happened), tuple(turn.draws)
        self.ending = turn.ending.node if turn.ending else None
        self.options = () if self.over else turn.options

    def _record(self, number: int, plays: list[Play]) -> Decision:
        """Make the record of the decision that these plays (looks, framing, reason, choice) came to."""
        made, before = plays[-1], plays[-1].previous
        assert before is not None
        notes = {_kind(play.move or ""): (play.move or "").partition(":")[2] for play in plays}
        frame = notes.get("frame")
        return Decision(
            number=number,
            scene=before.scene.id,
            options=before.options,
            looks=tuple(play.move[5:] for play in plays if play.move and _kind(play.move) == "look"),
            choice=made.move or "",
            frame=cast(Demand, frame) if frame else None,
            reason=notes.get("reason"),
            now=before.now,
            before=before.meters,
            after=made.meters,
            facts=before.facts,
            happened=tuple(it for play in plays for it in play.happened),
            luck=tuple(it for play in plays for it in play.draws),
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
    values[ready.slots.role] = role or ""
    turn = Turn(ready, seed, State(tuple(values)))
    play = Play(ready, seed, role)
    play._carry_out(turn, lambda: turn.begin(scenario.start))
    return play


def replay(scenario: Scenario, seed: int = 0, role: str | None = None, moves: Iterable[str] = ()) -> Play:
    """Play the moves one after another. Raises MoveError at the first that cannot be made."""
    play = start(scenario, seed, role)
    for move in moves:
        play = play.make(move)
    return play


def _kind(move: str) -> str:
    """Return look, frame or reason, or choice for a move without one of those in front."""
    kind, colon, _ = move.partition(":")
    return kind if colon and kind in ("look", "frame", "reason") else "choice"

