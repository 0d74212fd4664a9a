from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from game.documents.debriefs import FORMS, Form, debrief_document
from game.documents.markdown import escaped
from game.documents.page import page_of
from game.findings.model import View
from game.findings.reflections import Commitment, Reflections
from game.language.library import find_scenario
from game.language.loading import load
from game.play.playing import Play, replay
from game.present.beats import beat_words
from game.present.outline import Phase
from game.present.sections import Entry, Section
from game.present.text import in_short, unmarked

GOLDENS = Path(__file__).parent / "goldens"
FIRST_SHIFT = load(find_scenario("first-shift"))
HOSTILE = "<script>alert(1)</script> [/] *x* \x1b[31m \u202e{{ & \" ' # - 1."
SAID = Reflections(
    reactions="tired",
    view=View(same=3, change=1, counts={"lead": 1, "manage": 1, "command": 1, "avoid": 0}),
    keep="The list.",
    change="Ask sooner.",
    otherwise=(2,),
    positions={"separate": "one"},
    commitments=(Commitment("Ask one person a day", "from Monday", "Sam"),),
)


def a_play(reason: str = "It was quick.") -> Play:
    moves = ["look:watch", "frame:tame", f"reason:{reason}", "sitter", "policy", "names"]
    return replay(FIRST_SHIFT, seed=1, moves=moves)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_debrief_reads_as_it_was_reviewed(form: Form) -> None:
    golden = GOLDENS / f"first-shift.{form}"
    assert debrief_document(a_play(), SAID, form) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_formative_who_sees_it_and_how_to_delete_it(form: Form) -> None:
    words = " ".join(debrief_document(a_play(), SAID, form).split())
    assert "not for selection, appraisal or any mark" in words
    assert "nobody else sees it unless you hand it on" in words
    assert "twohats plays" in words and "delete" in words


@pytest.mark.parametrize("form", FORMS)
def test_what_the_player_said_is_in_every_form(form: Form) -> None:
    document = debrief_document(a_play(), SAID, form)
    for words in ("It was quick.", "tired", "The list.", "Ask sooner.", "Ask one person a day", "Sam"):
        assert words.rstrip(".") in document.replace("\\.", ".")


@pytest.mark.parametrize("form", FORMS)
def test_the_day_of_the_play_is_said_where_it_is_known(form: Form) -> None:
    dated = debrief_document(a_play(), SAID, form, on=date(2026, 11, 2))
    assert ("2026-11-02" if form == "json" else "Played on 2 November 2026.") in dated
    assert "Played on" not in debrief_document(a_play(), SAID, form)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_somebody_who_has_not_played_reads_what_followed_and_how_it_ended(form: Form) -> None:
    play = a_play()
    document = unescape(" ".join(debrief_document(play, SAID, form).split())).replace("\\", "")
    ending = next(it for it in play.happened if it.kind == "ending")
    for beat in ending.beats:
        assert unmarked(beat.text).replace('"', "") in document.replace('"', "")
    for decision in play.decisions:
        reply = next(it.beats for it in decision.happened if it.kind == "choice" and it.beats)
        assert in_short(" ".join(beat_words(it) for it in reply)) in document


def test_nothing_is_said_of_what_to_keep_where_nothing_was_written() -> None:
    document = debrief_document(a_play(), Reflections(keep="  ", change=""), "text")
    assert "Your own words" not in document and "What I would keep" not in document


def test_the_page_keeps_the_order_of_what_has_a_label_and_what_has_none() -> None:
    said = Section("Both", (Entry("One", "first"), Entry("", "second"), Entry("Two", "third")))
    page = page_of("T", "L", [Phase("P", (said,))], [], "en")
    assert "<dl><dt>One</dt><dd>first</dd></dl><p>second</p><dl><dt>Two</dt><dd>third</dd></dl>" in page


def test_the_chart_numbers_the_decisions() -> None:
    page = debrief_document(a_play(), SAID, "html")
    under = [re.sub("<.*?>", "", it) for it in re.findall(r'<text [^>]*text-anchor="middle".*?</text>', page)]
    assert under == ["start", "1", "2", "3"]


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_act_on_nothing(form: Form) -> None:
    said = Reflections(reactions=HOSTILE, keep=HOSTILE, commitments=(Commitment(HOSTILE),))
    document = debrief_document(a_play(HOSTILE), said, form)
    assert "\x1b" not in document
    assert "\u202e" not in document
    if form == "html":
        assert "<script" not in document
    if form == "markdown":
        assert "<script" not in document.replace("\\<", "")


def test_the_page_is_whole_well_formed_and_fetches_nothing() -> None:
    page = debrief_document(a_play(), SAID, "html")
    parser = Tags()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    levels = [int(it[1]) for it in parser.headings]
    assert parser.headings[0] == "h1"
    assert max(later - earlier for earlier, later in pairwise(levels)) == 1  # no level of heading is passed over
    assert not re.search(r"""(src|href|url)\s*[=(]""", page)
    assert '<html lang="en-GB">' in page
    assert page.count("<polyline") == 3  # the visible meters and no hidden one


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("12. no list", "12\\. no list"),
        ("a_b `c` <d> [e]", "a\\_b \\`c\\` \\<d\\> \\[e\\]"),
        ("half past two.", "half past two."),
    ],
)
def test_markdown_sees_no_markup_in_anybodys_words(text: str, shown: str) -> None:
    assert escaped(text) == shown


class Tags(HTMLParser):
    VOID = ("meta",)

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        if re.match(r"h\d", tag):
            self.headings.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself leaves nothing open."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
