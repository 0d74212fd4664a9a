from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import browser_page, faults_of
from playwright.sync_api import Page
from test_debriefs import SAID, a_play

import game
from game.authoring.exploring import explored
from game.documents.debriefs import debrief_document
from game.documents.explored_page import explored_page
from game.documents.maps.documents import map_document
from game.documents.maps.making import map_of
from game.language.library import find_scenario
from game.paths.doors import doors
from game.present.glyphs import UNICODE

WIDTHS = (320, 390, 1100)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, play = tmp_path_factory.mktemp("pages"), a_play()
    scenario = game.load(find_scenario("first-shift"))
    texts = {
        "debrief": debrief_document(play, SAID, "html", doors(play)),
        "explore": explored_page(explored(scenario, 60, 1500, None), scenario, "first-shift"),
        "map": map_document(map_of(scenario), "html", UNICODE),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["debrief", "explore", "map"])
def test_axe_finds_nothing_and_nothing_runs_over_the_side(
    page: Page, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(pages[name].as_uri())
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert wrong == []


@pytest.mark.parametrize("name", ["debrief", "explore", "map"])
def test_a_page_prints_on_a4(page: Page, pages: dict[str, Path], name: str) -> None:
    page.goto(pages[name].as_uri())
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]", printed)


def test_no_table_of_what_was_explored_scrolls_on_a_page_1000_wide(page: Page, pages: dict[str, Path]) -> None:
    page.set_viewport_size({"width": 1000, "height": 800})
    page.goto(pages["explore"].as_uri())
    found = page.evaluate("[...document.querySelectorAll('.wide')].map(it => it.scrollWidth - it.clientWidth)")
    assert found == [0, 0, 0]
