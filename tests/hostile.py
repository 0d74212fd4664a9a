"""Texts that would do harm where they were taken for markup, escape codes, HTML, a format or a placeholder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import yaml
from generating import WORDS, Tree

LONG = "m" * 5000

SHOWN = {
    "[/": "[/",
    "[RED]x": "[RED]x",
    "[$primary]": "[$primary]",
    "[@click=app.quit]x[/]": "[@click=app.quit]x[/]",
    "\x1b[31m": "<U+001B>[31m",
    "\x1b]0;title\x07": "<U+001B>]0;title<U+0007>",
    "\x9b31m\x90\x9c": "<U+009B>31m<U+0090><U+009C>",
    "\x00\x08\x7f": "<U+0000><U+0008><U+007F>",
    "one\rtwo": "one<U+000D>two",
    "<script>alert(1)</script>&amp;": "<script>alert(1)</script>&amp;",
    "{": "{",
    "{{": "{{",
    "{patients}": "{patients}",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645":
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u202eabc\u202c\u2066d\u2069": "<U+202E>abc<U+202C><U+2066>d<U+2069>",
    "\u2028\u2029\ufeff": "<U+2028><U+2029><U+FEFF>",
    "%s %(x)s %n": "%s %(x)s %n",
    "\\": "\\",
    "\\n\\u001b[0m": "\\n\\u001b[0m",
    "'\"`$(reboot)`;--": "'\"`$(reboot)`;--",
    "'; DROP TABLE plays; --": "'; DROP TABLE plays; --",
    LONG: LONG,
}  # fmt: skip
"""Each text, and how it is shown where characters that a terminal acts on would reach one."""

TEXTS = tuple(SHOWN)
_WORDS = re.compile(r"Q(\d+)\(")
_WORDY = {
    "title", "summary", "brief", "name", "job", "knows", "text", "else", "amara", "reply", "because", "cue", "ask",
    "demand", "prompts", "locked", "questions", "support", "cite", "says", "authors", "touches", "aims",
}  # fmt: skip
"""The keys of the page's example under which a person's words stand."""
_HARMFUL = ("Cc", "Cf", "Cs", "Zl", "Zp")
_HARMLESS = "\n\u200c\u200d"


def without_words(file: str) -> Tree:
    """Return the page's example, as the text of its file, as a tree for `as_yaml`, with all of its words taken out."""

    def emptied(part: Any, key: str) -> Any:
        if isinstance(part, dict):
            return {it: emptied(value, key if key == "demand" else it) for it, value in part.items()}
        if isinstance(part, list):
            return [emptied(it, key) for it in part]
        return WORDS if key in _WORDY else part

    tree: Tree = yaml.load(file, yaml.BaseLoader)
    return {key: emptied(value, key) for key, value in tree.items() if key not in ("tests", "promises")}


def hostile_words(first: int) -> Callable[[int], str]:
    """Return words for `as_yaml`, one hostile text after another from the `first` on.

    A brace is doubled, as an author has to double it; where braces mean nothing both are then shown.
    """
    return lambda number: f"Q{number}({TEXTS[(number + first) % len(TEXTS)].replace('{', '{{')})Z"


def came_through(output: str, first: int, *, shown: bool) -> int:
    """Count the words in an output; raise AssertionError where one of them is not whole, or not as it should be.

    `shown`: what a terminal would act on has been replaced, and lines may have been broken anywhere.
    """
    text = _unbroken(output) if shown else output
    found = list(_WORDS.finditer(text))
    for it in found:
        raw = TEXTS[(int(it[1]) + first) % len(TEXTS)]
        whole = f"{SHOWN[raw] if shown else raw})Z"
        wanted = [_unbroken(one) if shown else one for one in (whole, whole.replace("{", "{{"))]
        assert text.startswith(tuple(wanted), it.end()), (wanted[0], text[it.start() : it.end() + 100])
    return len(found)


def harmful_in(output: str) -> set[str]:
    """Return the characters of an output that a terminal would act on."""
    return {it for it in set(output) if it not in _HARMLESS and unicodedata.category(it) in _HARMFUL}


def _unbroken(text: str) -> str:
    return "".join(text.split())
