"""The story as JSON-ready values: passages, meters, options. Every word in them is harmless to a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from game.group.session.debriefing import line_beside
from game.group.session.state import Session
from game.play.history import Beat, Happened, Option
from game.play.playing import Play
from game.present.beats import cause_words
from game.present.clocks import clock_words
from game.present.meters import readings
from game.present.text import safe
from game.scenario.scenes import Scene
from game.scenario.story import Scenario

Json = dict[str, Any]

_ARRIVALS = ("scene", "ending")


def story(session: Session) -> Json | None:
    """Return where the story is and what is told of it at this step; None before the play."""
    play = session.play
    if play is None:
        return None
    over = session.step in ("ending", "debrief", "closed")
    before = _before(play)
    return {
        "when": clock_words(session.scenario.clock, _at(session, play)),
        "title": safe(_scene_told(session, play).title),
        "passages": [_passage(session.scenario, it) for it in _told(session, play)],
        "meters": meters(session.scenario, play.meters, before.meters if before is not None else None),
        "ending": {"id": play.ending.id, "title": safe(play.ending.title)} if over and play.ending else None,
        "fault": safe(str(play.fault)) if over and play.fault else None,
    }


def _at(session: Session, play: Play) -> int:
    """Return when it is: a consequence is told under the time at which it was decided, whatever it took."""
    return stood(session).now if session.step == "consequence" else play.now


def stood(session: Session) -> Play:
    """Return the play as it stood at the decision in hand: in a consequence, before the choice that led to it."""
    play = session.play
    assert play is not None
    if session.step in ("consequence", "ending", "debrief", "closed") and session.number in session.rulings:
        assert play.previous is not None
        return play.previous
    return play


def options(shown: Iterable[Option]) -> list[Json]:
    """Return what can be chosen or looked at, and what is shown closed."""
    return [
        {
            "id": it.id,
            "kind": it.kind,
            "text": safe(it.text),
            "open": it.open,
            "locked": safe(it.locked) if it.locked is not None else None,
            "takes": it.takes,
        }
        for it in shown
    ]


def meters(scenario: Scenario, values: Mapping[str, int], before: Mapping[str, int] | None = None) -> list[Json]:
    """Return the visible meters."""
    return [
        {
            "id": it.meter.id,
            "name": safe(it.meter.name),
            "value": it.value,
            "before": it.before,
            "word": safe(it.meter.word(it.value)),
            "min": it.meter.minimum,
            "max": it.meter.maximum,
            "better": it.meter.better,
        }
        for it in readings(scenario.meters.values(), values, before)
    ]


def what_if(session: Session) -> Json | None:
    """Return the what-if that is open, beside the real line."""
    if session.what_if is None or session.play is None:
        return None
    number, choice = session.what_if
    real = session.play.decisions[number - 1]
    beside = line_beside(session.play, number, choice)
    words = {it.id: it.text for it in real.options if it.kind == "choice"}
    stopped = None
    if beside.stopped is not None:
        stopped = f"After decision {len(beside.play.decisions)} what was done no longer fits, so it ends there."
    return {
        "decision": number,
        "title": safe(session.scenario.scenes[real.scene].title),
        "real": _line(session.scenario, session.play, real.choice, words, number, None),
        "other": _line(session.scenario, beside.play, choice, words, number, stopped),
    }


def _line(
    scenario: Scenario, play: Play, choice: str, words: Mapping[str, str], number: int, stopped: str | None
) -> Json:
    decision = play.decisions[number - 1]
    return {
        "choice": choice,
        "label": safe(words[choice]),
        "meters": meters(scenario, play.meters, decision.before),
        "ending": safe(play.ending.title) if play.ending else None,
        "stopped": stopped,
        "told": [_beat(beat) for it in decision.happened if it.kind in ("choice", "outcome") for beat in it.beats],
    }


def _scene_told(session: Session, play: Play) -> Scene:
    """Return the scene that is told of: a consequence is still that of the scene it was decided in."""
    return stood(session).scene if session.step == "consequence" else play.scene


def _told(session: Session, play: Play) -> list[Happened]:
    """Return what a step tells: a consequence all up to the next scene, a scene from there with the looks taken."""
    if session.step == "consequence":
        return _split(play)[0] if play.previous is not None else list(_until_ending(play))
    told: list[Happened] = []
    while play.move is not None and ":" in play.move:
        told = [*play.happened, *told]
        assert play.previous is not None
        play = play.previous
    begun = list(play.happened) if play.previous is None else _split(play)[1]
    return [*begun, *told]


def _split(play: Play) -> tuple[list[Happened], list[Happened]]:
    """Cut what a move set off where it comes to a scene or an ending."""
    happened = list(play.happened)
    cut = next((place for place, it in enumerate(happened) if it.kind in _ARRIVALS), len(happened))
    return happened[:cut], happened[cut:]


def _until_ending(play: Play) -> Iterable[Happened]:
    return (it for it in play.happened if it.kind != "ending")


def _before(play: Play) -> Play | None:
    """Return the play before the last choice, past looks, framings and reasons; None where none was made."""
    step: Play | None = play
    while step is not None and step.move is not None and ":" in step.move:
        step = step.previous
    return step.previous if step is not None else None


def _passage(scenario: Scenario, it: Happened) -> Json:
    title = None
    if it.kind == "scene":
        title = safe(scenario.scenes[it.id].title) or None
    elif it.kind == "ending":
        title = next((safe(ending.title) for ending in scenario.endings if ending.id == it.id), None)
    return {
        "kind": it.kind,
        "id": it.id,
        "title": title,
        "when": clock_words(scenario.clock, it.now),
        "from": cause_words(scenario, it.cause) if it.cause is not None else None,
        "beats": [_beat(beat) for beat in it.beats],
    }


def _beat(beat: Beat) -> Json:
    return {"text": safe(beat.text), "speaker": safe(beat.speaker.name) if beat.speaker else None}
