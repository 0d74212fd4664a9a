"""What a move set off, as paragraphs: what you did, what came of it, what came back and from where, what is next."""

from __future__ import annotations

from game.play.history import Beat, Happened, Option
from game.play.playing import Play
from game.present.beats import cause_words
from game.present.clocks import clock_words
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, heading, told
from game.present.text import safe, unmarked
from game.scenario.story import Ending, Scenario


def passage(play: Play, glyphs: Glyphs, *, ending: bool = False) -> tuple[Paragraph, ...]:
    """Return what the last move told; the ending's own words only where they are asked for."""
    told_now = [*_done(play, glyphs)]
    for it in play.happened:
        if it.beats and (ending or it.kind != "ending"):
            told_now += _happening(play.scenario, it, glyphs)
    if play.fault is not None:
        told_now.append(Paragraph((Part(safe(str(play.fault)), "warning"),), gap=1))
        told_now.append(Paragraph((Part("This is a mistake in the scenario, not in your play."),)))
    return tuple(told_now)


def ending_words(play: Play) -> tuple[Paragraph, ...]:
    """Return the ending's title and text."""
    told_now = []
    for it in play.happened:
        if it.kind == "ending":
            assert isinstance(it.node, Ending)
            told_now = [heading(unmarked(it.node.title)), *(_beat(beat) for beat in it.beats)]
    return tuple(told_now)


def scene_heading(play: Play, glyphs: Glyphs) -> str:
    """Return where and when the story is; once it is over, when: its last scene may be long past by then."""
    return _when(play.scenario, "" if play.over else play.scene.title, play.now, glyphs)


def _when(scenario: Scenario, title: str, now: int, glyphs: Glyphs) -> str:
    when = clock_words(scenario.clock, now)
    return f"{when} {glyphs.dot} {unmarked(title)}" if title else when


def _done(play: Play, glyphs: Glyphs) -> list[Paragraph]:
    """Return the line that repeats what the player did."""
    option = move_option(play)
    if option is None:
        return []
    did = "You looked first" if option.kind == "look" else "You chose"
    line = Paragraph((Part(f"{did}: ", "faint"), *told(option.text, "strong")), (Part(glyphs.caret, "key"),), 2, 1)
    before = play.previous
    if before is not None and before.move and before.move.startswith("reason:"):
        return [line, Paragraph((Part("You wrote: ", "faint"), *told(before.move[7:], "faint")), indent=2)]
    return [line]


def move_option(play: Play) -> Option | None:
    """Return the option that the last move took, with its words as they were shown; None for any other move."""
    if play.previous is None or play.move is None:
        return None
    look = play.move.startswith("look:")
    id = play.move[5:] if look else play.move
    kind = "look" if look else "choice"
    return next((it for it in play.previous.options if it.id == id and it.kind == kind), None)


def _happening(scenario: Scenario, it: Happened, glyphs: Glyphs) -> list[Paragraph]:
    beats = [_beat(beat) for beat in it.beats]
    when = clock_words(scenario.clock, it.now)
    if it.kind == "scene":
        title = scenario.scenes[it.id].title
        return [heading(_when(scenario, title, it.now, glyphs), gap=2), *beats]
    if it.kind == "ending":
        assert isinstance(it.node, Ending)
        return [heading(unmarked(it.node.title), gap=2), *beats]
    if it.cause is not None:
        from_where = f"{when}. This comes back from {cause_words(scenario, it.cause)}"
        return [_aside(glyphs.back, from_where), *(beat._replace(indent=2, gap=0) for beat in beats)]
    if it.kind in ("event", "dynamic"):
        return [_aside(glyphs.dot, f"{when}."), *(beat._replace(indent=2, gap=0) for beat in beats)]
    return beats


def _aside(sign: str, text: str) -> Paragraph:
    return Paragraph((Part(text, "faint"),), (Part(sign, "key"),), 2, 1)


def _beat(beat: Beat) -> Paragraph:
    if beat.speaker is None:
        return Paragraph(told(beat.text), gap=1)
    return Paragraph((Part(f"{safe(beat.speaker.name)}  ", "name"), *told(beat.text)), gap=1)
