"""Hosting a session: a server beside the wall, the desk's link told before the wall opens, and the wall."""

from __future__ import annotations

import select
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from game.group.addressing import EVERYWHERE, LOOPBACK, alone, in_url
from game.group.client.address import Address
from game.group.elsewhere import begin_elsewhere, open_elsewhere, server_url
from game.group.hosting import Hosting, address_words
from game.group.interfaces import for_phones
from game.group.keeping.store import Store
from game.group.pages.routes import pages
from game.group.rehearsing import Rehearsal
from game.group.sitting import HostError, Sitting, Wishes, begin_here, go_on_here, is_over, link_file, open_sessions
from game.scenario.story import Scenario
from game.screens import wall
from game.screens.edges import end_by, say
from game.screens.sitting.welcome import Invitation

PORT = 8120
"""Where a host listens unless told otherwise; the next free one where it is taken."""
_TRIES = 20
_LOOK = 0.5
"""Seconds between two looks for a typed line."""
_OTHER_SCREEN, _THIS_SCREEN = "\x1b[?1049h\x1b[2J\x1b[H", "\x1b[?1049l"
"""A terminal's second screen: what is written there is gone when it is left, and in nobody's scroll-back."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a session is to be held."""

    host: str | None = None
    """The address to listen at; every one of this computer unless given."""
    port: int | None = None
    server: str | None = None
    """A server elsewhere that holds it."""
    key: str = ""
    """That server's key."""
    database: str | None = None

    def listens(self, hands: bool) -> str:
        """Return the address to listen at: a room that raises its hands needs no network."""
        return self.host or (LOOPBACK if hands else "0.0.0.0")  # phones come from outside


@dataclass(frozen=True, slots=True)
class Picked:
    """The session to hold, and whether it was there before."""

    sitting: Sitting
    going_on: bool


def host(scenario: Scenario, wishes: Wishes, where: Where, *, new: bool = False, rehearsed: int = 0) -> int:
    """Open a session and show the wall until the facilitator leaves; return the exit code.

    A signal ends it as a signal does, once the server has ended. Raises HostError, KeepingError.
    """
    try:
        return _held(scenario, wishes, where, new, rehearsed)
    except wall.StoppedError as stopped:
        end_by(stopped.stop)
    return 0


def _held(scenario: Scenario, wishes: Wishes, where: Where, new: bool, rehearsed: int) -> int:
    store = None
    with ExitStack() as held:
        if where.server is not None:
            url = server_url(where.server)
            picked = _picked_elsewhere(url, where.key, scenario, wishes, new or rehearsed > 0)
            local = url
        else:
            store = held.enter_context(_opened(where.database, rehearsed))
            picked = _picked(store, scenario, wishes, new or rehearsed > 0)
            if picked is None:
                return 0
            hosting = _listening(store, where, wishes.hands)
            held.enter_context(hosting)
            asked = where.listens(wishes.hands)
            url = f"http://{in_url(for_phones(asked))}:{hosting.port}"
            local = from_here(asked, url, hosting.port)
        if picked is None:
            return 0
        sitting = picked.sitting
        path = held.enter_context(_linked(sitting, url, stays=where.server is not None))
        if not _let_on(picked, url, path, wishes.hands):
            return 0
        address = Address(local, sitting.code)
        rehearsal = held.enter_context(Rehearsal(address, rehearsed, wishes.seed)) if rehearsed else None
        invitation = Invitation(Address(url, sitting.code), alone(_host_of(url)), rehearsed)
        code = wall.run(invitation, address, sitting.wall, sitting.desk)
        if rehearsal is not None and rehearsal.trouble:
            say([f"The scripted participants had to leave: {rehearsal.trouble}"])
        over = store is not None and is_over(store, sitting.code)
        say(what_stays(sitting.code, where, over=over, rehearsed=rehearsed))
        return code


def from_here(listens: str, url: str, port: int) -> str:
    """Return how the wall, on this computer, reaches what listens at an address and is shown as `url`."""
    if listens == "::":
        return f"http://[::1]:{port}"
    return f"http://{LOOPBACK}:{port}" if listens in (LOOPBACK, *EVERYWHERE) else url


def _let_on(picked: Picked, url: str, path: Path, hands: bool) -> bool:
    """Tell the desk's link, and say whether to open the wall.

    Whoever goes on with a session may have a room before the projector already: there it is shown when asked for.
    """
    if picked.going_on:
        answer = told(back_lines(picked.sitting, path))
        if answer is None or answer.strip().lower() not in ("l", "link"):
            return answer is not None
    return told(link_lines(picked.sitting, url, path, hands)) is not None


def back_lines(sitting: Sitting, path: Path) -> list[str]:
    """Return what is told before the wall opens again, with everybody looking perhaps."""
    return [
        f"Session {sitting.code} goes on.",
        "",
        "A desk that is open goes on by itself. A new link to it is in this file, which only you can read:",
        "",
        f"  {path}",
        "",
        "To see the link here, where nobody else can: l and Enter.",
        "",
        "Press Enter to open the wall; Ctrl-C leaves.",
    ]


