"""Words that go into a cell of a spreadsheet."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, the wide forms of it too (OWASP, "CSV Injection")."""


def cell(text: str) -> str:
    """Return words for a cell; what would be taken for a formula gets an apostrophe before it, which is seen."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
