"""What to tell an author about a name that is not there, or not there in that place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from game.language.expressions.errors import ExpressionError, several, shown
from game.language.expressions.names import FINISHED_NAMES, Names, nearest
from game.language.expressions.phrases import Question, Word
from game.scenario.expressions import Function, Span

_CALLED: Final[dict[Function, str]] = {
    "visited": "scene",
    "chose": "choice or look",
    "happened": "event",
    "share": "ending",
}
"""What each question is about."""


def unknown_name(word: Word, names: Names) -> ExpressionError:
    """Return the error for a word that stands where a name is due and is none in scope."""
    if word.id in FINISHED_NAMES:
        return _only_when_finished(word.id, word.span)
    if word.id == "role":
        return ExpressionError("this scenario has no roles", "Declare them under `roles`.", word.span, "E025")
    if apart := _with_minus(word.id, names):
        message = f"no meter or fact is called {shown(word.id)}"
        return ExpressionError(message, f"Put spaces around the minus: {shown(apart)}.", word.span, "E012")
    # `now` is near to any short word, such as `low`, and hardly ever meant by one.
    near = [name for name in names.in_scope() if name != "now" or word.id[:1] in ("n", "N")]
    help = _elsewhere(word.id, names) or _as_list_word(word.id, names) or _near(word.id, near)
    help = help or f"Known here: {several(names.in_scope())}."
    return ExpressionError(f"no meter or fact is called {shown(word.id)}", help, word.span, "E020")


def word_alone(word: Word, owner: str, meant: Iterable[str]) -> ExpressionError:
    """Return the error for the second word of `cover is agency or own`."""
    message = f"{shown(word.id)} stands alone after `or`"
    return ExpressionError(message, f"Write `{owner} in [{', '.join(meant)}]`.", word.span, "E020")


def unknown_word(word: Word, owner: str, words: Collection[str]) -> ExpressionError:
    """Return the error for a word that a list, `role` or `ending` cannot be."""
    near = _near(word.id, words)
    help = f"{near} {one_of(owner, words)}." if near else f"{one_of(owner, words)}."
    return ExpressionError(f"{shown(word.id)} is not {_a_word_of(owner)}", help, word.span, "E021")


def one_of(owner: str, words: Iterable[str]) -> str:
    """Return what a list, `role` or `ending` can be, as a clause."""
    return f"`{owner}` is one of {several(words, last='or')}"


def unknown_target(question: Question, names: Names) -> ExpressionError:
    """Return the error for a question about a scene, event, choice or ending that is not there."""
    function, id, called = question.function, question.target.id, _CALLED[question.function]
    known = sorted(names.known_to(function))
    help = _elsewhere(id, names) or _near(id, known) or _all(_plural(called), known)
    return ExpressionError(f"no {called} is called {shown(id)}", help, question.target.span, "E022")


def unknown_choice_of_scene(question: Question, scene: Word, names: Names) -> ExpressionError:
    """Return the error for `chose(scene.id)` where the scene has no such choice or look."""
    id = question.target.id
    if scene.id not in names.scenes:
        help = _near(scene.id, names.scenes) or _all("scenes", sorted(names.scenes))
        return ExpressionError(f"no scene is called {shown(scene.id)}", help, scene.span, "E022")
    own = sorted(choice for choice, scenes in names.choices.items() if scene.id in scenes)
    if elsewhere := names.choices.get(id):
        help = f"Write {_either_choice(id, elsewhere)}."
    else:
        help = _near(id, own) or (f"It has {several(own)}." if own else "It has no choices.")
    message = f"the scene {shown(scene.id)} has no choice or look {shown(id)}"
    return ExpressionError(message, help, question.target.span, "E022")


def shared_choice(question: Question, scenes: tuple[str, ...]) -> ExpressionError:
    """Return the error for `chose(id)` where several scenes have that id."""
    id = question.target.id
    message = f"{shown(id)} is a choice or look in {several(scenes)}"
    return ExpressionError(message, f"Write {_either_choice(id, scenes)}.", question.target.span, "E023")


def share_unfinished(question: Question) -> ExpressionError:
    """Return the error for `share(ending)` in a condition that is read during play."""
    return _only_when_finished("share", question.span)


def _only_when_finished(name: str, span: Span) -> ExpressionError:
    help = "Conditions in play read meters, facts, `now`, `role`, and what was visited, chosen or happened."
    return ExpressionError(f"`{name}` is known only in tests and promises", help, span, "E024")


def _either_choice(id: str, scenes: tuple[str, ...]) -> str:
    return several((f"`chose({scene}.{id})`" for scene in scenes), last="or")


def _a_word_of(owner: str) -> str:
    return {"role": "a role", "ending": "an ending"}.get(owner, f"a word of `{owner}`")


def _plural(called: str) -> str:
    return {"choice or look": "choices and looks"}.get(called, f"{called}s")


def _near(id: str, candidates: Iterable[str]) -> str:
    near = nearest(id, candidates)
    return f"Did you mean `{near}`?" if near else ""


def _all(called: str, ids: Collection[str]) -> str:
    return f"The {called} are {several(ids)}." if ids else f"There are no {called}."


def _elsewhere(id: str, names: Names) -> str:
    """Say how an id is asked about, if it is a scene's, an event's, a choice's or an ending's."""
    if id in names.scenes:
        return f"`{id}` is a scene; write `visited({id})`."
    if id in names.events:
        return f"`{id}` is an event; write `happened({id})`."
    if scenes := names.choices.get(id):
        asked = f"`chose({id})`" if len(scenes) == 1 else _either_choice(id, scenes)
        return f"`{id}` is a choice or look; write {asked}."
    if names.finished and id in names.endings:
        return f"`{id}` is an ending; write `ending is {id}`."
    return ""


def _as_list_word(id: str, names: Names) -> str:
    """Say how a word of a list, a role or an ending is asked about, if it is one."""
    owners = [owner for owner in (*sorted(names.lists), "role") if id in (names.words_of(owner) or ())]
    if not owners:
        return ""
    owner = owners[0]
    others = [word for word in names.words_of(owner) or () if word != id]
    more = f"; for several, `{owner} in [{others[0]}, {id}]`" if others else ""
    return f"`{id}` is {_a_word_of(owner)}; write `{owner} is {id}`{more}."


def _with_minus(id: str, names: Names) -> str:
    """Return `load - 5` for `load-5`, where both sides of a hyphen can be read."""
    amounts = names.meters | names.numbers | {"now"}
    for place, character in enumerate(id):
        left, right = id[:place], id[place + 1 :]
        if character == "-" and left in amounts and (right in amounts or right.isdecimal()):
            return f"{left} - {right}"
    return ""
