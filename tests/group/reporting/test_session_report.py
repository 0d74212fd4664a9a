from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browser import browser_page, faults_of
from click.testing import CliRunner
from hostile import TEXTS, harmful_in
from sitting import Sitting, library

from game.cli import cli
from game.group.keeping.entries import Entry, Kept
from game.group.keeping.errors import KeepingError
from game.group.keeping.store import Store
from game.group.reporting.documents import FORMS, NothingYetError, session_report
from game.group.service.sessions import create
from game.group.session.events import event_from_json, event_json

TWELVE = tuple(f"p{number}" for number in range(12))


def sat(*, dissent: str = "He will be off again", agreed: str = "Ask Joseph first", gone: int = 0) -> Sitting:
    """Play a session to its end: two votes on the first decision, one on the second, none on the third."""
    sitting = Sitting(library("first-shift"), seed=3)
    sitting.join(*TWELVE)
    sitting.start()
    for count in (7, 5):
        sitting.lead("next")
        chosen = {id: "sitter" if place < count else "hold-back" for place, id in enumerate(TWELVE)}
        sitting.vote(chosen, sureness=3, reason="=1+1")
        sitting.lead("next")
        if sitting.session.step == "talk":
            sitting.lead("pass", item=sitting.desk()["waiting"][0]["item"])
    sitting.lead("decide", choice="sitter", reason="We had nobody to spare")
    sitting.do("p11", "dissent", decision=1, words=dissent)
    sitting.lead("next")
    for choice in ("point", "names"):
        sitting.lead("next")
        sitting.lead("skip")
        if sitting.session.step == "talk":
            sitting.lead("skip")
        sitting.lead("decide", choice=choice)
    for id in TWELVE[len(TWELVE) - gone:]:
        sitting.lead("leave", participant=id)
    sitting.lead("next")
    sitting.lead("next")
    sitting.do("p1", "react", word="Cold")
    sitting.lead("pass", item=sitting.desk()["waiting"][0]["item"])
    sitting.lead("what_if", decision=1, choice="swipe")
    sitting.lead("what_if_end")
    sitting.lead("phase", phase="my_view")
    view = {"same": 1, "change": 2, "counts": {}, "keep": "My own keeping", "differently": "My own change"}
    sitting.do("p4", "my_view", **view)
    sitting.lead("phase", phase="analysis")
    sitting.do("p2", "otherwise", finding=1, on=True)
    sitting.lead("phase", phase="summary")
    sitting.do("p3", "commit", commitments=[{"what": "My secret plan", "when": "", "who": ""}])
    sitting.lead("agree", words=agreed)
    sitting.lead("finish")
    return sitting


def kept_in(store: Store, sitting: Sitting, upto: int | None = None) -> Kept:
    first, *rest = sitting.log[:upto]
    kept = create(store, sitting.scenario, first.data)
    entries = [Entry(it["seq"], it["at"], it["by"], it["kind"], it["data"]) for it in map(event_json, rest)]
    with store.writing() as writing:
        writing.hold([kept.id])
        writing.append(kept.id, entries, [], [])
    return kept


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path / 'sessions.sqlite'}")) as opened:
        yield opened


def test_the_report_tells_both_votes_the_shift_the_reason_and_the_dissent(store: Store) -> None:
    told = session_report(store, kept_in(store, sat()).code, "markdown")
    for words in (
        "12 people, 3 decisions", "7 for “Book a bank healthcare assistant", "5 for “Book a bank healthcare assistant",
        "2 changed their vote after the talk", "It was not the most voted. The reason given: We had nobody to spare",
        "“He will be off again”", "Votes for managing 7, then 5; leading 5, then 7", "Put the door on swipe",
        "“=1+1”, for “Keep both shifts", "What happened when, from ",
        "Cold", "Ask Joseph first", "by 1 of 12", "twohats session purge",
    ):  # fmt: skip
        assert words in told, words


def test_what_one_person_means_to_do_and_who_they_are_is_in_no_report(store: Store) -> None:
    sitting = sat()
    names = [person.name for person in sitting.session.people.values()]
    code = kept_in(store, sitting).code
    assert any("My secret plan" in str(it.data) for it in sitting.log)
    for form in FORMS:
        told = session_report(store, code, form)
        for private in ("My secret plan", "My own keeping", "My own change"):
            assert private not in told, form
        assert not any(name in told for name in names), form
        assert not any(f"{id}," in told or f'"{id}"' in told for id in TWELVE), form


