"""Words that a player would stumble over: too long, too alike, cut, unfinished, or about somebody real."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from game.authoring.advice.codes import (
    BRACES_UNFILLED,
    CUT_BY_COMMENT,
    CUT_IN_BRACKETS,
    LONG_LABEL,
    LONG_SCENE,
    REAL_PERSON,
    SAME_WORDS,
    SPEECH_UNSPACED,
    UNFINISHED,
)
from game.authoring.advice.subject import Subject
from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import shown
from game.language.places import Path
from game.language.reading.nodes import Items, Scalar
from game.present.readability import words_told
from game.scenario.prose import as_typed
from game.scenario.scenes import Choice, Look

MOST_WORDS = 180
"""A scene is read at once; more than this is a page."""
LABEL_WIDTH = 74
"""Columns for a label on a screen of 80, beside its number."""
MOST_LABEL_LINES = 2
NEARLY_SAME = 0.9
"""Share of letters in the same order above which two labels are told apart only by looking twice."""

_SENTENCES = ("text", "else", "reply", "prompts", "questions", "aims")
"""Keys whose lists hold sentences."""
_TOLD = ("text", "else", "reply")
"""Keys whose texts are beats."""
_FILLED = (*_TOLD, "locked")
"""Keys whose texts print what is named in braces."""
_PROSE = (*_SENTENCES, "because", "cue", "brief", "summary", "locked", "knows", "ask", "says", "support")
_HEADINGS = ("title", "name", "job", "cite", "touches")
_END = (".", "!", "?", "…", ":", ";", '"', "\u201d", "\u2019", ")", "*")
_TODO = re.compile(r"\b(?:TODO|FIXME|TBC|TBD|XXX|[Ll]orem ipsum)\b|\?\?\?")
_NUMBER = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_BORN = re.compile(r"\b(?:DOB|d\.o\.b\.|[Dd]ate of birth|[Bb]orn(?: on)?):?\s+\d{1,2}[./ -]\w{1,9}[./ -]\d{2,4}")
_SPEECH = re.compile(r"([\w-]+):(?=\S)")
_BRACES = re.compile(r"\{\{|\{[^{}\n]*\}")
_COMMENT = re.compile(r" #( \S.*)$")
_NUMBERED = re.compile(r" # *\d")
"""As in `Bay # 4`: behind a heading, which has no full stop, other comments are just that."""


def advise(subject: Subject) -> Iterator[Diagnostic]:
    """Say where words need another look."""
    for id, scene in subject.scenario.scenes.items():
        yield from _labels(subject, id)
        words = words_told(scene.text)
        if words > MOST_WORDS:
            said = f"this scene has {words} words before its options, and {MOST_WORDS} is much to read at once"
            help = "Cut it, or divide it into two scenes."
            yield subject.about_key(LONG_SCENE, ("scenes", id, "text"), said, help)
    for path, scalar in subject.scalars:
        yield from _oddities(subject, path, scalar)
    yield from _cut_lists(subject)


def _labels(subject: Subject, id: str) -> Iterator[Diagnostic]:
    """Look at the labels of one scene's options."""
    scene = subject.scenario.scenes[id]
    told: list[tuple[str, str]] = []
    options: list[tuple[Path, Look | Choice]] = [(("scenes", id, "looks", n), it) for n, it in enumerate(scene.looks)]
    options += [(("scenes", id, "choices", n), it) for n, it in enumerate(scene.choices)]
    for around, option in options:
        path = (*around, "text")
        label = as_typed(option.label)
        if len(textwrap.wrap(label, LABEL_WIDTH)) > MOST_LABEL_LINES:
            help = "Shorten it; what is said or explained belongs under `reply`."
            yield subject.about_value(LONG_LABEL, path, "this label fills more than two lines", help)
        plain = " ".join(re.findall(r"\w+", label.casefold()))
        same = next((other for other, words in told if _alike(plain, words)), None)
        if same is not None:
            said = f"this reads nearly the same as the option `{same}`"
            yield subject.about_value(SAME_WORDS, path, said, "Say what tells the two apart.")
        told.append((option.id, plain))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    # Different figures are a difference that a player sees: "for 2 hours", "for 4 hours".
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # the cheap ones are never too low
    return all(bound() > NEARLY_SAME for bound in bounds)


