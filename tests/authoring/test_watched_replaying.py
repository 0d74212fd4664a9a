from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutating import GOOD, mutated

import game
from game.authoring.checking import check
from game.authoring.watching.beginning import Beginning
from game.authoring.watching.replaying import Replayed, play_again
from game.authoring.watching.watch import Watch
from game.authoring.watching.words import beginning_rows, finding_rows, findings_rows, status
from game.language.diagnostics import Diagnostic
from game.language.loading import loads
from game.language.reading.reader import read_bytes
from game.play.playing import Play
from game.present.glyphs import UNICODE
from game.present.parts import Paragraph, words
from game.scenario.story import Scenario

TEXT = (Path(__file__).parents[1] / "screens" / "shelf" / "first-shift.yaml").read_text(encoding="utf-8")
MOVES = ("frame:wicked", "look:acuity", "ask-the-team", "reason:why", "call-it", "name-it")


def edition(*changes: tuple[str, str]) -> Scenario:
    return loads(edited(*changes).encode(), "ward.yaml")


def edited(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), 1) if words in line)


def played(*moves: str) -> Play:
    return game.replay(edition(), seed=7, moves=moves or MOVES)


def again(*changes: tuple[str, str], moves: tuple[str, ...] = MOVES) -> Replayed:
    return play_again(played(*moves), edition(*changes), Beginning(seed=7))


def said(replayed: Replayed) -> list[tuple[str, tuple[str, ...]]]:
    return [(it.where, it.what) for it in replayed.differences]


def test_in_the_same_file_every_move_fits_and_nothing_differs() -> None:
    replayed = again()
    assert (replayed.made, replayed.left, replayed.why, replayed.differences) == (len(MOVES), (), "", ())
    assert replayed.play == played()


def test_another_number_is_said_where_it_first_shows() -> None:
    replayed = again(("staff: +4, trust", "staff: +7, trust"))
    assert said(replayed) == [
        ("after decision 1, “Ask the three of them how they would run tonight.”",
         ("Staff wellbeing is now 54 and was 51.",)),
    ]  # fmt: skip


def test_a_mended_word_does_not_hide_a_moved_meter() -> None:
    first, second = again(("already moved bay two", "moved bay two"), ("trust: +5", "trust: +6")).differences
    assert first.where == "as the play begins" and "“Amara Obi: I have moved bay two.”" in first.what[0]
    assert second.what == ("Trust is now 56 and was 55.",)


def test_a_look_counts_to_the_decision_that_it_stands_before() -> None:
    [difference] = again(("Bay one is heavier", "Bay one is much heavier")).differences
    assert difference.where == "at decision 1, “Read the acuity scores yourself”"


def test_another_way_on_another_time_and_another_ending_are_said() -> None:
    offered, difference = again(
        ("    goto: morning", "    goto: end"), ("reply: Six minutes.", "takes: 3\n        reply: Six minutes.")
    ).differences
    assert offered.what == ('The choice "call-it" reads or takes otherwise: now “Call the outreach team and tell each '
                            "person what to do.”",)  # fmt: skip
    assert difference.what == (
        'It now ends here with "together", and went on before.',
        "The story is now at Midnight, and was at Six o'clock.",
        "It is now Saturday 00:00, and was Friday 22:00.",
        difference.what[-1],
    )
    assert difference.what[-1].startswith("What is told is now “")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("text: Book an agency nurse", "text: Ring for an agency nurse"), "reads or takes otherwise"),
        (("        when: told\n", ""), "is now open"),
        (("      - id: book-agency", "      - id: book-bank"), "is new here"),
        (("      - id: book-agency", "      - id: book-bank"), "is not here any more"),
    ],
)  # fmt: skip
def test_what_is_offered_otherwise_is_said(change: tuple[str, str], sentence: str) -> None:
    [difference] = again(change, moves=("ask-the-team",)).differences
    assert difference.where == "as the play begins" and any(sentence in it for it in difference.what)


