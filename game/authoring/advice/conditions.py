"""Conditions that are settled by the ranges of what they read, whatever happens in play."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.advice.codes import ALWAYS_HOLDS, NEVER_HOLDS
from game.authoring.advice.subject import Subject
from game.authoring.advice.values import Values, possible
from game.language import models
from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import shown
from game.language.expressions.grammar import parse_condition


def advise(subject: Subject) -> Iterator[Diagnostic]:
    """Say which conditions can never hold, or always do."""
    values = Values(subject.scenario)
    for path, part in subject.parts:
        when = getattr(part, "when", None)
        if not isinstance(when, str) or isinstance(part, models.Promise):
            continue
        answers = possible(parse_condition(when, subject.names), values)
        here = (*path, "when")
        if answers == frozenset({False}):
            help = f"{values.reach(when, subject.names)} Change the condition, or take out what it guards."
            yield subject.about_value(NEVER_HOLDS, here, f"{shown(when)} can never hold", help.strip())
        elif answers == frozenset({True}):
            help = f"{values.reach(when, subject.names)} Change the condition, or take it off."
            yield subject.about_value(ALWAYS_HOLDS, here, f"{shown(when)} always holds", help.strip())
