"""What plays say about the weight of choices, decisions and endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.authoring.advice.codes import DECIDES_NO_ENDING, NO_DILEMMA, OUTDONE, RARE_ENDING, USUAL_ENDING
from game.authoring.walking.played import Played, of_plays, shown_by
from game.language.diagnostics import Diagnostic
from game.language.places import Path
from game.paths.answers import EndingShare, Outdone
from game.paths.intervals import Share, sampled
from game.paths.playtest import playtest
from game.paths.policies import RANDOM, policies
from game.paths.sampling import Sampler
from game.paths.views import RARE
from game.scenario.story import Scenario

USUAL = 0.8
_WHATIFS = 30
"""Fewer what-ifs say nothing about a choice."""
_DECISIONS = 60
"""Fewer what-ifs say nothing about a decision."""
_MEANT = 0.05
"""An ending that this part of a persona's plays come to is there for who plays so; of what-ifs, no accident."""
_PLAYS = 2_000


def advise(played: Played) -> Iterator[Diagnostic]:
    """Say which choices are outdone, on which decisions no ending hangs, and which endings are rare or usual.

    Where one ending takes it all, that no decision at all changes it follows, and that others are rare.
    """
    yield from _outdone(played)
    endings = list(_endings(played))
    rare = [it for it in endings if it.code == RARE_ENDING]
    yield from rare or endings
    if not endings or any(it.changed > _MEANT * it.tried for it in played.paths.weights):
        yield from _decisions(played)


def _outdone(played: Played) -> Iterator[Diagnostic]:
    """Choices against which everything speaks, as far as plays show it; B001 knows it of fixed effects.

    A choice that leads to an ending of its own by a fact, or by what was chosen, is for that ending. One that leads to
    another ending because its meters stand worse is not.
    """
    for it in played.paths.outdone:
        path = played.trees.option(f"{it.scene}.{it.choice}")
        if it.tried < _WHATIFS or not it.worse or it.apart or not _open_as_often(played.subject.scenario, it):
            continue
        if played.said(NO_DILEMMA, (*path, "effects")):
            continue
        said = f"in {it.tried} what-ifs `{it.by}` did as well as this choice on every meter, and in {it.worse} better"
        ends = f" In {it.elsewhere} it brought another ending, by its meters alone." if it.elsewhere else ""
        how = "A what-if makes each choice in one place with the same luck."
        help = f"{how}{ends} Let this one gain what the other costs."
        yield played.subject.about_value(OUTDONE, (*path, "id"), said, help)


def _open_as_often(scenario: Scenario, it: Outdone) -> bool:
    """Say whether the better choice is open wherever the other is: a better one may have to be earned."""
    one, by = (scenario.scenes[it.scene].option(id) for id in (it.choice, it.by))
    better = next(choice for choice in scenario.scenes[it.scene].choices if choice.id == it.by)
    return not better.once and (by.when is None or by.when == one.when)


def _decisions(played: Played) -> Iterator[Diagnostic]:
    if sum(it.reached for it in played.paths.views[0].endings) < 2:
        return
    outdone = {it.scene for it in played.paths.outdone}
    for it in played.paths.weights:
        if it.scene not in outdone and it.tried >= _DECISIONS and not it.changed:
            said = f"in {it.tried} what-ifs no other choice here brought another ending"
            help = "Let an ending hang on what is decided here, by a fact or a meter, if it is to weigh in the end."
            yield played.subject.about_key(DECIDES_NO_ENDING, ("scenes", it.scene, "decision"), said, help)


def _endings(played: Played) -> Iterator[Diagnostic]:
    """Endings that hardly any play comes to, or nearly every one: in every role, where there are several."""
    if sum(it.reached for it in played.paths.views[0].endings) < 2:
        return
    looking = _with_looks(played.subject.scenario)
    for every in zip(*(view.endings for view in played.paths.views), strict=True):
        id = every[0].id
        also = looking.get(id)
        if max(it.share.high for it in every) < RARE and (also is None or also.low < RARE):
            yield from _rare(played, every)
        if min(it.share.low for it in every) > USUAL and (also is None or also.high > USUAL):
            least = min(every, key=lambda it: it.share.value)
            said = f"{of_plays(least.share.value)} random plays come to this ending{_how_sure(least)}"
            help = "Let it ask for more, or other endings for less: so far little hangs on what is chosen."
            yield played.subject.about_value(USUAL_ENDING, _id(played, id), said, help)


def _rare(played: Played, every: Sequence[EndingShare]) -> Iterator[Diagnostic]:
    """Give what to say of an ending that hardly any play comes to, by the role that does so most often."""
    role, most = max(
        ((view.role, it) for view, it in zip(played.paths.views, every, strict=True)),
        key=lambda pair: pair[1].share.value,
    )
    if most.share.value and not _is_meant(played.subject.scenario, most.id):
        said = f"{of_plays(most.share.value)} random plays come to this ending{_how_sure(most)}"
        help = "Let it ask for less, or take it out: whoever always leads, or manages, seldom comes to it either."
        found = played.subject.about_value(RARE_ENDING, _id(played, most.id), said, help)
        yield shown_by(found, most.moves, most.seed, role)


def _id(played: Played, ending: str) -> Path:
    return (*played.trees.entry("endings", ending), "id")


def _how_sure(it: EndingShare) -> str:
    return "" if it.share.exact else f", give or take {max(0.1, 50 * (it.share.high - it.share.low)):.1f}"


def _with_looks(scenario: Scenario) -> Mapping[str, Share]:
    """Return each ending's share of plays that take looks, which random ones do not; nothing where there are none."""
    if not any(scene.looks for scene in scenario.scenes.values()):
        return {}
    came = Sampler(scenario, next(iter(scenario.roles), None), plays=_PLAYS, curious=True).run().tally.endings
    return {it.id: sampled(came[it.id].mass if it.id in came else 0.0, _PLAYS) for it in scenario.endings}


def _is_meant(scenario: Scenario, ending: str) -> bool:
    """Say whether some persona comes to an ending more often: whoever always leads, manages, takes what fits …"""
    for how in policies(scenario):
        if how != RANDOM:
            shares = playtest(scenario, _PLAYS, how=how, personas=False).endings
            if any(it.id == ending and it.share.value >= _MEANT for it in shares):
                return True
    return False