def test_new_and_gone_values_are_said() -> None:
    renamed = [("  trust: {name: Trust", "  faith: {name: Faith"), ("trust >= 55", "faith >= 55")]
    renamed += [(f"trust: {n}", f"faith: {n}") for n in ("+5", "-4", "+4")]
    [difference] = again(("  told: no\n", "  told: no\n  bells: 4\n"), *renamed, moves=("ask-the-team",)).differences
    assert difference.what == ("Faith is new, and stands at 50.", "Trust is gone.", "bells is new, and stands at 4.")


def test_the_first_move_that_no_longer_fits_is_said_with_what_can_be_done() -> None:
    replayed = again(("id: call-it", "id: call-them"))
    assert replayed.play.moves == MOVES[:4] and replayed.left == MOVES[4:]
    assert "There is no choice \"call-it\"" in replayed.why and "call-them" in replayed.why


def test_a_fault_of_the_new_edition_is_said() -> None:
    difference = again(("{patients: +5, staff: -2}", "{patients: 5 / (now - 2), staff: -2}")).differences[-1]
    assert "it divides by zero" in difference.what[0]


CHANGES = (
    ("id: call-it", "id: x"), ("staff: +4, trust", "staff: +7, trust"), ("takes: 1", "takes: 2"),
    ("    goto: midnight", "    goto: morning"), ("trust >= 55", "trust >= 70"), ("        when: told\n", ""),
)  # fmt: skip
WANTED = (
    "frame:tame", "reason:r", "look:acuity", "ask-the-team", "book-agency", "split-bay-one", "call-it", "ask-amara",
    "name-it", "leave-it",
)  # fmt: skip


# The same moves in any other edition: as many fit as can be made there, and the play is what those come to.
@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(CHANGES), max_size=4), st.lists(st.sampled_from(WANTED), max_size=7))
def test_moves_made_again_are_those_moves_in_the_other_edition(
    changes: set[tuple[str, str]], wanted: list[str]
) -> None:
    before = game.start(edition(), 7)
    for move in wanted:
        try:
            before = before.make(move)
        except game.MoveError:
            continue
    other = edition(*sorted(changes))
    replayed = play_again(before, other, Beginning(seed=7))
    assert replayed.play == game.replay(other, 7, None, before.moves[: replayed.made])
    assert (*before.moves[: replayed.made], *replayed.left) == before.moves
    assert bool(replayed.left) == bool(replayed.why)
    if not changes:
        assert not replayed.differences


# A file watched, as one value.


def watch_of(text: str = TEXT) -> Watch:
    return Watch.of("ward.yaml", check(read_bytes(text.encode(), "ward.yaml"), "ward"))


def saved(watch: Watch, text: str) -> Watch:
    return watch.read(check(read_bytes(text.encode(), "ward.yaml"), "ward"))


def text_of(rows: tuple[Paragraph, ...]) -> str:
    return "\n".join(words(it.parts) for it in rows)


def test_a_save_that_cannot_be_played_leaves_the_last_good_edition_playing() -> None:
    before = watch_of()
    assert before.play is not None
    moved = before.stand(before.play.make("ask-the-team"))
    broken = saved(moved, edited(("goto: morning", "goto: mourning")))
    assert broken.behind and broken.play is moved.play and broken.scenario is moved.scenario
    stands = words(status(broken, UNICODE).parts)
    assert f"1 error, line {line_of('goto: morning')}; the last good edition plays on." in stands
    mended = saved(broken, edited(("trust: +5", "trust: +6")))
    assert not mended.behind and mended.play is not None and mended.play.meters["trust"] == 56


def test_a_file_that_cannot_be_played_at_first_can_be_once_it_is_mended() -> None:
    watch = watch_of(edited(("goto: morning", "goto: mourning")))
    assert watch.play is None and "it cannot be played yet" in text_of(findings_rows(watch, UNICODE))
    assert watch.begin(Beginning()) is watch
    assert saved(watch, TEXT).play is not None


