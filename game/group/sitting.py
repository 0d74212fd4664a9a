"""Opening a session to host here: a new one or one to go on with; and the file with the desk's private link."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game.group.keeping.entries import Kept
from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR, WALL
from game.group.service.sessions import create, let_in
from game.group.service.turns import event_of
from game.group.session.asking import Refusal, opening
from game.group.session.events import LogError
from game.group.session.folding import fold
from game.group.session.state import Session
from game.language.loading import ScenarioError, loads
from game.records.places import data_folder, write_private
from game.scenario.story import Scenario


class HostError(Exception):
    """A session cannot be opened. The text is a sentence with the next step."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a new session is to be."""

    seed: int = 0
    role: str | None = None
    hands: bool = False
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session, and what lets a wall and a desk into it."""

    code: str
    desk: str
    """The facilitator's token."""
    wall: str
    """The wall's token."""

    def desk_link(self, url: str) -> str:
        """Return the private link of the desk at a server. Nobody else may see it."""
        return f"{url}/s/{self.code}/desk#{self.desk}"


@dataclass(frozen=True, slots=True)
class Open:
    """A session that is not over, to go on with."""

    kept: Kept
    session: Session

    @property
    def words(self) -> str:
        """Say which it is: code, when it was last used, how many are in it, where it stands."""
        touched = datetime.fromtimestamp(self.kept.touched).astimezone()
        many = len(self.session.people)
        people = f"{many} {'person' if many == 1 else 'people'}"
        return f"{self.kept.code}, last used {touched:%d %B %Y at %H:%M}, {people}, {STEP_WORDS[self.session.step]}"


STEP_WORDS: dict[str, str] = {
    "lobby": "in the lobby",
    "prebrief": "at the prebrief",
    "scene": "at a scene",
    "framing": "naming the kind of moment",
    "first": "in a vote",
    "talk": "in the talk",
    "second": "in the second vote",
    "deciding": "at a decision",
    "dissent": "before a consequence",
    "consequence": "at what came of a decision",
    "ending": "at the ending",
    "debrief": "in the debrief",
    "closed": "closed",
}
"""Where a session stands, in words."""


def open_sessions(store: Store, scenario: str) -> list[Open]:
    """Return the sessions of a scenario that are not over, last touched first; what cannot be read is left out."""
    found = []
    for kept in store.sessions():
        name, text = store.edition(kept.edition)
        if name != scenario:
            continue
        with contextlib.suppress(ScenarioError, LogError):
            session = _session(store, kept, name, text)
            if session.step != "closed":
                found.append(Open(kept, session))
    return found


def is_over(store: Store, code: str) -> bool:
    """Say whether a kept session has been closed."""
    kept = store.session(code)
    if kept is None:
        return True
    return _session(store, kept, *store.edition(kept.edition)).step == "closed"


def _session(store: Store, kept: Kept, name: str, text: str) -> Session:
    """Return a session as its log has it, played by the scenario that it was kept with."""
    return fold(loads(text.encode(), name), [event_of(it) for it in store.entries(kept.id)])


def begin_here(store: Store, scenario: Scenario, wishes: Wishes) -> Sitting:
    """Keep a new session in a store. Raises HostError where the wishes do not fit the scenario."""
    opened = opening(
        scenario, seed=wishes.seed, role=wishes.role, hands=wishes.hands, minutes=wishes.minutes
    )
    if isinstance(opened, Refusal):
        raise HostError(opened.reason)
    return go_on_here(store, create(store, scenario, opened))


def go_on_here(store: Store, kept: Kept) -> Sitting:
    """Return new tokens for a kept session; those handed out before stay good."""
    return Sitting(kept.code, let_in(store, kept, FACILITATOR), let_in(store, kept, WALL))


@contextlib.contextmanager
def link_file(sitting: Sitting, url: str, *, stays: bool) -> Iterator[Path]:
    """Keep the desk's link in a file that only this account can read, while the block runs. Raises OSError.

    It stays where the session is at another computer, since nothing else here leads back to it; a session of our own
    gets another link when it is gone on with.
    """
    path = _link_path(sitting.code)
    write_private(path, f"{sitting.desk_link(url)}\n")
    try:
        yield path
    finally:
        if not stays:
            path.unlink(missing_ok=True)


def forget_link(code: str) -> None:
    """Remove the desk's link of a session that is no more: a host that was killed could not."""
    with contextlib.suppress(OSError):
        _link_path(code).unlink(missing_ok=True)


def _link_path(code: str) -> Path:
    return data_folder() / f"desk-{code}.txt"
