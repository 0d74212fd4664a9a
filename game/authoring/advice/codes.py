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

NO_DILEMMA: Final = "B001"

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

STRICT: Final = frozenset({NOT_PUBLISHABLE, NO_QUESTION, NO_POLES, NO_REASON, NO_EVIDENCE, THIN_SOURCE, ALLOW_UNUSED})
"""What is asked only of a scenario that is to be published."""

MEANINGS: Final[dict[str, str]] = {
    UNUSED_METER: "a meter that nothing moves",
    UNUSED_FACT: "a fact that nothing sets and nothing reads",
    NEVER_SET: "a fact that is read and that nothing sets",
    NEVER_READ: "a fact that is set and that nothing reads",
    UNUSED_PERSON: "somebody in the cast who is nowhere in the story",
    ALLOW_WITHOUT_REASON: "an `allow` that does not say why, or names no code",
    ALLOW_UNUSED: "an `allow` that silences nothing",
    UNREACHED_SCENE: "a scene that nothing leads to",
    NO_WAY_OUT: "a scene from which no way leads to the end",
    NEVER_HOLDS: "a condition that can never hold",
    ALWAYS_HOLDS: "a condition that always holds",
    NO_DILEMMA: "a choice that is no better than another on any meter",
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
}
"""What each code means, in a few words."""
