"""What can be wrong with a condition or an amount, and how it is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from game.scenario.expressions import Span

EXPRESSION_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "E001": "A condition or an amount is empty.",
        "E002": "It is longer than 500 characters.",
        "E003": "Its brackets, `not` and signs are more than 20 deep.",
        "E004": "It has a sign that the language does not have, such as `&&`, `=` or `%`.",
        "E005": "It has a character that cannot be seen, such as a no-break space.",
        "E006": "It has quotation marks; words stand without them.",
        "E007": "It has a number that is not whole, or not written in figures alone.",
        "E008": "It has a word of the language in capital letters, such as `AND`.",
        "E009": "Something is missing beside an operator, a comma or a bracket.",
        "E010": "Two parts stand side by side with nothing that joins them.",
        "E011": "A bracket is not closed, or not opened.",
        "E012": "A minus between two amounts needs a space on both sides.",
        "E013": "Something is asked that is not a question of the language, such as `count(x)`.",
        "E014": "A question, `min` or `max` is not asked as it should be: `visited(scene)`, `min(a, b)`.",
        "E015": "`in` wants a list in square brackets, of words, numbers or yes and no written out.",
        "E016": "A full stop stands only between a scene and its choice, in `chose(scene.choice)`.",
        "E017": "`not` after a comparison or a sign needs brackets.",
        "E020": "No meter, fact or other name is called so.",
        "E021": "A list, `role` or `ending` has no such word.",
        "E022": "No scene, event, choice, look or ending is called so.",
        "E023": "Several scenes have a choice or look of that id; the scene has to be named.",
        "E024": "It names what is known only in tests and promises.",
        "E025": "It asks for the role in a scenario without roles.",
        "E030": "Two things are compared that are of different kinds.",
        "E031": "A whole number is needed for arithmetic or for `<`, `<=`, `>`, `>=`.",
        "E032": "Yes or no is needed: for a condition, and beside `and`, `or` and `not`.",
        "E033": "An amount is a whole number.",
    }
)
"""Every code that an ExpressionError can have, and what it stands for. A code never changes its meaning."""


class ExpressionError(ValueError):
    """A condition or an amount that cannot be read, told in the author's own words."""

    def __init__(self, message: str, help: str, span: Span, code: str) -> None:
        """Take one sentence without a full stop, what to do about it, where it stands, and its code."""
        super().__init__(message)
        self.message = message
        self.help = help
        """A sentence or two; may be empty."""
        self.span = span
        """Start and end within the text, in characters; the end is past the last."""
        self.code = code
        """A key of EXPRESSION_CODES."""


def shown(text: str, limit: int = 40) -> str:
    """Return what an author wrote in backticks: on one line, shortened, with nothing that cannot be seen."""
    line = re.sub(r"\s+", " ", text).strip().replace("`", "'")
    line = "".join(character if character.isprintable() else character_name(character) for character in line)
    return f"`{line}`" if len(line) <= limit else f"`{line[: limit - 1].rstrip()}…`"


def character_name(character: str) -> str:
    """Return the name of one character, such as `no-break space`, or its number where it has none."""
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"


def several(ids: Iterable[str], last: str = "and", limit: int = 8) -> str:
    """Return ids as a phrase: `a, b and c`; past the limit `a, b, … and 4 more`."""
    words = list(ids)
    if len(words) > limit:
        return f"{', '.join(words[:limit])} … and {len(words) - limit} more"
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