def _oddities(subject: Subject, path: Path, scalar: Scalar) -> Iterator[Diagnostic]:
    """Look at one text for what was left in it, and for what is missing from it."""
    if found := _TODO.search(scalar.text):
        said = f"{shown(found.group())} is still in this text"
        yield subject.at(UNFINISHED, path, scalar.place_of(*found.span()), said, "Write what is to stand there.")
    for found in _NUMBER.finditer(scalar.text):
        if _is_nhs_number(found.group(1) + found.group(2) + found.group(3)):
            said = f"{found.group()} has the form of an NHS number that could be somebody's"
            help = "Take it out; numbers from 999 000 0000 on are never given to anybody."
            yield subject.at(REAL_PERSON, path, scalar.place_of(*found.span()), said, help)
    if found := _BORN.search(scalar.text):
        help = "An age is enough, and nobody can be found by it."
        yield subject.at(REAL_PERSON, path, scalar.place_of(*found.span()), "a date of birth stands here", help)
    yield from _unspaced(subject, path, scalar)
    yield from _braces(subject, path, scalar)
    if scalar.plain and scalar.text and not scalar.text.endswith(_END):
        line = subject.lines[scalar.span.end_line - 1]
        comment = _COMMENT if _holds(path, _PROSE) else _NUMBERED if _holds(path, _HEADINGS) else None
        if comment is not None and comment.match(line, scalar.span.end_column - 1):
            said = f"everything from the # on is a comment, so this text ends at {shown(scalar.text[-30:])}"
            help = "Put quotes around the whole text; or, for a real comment, end the sentence before it."
            yield subject.at(CUT_BY_COMMENT, path, scalar.span, said, help)


def _unspaced(subject: Subject, path: Path, scalar: Scalar) -> Iterator[Diagnostic]:
    """Look for `amara:I have`, which reads as narration: a key needs a space after its colon."""
    found = _SPEECH.match(scalar.text) if _holds(path, _TOLD) and not _is_speech(path) else None
    if found is None or subject.is_label(path):
        return
    id = next((id for id in subject.model.cast if id == found.group(1).casefold()), None)
    if id is not None:
        said = f"this is told as narration, and begins like something that `{id}` says"
        help = f"Put a space after the colon: {shown(f'{id}: {scalar.text[found.end() :]}')}."
        yield subject.at(SPEECH_UNSPACED, path, scalar.place_of(*found.span()), said, help)


def _braces(subject: Subject, path: Path, scalar: Scalar) -> Iterator[Diagnostic]:
    """Look for `{staff}` where it would reach the player, or the debrief, as it was typed."""
    if _holds(path, _FILLED):
        return
    for found in _BRACES.finditer(scalar.text):
        said = f"{shown(found.group())} is printed here as it stands: nothing is filled in"
        help = "Only `text`, `else`, `reply`, `locked` and what somebody says print what is named in braces. Use words."
        yield subject.at(BRACES_UNFILLED, path, scalar.place_of(*found.span()), said, help)


def _is_nhs_number(digits: str) -> bool:
    """Say whether ten digits are a number that the NHS could have given: its check digit fits, and it is no test's."""
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(digits[9]) and check != 10 and not digits.startswith("999") and len(set(digits)) > 1


def _holds(path: Path, keys: Sequence[str]) -> bool:
    """Say whether the nearest key of a path is one of these; somebody's words stand under their id."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    return key in keys or _is_speech(path)


def _is_speech(path: Path) -> bool:
    inner = [step for step in path if isinstance(step, str)]
    return len(inner) > 1 and inner[-2] in ("text", "else", "reply") and inner[-1] not in ("when", "text", "else")


def _cut_lists(subject: Subject) -> Iterator[Diagnostic]:
    """Look for sentences between square brackets, where a comma begins the next entry."""
    seen = set()
    for path, _ in subject.scalars:
        around = path[:-1]
        items = subject.node(around) if path and isinstance(path[-1], int) and around not in seen else None
        seen.add(around)
        if not isinstance(items, Items) or not _holds(around, _SENTENCES) or items.span.line != items.span.end_line:
            continue
        texts = [item for item in items.items if isinstance(item, Scalar) and item.plain]
        if len(texts) < len(items.items) or subject.lines[items.span.line - 1][items.span.column - 1] != "[":
            continue
        for before, after in pairwise(texts):
            if after.text[:1].islower() and not before.text.endswith(_END) and texts[-1].text.endswith(_END):
                place = items.items.index(after)
                said = f"the comma in front of {shown(after.text)} begins a new entry, and the sentence goes on"
                help = f'Put quotes around the sentence: `"{before.text}, {after.text}"`.'
                yield subject.about_value(CUT_IN_BRACKETS, (*around, place), said, help)
                break
