import http.client
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

import httpx
import pytest
from browser import browser_page, faults_of
from playwright.sync_api import Page
from starlette.applications import Starlette

from game.group.client.address import Address
from game.group.doctor.fetching import fetched
from game.group.doctor.found import Found, Visit
from game.group.doctor.phones import MOST, Phones
from game.group.doctor.trial import trial
from game.group.hosting import Hosting
from game.group.pages.routes import pages

PATIENCE = 60.0
MARK = "0123456789abcdef"


@contextmanager
def _check() -> Iterator[tuple[Phones, Hosting, str]]:
    with trial() as (store, code):
        phones = Phones(code, ["192.0.2.77"])
        with Hosting(store, "127.0.0.1", 0, pages=[*phones.routes(), *pages()]) as hosting:
            yield phones, hosting, code


# Something between phone and host that does with an answer what `meddle` says: "pass", "hold" it back, or "refuse" it.
@contextmanager
def _gateway(port: int, meddle: Callable[[str], str]) -> Iterator[str]:
    ended = threading.Event()

    class HandOn(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            what = meddle(self.path)
            if what == "refuse":
                self.send_error(502)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            there = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            there.request(self.command, self.path, body, dict(self.headers))
            if what == "hold":
                ended.wait()
                there.close()
                return
            answer = there.getresponse()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.read())
            there.close()

        do_POST = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), HandOn)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _said(page: Page) -> str:
    page.locator("#again:enabled").wait_for(timeout=PATIENCE * 1000)
    return page.locator("#said").inner_text()


def test_a_phone_finds_that_streams_work_and_tells_both_who_holds_it_and_the_host() -> None:
    with _check() as (phones, hosting, _), browser_page(320, 640) as page:
        page.goto(f"{hosting.url}/doctor")
        assert _said(page).startswith("Streams work: ")
        visit = phones.visits.get(timeout=PATIENCE)
        assert (visit.number, visit.own, visit.found.mark) == (1, True, "ok")
        assert None not in (visit.found.long_poll, visit.found.poll)
        assert page.locator("#stream").inner_text() == f"came after {visit.found.stream} ms"
        assert faults_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.locator("#again").click()
        assert phones.visits.get(timeout=PATIENCE).number == 1


def test_where_streams_are_held_back_a_phone_knows_it() -> None:
    with (
        _check() as (phones, hosting, _),
        _gateway(hosting.port, lambda path: "hold" if "/events" in path else "pass") as url,
        browser_page() as page,
    ):
        page.goto(f"{url}/doctor")
        assert _said(page).startswith("Only polls: it will still work, a second late.")
        found = phones.visits.get(timeout=PATIENCE).found
        assert (found.stream, None in (found.long_poll, found.poll)) == (None, False)
        assert page.locator("#stream").inner_text() == "nothing came"


def test_a_phone_gives_a_stream_as_long_as_it_does_in_a_session_and_less_than_five_seconds() -> None:
    scripts = (files("game.group.doctor") / "files/doctor.js", files("game.group.pages") / "files/link.js")
    check, session = (
        re.search(rf"^const {name} = (\d+); // milliseconds", script.read_text(), re.MULTILINE)
        for name, script in zip(("PATIENCE", "HELLO"), scripts, strict=True)
    )
    assert check and session
    assert int(check[1]) == int(session[1]) < 5000


def test_a_phone_that_nothing_reaches_says_so() -> None:
    with (
        _check() as (phones, hosting, _),
        _gateway(hosting.port, lambda path: "refuse" if path.startswith("/s/") else "pass") as url,
        browser_page() as page,
    ):
        page.goto(f"{url}/doctor")
        assert _said(page).startswith("Nothing arrives: ")
        assert phones.visits.get(timeout=PATIENCE).found == Found()


def test_a_phone_that_cannot_even_tell_says_so_itself() -> None:
    with (
        _check() as (phones, hosting, _),
        _gateway(hosting.port, lambda path: "refuse" if re.match("/s/|/doctor/(begin|found)", path) else "pass") as url,
        browser_page() as page,
    ):
        page.goto(f"{url}/doctor")
        assert _said(page) == "Nothing arrives: this page opened, but nothing else passes. Tell the facilitator."
        assert phones.visits.empty()


def test_this_computer_finds_the_same_of_itself() -> None:
    with _check() as (_, hosting, code):
        found = fetched(Address(hosting.url, code))
        assert None not in (found.stream, found.long_poll, found.poll)
        with _gateway(hosting.port, lambda path: "hold" if "/events" in path else "pass") as url:
            assert fetched(Address(url, code)).mark == "look"
        with _gateway(hosting.port, lambda path: "refuse") as url:
            assert fetched(Address(url, code)) == Found()
        assert fetched(Address(hosting.url, "222222")) == Found()


def _tell(url: str, **told: Any) -> httpx.Response:
    return httpx.post(f"{url}/doctor/found", json=told, trust_env=False, timeout=PATIENCE)


@pytest.mark.parametrize(
    "told",
    [
        {"device": MARK, "stream": 1, "long_poll": 1},
        {"device": MARK, "stream": "1", "long_poll": 1, "poll": 1},
        {"device": MARK, "stream": -1, "long_poll": 1, "poll": 1},
        {"device": MARK, "stream": 1e9, "long_poll": 1, "poll": 1},
        {"device": "\x1b[31m", "stream": 1, "long_poll": 1, "poll": 1},
        {"device": MARK, "stream": 1, "long_poll": 1, "poll": 1, "more": 1},
        {"device": MARK * 500, "stream": 1, "long_poll": 1, "poll": 1},
    ],
)
def test_what_the_page_would_not_send_is_refused(told: dict[str, Any]) -> None:
    with _check() as (phones, hosting, _):
        assert _tell(hosting.url, **told).status_code in (400, 413)
        assert phones.visits.empty()


def test_devices_are_counted_once_and_so_many_and_no_more() -> None:
    with _check() as (phones, hosting, _), httpx.Client(base_url=hosting.url, trust_env=False) as asking:
        for number in [*range(MOST + 2), 0]:
            told = {"device": f"{number:016x}", "stream": None, "long_poll": 3, "poll": None}
            answer = asking.post("/doctor/found", json=told)
            assert answer.json() == {"mark": "look", "words": "Only polls: it will still work, a second late."}
        visits = [phones.visits.get_nowait() for _ in range(phones.visits.qsize())]
        assert [it.number for it in visits] == [*range(1, MOST + 1), 1]


async def test_a_phone_is_told_from_this_computer_by_where_it_asks_from() -> None:
    phones = Phones("222222", ["192.0.2.77"])
    application = Starlette(routes=phones.routes())
    told = {"device": MARK, "stream": 9, "long_poll": 9, "poll": 9}
    for host in ("192.0.2.8", "192.0.2.77"):
        transport = httpx.ASGITransport(application, client=(host, 4000))
        headers = {"User-Agent": "iPad"}
        async with httpx.AsyncClient(transport=transport, base_url="http://x", headers=headers) as asking:
            assert (await asking.get("/doctor")).status_code == 200
            await asking.post("/doctor/found", json={**told, "device": f"{MARK}{len(host)}"})
    found = Found(9, 9, 9)
    assert phones.visits.get_nowait() == Visit(1, "iPad", False, found)
    assert phones.visits.get_nowait() == Visit(2, "iPad", True, found)
    assert phones.opened == 1
