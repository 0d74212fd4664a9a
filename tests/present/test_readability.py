import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.library import find_scenario
from game.language.loading import load
from game.present.readability import (
    LEAST_WORDS,
    one_syllable,
    reading_age,
    reading_minutes,
    sentence_count,
    word_count,
    words,
)
from game.scenario.prose import Line, as_typed

SHORT = [
    "a", "bed", "eye", "walked", "called", "stayed", "made", "names", "gone", "whole", "scale", "years", "fought",
    "strength", "queue", "clothes", "they're", "don't", "it's", "12", "14:30", "eight", "choose", "noise", "quite",
    "edge", "planned", "“Well,”",
]  # fmt: skip
LONG = [
    "wanted", "hundred", "places", "table", "handles", "quiet", "didn't", "isn't", "trial", "doing", "fluid", "being",
    "area", "people", "pharmacy", "agency", "idea", "re-use", "X-ray", "NHS", "ICU", "Mr", "kg", "patient", "evening",
    "buses", "hatches", "saying", "player", "twenty-six",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Bay two, please.", ["Bay", "two,", "please."]),
        ("*Now* – twenty-six of them …", ["*Now*", "twenty-six", "of", "them"]),
        ("day/night…then", ["day", "night", "then"]),
        ("He’s at {patients} -- fine", ["He’s", "at", "{patients}", "fine"]),
    ],
)
def test_words_are_what_stands_between_spaces_slashes_and_dashes(text: str, found: list[str]) -> None:
    assert words(text) == found
    assert word_count(text) == len(found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("No full stop", 1),
        ("One. Two! Three? “Four.” Five…", 5),
        ("A score of 3.5 is not two sentences.", 1),
        ("one line\nanother", 2),
        ("…", 0),
    ],
)
def test_a_sentence_ends_with_its_mark_or_with_its_line(text: str, count: int) -> None:
    assert sentence_count(text) == count


@pytest.mark.parametrize("word", SHORT)
def test_words_of_one_syllable_are_known(word: str) -> None:
    assert one_syllable(word)


@pytest.mark.parametrize("word", LONG)
def test_words_of_more_syllables_are_known(word: str) -> None:
    assert not one_syllable(word)


def test_reading_takes_a_minute_for_260_words() -> None:
    assert reading_minutes(260) == 1
    assert reading_minutes(0) == 0


@pytest.mark.parametrize(("short", "long", "age"), [(150, 0, 10), (110, 40, 14), (75, 75, 17.5), (0, 150, 25)])
def test_an_age_is_25_less_a_tenth_of_the_short_words_among_150(short: int, long: int, age: float) -> None:
    assert reading_age("bed " * short + "agency " * long) == pytest.approx(age)


def test_too_few_words_have_no_age() -> None:
    assert reading_age("bed " * (LEAST_WORDS - 1)) is None
    assert reading_age("bed " * LEAST_WORDS) is not None


def test_dialogue_in_short_sentences_is_as_hard_as_its_words() -> None:
    said = "The agency cancelled. Nobody explained. Escalation is your decision. "
    assert reading_age(said * 10) == pytest.approx(reading_age(said.replace(".", "") * 10))


def test_the_shortest_scenario_reads_as_for_the_early_teens() -> None:
    scenes = load(find_scenario("first-shift")).scenes.values()
    text = "\n".join(as_typed(beat.pieces) for scene in scenes for beat in scene.text if isinstance(beat, Line))
    age = reading_age(text)
    assert age is not None and 12 <= age <= 15


@settings(deadline=None)
@given(st.text(max_size=400), st.integers(1, 60))
def test_any_text_has_an_age_between_10_and_25_or_none(text: str, times: int) -> None:
    age = reading_age(f"{text} " * times)
    assert age is None or 10 <= age <= 25
    assert sentence_count(text) <= word_count(text) or not words(text)
