"""What a published scenario needs beyond what can be played; asked for by `check --strict`."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.advice.codes import NO_EVIDENCE, NO_POLES, NO_QUESTION, NO_REASON, NOT_PUBLISHABLE, THIN_SOURCE
from game.authoring.advice.subject import Subject
from game.language import models
from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import several

NEEDED = ("authors", "licence", "level", "challenges", "minutes", "as_of", "jurisdiction", "aims")
"""The keys of a scenario that is to be published."""


def advise(subject: Subject) -> Iterator[Diagnostic]:
    """Say what a published scenario still needs."""
    yield from _keys(subject)
    for path, part in subject.parts:
        if isinstance(part, models.Decision) and not part.ask:
            help = "Add `ask:` with one open question that nothing above it answers."
            yield subject.about_key(NO_QUESTION, path, "the debrief has no question for this decision", help)
        elif isinstance(part, models.Choice) and not part.poles:
            help = "Add `poles:`, such as `poles: [people, empower]`; a choice may name poles of both sides."
            yield subject.about_key(NO_POLES, path, "this choice takes no side of any of the nine contrasts", help)
        elif isinstance(part, (models.Dynamic, models.Event, models.Later)) and not part.because:
            if part.effects or part.set:
                help = "Add `because:` with the reason; the debrief tells it where this happened."
                yield subject.about_key(NO_REASON, path, "this changes something and does not say why", help)
        elif isinstance(part, models.Source) and not (part.says and part.strength):
            missing = [f"`{key}`" for key, given in (("says", part.says), ("strength", part.strength)) if not given]
            said = f"this source has no {several(missing)}"
            help = "Say in a sentence of your own what it found, and how strong it is: low, moderate or high."
            yield subject.about_key(THIN_SOURCE, path, said, help)
    yield from _evidence(subject)


def _keys(subject: Subject) -> Iterator[Diagnostic]:
    minutes = subject.model.minutes
    missing = [f"`{key}`" for key in NEEDED if not getattr(subject.model, key)]
    if minutes is not None and None in (minutes.play, minutes.debrief):
        missing.append("`minutes` for both `play` and `debrief`")
    if missing:
        named = several(missing)
        help = "Add them at the top of the file; `twohats explain C001` shows all of them as they may be written."
        yield subject.about_key(NOT_PUBLISHABLE, ("two_hats",), f"a published scenario also has {named}", help)


def _evidence(subject: Subject) -> Iterator[Diagnostic]:
    for place, dynamic in enumerate(subject.model.dynamics):
        path = ("dynamics", place)
        if dynamic.confidence is None:
            help = "Add `confidence:` (low, moderate or high), and `source:` with what it rests on; low needs none."
            yield subject.about_key(NO_EVIDENCE, path, "nothing says how well this is known", help)
        elif dynamic.confidence != "low" and dynamic.source is None:
            said = f"its confidence is {dynamic.confidence}, and no source is named"
            help = "Name one under `source:`, with its entry in `sources`; or say `confidence: low`."
            yield subject.about_key(NO_EVIDENCE, (*path, "confidence"), said, help)