def test_the_votes_are_rows_with_a_voter_that_leads_to_nobody(store: Store) -> None:
    kept = kept_in(store, sat())
    rows = list(csv.DictReader(io.StringIO(session_report(store, kept.code, "csv"))))
    assert len(rows) == 24
    first = [row for row in rows if row["round"] == "first"]
    assert sum(row["choice"] == "sitter" for row in first) == 7
    assert len({row["voter"] for row in rows}) == 12
    assert [row["voter"] for row in first] == sorted(row["voter"] for row in first)
    assert {row["reason"] for row in rows} == {"'=1+1"}


def test_the_log_is_every_event_a_line_with_letters_for_people_and_nothing_that_is_theirs_alone(store: Store) -> None:
    sitting = sat()
    kept = kept_in(store, sitting)
    told = [json.loads(line) for line in session_report(store, kept.code, "jsonl").splitlines()]
    wanted = [json.loads(json.dumps(event_json(it))) for it in sitting.log]
    assert [(it["seq"], it["kind"]) for it in told] == [(it["seq"], it["kind"]) for it in wanted]
    letters = {before["by"]: after["by"] for before, after in zip(wanted, told, strict=True)}
    assert letters["facilitator"] == "facilitator" and len(set(letters.values())) == 13
    both = zip(wanted[1:], told[1:], strict=True)
    changed = {before["kind"] for before, after in both if before["data"] != after["data"]}
    assert changed == {"joined", "viewed", "committed"}
    assert [it["data"]["name"] for it in told if it["kind"] == "joined"] == [letters[id] for id in TWELVE]
    rows = csv.DictReader(io.StringIO(session_report(store, kept.code, "csv")))
    assert {row["voter"] for row in rows} == {letters[id] for id in TWELVE}
    assert [event_from_json(it).seq for it in told] == [it.seq for it in sitting.log]


def test_a_name_that_the_facilitator_gave_is_letters_in_the_log_too(store: Store) -> None:
    sitting = Sitting(library("first-shift"), seed=3)
    sitting.join("p1")
    sitting.lead("rename", participant="p1", name="Florence")
    lines = session_report(store, kept_in(store, sitting).code, "jsonl").splitlines()
    joined, renamed = (json.loads(it) for it in lines[-2:])
    assert renamed["data"] == {"participant": joined["by"], "name": joined["by"]}


def test_who_had_gone_before_the_debrief_is_not_counted_among_those_who_could_see_it_otherwise(store: Store) -> None:
    sitting = sat(gone=4)
    assert "by 1 of 8" in session_report(store, kept_in(store, sitting).code, "markdown")


def test_before_the_first_decision_there_is_nothing_to_report_and_that_is_said(store: Store) -> None:
    code = kept_in(store, sat(), 5).code
    with pytest.raises(NothingYetError, match="nothing to report"):
        session_report(store, code, "html")
    assert session_report(store, code, "jsonl").count("\n") == 5
    with pytest.raises(KeepingError):
        session_report(store, "QQQQQQ", "html")


def test_words_that_people_typed_are_harmless_in_every_form(store: Store) -> None:
    for text in [it for it in TEXTS if it.strip() and len(it) <= 300][:12]:
        sitting = sat(dissent=text, agreed=text)
        code = kept_in(store, sitting).code
        for form in FORMS:
            told = session_report(store, code, form)
            assert not harmful_in(told.replace("\r\n", "\n")), (form, text)
            if form == "html":
                assert "<script" not in told.lower() and "<img" not in told.lower()


def test_the_page_reads_on_a_phone_and_axe_finds_nothing(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(session_report(store, kept_in(store, sat()).code, "html"), encoding="utf-8")
    with browser_page(320, 800) as page:
        page.goto(file.as_uri())
        assert faults_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_command_writes_a_report_or_says_why_not(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sessions.sqlite'}"
    with closing(Store.open(url)) as store:
        code, early = kept_in(store, sat()).code, kept_in(store, sat(), 5).code
    out = tmp_path / "report.md"
    run = CliRunner().invoke(cli, ["session", "report", code, "-o", str(out), "--database", url])
    assert run.exit_code == 0 and "12 people" in out.read_text(encoding="utf-8")
    for wrong in (early, "QQQQQQ"):
        run = CliRunner().invoke(cli, ["session", "report", wrong, "--database", url])
        assert run.exit_code == 1 and run.stdout == "" and run.stderr.count("\n") == 1 and "ession" in run.stderr
