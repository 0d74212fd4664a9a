"""A session in a test: commands asked one after another, the log kept, and the fold held against it."""

from __future__ import annotations

import json
from typing import Any

from game.group.session.asking import Refusal, Who, asked, opening
from game.group.session.commands import Command, command_from_json
from game.group.session.events import Event, event_from_json, event_json
from game.group.session.folding import applied, begin, fold
from game.group.session.state import Session
from game.group.session.views import view
from game.language.library import find_scenario
from game.language.loading import load
from game.scenario.story import Scenario

FACILITATOR = Who("facilitator")
WALL = Who("wall")
MINUTE = 60.0
BEGAN = 1_800_000_000.0


def library(name: str) -> Scenario:
    return load(find_scenario(name))


class Sitting:
    """A session with its log. The clock goes on by a second with every event; `wait` puts it on."""

    def __init__(self, scenario: Scenario, **options: Any) -> None:
        opened = opening(scenario, **options)
        assert not isinstance(opened, Refusal), opened
        self.scenario = scenario
        self.now = BEGAN
        self.log = [Event.of(1, self.now, "facilitator", opened)]
        self.session: Session = begin(scenario, self.log[0])

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def ask(self, who: Who, command: Command | dict[str, Any]) -> Refusal | None:
        """Ask for something; what the log is to hold is kept."""
        read = command_from_json(command) if isinstance(command, dict) else command
        if isinstance(read, Refusal):
            return read
        answer = asked(self.session, who, read)
        if isinstance(answer, Refusal):
            return answer
        for body in answer:
            self.now += 1
            event = Event.of(self.session.seq + 1, self.now, who.by, body)
            self.log.append(event)
            self.session = applied(self.session, event)
        return None

    def lead(self, kind: str, **fields: Any) -> Session:
        """Ask as the facilitator; raise AssertionError where it is refused."""
        refused = self.ask(FACILITATOR, {"kind": kind, **fields})
        assert refused is None, refused
        return self.session

    def do(self, id: str, kind: str, **fields: Any) -> Session:
        """Ask as a participant; raise AssertionError where it is refused."""
        refused = self.ask(Who("participant", id), {"kind": kind, **fields})
        assert refused is None, refused
        return self.session

    def refused(self, who: Who | str, kind: str, **fields: Any) -> str:
        """Return the code with which something is refused; it must leave everything as it was."""
        before, many = self.session, len(self.log)
        person = Who("participant", who) if isinstance(who, str) else who
        answer = self.ask(person, {"kind": kind, **fields})
        assert answer is not None, f"{kind} was not refused"
        assert answer.reason.endswith(".")
        assert self.session is before
        assert len(self.log) == many
        return answer.code

    def join(self, *ids: str) -> None:
        for id in ids:
            self.do(id, "join")

    def vote(self, choices: dict[str, str], **fields: Any) -> None:
        """Let people vote in the open round."""
        round = self.session.open_round
        assert round is not None
        for id, choice in choices.items():
            self.do(id, "vote", decision=round.decision, round=round.name, choice=choice, **fields)

    def start(self) -> None:
        """Go to the first scene."""
        self.lead("next")
        self.lead("next")

    def seen(self, who: Who | str) -> dict[str, Any]:
        """Return a view, as it looks on the other side of the network."""
        person = Who("participant", who) if isinstance(who, str) else who
        seen: dict[str, Any] = json.loads(json.dumps(view(self.session, person, self.now), allow_nan=False))
        return seen

    def room(self) -> dict[str, Any]:
        room: dict[str, Any] = self.seen(WALL)["room"]
        return room

    def desk(self) -> dict[str, Any]:
        desk: dict[str, Any] = self.seen(FACILITATOR)["desk"]
        return desk

    def folded(self) -> Session:
        """Return what the log comes to when it was written out and read again."""
        return fold(self.scenario, [event_from_json(json.loads(json.dumps(event_json(it)))) for it in self.log])
