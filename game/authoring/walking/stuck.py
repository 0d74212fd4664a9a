"""Where a play can come to and cannot go on: each with the moves that show it."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.advice.codes import CLOSED_IN_PLAY, ODDS_IN_PLAY, TRAPPED_IN_PLAY, ZERO_IN_PLAY
from game.authoring.advice.subject import as_error
from game.authoring.walking.played import Played, listed, of_plays, shown_by
from game.language.diagnostics import Diagnostic
from game.language.expressions.errors import ExpressionError, shown
from game.language.expressions.grammar import parse_amount, parse_condition
from game.language.places import Path
from game.language.reading.nodes import Scalar
from game.paths.answers import Stuck
from game.paths.traps import trap
from game.paths.walks import ROUND_FOR_EVER
from game.paths.wording import in_words, value_words
from game.play.playing import Play, replay
from game.scenario.evaluation import constant_value
from game.scenario.expressions import Arithmetic, Name, walk
from game.scenario.scenes import Choice

_MOST = 3
"""Choices whose reason is told; the others are like them."""


def advise(played: Played) -> Iterator[Diagnostic]:
    """Say where plays cannot go on."""
    for it in played.paths.stuck:
        path = _path(played, it.where)
        if it.kind == "zero":
            found = _zero(played, it, path)
        elif it.kind == "odds":
            found = played.subject.about_key(ODDS_IN_PLAY, (*path, "chance"), *_odds_words(it))
        else:
            found = played.subject.about_key(CLOSED_IN_PLAY, _choices(path), *_closed_words(played, it, path))
        yield as_error(shown_by(found, it.moves, it.seed, it.role))


def _path(played: Played, doing: str) -> Path:
    """Return the part of the file that was at work, from the engine's name for it."""
    kind, _, id = doing.partition(" ")
    if kind == "scene":
        return ("scenes", id)
    if kind in ("event", "dynamic", "ending"):
        return played.trees.entry(f"{kind}s", id)
    return played.trees.option(doing.rpartition(" ")[2])


def _choices(path: Path) -> Path:
    return (*path, "choices") if len(path) == 2 and path[0] == "scenes" else path


def _often(it: Stuck) -> str:
    """Say how many random plays stop at a place: none where only looks lead there."""
    if it.share > 0.9995:
        return " Every random play stops here."
    return f" {of_plays(it.share).capitalize()} random plays stop here." if it.share else ""


def advise_trapped(played: Played) -> Iterator[Diagnostic]:
    """Say where plays go round for ever, of those that a few moves come to."""
    for view in played.paths.views:
        found = trap(played.subject.scenario, view.role) if view.why == ROUND_FOR_EVER else None
        if found is not None:
            said = "a play can come here and then go round for ever: no choice and no luck leads to an end"
            help = f"Let one way lead to `end` whatever happened before.{_endless(view.endless)}"
            about = played.subject.about_key(TRAPPED_IN_PLAY, ("scenes", found.scene), said, help)
            yield as_error(shown_by(about, found.moves, found.seed, found.role))
            return


def _endless(share: float) -> str:
    return f" {of_plays(share).capitalize()} random plays do not end." if share else ""


# Every choice closed


def _closed_words(played: Played, it: Stuck, path: Path) -> tuple[str, str]:
    """Return what to say of a scene whose choices can all be closed, and what to do about it."""
    if it.kind != "closed":
        return "a play can come here and find no way on", f"See what leads on from here.{_often(it)}"
    choices = played.subject.scenario.scenes[str(path[1])].choices
    play = None if it.seed is None else replay(played.subject.scenario, it.seed, it.role, it.moves)
    spent = [choice for choice in choices if choice.once and (choice.when is None or _was_made(choice, path, play))]
    gated = [choice for choice in choices if choice not in spent and choice.when is not None]
    said = [f"{listed([shown(one.id) for one in spent[:_MOST]])} can be made once"] if spent else []
    said += [f"{shown(one.id)} needs {shown(in_words(one.when))}" for one in gated[:_MOST] if one.when is not None]
    there = _standing(gated, play)
    help = f"{'; '.join(said)}{there}. Leave one choice open: without a `when`, and not `once`.{_often(it)}"
    return "a play can come here with every choice closed", help


def _was_made(choice: Choice, path: Path, play: Play | None) -> bool:
    made = [] if play is None else [(it.scene, it.choice) for it in play.decisions]
    return (path[1], choice.id) in made


def _standing(gated: list[Choice], play: Play | None) -> str:
    """Say how that stands which the choices need."""
    if play is None:
        return ""
    names = dict.fromkeys(
        node.id for choice in gated if choice.when is not None for node in walk(choice.when) if isinstance(node, Name)
    )
    values = {**play.meters, **play.facts, "now": play.now}
    stands = [f"{name} is {value_words(values[name])}" for name in names if name in values]
    return f"; there {listed(stands)}" if stands else ""


# Sums that fail


def _odds_words(it: Stuck) -> tuple[str, str]:
    said = "in some plays the odds of this chance do not add up to 100"
    return said, f"Let the last outcome have what is left, such as `100 - …`.{_often(it)}"


def _zero(played: Played, it: Stuck, path: Path) -> Diagnostic:
    said = "a play can come to a division by zero here"
    found = _divisions(played, path) or _divisions(played, path[:2])
    if not found:
        return played.subject.about_key(ZERO_IN_PLAY, path, said, f"Divide by what is never 0.{_often(it)}")
    where, scalar, division = found[0]
    divisor = in_words(division.right)
    help = (
        f"{shown(divisor)} can be 0. Divide by what cannot, such as `max({divisor}, 1)`; in braces, put it in quotes."
    )
    help += _often(it)
    return played.subject.at(ZERO_IN_PLAY, where, scalar.place_of(*division.span), said, help)


def _divisions(played: Played, path: Path) -> list[tuple[Path, Scalar, Arithmetic]]:
    """Return every division by something that changes, in one part of the file."""
    found = []
    for where, scalar in played.subject.scalars:
        if where[: len(path)] != path or "/" not in scalar.text:
            continue
        if where[-1] not in ("when", "odds") and "effects" not in where[-2:]:
            continue
        parse = parse_condition if where[-1] == "when" else parse_amount
        try:
            tree = parse(scalar.text, played.subject.names)
        except ExpressionError:  # an id of an effect or a text that only looks like one
            continue
        divisions = [it for it in walk(tree) if isinstance(it, Arithmetic) and it.operation == "/"]
        found += [(where, scalar, it) for it in divisions if constant_value(it.right) is None]
    return found
