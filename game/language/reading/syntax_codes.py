"""The codes of what can be wrong with how a file is written, each with its meaning."""

from __future__ import annotations

from typing import Final

MISSING_FILE: Final = "Y001"
NOT_A_FILE: Final = "Y002"
UNREADABLE_FILE: Final = "Y003"
BINARY_FILE: Final = "Y004"
UTF_16_FILE: Final = "Y005"
NOT_UTF_8: Final = "Y006"
TOO_BIG: Final = "Y007"
TOO_DEEP: Final = "Y008"
TOO_MANY: Final = "Y009"
EMPTY_FILE: Final = "Y010"
NO_KEYS: Final = "Y011"

ODD_CHARACTER: Final = "Y012"
TAB: Final = "Y013"
INVISIBLE_INDENT: Final = "Y014"
INVISIBLE_IN_KEY: Final = "Y015"

SAME_KEY: Final = "Y016"
ANCHOR: Final = "Y017"
ALIAS: Final = "Y018"
MERGE_KEY: Final = "Y019"
TAG: Final = "Y020"
DIRECTIVE: Final = "Y021"
SECOND_DOCUMENT: Final = "Y022"
BAD_KEY: Final = "Y023"
CUT_BY_HASH: Final = "Y024"

COLON_IN_TEXT: Final = "Y025"
OPEN_QUOTE: Final = "Y026"
AFTER_QUOTE: Final = "Y027"
BAD_START: Final = "Y028"
NO_SPACE_AFTER_COLON: Final = "Y029"
NO_COLON: Final = "Y030"
NOT_LINED_UP: Final = "Y031"
LIST_AND_KEYS: Final = "Y032"
OPEN_BRACKET: Final = "Y033"
STRAY_BRACKET: Final = "Y034"
NO_COMMA: Final = "Y035"
DASH_IN_BRACKETS: Final = "Y036"
BAD_ESCAPE: Final = "Y037"
NO_SPACE_AFTER_DASH: Final = "Y038"
COMMENT_IN_TEXT: Final = "Y039"
ODD_COLON: Final = "Y040"
CANNOT_READ: Final = "Y041"
NO_DASH: Final = "Y042"

MEANINGS: Final[dict[str, str]] = {
    MISSING_FILE: "there is no such file",
    NOT_A_FILE: "a folder, or something else that is not a file",
    UNREADABLE_FILE: "a file that this computer does not let us read",
    BINARY_FILE: "a picture, document or program instead of plain text",
    UTF_16_FILE: "text saved as UTF-16 or UTF-32 instead of UTF-8",
    NOT_UTF_8: "text saved in an old encoding instead of UTF-8",
    TOO_BIG: "a file of more than 2 MB",
    TOO_DEEP: "entries within entries, more than 40 deep",
    TOO_MANY: "more than 200,000 entries in one file",
    EMPTY_FILE: "a file with nothing in it but comments",
    NO_KEYS: "a file that does not begin with keys such as `title:`",
    ODD_CHARACTER: "a control character or an unusual line break anywhere",
    TAB: "a tab in front of a line or where an entry begins",
    INVISIBLE_INDENT: "a character that looks like a space, or like nothing, in front of a line",
    INVISIBLE_IN_KEY: "a character that looks like a space, or like nothing, in a key",
    SAME_KEY: "the same key twice in one place",
    ANCHOR: "a word that starts with &, which marks a part for use elsewhere",
    ALIAS: "a word that starts with *, which stands for a part marked elsewhere",
    MERGE_KEY: "the key <<, which copies other entries",
    TAG: "a word that starts with !, which says what kind of value follows",
    DIRECTIVE: "a line that starts with %",
    SECOND_DOCUMENT: "a line of --- or ... that splits the file in two",
    BAD_KEY: "a key that is empty, or is itself a list or a group of entries",
    CUT_BY_HASH: "a # that cuts off the rest of a text",
    COLON_IN_TEXT: "a colon and a space in a text without quotes",
    OPEN_QUOTE: "a quote that is opened and not closed",
    AFTER_QUOTE: "a text that goes on after its closing quote",
    BAD_START: "a text that starts with a character which needs quotes around it",
    NO_SPACE_AFTER_COLON: "a colon with no space after it",
    NO_COLON: "a key without its colon, or a line that belongs to nothing",
    NOT_LINED_UP: "a line that is indented too far, or not far enough",
    LIST_AND_KEYS: "list items and keys mixed side by side",
    OPEN_BRACKET: "a bracket or brace that is opened and not closed",
    STRAY_BRACKET: "a bracket or brace that closes nothing",
    NO_COMMA: "a comma too few or too many between brackets or braces",
    DASH_IN_BRACKETS: "a list item with a dash between brackets or braces",
    BAD_ESCAPE: "a backslash in double quotes that means nothing, or a character that cannot be shown",
    NO_SPACE_AFTER_DASH: "a list item with no space after its dash",
    COMMENT_IN_TEXT: "a comment line in the middle of a text",
    ODD_COLON: "a character that looks like a colon, or like the space after it",
    CANNOT_READ: "any other line that cannot be read",
    NO_DASH: "a list item that does not begin with a hyphen",
}
"""What each code means, in a few words."""
