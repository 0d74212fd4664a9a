from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from line_of_decisions import line, played

from game.findings.positions import POSITIONS
from game.paths.reaches import Closed, Doors, Reach
from game.plain.console import Console
from game.plain.debriefing import PlainDebrief
from game.play.playing import Play

ENOUGH = 60


class Told:
    def __init__(
        self,
        *typed: str,
        play: Play | None = None,
        doors: Callable[[], tuple[Doors, ...] | None] = lambda: None,
        notes: dict[str, str] | None = None,
        interactive: bool = True,
    ) -> None:
        self.sink, self.notes = io.StringIO(), dict(notes or {})
        console = Console(io.StringIO("".join(f"{it}\n" for it in typed)), self.sink, interactive=interactive)
        debriefed = PlainDebrief(play or a_play(), console, notes or {}, self.notes.__setitem__, doors)
        self.read = debriefed.tell()

    @property
    def words(self) -> str:
        return " ".join(self.sink.getvalue().split())


def a_play() -> Play:
    return played(line(["tame", "wicked", "critical", "tame"]), "manage manage command lead")


def test_the_player_speaks_before_the_machine() -> None:
    words = Told(*[""] * ENOUGH).words
    order = (
        "how was that?", "What happened, in order", "My view.", "what the program saw", "One thing that held",
        "Not yours alone, and not seen", "What will you keep?", "One way to go on", "I will", "Behind all this",
    )  # fmt: skip
    places = [words.index(it) for it in order]
    assert places == sorted(places)


def test_a_debrief_read_to_its_end_is_read() -> None:
    assert Told(*[""] * ENOUGH).read


@pytest.mark.parametrize("before", range(12))
def test_it_can_be_left_anywhere_and_is_not_read_then(before: int) -> None:
    assert not Told(*[""] * before, "q").read


def test_the_end_of_the_input_tells_all_of_it_to_nobody() -> None:
    told = Told(interactive=False)
    assert not told.read and "Behind all this" in told.words and told.notes == {}


def test_what_is_said_is_kept_under_its_key() -> None:
    told = Told("", "A long day", "2", "3", "1", "2", "0", "4", *[""] * ENOUGH)
    assert told.notes == {
        "reactions": "A long day", "view-same": "2", "view-change": "3", "view-command": "1", "view-manage": "2",
        "view-lead": "0", "view-avoid": "4",
    }  # fmt: skip
    assert "Your view and the record" in told.words


def test_a_pick_that_is_none_of_the_numbers_is_asked_again() -> None:
    told = Told("", "", "99", "x", "2", *[""] * ENOUGH)
    assert told.notes["view-same"] == "2" and told.words.count("Type a number from 1 to 4") == 2


def test_a_finding_can_be_seen_otherwise_and_the_mark_taken_away() -> None:
    typed = ["", "", *[""] * 6, "", "d"]
    assert Told(*typed, *[""] * ENOUGH).notes["otherwise"] == "1"
    assert Told(*typed, *[""] * ENOUGH, notes={"otherwise": "1"}).notes["otherwise"] == ""


def test_up_to_three_things_to_do_are_asked_for() -> None:
    told = Told(*_to_the_commitments(), *("Ask Dev", "Friday", "Priya") * 3, *[""] * 9)
    assert [told.notes[f"commitment-{number}-what"] for number in (1, 2, 3)] == ["Ask Dev"] * 3
    assert told.words.count("Who will notice:") == 3


def _to_the_commitments() -> list[str]:
    one_by_one: list[str] = []
    for _ in range(ENOUGH):
        if Told(*one_by_one, "END", interactive=True).notes.get("commitment-1-what") == "END":
            return one_by_one
        one_by_one.append("")
    raise AssertionError("there is no commitment")


def test_the_short_way_has_one_finding_and_one_thing_to_do() -> None:
    told = Told("s", *[""] * 3, *[""] * ENOUGH)
    assert "My view" not in told.words and "What happened" not in told.words
    assert told.words.count("Our view:") == 1


def test_every_topic_opens_by_its_number_and_positions_may_be_taken() -> None:
    typed = _to_the_commitments()
    listed = Told(*typed, *[""] * ENOUGH).words
    number = listed.split(". Where the sources disagree")[0].split()[-1]
    told = Told(*typed, "", number, "1", *[""] * ENOUGH)
    assert told.notes[f"position-{POSITIONS[0].id}"] == POSITIONS[0].sides[0].id


def test_doors_are_shown_once_they_are_there() -> None:
    typed = _to_the_commitments()
    reach = Reach(True, frozenset(["over"]), {}, 0)
    known = (Doors(1, "s1", "manage", reach, reach, (Closed("over", ("lead",), False),), ()),)
    arrived: list[tuple[Doors, ...] | None] = [None]
    listed = Told(*typed, *[""] * ENOUGH).words
    number = listed.split(". Doors: what")[0].split()[-1]
    assert "still being walked" in Told(*typed, "", number, "", doors=lambda: arrived[0]).words
    arrived[0] = known
    assert "could no longer happen" in Told(*typed, "", number, "", doors=lambda: arrived[0]).words


def test_a_pipe_that_says_one_thing_for_ever_comes_to_an_end() -> None:
    assert Told(*["1"] * 500, interactive=False).read
