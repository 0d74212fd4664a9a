"""One slip of layout, one message: a line too far right or left, or without its dash, makes half a file look wrong.

What such a slip causes shows lines away and in other words. So where complaints may come from one, the file is read
again with a line moved: what heals it is told in their place, and what is still wrong then is told as well. So the
advice has been tried before it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import yaml

from game.language import codes
from game.language.diagnostics import Diagnostic
from game.language.reading import syntax_codes
from game.language.reading.entries import entry_of
from game.language.reading.nodes import Document
from game.language.reading.reader import read_bytes
from game.language.relaying import Change, changes
from game.language.symptoms import READ, State

Examine: TypeAlias = Callable[[Document], list[Diagnostic]]
"""Says everything that is wrong with a document."""

_OWED: Final = frozenset({codes.MISSING_KEY, codes.NO_WAY_ON, codes.NO_DECISION, codes.BAD_BEAT})
"""What a change to a wrong place leaves behind, however far away it is told."""

_MOST_SLIPS: Final = 5
_MOST_UNREAD: Final = 2
"""So many are looked for in a file that could not be read; what is behind more of them is guesswork."""
_MOST_SYMPTOMS: Final = 3
_LONGEST: Final = 500_000
"""A longer file than any author writes is read once."""
_MOST_READINGS: Final = 24
_MOST_CHARACTERS: Final = 3_000_000
"""So much is read again at most, all readings together; a long scenario has 80,000 characters."""


def retold(document: Document, found: Sequence[Diagnostic], examine: Examine) -> list[Diagnostic]:
    """Return what is wrong with a document, with what slips of layout have caused told as those slips."""
    if any(it.code == syntax_codes.ODD_CHARACTER for it in found):
        return list(found)
    if len(document.text) > _LONGEST:
        return list(found)
    return _Search(examine, len(document.text)).run(State(document, tuple(found)))


class _Search:
    """The looking for slips in one file, which stops after so many readings."""

    def __init__(self, examine: Examine, length: int) -> None:
        self._examine = examine
        self._left = min(_MOST_READINGS, _MOST_CHARACTERS // max(length, 1))
        self._parsings = 3 * self._left

    def run(self, state: State) -> list[Diagnostic]:
        """Return what is wrong with a file, slips told as such."""
        sound = state  # what was mended in a file that cannot be read yet counts once it can
        while len(state.told) < _MOST_SLIPS:
            better = self._mended(state)
            if better is None:
                break
            state = better
            if not state.unread:
                sound = state
        return sound.result()

    def _mended(self, state: State) -> State | None:
        """Return the file with the slip mended that shows first; None where none is found."""
        further: Change | None = None
        tried: set[tuple[int, tuple[str, ...]]] = set()
        for line in state.symptoms()[:_MOST_SYMPTOMS]:
            best = None
            for change in changes(state.document.lines, line, state.unread):
                if (change.first, change.new) in tried:
                    continue
                tried.add((change.first, change.new))
                stop = self._stop(state, change)
                if stop is not None:
                    gets_further = state.unread and stop > max(change.last, *state.symptoms())
                    further = further or (change if gets_further else None)
                    continue
                trial = self._tried(state, change)
                if trial is not None and (best is None or len(trial.found) < len(best.found)):
                    best = trial
                if best is not None and not best.found:
                    break
            if best is not None:
                return best
        if further is None or len(state.told) >= _MOST_UNREAD:
            return None
        document = read_bytes(_text_with(state, further).encode(), state.document.file)
        return state.after(further, document, self._examine(document))

    def _stop(self, state: State, change: Change) -> int | None:
        """Return the line, from 0, at which the parser stops after a change; None if it comes to the end."""
        self._parsings -= 1
        return _first_unread(_text_with(state, change)) if self._parsings >= 0 else 0

    def _tried(self, state: State, change: Change) -> State | None:
        """Read the file with a change; None if that heals nothing, or makes new trouble."""
        self._left -= 1
        if self._left < 0:
            return None
        document = read_bytes(_text_with(state, change).encode(), state.document.file)
        found = self._examine(document)
        if document.root is None:
            healed = False
        elif state.unread:
            healed = all(_well_near(found, it) for it in (*state.changes, change))
        else:
            healed = _better(state, found, change)
        return state.after(change, document, found) if healed else None


def _text_with(state: State, change: Change) -> str:
    return "\n".join(change.applied(state.document.lines)) + "\n"


def _first_unread(text: str) -> int | None:
    """Return the line, from 0, at which the parser stops; None if it comes to the end."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.line if error.problem_mark else 0
    except (yaml.YAMLError, ValueError, OverflowError):
        return 0
    return None


def _well_near(found: Sequence[Diagnostic], change: Change) -> bool:
    """Say whether a file that could not be read is well where it was changed."""
    near = range(change.first - 1, change.last + 4)
    return not any(it.code in _OWED or (it.code in READ and it.place and it.place.line in near) for it in found)


def _better(state: State, found: Sequence[Diagnostic], change: Change) -> bool:
    """Say whether a change takes complaints away and brings none, but for those in a part that is now looked into."""
    known = {_key(it) for it in state.found}
    lines = {it.place.line for it in state.found if it.place}
    inside = set(range(change.first + 2, change.last + 2)) - lines
    if any(it.place is None or it.place.line not in inside for it in found if _key(it) not in known):
        return False
    # A word that is no name of anything may fit by chance where authors give names.
    named = change.code != syntax_codes.NOT_LINED_UP or state.is_a_name(entry_of(state.document.lines, change.first))
    return len(state.found) - len(found) > (0 if named else 1)


def _key(it: Diagnostic) -> tuple[str, str, int]:
    return it.code, it.message, it.place.line if it.place else 0
