"""What playing a file finds, beyond what reading it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from game.authoring.advice import codes
from game.authoring.advice.subject import Subject
from game.authoring.allowing import Allowance, is_allowed
from game.authoring.walking import balance, same, stuck, unreached, winning
from game.authoring.walking.played import Played
from game.authoring.walking.trees import Trees
from game.language.diagnostics import Diagnostic
from game.paths.answers import Paths
from game.paths.layout import UnsupportedError

_LOST: Final = frozenset({
    codes.UNREACHED_SCENE, codes.NEVER_HOLDS, codes.NEVER_IN_PLAY, codes.ALWAYS_IN_PLAY, codes.UNREACHED_IN_PLAY,
})  # fmt: skip
"""What says that some part is never reached."""

Rule = Callable[[Played], Iterator[Diagnostic]]

EXACT_RULES: Final[tuple[Rule, ...]] = (same.advise, unreached.advise, winning.advise_exactly)
"""What can be said only where every path was walked: never, and always."""
PATH_RULES: Final[tuple[Rule, ...]] = (balance.advise, winning.advise)
"""What a sample of plays shows as well."""


def found_by_playing(
    subject: Subject, paths: Paths, told: Sequence[Diagnostic], allowed: Sequence[Allowance]
) -> tuple[list[Diagnostic], frozenset[str]]:
    """Return everything to be said of a file that was read and played; `told` is what reading it found.

    Beside it stand the codes of which nobody can say that the file has nothing for them.

    Where plays get stuck, or go round for ever, that is all that playing finds: what they would have come to is not
    known. Where a part is never reached, unless that is `allowed`, the weight of things is not told of either: it may
    well follow.
    """
    played = Played(subject, paths, told, Trees(subject))
    errors = [*stuck.advise(played), *stuck.advise_trapped(played)]
    if errors:
        return [*(it for it in told if not _follows(played, it)), *errors], codes.BY_PLAYING
    proved = [it for rule in EXACT_RULES if paths.exact for it in _by(rule, played)]
    if paths.exact and not any(it.code in _LOST for it in (*told, *proved)):
        proved += same.advise_entangled(played)
    # A sample of plays that go round for ever takes too long, and says nothing.
    endless = not paths.exact and any(view.endless for view in paths.views)
    lost = endless or any(it.code in _LOST and not is_allowed(it, allowed) for it in (*told, *proved))
    weighed = [] if lost else [it for rule in PATH_RULES for it in _by(rule, played)]
    unproved = frozenset() if paths.exact else codes.PROVED
    return [*told, *proved, *weighed], unproved | (codes.BY_PLAYING - codes.PROVED if lost else frozenset())


def _by(rule: Rule, played: Played) -> list[Diagnostic]:
    try:
        return list(rule(played))
    except UnsupportedError:  # only the plain form can play it, which is too slow for a sample
        return []


def _follows(played: Played, it: Diagnostic) -> bool:
    """Say whether a gate that never opens was told of a scene in which a play gets stuck: the error tells it again."""
    if it.code != codes.NEVER_HOLDS:
        return False
    scenes = [one.where.removeprefix("scene ") for one in played.paths.stuck if one.kind == "closed"]
    gates = [
        ("scenes", scene, "choices", number, "when")
        for scene in scenes
        for number in range(len(played.subject.scenario.scenes[scene].choices))
    ]
    return any(played.subject.about_value("", gate, "", "").place == it.place for gate in gates)
