"""Where a play stood when it was left, for whoever takes it up again."""

from __future__ import annotations

from game.play.playing import Play
from game.present.clocks import clock_words
from game.present.parts import Paragraph, Part, heading, paragraph, told
from game.present.progress import how_far
from game.present.story import move_option


def recap(play: Play, *, changed: str = "") -> tuple[Paragraph, ...]:
    """Return the recap; `changed` says so where the scenario's file is another one by now."""
    words = [heading("Where you were")]
    when = clock_words(play.scenario.clock, play.now)
    words.append(paragraph(f"{when}, {how_far(play)}. {play.scenario.brief if not play.moves else ''}".rstrip(), gap=0))
    done = [option.text for step in play.line() if (option := move_option(step)) and option.kind == "choice"]
    words += [
        Paragraph((Part(f"{number}. ", "faint"), *told(text, "faint")), indent=2)
        for number, text in list(enumerate(done, 1))[-3:]
    ]
    if changed:
        words.append(paragraph(changed, "warning"))
    return tuple(words)
