"""Conditions that come out the same in every play that reads them."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.advice.codes import (
    ALWAYS_HOLDS,
    ALWAYS_IN_PLAY,
    NEVER_HOLDS,
    NEVER_IN_PLAY,
    NEVER_SET,
    UNUSED_METER,
)
from game.authoring.walking.changes import Changes, Part
from game.authoring.walking.played import Played
from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import shown
from game.paths.answers import Always
from game.paths.reading import conditions
from game.scenario.expressions import Expression, Name, walk

_NEVER = {
    "choice": "so this choice is never open",
    "look": "so this look is never open",
    "later": "so this never comes back",
    "dynamic": "so this never happens",
    "event": "so this event never happens",
    "ending": "so no play comes to this ending",
    "goto": "so the story never goes on from here to {target}",
    "beat": "so this text is never told",
}
_ALWAYS = {
    "choice": "so this choice is always open",
    "look": "so this look is always open",
    "later": "so this always comes back",
    "dynamic": "so this happens at every tick",
    "event": "so nothing has to come true for it",
    "ending": "so no play comes to the endings below",
    "goto": "so the ways below are never taken",
    "beat": "so this text is always told",
}


def advise(played: Played) -> Iterator[Diagnostic]:
    """Say which conditions hold in no play, or in every play that reads them.

    One that waits for something that is never reached is left to be told once that is mended.
    """
    changes = Changes(played.subject.scenario, played.paths)
    for it, tree in _same(played):
        if not changes.waits_for_lost(tree, _guarded(it)):
            yield _told(played, it, tree)


def advise_entangled(played: Played) -> Iterator[Diagnostic]:
    """Say the same of all of them, where they wait for each other and nothing else is to blame."""
    yield from (_told(played, it, tree) for it, tree in _same(played))


def _same(played: Played) -> Iterator[tuple[Always, Expression]]:
    """Give the conditions that come out the same and of which nothing was told yet."""
    places = conditions(played.subject.scenario)
    for it in played.paths.always:
        tree = places[it.number].tree
        if not _is_told(played, tree):
            yield it, tree


def _told(played: Played, it: Always, tree: Expression) -> Diagnostic:
    path = played.trees.condition(tree)
    code = ALWAYS_IN_PLAY if it.holds else NEVER_IN_PLAY
    otherwise = it.kind == "beat" and played.subject.node((*path[:-1], "else")) is not None
    return played.subject.about_value(code, path, *_words(it, otherwise))


def _guarded(it: Always) -> Part:
    """Return the part that a condition is about."""
    return ("option" if it.kind in ("choice", "look") else it.kind, it.where)


def _is_told(played: Played, tree: Expression) -> bool:
    """Say whether it is told already, without playing, why a condition never changes."""
    path = played.trees.condition(tree)
    names = {node.id for node in walk(tree) if isinstance(node, Name)}
    unmoved = any(
        played.said(code, (group, name))
        for code, group in ((NEVER_SET, "facts"), (UNUSED_METER, "meters"))
        for name in names
        if name in getattr(played.subject.scenario, group)
    )
    return unmoved or played.said(NEVER_HOLDS, path) or played.said(ALWAYS_HOLDS, path)


def _words(it: Always, otherwise: bool) -> tuple[str, str]:
    """Return what to say of a condition, and what to do; `otherwise`: its beat has other words as well."""
    target = it.where.rpartition(" to ")[2]
    if it.holds:
        so = "so the `else` is never told" if otherwise else _ALWAYS[it.kind]
        said = f"{shown(it.condition)} holds in every play that comes here, {so}"
        help = "Change it, or take it off."
    else:
        so = _NEVER[it.kind].format(target="`end`" if target == "end" else f"`{target}`")
        said = f"{shown(it.condition)} holds in no play, {so}"
        help = "Change it, or what it waits for; or take out what it guards."
    everywhere = "In all plays" if it.kind in ("choice", "look", "ending") else "Where decisions stand,"
    why = f"{everywhere} {it.why}. " if it.why else ""
    return said, f"{why}{help}"
