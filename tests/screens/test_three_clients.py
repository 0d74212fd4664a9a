# A phone, a terminal and a script in one session: three real clients at once against the running service.

import asyncio
import secrets
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from browser import browser_page
from leading import way_on
from playwright.sync_api import Page
from running import DEADLINE, TwoHats
from serving import new_session
from terminals import Terminal

from game.group.client.address import Address
from game.group.hosting import Hosting
from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR
from game.group.pages.routes import pages
from game.group.rehearsing import rehearse
from game.group.service.sessions import let_in

EVERYBODY = 3


class Facilitator:
    def __init__(self, address: Address, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._http = httpx.Client(base_url=address.url, headers=headers, trust_env=False, timeout=DEADLINE)

    def __enter__(self) -> "Facilitator":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def act(self, **command: Any) -> None:
        answer = self._http.post("act", json=command, headers={"Idempotency-Key": secrets.token_hex(8)})
        assert answer.is_success, (command, answer.text)

    def view(self) -> dict[str, Any]:
        [event] = self._http.get("poll").json()["events"]
        view: dict[str, Any] = event["data"]
        return view

    # Wait for news until the vote that is open has been cast by everybody.
    def until_all_voted(self) -> None:
        while (room := self.view()["room"])["decision"]["votes"][room["step"]]["voted"] < EVERYBODY:
            self._http.get("poll", params={"after": room["seq"], "wait": 10}).raise_for_status()


@contextmanager
def a_script(address: Address) -> Iterator[threading.Thread]:
    async def no_while(_: float) -> None:
        await asyncio.sleep(0)

    thread = threading.Thread(target=lambda: asyncio.run(rehearse(address, 1, 7, no_while)), daemon=True)
    thread.start()
    yield thread
    thread.join(DEADLINE)
    assert not thread.is_alive()


def vote_by_phone(page: Page, vote: str, reason: str) -> None:
    ballot = page.locator(f"#ballot[data-vote='{vote}']")
    ballot.wait_for()
    ballot.locator("[name=choice]").first.check()
    ballot.locator("[name=sureness]").last.check()
    ballot.locator("[name=reason]").fill(reason)
    page.click("#send-vote")
    page.locator("#voted").filter(has_text="is in").wait_for()


def vote_by_terminal(terminal: Terminal, reason: str) -> None:
    terminal.until_words("What should happen?")
    terminal.send(b"2\r", "How sure are you?")
    terminal.send(b"1\r", "One line, if you like")
    terminal.send(f"{reason}\r".encode(), "Your vote is in")


def play(facilitator: Facilitator, page: Page, terminal: Terminal) -> int:
    votes = 0
    while (view := facilitator.view())["room"]["step"] != "debrief":
        room = view["room"]
        if room["step"] in ("first", "second"):
            votes += 1
            vote_by_phone(page, f"{room['decision']['number']}-{room['step']}", f"By phone {votes}.")
            vote_by_terminal(terminal, f"By terminal {votes}.")
            facilitator.until_all_voted()
            terminal.painted.clear()
        facilitator.act(**way_on(view))
    return votes


def debrief(facilitator: Facilitator, page: Page, terminal: Terminal) -> None:
    facilitator.act(kind="phase", phase="reactions")
    page.fill("#react", "torn")
    page.click("#debrief button")
    page.locator("#debrief [role=status]").filter(has_text="Kept.").wait_for()
    terminal.until_words("How was that?")
    terminal.send(b"1", "Enter: keep")
    terminal.send(b"relieved\r", "Kept.")
    for phase in ("description", "my_view", "analysis", "summary"):
        facilitator.act(kind="phase", phase=phase)
    page.fill("#what-1", "ask before I answer")
    page.click("#debrief button")
    page.locator("#record li").filter(has_text="I will ask before I answer").wait_for(state="attached")
    terminal.until_words("For yourself: no report holds it")


def test_a_phone_a_terminal_and_a_script_play_a_scenario_to_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    database = f"sqlite:///{tmp_path / 'sessions.sqlite'}"
    with closing(Store.open(database)) as store:
        kept = new_session(store)
        token = let_in(store, kept, FACILITATOR)
        with Hosting(store, "127.0.0.1", 0, None, pages()) as hosting, browser_page() as page:
            address = Address(hosting.url, kept.code)
            page.goto(address.url)
            page.click("#join")
            page.locator("#now").filter(has_text="You are in.").wait_for()
            terminal = Terminal(["join", address.url], tmp_path)
            terminal.until_words("made-up name")
            terminal.send(b"\r", "You are in.")
            with a_script(address), Facilitator(address, token) as facilitator:
                votes = play(facilitator, page, terminal)
                debrief(facilitator, page, terminal)
                facilitator.act(kind="finish")
            page.locator("#now").filter(has_text="The session is closed.").wait_for()
            terminal.until_words("The session is closed.")
            terminal.send(b"q", "To come back as the same person")
            assert terminal.ended() == 0
        assert store.votes(kept.id) == votes * EVERYBODY
    twohats = TwoHats(tmp_path)
    report = twohats("session", "report", kept.code, "--database", database)
    assert (report.code, report.err) == (0, "")
    for words in ("First shift", "3 people, 3 decisions", "It ended** “Everybody knew”", "**Second vote** 2 for"):
        assert words in report.out
    table = twohats("session", "report", kept.code, "--format", "csv", "--database", database)
    for number in range(1, votes + 1):
        assert f"By phone {number}." in table.out
        assert f"By terminal {number}." in table.out
    # What somebody means to do is theirs alone.
    assert "ask before I answer" not in report.out + table.out