def test_what_a_save_brings_and_mends_is_counted_beside_what_was_there() -> None:
    todo = ("title: Midnight", "title: TODO")
    one = saved(watch_of(edited(todo)), edited(("start: handover", "\n\nstart: handover"), todo))
    assert (one.new, one.mended) == (frozenset(), 0)
    two = saved(one, edited(("title: The board", "title: TODO")))
    assert (len(two.new), two.mended) == (1, 1)
    assert "The last save: 1 new, 1 mended." in text_of(findings_rows(two, UNICODE))
    broken = saved(two, edited(("goto: morning", "goto: mourning")))
    assert (broken.new, broken.mended) == (frozenset(), 0)
    assert saved(broken, TEXT).mended == 1


def test_what_playing_found_counts_as_mended_only_once_it_is_played_again() -> None:
    rare = Diagnostic("B008", "warning", "this ending is rare", "ward.yaml")
    walked = watch_of().walk((rare,), "Every path walked: 9 plays.")
    read = saved(walked, edited(("trust: +5", "trust: +6")))
    assert (read.new, read.mended) == (frozenset(), 0)
    assert read.walk((rare,), "Every path walked.").new == frozenset()
    assert read.walk((), "Every path walked.").mended == 1
    assert saved(read, TEXT).walk((rare,), "Every path walked.").new == frozenset()


def test_a_play_from_elsewhere_stays_there_as_long_as_the_file_has_it() -> None:
    watch = watch_of().begin(Beginning("midnight", {"staff": 30}))
    assert "This play begins at Midnight, with Staff wellbeing 30. Nothing that is played here is kept." in text_of(
        beginning_rows(watch)
    )
    kept = saved(watch, edited(("trust: +5", "trust: +6")))
    assert kept.play is not None and (kept.play.scene.id, kept.play.meters["staff"]) == ("midnight", 30)
    lost = saved(kept, TEXT.replace("midnight", "midnite"))
    assert lost.play is not None and lost.play.scene.id == "handover" and lost.play.meters["staff"] == 30
    assert 'There is no scene "midnight" any more' in text_of(beginning_rows(lost))


def test_what_became_of_the_moves_is_said_until_the_next_move() -> None:
    watch = watch_of()
    assert watch.play is not None
    moved = saved(watch.stand(watch.play.make("ask-the-team")), edited(("trust: +5", "trust: +6")))
    assert "Saved: your 1 move fits." in text_of(beginning_rows(moved)) and moved.play is not None
    assert beginning_rows(moved.stand(moved.play.make("call-it"))) == ()
    unfit = saved(moved, edited(("id: ask-the-team", "id: ask-them")))
    assert "Saved: your first move, ask-the-team, no longer fits." in text_of(beginning_rows(unfit))
    same = saved(watch, edited(("trust: +5", "trust: +6")))
    assert text_of(beginning_rows(same)) == "Saved. Nothing that is told, shown or offered up to here differs."


# Whatever is saved, there is something to play if there ever was, and something to say about it.
@settings(deadline=None, max_examples=60)
@given(st.lists(mutated(), min_size=1, max_size=3), st.integers(0, 5))
def test_any_text_that_is_saved_leaves_something_to_play(texts: list[str], made: int) -> None:
    watch = watch_of(GOOD)
    for text in texts:
        for _ in range(made):
            assert watch.play is not None
            can = [it for it in watch.play.options if it.open and it.kind == "choice"]
            watch = watch.stand(watch.play.choose(can[-1].id)) if can else watch
        before, watch = watch, saved(watch, text)
        assert watch.play is not None and watch.scenario is not None
        assert watch.play is before.play or not watch.behind
        text_of((status(watch, UNICODE), *findings_rows(watch, UNICODE), *beginning_rows(watch)))


def test_a_file_that_is_not_there_is_said() -> None:
    gone = replace(watch_of(), gone=True)
    assert "The file is not there; the last good edition plays on." in words(status(gone, UNICODE).parts)


@pytest.mark.parametrize("width", [30, 200])
def test_a_finding_is_shown_whole_with_the_page_of_its_code(width: int) -> None:
    watch = watch_of(edited(("title: Midnight", f"title: TODO {'x' * width}")))
    shown = text_of(finding_rows(watch.findings[0], watch.checked.document.lines))
    place = f"line {line_of('title: Midnight')}"
    for part in ("warning C014:", place, "help:", "This fails in a scene:", "This passes in a scene:"):
        assert part in shown