def link_lines(sitting: Sitting, url: str, path: Path, hands: bool) -> list[str]:
    """Return what is told before the wall opens, while nobody else looks."""
    link = sitting.desk_link(url)
    joining = "It votes by show of hands." if hands else f"People join at {url}/s/{sitting.code}"
    return [
        f"Session {sitting.code} is open. {joining}",
        "",
        "Your desk, for you alone, with notes, prompts, votes and the clock:",
        "",
        f"  {link}",
        "",
        "Open it in a browser, or in another terminal with:",
        "",
        f"  twohats join '{link}'",
        "",
        f"The link is also in {path}, which only you can read.",
        "Whoever has it can lead the session, so this is not for the projector.",
        "",
        "Press Enter to open the wall; Ctrl-C leaves.",
    ]


def told(lines: Sequence[str]) -> str | None:
    """Show lines on a screen of their own until Enter is pressed; return what was typed, or None to leave."""
    sys.stderr.write(_OTHER_SCREEN)
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
        return _line()
    except KeyboardInterrupt:
        return None
    finally:
        sys.stderr.write(_THIS_SCREEN)
        sys.stderr.flush()


def what_stays(code: str, where: Where, *, over: bool, rehearsed: int) -> list[str]:
    """Return what is said once the wall is left: where the session is, and what comes next."""
    if where.server is not None:
        return [f"Session {code} stays open at {where.server}: run the same command again to go on with it."]
    if rehearsed and where.database is None:
        return []
    if over:
        at = f" --database {where.database}" if where.database else ""
        return [
            f"Session {code} is closed. Its report: twohats session report {code} --format html -o {code}.html{at}",
            f"When you no longer need it, with all that was said in it: twohats session purge {code}{at}",
        ]
    return [f"Session {code} is kept: host the same scenario again to go on, or see twohats session list"]


def _picked(store: Store, scenario: Scenario, wishes: Wishes, new: bool) -> Picked | None:
    """Return a session: the one that is open, if the facilitator goes on with it, else a new one; None to leave."""
    there = [] if new else open_sessions(store, scenario.id)
    # A room that raises its hands cannot go on in a session with phones, nor the other way round.
    alike = [it for it in there if it.session.hands == wishes.hands]
    for it in there:
        if it not in alike:
            how = "by show of hands" if it.session.hands else "with phones"
            say([f"Session {it.kept.code} of {scenario.id}, {how}, stays open and waits: see twohats session list"])
    going_on = _going_on(scenario, alike[0].words) if alike else False
    if going_on is None:
        return None
    return Picked(go_on_here(store, alike[0].kept) if going_on else begin_here(store, scenario, wishes), going_on)


def _picked_elsewhere(url: str, key: str, scenario: Scenario, wishes: Wishes, new: bool) -> Picked | None:
    """Return a session at a server: the one begun there from here and still open, else a new one; None to leave."""
    there = [] if new else open_elsewhere(url, scenario.id)
    going_on = _going_on(scenario, there[0].words) if there else False
    if going_on is None:
        return None
    sitting = there[0].sitting if going_on else begin_elsewhere(url, key, scenario, wishes, time.time())
    return Picked(sitting, going_on)


def _going_on(scenario: Scenario, words: str) -> bool | None:
    """Ask whether to go on with an open session; None where the facilitator leaves instead."""
    sys.stderr.write(f"A session of {scenario.id} is open: {words}.\n")
    answer = _answered("Go on with it? [Y/n] ")
    return None if answer is None else answer.lower() not in ("n", "no")


def _answered(question: str) -> str | None:
    """Return what was answered; None where the facilitator left instead."""
    sys.stderr.write(question)
    sys.stderr.flush()
    try:
        line = _line()
    except KeyboardInterrupt:
        line = None
    return None if line is None else line.strip()


def _line() -> str | None:
    """Return a line as it is typed, or None at the end of the input.

    Looked for again and again, since a Ctrl-C in the instant before a read would be noticed only after that read.
    """
    while not select.select([sys.stdin], [], [], _LOOK)[0]:
        pass
    return sys.stdin.readline() or None


@contextmanager
def _opened(database: str | None, rehearsed: int) -> Iterator[Store]:
    """Open where sessions are kept; a rehearsal is kept nowhere, unless a database is named."""
    with ExitStack() as held:
        if rehearsed and database is None:
            database = f"sqlite:///{held.enter_context(TemporaryDirectory(prefix='twohats-'))}/rehearsal.sqlite"
        store = Store.open(database)
        held.callback(store.close)
        yield store


def _listening(store: Store, where: Where, hands: bool) -> Hosting:
    """Return a server at the first port that is free. Raises HostError."""
    asked = where.listens(hands)
    ports = [where.port] if where.port is not None else range(PORT, PORT + _TRIES)
    for port in ports:
        try:
            return Hosting(store, asked, port, pages=pages())
        except OSError as error:
            last = HostError(address_words(error, asked, port))
    raise last


@contextmanager
def _linked(sitting: Sitting, url: str, *, stays: bool) -> Iterator[Path]:
    with ExitStack() as held:
        try:
            path = held.enter_context(link_file(sitting, url, stays=stays))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise HostError(f"The desk's link cannot be kept: {reason}. Name another folder in TWOHATS_DATA.") from None
        yield path


def _host_of(url: str) -> str:
    return url.partition("://")[2].rpartition(":")[0]
