"""The codes of what the structure, the references and the logic of a file can get wrong, each with its meaning.

Y (syntax) stand with the reader, E (expressions) with the grammar.
"""

from __future__ import annotations

from typing import Final

UNKNOWN_KEY: Final = "S001"
MISSING_KEY: Final = "S002"
EMPTY_VALUE: Final = "S003"
NOT_TEXT: Final = "S004"
NOT_LIST: Final = "S005"
NOT_KEYS: Final = "S006"
NOT_WHOLE: Final = "S007"
NOT_YES_NO: Final = "S008"
NOT_ALLOWED: Final = "S009"
BAD_ID: Final = "S010"
BAD_VERSION: Final = "S011"
EMPTY_LIST: Final = "S012"
ONE_OF: Final = "S013"
OUT_OF_RANGE: Final = "S014"
BAD_FORM: Final = "S015"
BAD_BEAT: Final = "S016"
NO_WAY_ON: Final = "S017"
NO_DECISION: Final = "S018"
CUT_BY_COMMA: Final = "S019"

UNKNOWN_SCENE: Final = "R001"
UNKNOWN_NAME: Final = "R002"
NOT_CHANGEABLE: Final = "R003"
NOT_SETTABLE: Final = "R004"
SET_AND_CHANGED: Final = "R005"
NAME_TAKEN: Final = "R006"
SAME_ID: Final = "R007"
UNKNOWN_SPEAKER: Final = "R008"
UNKNOWN_PLACEHOLDER: Final = "R009"
HIDDEN_SHOWN: Final = "R010"
UNKNOWN_OPTION: Final = "R011"
UNKNOWN_SOURCE: Final = "R012"
UNKNOWN_ROLE: Final = "R013"

ENDLESS_PASSAGE: Final = "L001"
BACK_OUTSIDE: Final = "L002"
LAST_WAY_OPEN: Final = "L003"
LAST_ENDING_OPEN: Final = "L004"
ODDS_NOT_WHOLE: Final = "L005"
NEVER_REACHED: Final = "L006"
DIVIDES_BY_ZERO: Final = "L007"

MEANINGS: dict[str, str] = {
    UNKNOWN_KEY: "a key that the language does not have",
    MISSING_KEY: "a key that has to be there is not",
    EMPTY_VALUE: "a key has nothing after it",
    NOT_TEXT: "text is due, and something else stands there",
    NOT_LIST: "a list is due, and something else stands there",
    NOT_KEYS: "a group of keys is due, and something else stands there",
    NOT_WHOLE: "a whole number is due, and something else stands there",
    NOT_YES_NO: "a yes or no is due, and something else stands there",
    NOT_ALLOWED: "a word that is not one of those allowed",
    BAD_ID: "an id that has not the form of an id",
    BAD_VERSION: "a version of the language that this program does not know",
    EMPTY_LIST: "an empty list where something is needed",
    ONE_OF: "exactly one of several keys is needed",
    OUT_OF_RANGE: "a number outside its range",
    BAD_FORM: "a value that has not the form it needs",
    BAD_BEAT: "a beat that is neither narration nor speech",
    NO_WAY_ON: "a scene or choice from which nothing leads on",
    NO_DECISION: "a scene with choices that does not say what its moment asks for",
    CUT_BY_COMMA: "a text in braces that a comma has cut in two",
    UNKNOWN_SCENE: "a scene that is not there",
    UNKNOWN_NAME: "a meter or fact that is not there",
    NOT_CHANGEABLE: "an effect on something that is no number",
    NOT_SETTABLE: "a fact set to a value that it cannot take, or a meter set",
    SET_AND_CHANGED: "one happening both sets and changes a fact",
    NAME_TAKEN: "a name that already means something else",
    SAME_ID: "two things of one kind with the same id",
    UNKNOWN_SPEAKER: "somebody speaks who is not in the cast",
    UNKNOWN_PLACEHOLDER: "a placeholder in a text that names nothing",
    HIDDEN_SHOWN: "a text that shows a hidden meter",
    UNKNOWN_OPTION: "a choice or look that is not there",
    UNKNOWN_SOURCE: "a source that is not listed",
    UNKNOWN_ROLE: "a role that is not there",
    ENDLESS_PASSAGE: "scenes that lead round in a ring without a choice",
    BACK_OUTSIDE: "`goto: back` where no event can have led",
    LAST_WAY_OPEN: "a list of ways on whose last has a condition",
    LAST_ENDING_OPEN: "a list of endings whose last has a condition",
    ODDS_NOT_WHOLE: "the odds of a chance that do not add up to 100",
    NEVER_REACHED: "something that stands behind an entry without a condition, so its turn never comes",
    DIVIDES_BY_ZERO: "an amount or condition that always divides by zero",
}
"""What each code means, in a few words."""
