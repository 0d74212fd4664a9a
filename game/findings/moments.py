"""Each decision of a play with what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.findings.course import course, shifts, told
from game.findings.model import Asked, Leaning, Luck, Moment, OtherDraw, Return, Waiting
from game.play.history import Beat, Decision, Draw
from game.play.playing import Play
from game.scenario.acts import fit
from game.scenario.evaluation import constant_value
from game.scenario.happenings import Event, Happening, Later, Outcome
from game.scenario.prose import Conditional, Prose, as_typed
from game.scenario.scenes import Choice
from game.scenario.story import Scenario

AT_ONCE = ("choice", "outcome", "look")
"""The kinds of happening that are a decision's own, as against what comes back and what the world does."""


def moments(play: Play) -> tuple[Moment, ...]:
    """Return a moment for every decision of a play."""
    decisions = play.decisions
    returns = [it for decision in decisions for it in _returns(play.scenario, decision)]
    return tuple(_moment(play.scenario, decision, returns) for decision in decisions)


def all_luck(play: Play) -> tuple[Luck, ...]:
    """Return every draw of a play, those of events too."""
    return tuple(it for decision in play.decisions for it in _luck(play.scenario, decision))


def waiting(play: Play) -> tuple[Waiting, ...]:
    """Return what was planted and had not come back when the play ended."""
    return tuple(
        Waiting(cause.decision, _first_words(play.scenario, later), later.happening.because)
        for later, cause in play.still_to_come
    )


def _moment(scenario: Scenario, decision: Decision, returns: list[Return]) -> Moment:
    scene = scenario.scenes[decision.scene]
    asked = scene.decision
    assert asked is not None
    choice = scene.option(decision.choice)
    assert isinstance(choice, Choice)
    words = {option.id: option.text for option in decision.options}
    own = [change for it in decision.happened if it.kind in AT_ONCE for change in it.changes]
    return Moment(
        number=decision.number,
        scene=scene.id,
        title=scene.title,
        now=decision.now,
        cue=asked.cue,
        demands=tuple(Asked(demand, reason) for demand, reason in asked.demand),
        contested=asked.contested,
        choice=choice.id,
        label=words[choice.id],
        others=tuple(it.text for it in decision.options if it.open and it.kind == "choice" and it.id != choice.id),
        looks=tuple(as_typed(scene.option(id).label) for id in decision.looks),
        frame=decision.frame,
        reason=decision.reason,
        acts=choice.acts,
        poles=choice.poles,
        marks=choice.marks,
        practises=asked.practises,
        fit=fit(asked.demands, choice.acts),
        because=choice.happening.because,
        shifts=shifts(scenario, own),
        returns=tuple(it for it in returns if it.decision == decision.number),
        course=course(scenario, decision),
        luck=tuple(it for it in _luck(scenario, decision) if not it.place.startswith("event:")),
        ask=asked.ask,
    )


def _returns(scenario: Scenario, decision: Decision) -> Iterator[Return]:
    for it in decision.happened:
        if it.kind == "later" and it.cause is not None and isinstance(it.node, Later):
            yield Return(
                decision=it.cause.decision,
                now=it.now,
                during=decision.number,
                told=told(it.beats),
                shifts=shifts(scenario, it.changes),
                because=it.node.happening.because,
            )


def _luck(scenario: Scenario, decision: Decision) -> Iterator[Luck]:
    happened = {it.draw: it for it in decision.happened if it.draw is not None}
    for draw in decision.luck:
        came = happened.get(draw)
        others = tuple(_other_outcomes(scenario, draw)) if not draw.place.startswith("event:") else ()
        if draw.place.startswith("event:") and came is None:
            others = tuple(_missed_event(scenario, draw))
        yield Luck(
            decision=decision.number,
            place=draw.place,
            drawn=draw.value,
            odds=draw.odds[draw.hit or 0],
            happened=draw.hit is not None,
            told=told(came.beats) if came else (),
            others=others,
            leaning=_leaning(scenario, draw),
        )


def _leaning(scenario: Scenario, draw: Draw) -> Leaning:
    """Compare what a draw brought with what it brings on average; what is no plain number counts as nothing."""
    kind, _, place = draw.place.partition(":")
    if kind == "event":
        event = next(it for it in scenario.events if it.id == place)
        worths = [_worth(scenario, event.happening, ())]
    else:
        scene_id, _, option_id = place.partition(".")
        outcomes = scenario.scenes[scene_id].option(option_id).chance
        worths = [_worth(scenario, it.happening, it.later) for it in outcomes]
    average = sum(worth * odds for worth, odds in zip(worths, draw.odds, strict=True)) / 100
    over = (worths[draw.hit] if draw.hit is not None else 0) - average
    return "neither" if abs(over) < 1 else "for" if over > 0 else "against"


def _worth(scenario: Scenario, happening: Happening, later: Iterable[Later]) -> int:
    """Return what a happening, and what it plants, adds to the meters in plain numbers, more being better."""
    total = 0
    for effect in (it for one in (happening, *(item.happening for item in later)) for it in one.effects):
        amount = constant_value(effect.amount)
        if effect.name in scenario.meters and isinstance(amount, int):
            total += amount if scenario.meters[effect.name].better == "high" else -amount
    return total


def _other_outcomes(scenario: Scenario, draw: Draw) -> Iterator[OtherDraw]:
    scene_id, _, option_id = draw.place.partition(":")[2].partition(".")
    outcomes = scenario.scenes[scene_id].option(option_id).chance
    came = _amounts(scenario, outcomes[draw.hit]) if draw.hit is not None else {}
    for number, outcome in enumerate(outcomes):
        if number != draw.hit:
            yield _other(scenario, draw.odds[number], outcome, came)


def _missed_event(scenario: Scenario, draw: Draw) -> Iterator[OtherDraw]:
    event = next(it for it in scenario.events if it.id == draw.place.partition(":")[2])
    yield _other(scenario, draw.odds[0], event, {})


def _other(scenario: Scenario, odds: int, node: Outcome | Event, came: Mapping[str, int]) -> OtherDraw:
    its = _amounts(scenario, node)
    apart = {
        meter.name: its.get(id, 0) - came.get(id, 0) for id, meter in scenario.meters.items() if id in its or id in came
    }
    return OtherDraw(odds, told(lines(scenario, node.happening.text)), apart)


def _amounts(scenario: Scenario, node: Outcome | Event) -> dict[str, int]:
    """Return what a happening adds to the meters, where the file gives plain numbers."""
    amounts = {}
    for effect in node.happening.effects:
        amount = constant_value(effect.amount)
        if effect.name in scenario.meters and amount is not None:
            amounts[effect.name] = int(amount)
    return amounts


def lines(scenario: Scenario, prose: Prose) -> Iterator[Beat]:
    """Give the lines of a text that was not told, as the author typed them; conditional ones are left out."""
    for part in prose:
        if isinstance(part, Conditional):
            continue
        speaker = scenario.cast[part.speaker] if part.speaker else None
        yield Beat(as_typed(part.pieces), speaker)


def _first_words(scenario: Scenario, later: Later) -> str:
    return next((beat.text for beat in lines(scenario, later.happening.text)), "")

