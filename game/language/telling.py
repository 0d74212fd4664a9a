"""Texts: beats, speakers and placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from game.language import models
from game.language.codes import HIDDEN_SHOWN, UNKNOWN_PLACEHOLDER, UNKNOWN_SPEAKER
from game.language.expressions.names import nearest
from game.language.places import Path
from game.language.reading.entries import CURLY_QUOTES
from game.language.reporting import Reporter
from game.scenario.expressions import Expression
from game.scenario.meters import Fact, Meter
from game.scenario.prose import Conditional, Line, Pieces, Placeholder, Prose

_BRACE = re.compile(r"\{\{|\{([^{}\n]*)\}|\{")
_BEAT_KEYS = ("text", "when", "else")


@dataclass(frozen=True)
class Teller:
    """Reads the texts of one scenario."""

    report: Reporter
    meters: dict[str, Meter]
    facts: dict[str, Fact]
    cast: frozenset[str]
    condition: Callable[[str, Path], Expression]

    def prose(self, text: models.Prose | None, path: Path) -> Prose:
        """Read a paragraph or a list of beats; nothing where there is none."""
        if text is None:
            return ()
        if isinstance(text, str):
            return (Line(self.pieces(text, path)),)
        return tuple([part for place, beat in enumerate(text) for part in self._beat(beat, (*path, place))])

    def pieces(self, text: str, path: Path) -> Pieces:
        """Cut a text at its placeholders. `{{` is a brace; line ends at the end of a block are dropped."""
        pieces: list[str | Placeholder] = []
        rest = 0
        text = text.rstrip("\n")
        for brace in _BRACE.finditer(text):
            pieces.append(text[rest : brace.start()])
            rest = brace.end()
            if brace.group() == "{{":
                pieces.append("{")
            else:
                pieces.append(self._placeholder(brace, path))
        pieces.append(text[rest:])
        return _joined(pieces)

    def _beat(self, beat: str | models.Beat, path: Path) -> Prose:
        if isinstance(beat, str):
            return (Line(self.pieces(beat, path)),)
        told: Prose
        if beat.text is not None:
            told = self.prose(beat.text, (*path, "text"))
        else:
            [(speaker, words)] = beat.speech.items()
            self._check_speaker(speaker, (*path, speaker))
            told = (Line(self.pieces(words, (*path, speaker)), speaker),)
        if beat.when is None:
            return told
        when = self.condition(beat.when, (*path, "when"))
        return (Conditional(when, told, self.prose(beat.otherwise, (*path, "else"))),)

    def _check_speaker(self, speaker: str, path: Path) -> None:
        if speaker in self.cast or self.report.is_lost(speaker, ("cast",)):
            return
        meant = nearest(speaker, self.cast | set(_BEAT_KEYS))
        known = ", ".join(sorted(self.cast)) or "nobody yet"
        if speaker.startswith(tuple(CURLY_QUOTES)):
            message = "curly quotes do not count as quotes, so the colon of this text ends a speaker's name"
            self.report.key(UNKNOWN_SPEAKER, path, message, 'Put straight quotes around the text: `"…"`.')
            return
        self.report.key(
            UNKNOWN_SPEAKER,
            path,
            f"nobody in the cast is called `{speaker}`",
            f"Did you mean `{meant}`?"
            if meant
            else f"In the cast: {known}. If these are words of a text that holds a colon, put the text in quotes.",
        )

    def _placeholder(self, brace: re.Match[str], path: Path) -> Placeholder | str:
        inside = brace.group(1) or ""
        name, dot, word = inside.partition(".")
        if name in self.meters and (not dot or word == "word"):
            meter = self.meters[name]
            if meter.hidden:
                self.report.within(
                    HIDDEN_SHOWN,
                    path,
                    *brace.span(),
                    f"the text shows `{name}`, which is a hidden meter",
                    "Tell what a person in the room could notice instead, or take `hidden` off the meter.",
                )
            return Placeholder("word" if dot else "meter", name)
        if name in self.facts and not dot:
            return Placeholder("fact", name)
        if self.report.is_lost(name, ("meters",), ("facts",)):
            return brace.group()
        visible = [id for id, meter in self.meters.items() if not meter.hidden]
        meant = nearest(name, [*visible, *self.facts])
        said = f"`{brace.group()}` names no meter or fact" if inside else "nothing is named between these braces"
        if brace.group() == "{":
            said = "the brace that opens here is never closed"
        advice = f"Did you mean `{{{meant}}}`?" if meant else "Only a visible meter or a fact can stand in braces."
        self.report.within(
            UNKNOWN_PLACEHOLDER,
            path,
            *brace.span(),
            said,
            f"{advice} To print a brace, write `{{{{`.",
        )
        return brace.group()


def _joined(pieces: list[str | Placeholder]) -> Pieces:
    """Join neighbouring strings and drop empty ones; an empty text is one empty string."""
    joined: list[str | Placeholder] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return tuple(joined) or ("",)
