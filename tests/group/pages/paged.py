"""A session behind its real pages, people who take part in it without one, and phones in a real browser."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import SCENARIO

from game.group.hosting import Hosting
from game.group.keeping.entries import Kept
from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR
from game.group.pages.routes import pages
from game.group.service.sessions import create, let_in
from game.group.session.asking import Refusal, opening

View = dict[str, Any]


@dataclass
class Voice:
    """Somebody with a token who speaks to the host without a page."""

    url: str
    token: str

    def http(self) -> httpx.Client:
        """Return what speaks to the host; use it in a `with` block."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=self.url, headers=headers, trust_env=False, timeout=30)

    def post(self, what: str, body: View) -> httpx.Response:
        """Post something, whatever the answer."""
        with self.http() as http:
            return http.post(what, json=body, headers={"Idempotency-Key": secrets.token_hex(8)})

    def act(self, kind: str, **more: Any) -> View:
        """Do something that is not refused."""
        answer = self.post("act", {"kind": kind, **more})
        assert answer.is_success, (kind, more, answer.text)
        told: View = answer.json()
        return told

    def view(self) -> View:
        """Return all that they see now."""
        with self.http() as http:
            seen: View = http.get("poll").json()["events"][0]["data"]
        return seen


@dataclass
class Paged:
    """A session that is served with its pages."""

    store: Store
    kept: Kept
    host: str
    desk_token: str

    @property
    def phone_url(self) -> str:
        """Return what a phone opens."""
        return f"{self.host}/s/{self.kept.code}"

    @property
    def desk_url(self) -> str:
        """Return the desk's private link."""
        return f"{self.phone_url}/desk#{self.desk_token}"

    @property
    def desk(self) -> Voice:
        """Return the facilitator."""
        return Voice(f"{self.phone_url}/", self.desk_token)

    def crowd(self, number: int) -> list[Voice]:
        """Have people join who are not at a page."""
        people = [Voice(f"{self.phone_url}/", secrets.token_hex(24)) for _ in range(number)]
        for one in people:
            assert one.post("join", {"name": None}).is_success
        return people

    def to_the_vote(self) -> View:
        """Lead the room to its first vote, and return the decision."""
        desk = self.desk
        for _ in range(10):
            room = desk.view()["room"]
            if room["step"] == "first":
                decision: View = room["decision"]
                return decision
            desk.act("next")
        raise AssertionError("no vote was opened")

    def votes(self) -> list[View]:
        """Return every version of every vote that is in the log."""
        return [{**it.data, "by": it.by} for it in self.store.entries(self.kept.id) if it.kind == "voted"]


@contextmanager
def paged(folder: Path, *, own_names: bool = False, hands: bool = False) -> Iterator[Paged]:
    """Serve a new session with its pages."""
    opened = opening(SCENARIO, seed=3, minutes=60, own_names=own_names, hands=hands)
    assert not isinstance(opened, Refusal)
    with closing(Store.open(f"sqlite:///{folder}/sessions.sqlite")) as store:
        kept = create(store, SCENARIO, opened)
        with Hosting(store, "127.0.0.1", 0, None, pages()) as hosting:
            yield Paged(store, kept, hosting.url, let_in(store, kept, FACILITATOR))


@contextmanager
def phone(browser: Browser, width: int = 390, height: int = 844) -> Iterator[tuple[BrowserContext, Page]]:
    """Open a browser of its own, with an empty page; a fault in its scripts fails the test."""
    with closing(browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")) as context:
        faults: list[str] = []
        context.on("weberror", lambda it: faults.append(str(it.error)))
        context.on("console", lambda it: faults.append(it.text) if "Content Security Policy" in it.text else None)
        yield context, context.new_page()
        assert not faults, faults


def join(page: Page, url: str) -> None:
    """Join by the button, and wait for the room."""
    page.goto(url)
    page.get_by_role("button", name="Join").click()
    expect(page.locator("#who")).to_contain_text("Your name here")


def vote(page: Page, number: int = 0, sure: int = 2, reason: str = "") -> None:
    """Fill in the ballot that stands open, and send it."""
    page.locator("#ballot [name=choice]").nth(number).check()
    page.locator(f"#ballot [name=sureness][value='{sure}']").check()
    page.locator("#ballot [name=reason]").fill(reason)
    page.get_by_role("button", name="Send my vote").click()


def is_in(page: Page) -> None:
    """Wait until the page says that the vote is in."""
    expect(page.locator("#voted")).to_have_text(re.compile("^Your vote is in"))
