"""How much there is to read, how long that takes, and how hard it is. Made for English."""

from __future__ import annotations

import re
from typing import Final

from game.present.text import unmarked
from game.scenario.prose import Conditional, Prose, as_typed

WORDS_A_MINUTE: Final = 260
"""Silent reading of fiction by adults: 260 words a minute on average, for most between 200 and 320.

Brysbaert 2019, Journal of Memory and Language 109:104047, a meta-analysis of 190 studies. Scenarios are told in the
short words of fiction (about 4.0 letters; his fiction has 4.2, his non-fiction 4.6 and is read at 238).
"""
LEAST_WORDS: Final = 50
"""Words below which a text has no reading age: one word in ten the other way would move it by a year and a half."""

_SCHOOL_STARTS: Final = 5
"""An American school grade and this make an age."""
_BETWEEN_WORDS: Final = re.compile(r"[\s/\u2013\u2014\u2026]+|--+|\.\.+")
_SENTENCE_END: Final = re.compile(r"[.!?\u2026]+[\"'\u2019\u201d)\]*]*(?=\s|$)|\n+")
_HYPHENED: Final = re.compile(r"\w-\w")
_SILENT: Final = re.compile(r"(?<=[aeiouy])([^aeiouy]+)(?:e|es|ed)$")
"""A last e that lengthens the vowel before it, as in `made`, with the endings that hide it."""
_VOWELS: Final = re.compile(r"[aeiouy]+")
_TWO_SOUNDS: Final = re.compile(
    r"i[ao]|[^q]ua|[aeo]ing$|[aeiou]y(?:[ao]|er|ing)|e[ou]s$|[^aeiou]ier|iet|eo(?!p)|ue[lt]$|oe[mt]|ui[dn][^e]?$|[dst]nt$"
)
"""Letters that stand together and are two sounds: `trial`, `doing`, `fluid`, `didn't`."""
_LAST_E_SPOKEN: Final = re.compile(r"[td]ed$|dred$|(?:[sxz]|[cs]h|[cg])es$|[^aeiouyl]le[sd]?$")
"""`wanted`, `hundred`, `places`, `table`."""


def words(text: str) -> list[str]:
    """Return the words of a text: what stands between spaces, slashes and dashes, and holds a letter or a figure."""
    return [it for it in _BETWEEN_WORDS.split(text) if any(map(str.isalnum, it))]


def word_count(text: str) -> int:
    """Return how many words a text has."""
    return len(words(text))


def words_told(prose: Prose) -> int:
    """Return how many words of a text one reads at most: of a condition's two sides the longer counts."""
    return sum(
        max(words_told(beat.then), words_told(beat.otherwise))
        if isinstance(beat, Conditional)
        else word_count(unmarked(as_typed(beat.pieces)))
        for beat in prose
    )


def sentence_count(text: str) -> int:
    """Return how many sentences a text has; a line's end ends one too, as the next line is another's."""
    return sum(any(map(str.isalnum, it)) for it in _SENTENCE_END.split(text))


def reading_minutes(words: int) -> float:
    """Return how many minutes it takes to read so many words, at WORDS_A_MINUTE, deciding nothing."""
    return words / WORDS_A_MINUTE


def reading_age(text: str) -> float | None:
    """Return the age in years at which a text is read with ease; None for fewer than LEAST_WORDS words.

    By FORCAST (Caylor, Sticht, Fox and Ford 1973, HumRRO Technical Report 73-5): an American grade of 20 less a tenth
    of the words of one syllable among 150, and five years for an age. It lies between 10 and 25.

    It was made for what adults read at work, and it is the one well-known formula that counts no sentences. The others
    take dialogue for easy because its sentences are short: Flesch-Kincaid puts a story for ward managers at the age of
    eight. SMOG, which the health service uses for leaflets, wants 30 sentences, twice as many as a scene has.

    Its limits: it sees how long words are, not whether they are known, nor what is left unsaid. Chance alone moves it
    by a year at 50 words and by half a year at 150. It was fitted to the grades 5 to 12, the ages 10 to 17. A figure
    counts as one syllable, an abbreviation in capitals as several. For English alone.
    """
    found = words(text)
    if len(found) < LEAST_WORDS:
        return None
    share = sum(map(one_syllable, found)) / len(found)
    return 20 - 15 * share + _SCHOOL_STARTS


def one_syllable(word: str) -> bool:
    """Say whether a word is spoken as one syllable, as far as its spelling shows."""
    letters = "".join(it for it in word if it.isalpha())
    if _HYPHENED.search(word) or (len(letters) > 1 and letters.isupper()):
        return False
    spelt = letters.casefold()
    spoken = spelt if _LAST_E_SPOKEN.search(spelt) else _SILENT.sub(r"\1", spelt)
    vowels = len(_VOWELS.findall(spoken))
    spelt_out = vowels == 0 and len(letters) > 1  # Mr, kg
    return vowels < 2 and not spelt_out and not _TWO_SOUNDS.search(spelt)
