"""What is wrong where a file could not be read any further, in the author's words.

The parser's own words are about the parser. Here each explanation looks at the lines again, with what had been
read by then, and the first one that fits is told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.language.diagnostics import Diagnostic
from game.language.reading.syntax_brackets import (
    between_brackets,
    dash_in_brackets,
    open_bracket,
    stray_bracket,
    unopened_bracket,
)
from game.language.reading.syntax_codes import CANNOT_READ
from game.language.reading.syntax_keys import colon_in_text, key_into_bracket, key_without_colon, no_key, odd_colon
from game.language.reading.syntax_layout import directive_or_document, list_beside_keys, out_of_line, tab_in_the_way
from game.language.reading.syntax_texts import (
    after_quote,
    bad_escape,
    bad_start,
    comment_in_text,
    cut_by_hash,
    open_quote,
)
from game.language.reading.trouble import Trouble

_EXPLANATIONS: Final[tuple[Callable[[Trouble], Diagnostic | None], ...]] = (
    cut_by_hash,
    open_quote,
    bad_escape,
    tab_in_the_way,
    open_bracket,
    directive_or_document,
    after_quote,
    dash_in_brackets,
    bad_start,
    stray_bracket,
    odd_colon,
    between_brackets,
    no_key,
    key_into_bracket,
    unopened_bracket,
    key_without_colon,
    colon_in_text,
    comment_in_text,
    list_beside_keys,
    out_of_line,
)
"""In this order: what hides the end of a line comes before what then seems to be wrong with the next."""


def explain(trouble: Trouble) -> Diagnostic:
    """The one diagnostic for a line that could not be read."""
    for explanation in _EXPLANATIONS:
        found = explanation(trouble)
        if found is not None:
            return found
    message = "this line could not be read"
    help = (
        "Look at it and at the line above it: every key needs a colon and a space, entries of one kind start in the "
        "same column, and a text with special characters needs quotes."
    )
    return trouble.tell_line(CANNOT_READ, trouble.at.line, message, help)
