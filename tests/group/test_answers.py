from collections.abc import Iterator
from random import Random
from typing import Any

from hostile import SHOWN, harmful_in
from hypothesis import given, settings
from hypothesis import strategies as st
from leading import way_on
from sitting import FACILITATOR, Sitting, library

from game.group.answers import Form, forms, ticks
from game.group.session.asking import Who
from game.present.parts import Paragraph, words
from game.present.session import now_words, record_lines, voted_words, who_words
from game.present.session_debrief import debrief_rows
from game.present.session_pages import (
    decided_rows,
    meter_rows,
    passed_rows,
    record_rows,
    seat_rows,
    story_rows,
    what_if_rows,
)  # fmt: skip
from game.present.text import safe

ANN = Who("participant", "ann")
FIRST_SHIFT = library("first-shift")
PHASES = ("reactions", "description", "my_view", "analysis", "summary")
LINES = [it for it in SHOWN if it.strip()]


# Every moment of a session at which something is shown to a participant, one step of the facilitator's apart.
def moments(sitting: Sitting) -> Iterator[dict[str, Any]]:
    phases = iter(PHASES)
    while sitting.session.step != "closed":
        yield sitting.seen("ann")
        if sitting.session.step != "debrief":
            command = way_on(sitting.seen(FACILITATOR))
        else:
            phase = next(phases, None)
            command = {"kind": "phase", "phase": phase} if phase else {"kind": "finish"}
        refused = sitting.ask(FACILITATOR, command)
        assert refused is None, refused
        for item in sitting.desk()["waiting"]:
            sitting.lead("pass", item=item["item"])
    yield sitting.seen("ann")


def answered(form: Form, luck: Random) -> dict[str, str]:
    said = {}
    for it in form.questions:
        if it.options:
            said[it.key] = luck.choice([value for value, _ in it.options] + ([] if it.needed else [""]))
        else:
            said[it.key] = "".join(luck.choice(LINES)[: it.most].split()) or "so"
    return said


def rows(room: dict[str, Any], you: dict[str, Any]) -> tuple[Paragraph, ...]:
    return (*story_rows(room), *decided_rows(room), *what_if_rows(room), *meter_rows(room), *seat_rows(room, you),
            *passed_rows(room), *debrief_rows(room), *record_rows(room, you))  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32))
def test_whatever_is_answered_to_a_form_is_taken_and_stands_in_it_afterwards(seed: int) -> None:
    luck, sitting = Random(seed), Sitting(FIRST_SHIFT, seed=seed % 100)
    sitting.join("ann", "ben")
    sitting.lead("names", own=True)
    asked: set[str] = set()
    for view in moments(sitting):
        for form in forms(view["room"], view["you"]):
            if form.key == "name" and luck.random() < 0.9:
                continue
            said = answered(form, luck)
            assert form.complete(said)
            kind = form.command(said)["kind"]
            refused = sitting.ask(ANN, form.command(said))
            if kind == "rename" and refused is not None:
                continue  # a name has rules of its own
            assert refused is None, (form.command(said), refused)
            asked.add(form.key.split("-")[0])
            seen = sitting.seen("ann")
            again = next(it for it in forms(seen["room"], seen["you"]) if it.key == form.key)
            if form.key.startswith("vote") or form.key == "my-view":
                assert {key: safe(it) for key, it in again.said.items()} == {key: safe(it) for key, it in said.items()}
                assert form.key == "my-view" or voted_words(seen["room"], seen["you"])
        for tick in ticks(view["room"], view["you"]).values():
            assert sitting.ask(ANN, tick.command) is None
    assert {"vote", "react", "my", "commit"} <= asked


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**32))
def test_nothing_that_is_shown_to_a_participant_can_harm_a_terminal(seed: int) -> None:
    luck, sitting = Random(seed), Sitting(FIRST_SHIFT)
    sitting.join("ann", "ben")
    for view in moments(sitting):
        for form in forms(view["room"], view["you"]):
            sitting.ask(ANN, form.command(answered(form, luck)))
        seen = sitting.seen("ann")
        shown = "".join(words((*it.margin, *it.parts)) for it in rows(seen["room"], seen["you"]))
        assert not harmful_in(shown)


def test_every_step_says_what_is_happening() -> None:
    sitting = Sitting(FIRST_SHIFT, minutes=60)
    sitting.join("ann")
    told = {view["room"]["step"]: now_words(view["room"]) for view in moments(sitting)}
    assert set(told) >= {"lobby", "prebrief", "scene", "first", "talk", "second", "deciding", "consequence", "ending",
                         "debrief", "closed"}  # fmt: skip
    assert all(told.values())
    assert told["first"].startswith("The first vote")


def test_a_vote_says_that_it_is_in_and_how_many_have_voted() -> None:
    sitting = Sitting(FIRST_SHIFT)
    sitting.join("ann", "ben")
    sitting.start()
    sitting.lead("next")
    sitting.vote({"ann": "hold-back"}, sureness=3, reason="It is safe.")
    view = sitting.seen("ann")
    assert voted_words(view["room"], view["you"]).startswith("Your vote is in: “Keep both shifts five minutes longer")
    assert who_words(view["room"], view["you"]).endswith("2 here. 1 of 2 has voted.")
    assert voted_words(view["room"], sitting.seen("ben")["you"]) == ""
    [form, *_] = forms(view["room"], view["you"])
    assert form.said == {"choice": "hold-back", "sureness": "3", "reason": "It is safe."}


def test_a_record_has_what_one_did_and_no_more() -> None:
    sitting = Sitting(FIRST_SHIFT)
    sitting.join("ann", "ben")
    sitting.start()
    sitting.lead("next")
    sitting.vote({"ann": "hold-back", "ben": "swipe"}, reason="So.")
    for view in moments(sitting):
        last = view
    lines = record_lines(last["room"], last["you"])
    assert lines[0] == f"First shift: the record of {last['you']['name']}"
    label = "Keep both shifts five minutes longer, until somebody says what has settled him."
    assert f"  My first vote: {label} (So.)" in lines
    assert not any("swipe" in it for it in lines)

