"""What the file declares and the story never uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from game.authoring.advice.codes import NEVER_READ, NEVER_SET, UNUSED_FACT, UNUSED_METER, UNUSED_PERSON
from game.authoring.advice.subject import Subject
from game.language.diagnostics import Diagnostic
from game.scenario.expressions import Name
from game.scenario.happenings import Effect, Setting
from game.scenario.prose import Line, Placeholder


def advise(subject: Subject) -> Iterator[Diagnostic]:
    """Say which meters, facts and people are declared in vain."""
    used = _Uses()
    used.gather(subject.scenario)
    yield from _meters(subject, used)
    yield from _facts(subject, used)
    yield from _people(subject, used)


@dataclass
class _Uses:
    """What the parts of a scenario change, read and say."""

    changed: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)

    def gather(self, value: Any) -> None:
        """Look through everything below a part."""
        if value is None or isinstance(value, (str, int)):
            return
        match value:
            case Effect() | Setting():
                self.changed.add(value.name)
            case Name() | Placeholder():
                self.read.add(value.id)
            case Line() if value.speaker is not None:
                self.speakers.add(value.speaker)
        if is_dataclass(value):
            for part in fields(value):
                self.gather(getattr(value, part.name))
        elif isinstance(value, Mapping):
            for below in value.values():
                self.gather(below)
        elif isinstance(value, tuple):
            for below in value:
                self.gather(below)


def _meters(subject: Subject, used: _Uses) -> Iterator[Diagnostic]:
    for id in subject.model.meters:
        if id not in used.changed:
            read = ", though conditions or texts read it" if id in used.read else ""
            help = f"Let a choice move it, such as `effects: {{{id}: -3}}`, or take the meter out."
            yield subject.about_key(UNUSED_METER, ("meters", id), f"nothing moves the meter `{id}`{read}", help)


def _facts(subject: Subject, used: _Uses) -> Iterator[Diagnostic]:
    for id, fact in subject.scenario.facts.items():
        path = ("facts", id)
        example = {"flag": f"set: {{{id}: yes}}", "number": f"effects: {{{id}: +1}}", "list": f"set: {{{id}: …}}"}
        match id in used.changed, id in used.read:
            case False, False:
                said = f"nothing sets the fact `{id}`, and nothing reads it"
                yield subject.about_key(UNUSED_FACT, path, said, "Take it out.")
            case False, True:
                said = f"the fact `{id}` is read, and nothing sets it: it stays as it starts"
                help = f"Set it somewhere, such as `{example[fact.kind]}`, or take it out where it is read."
                yield subject.about_key(NEVER_SET, path, said, help)
            case True, False:
                said = f"the fact `{id}` is set, and nothing reads it"
                help = "Let a condition or a text read it, or take it out."
                yield subject.about_key(NEVER_READ, path, said, help)


def _people(subject: Subject, used: _Uses) -> Iterator[Diagnostic]:
    silent = {id: it for id, it in subject.model.cast.items() if id not in used.speakers and not it.knows}
    if not silent:
        return
    told = " ".join(scalar.text for path, scalar in subject.scalars if path[0] != "cast")
    words = set(re.findall(r"\w+", told))
    for id, person in silent.items():
        if not words.intersection(re.findall(r"\w{3,}", person.name)):
            said = f"{person.name} is in the cast and nowhere in the story"
            help = f"Let them speak (`- {id}: …`), tell of them, give them something that they know, or take them out."
            yield subject.about_key(UNUSED_PERSON, ("cast", id), said, help)
