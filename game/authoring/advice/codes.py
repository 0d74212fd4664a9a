"""The codes of advice, each with its meaning: W what does nothing, L logic, B balance, C content."""

from __future__ import annotations

from typing import Final

UNUSED_METER: Final = "W001"
UNUSED_FACT: Final = "W002"
NEVER_SET: Final = "W003"
NEVER_READ: Final = "W004"
UNUSED_PERSON: Final = "W005"
ALLOW_WITHOUT_REASON: Final = "W010"
ALLOW_UNUSED: Final = "W011"

UNREACHED_SCENE: Final = "L010"
NO_WAY_OUT: Final = "L011"
NEVER_HOLDS: Final = "L012"
ALWAYS_HOLDS: Final = "L013"

CLOSED_IN_PLAY: Final = "L020"
ZERO_IN_PLAY: Final = "L021"
ODDS_IN_PLAY: Final = "L022"
TRAPPED_IN_PLAY: Final = "L023"
NEVER_IN_PLAY: Final = "L030"
ALWAYS_IN_PLAY: Final = "L031"
UNREACHED_IN_PLAY: Final = "L032"

NO_DILEMMA: Final = "B001"
OUTDONE: Final = "B002"
DECIDES_NO_ENDING: Final = "B003"
FIRST_WINS: Final = "B004"
LONGEST_WINS: Final = "B005"
RARE_ENDING: Final = "B006"
USUAL_ENDING: Final = "B007"
STILL_METER: Final = "B008"
FULL_METER: Final = "B009"

NOT_PUBLISHABLE: Final = "C001"
NO_QUESTION: Final = "C002"
NO_POLES: Final = "C003"
NO_REASON: Final = "C004"
NO_EVIDENCE: Final = "C005"
THIN_SOURCE: Final = "C006"
SAME_WORDS: Final = "C010"
LONG_LABEL: Final = "C011"
LONG_SCENE: Final = "C012"
CUT_IN_BRACKETS: Final = "C013"
UNFINISHED: Final = "C014"
REAL_PERSON: Final = "C015"
CUT_BY_COMMENT: Final = "C016"
SPEECH_UNSPACED: Final = "C017"
BRACES_UNFILLED: Final = "C018"
TEXT_IN_BRACKETS: Final = "C019"
UNSIGNED_EFFECT: Final = "C020"
BULLETS: Final = "C021"

STRICT: Final = frozenset({
    NOT_PUBLISHABLE, NO_QUESTION, NO_POLES, NO_REASON, NO_EVIDENCE, THIN_SOURCE, ALLOW_UNUSED, DECIDES_NO_ENDING,
})  # fmt: skip
"""What is asked only of a scenario that is to be published."""

PROVED: Final = frozenset({NEVER_IN_PLAY, ALWAYS_IN_PLAY, UNREACHED_IN_PLAY, STILL_METER})
"""What can be said only where every path was walked."""
BY_PLAYING: Final = PROVED | {
    CLOSED_IN_PLAY, ZERO_IN_PLAY, ODDS_IN_PLAY, TRAPPED_IN_PLAY,
    OUTDONE, DECIDES_NO_ENDING, FIRST_WINS, LONGEST_WINS, RARE_ENDING, USUAL_ENDING, FULL_METER,
}  # fmt: skip
"""What is found by playing alone."""

MEANINGS: Final[dict[str, str]] = {
    UNUSED_METER: "a meter that nothing moves",
    UNUSED_FACT: "a fact that nothing sets and nothing reads",
    NEVER_SET: "a fact that is read and that nothing sets",
    NEVER_READ: "a fact that is set and that nothing reads",
    UNUSED_PERSON: "somebody in the cast who is nowhere in the story",
    ALLOW_WITHOUT_REASON: "an `allow` that does not say why, or names no code",
    ALLOW_UNUSED: "an `allow` that silences nothing",
    UNREACHED_SCENE: "a scene that nothing leads to",
    NO_WAY_OUT: "a way on after which no play ever ends",
    NEVER_HOLDS: "a condition that can never hold",
    ALWAYS_HOLDS: "a condition that always holds",
    CLOSED_IN_PLAY: "a scene that a play can come to with every choice closed",
    ZERO_IN_PLAY: "a division by zero that a play can come to",
    ODDS_IN_PLAY: "odds of a chance that in some play do not add up to 100",
    TRAPPED_IN_PLAY: "a scene from which some play can never come to an end",
    NEVER_IN_PLAY: "a condition that holds in no play",
    ALWAYS_IN_PLAY: "a condition that holds in every play that reads it",
    UNREACHED_IN_PLAY: "a part of the story that no play comes to",
    NO_DILEMMA: "a choice that is no better than another on any meter",
    OUTDONE: "a choice that never came out better than another on any meter",
    DECIDES_NO_ENDING: "a decision on which no ending hangs",
    FIRST_WINS: "a scenario that is won by always taking the first choice",
    LONGEST_WINS: "a scenario in which the longest choice is always the right one",
    RARE_ENDING: "an ending that hardly any play comes to",
    USUAL_ENDING: "an ending that nearly every play comes to",
    STILL_METER: "a meter that no play moves",
    FULL_METER: "a meter that most plays end with at the end of its range",
    NOT_PUBLISHABLE: "a key that a published scenario needs",
    NO_QUESTION: "a decision without the debrief's question",
    NO_POLES: "a choice that takes no side of any contrast",
    NO_REASON: "something that changes numbers and does not say why",
    NO_EVIDENCE: "a dynamic that does not say how well it is known",
    THIN_SOURCE: "a source that does not say what it found, or how strongly",
    SAME_WORDS: "two options of a scene with nearly the same words",
    LONG_LABEL: "an option whose label is longer than two lines",
    LONG_SCENE: "a scene with more than 180 words",
    CUT_IN_BRACKETS: "a sentence that a comma in square brackets has cut in two",
    UNFINISHED: "a text that still says TODO, or holds filler",
    REAL_PERSON: "what looks like a real patient's number or date of birth",
    CUT_BY_COMMENT: "a sentence that a # has cut in the middle",
    SPEECH_UNSPACED: "somebody's words told as narration, for want of a space",
    BRACES_UNFILLED: "braces in a text in which nothing is filled in",
    TEXT_IN_BRACKETS: "a text alone in square brackets",
    UNSIGNED_EFFECT: "an effect whose number has no plus or minus",
    BULLETS: "a list with bullets that is read as one paragraph",
}
"""What each code means, in a few words."""
