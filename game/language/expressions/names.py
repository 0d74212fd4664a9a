"""What an expression may name, and the nearest name to a word that is none."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from game.scenario.expressions import Function, NameKind

ACTS: Final = ("lead", "manage", "command", "avoid")
"""In tests and promises each counts the choices that had that act."""

FINISHED_NAMES: Final = ("ending", "choices", *ACTS)
"""Known only once a play has ended, so only in tests and promises."""

SYSTEM_NAMES: Final = ("now", "role", *FINISHED_NAMES)
"""Names that are there without being declared; no meter, fact, role or list word may take one."""

QUESTIONS: Final = ("visited", "chose", "happened", "share")
"""What can be asked about a play: each takes one id in brackets."""

EXTREMES: Final = ("min", "max")
"""What takes several amounts in brackets."""

ANSWERS: Final[Mapping[str, bool]] = {"yes": True, "no": False, "true": True, "false": False}
"""How yes and no are written."""

RESERVED_WORDS: Final = frozenset({"and", "or", "not", "is", "in", *ANSWERS, *QUESTIONS, *EXTREMES})
"""The words of expressions; no meter, fact, role or list word may be called so."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a scenario has that its conditions and amounts may name."""

    meters: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    """Facts that are a whole number."""
    flags: frozenset[str] = frozenset()
    """Facts that are yes or no."""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facts that are one of some words, and their words."""
    roles: tuple[str, ...] = ()
    scenes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The id of a choice or look, and the scenes that have it."""
    endings: tuple[str, ...] = ()
    finished: bool = False
    """In tests and promises, which are read when a play has ended."""

    def words_of(self, name: str) -> tuple[str, ...] | None:
        """Return the words that a list fact, `role` or `ending` can be; None for any other name."""
        if name == "role":
            return self.roles or None
        if name == "ending":
            return self.endings if self.finished else None
        return self.lists.get(name)

    def kind_of(self, name: str) -> NameKind | None:
        """Return what a bare name stands for; None where nothing in scope is called so."""
        if name in self.meters:
            return "meter"
        if name in self.numbers or name in self.flags or name in self.lists:
            return "fact"
        if name == "now":
            return "now"
        if name == "role":
            return "role" if self.roles else None
        if not self.finished:
            return None
        if name == "ending":
            return "ending"
        return "choices" if name == "choices" else "act" if name in ACTS else None

    def known_to(self, question: Function) -> Collection[str]:
        """Return the ids that a question may be asked about."""
        match question:
            case "visited":
                return self.scenes
            case "chose":
                return self.choices.keys()
            case "happened":
                return self.events
            case "share":
                return self.endings

    def in_scope(self) -> list[str]:
        """Return every name that may stand alone here, in alphabetical order."""
        system = {"now"} | ({"role"} if self.roles else set()) | (set(FINISHED_NAMES) if self.finished else set())
        return sorted(self.meters | self.numbers | self.flags | self.lists.keys() | system)


def folded(word: str) -> str:
    """Return a word in the form of an id: lower case, no accents, hyphens for spaces and underscores."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[\s_]+", "-", plain.strip())


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that the word was most likely meant to be, or None where none is near."""
    forms: dict[str, str] = {}
    for candidate in sorted(candidates):
        forms.setdefault(folded(candidate), candidate)
    close = difflib.get_close_matches(folded(word), forms, n=1, cutoff=0.6)
    return forms[close[0]] if close else None
