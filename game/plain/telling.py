"""What the story tells, line by line."""

from __future__ import annotations

from game.plain.console import Console
from game.play.history import Happened
from game.play.playing import Play
from game.present.beats import beat_words, cause_words
from game.present.clocks import clock_words
from game.present.moves import last_step
from game.present.people import NOBODY_YET, met, person_words
from game.present.text import unmarked
from game.present.words import listed, meter_words
from game.scenario.story import Scenario

PREBRIEF = (
    "The model is simplified: act as you would on a real day. Nothing is marked and there is no right path. "
    "Type a number and press Enter to choose; ? lists what else you can type."
)
"""Said before every play, with what is kept of it."""

RECALLED = 3
"""The decisions that a recap names."""


class Teller:
    """Tells the story of one scenario at a console."""

    def __init__(self, console: Console, scenario: Scenario) -> None:
        """Tell `scenario` at `console`."""
        self.console = console
        self.scenario = scenario

    def prebrief(self, play: Play, privacy: str) -> None:
        """Say who the player is, what it touches, how long it takes, what is kept (`privacy`), and how to play."""
        say, scenario = self.console.say, self.scenario
        say(unmarked(scenario.title))
        say(unmarked(scenario.summary))
        say()
        self._brief(play)
        say()
        if scenario.touches:
            say(f"This touches on: {listed(unmarked(it) for it in scenario.touches)}.")
        if scenario.play_minutes:
            debrief = f", then a debrief of about {scenario.debrief_minutes}" if scenario.debrief_minutes else ""
            say(f"About {scenario.play_minutes} minutes of play{debrief}.")
        say(PREBRIEF)
        say(privacy)

    def recap(self, play: Play) -> None:
        """Say where a play stood: who the player is, what was decided, what came of it and where the meters stand.

        What the last move set off is told again: whoever was cut off may not have read it.
        """
        say = self.console.say
        self._brief(play)
        say()
        self.journal(play, RECALLED)
        last = last_step(play)
        for it in last.happened:
            self._happened(it)
        if play.over:
            if last.previous is not None:
                self._moved(last.previous, last)
            return
        if not any(it.kind == "scene" for it in last.happened):
            self.scene(play)
        say()
        self.meters(play, last.previous)

    def _brief(self, play: Play) -> None:
        """Say where the player is in charge, and in which chair."""
        say = self.console.say
        say(unmarked(self.scenario.brief))
        if play.role:
            role = self.scenario.roles[play.role]
            say(f"You are: {unmarked(role.name)}. {unmarked(role.brief)}".rstrip())
            if role.knows:
                say(f"Only you know: {unmarked(role.knows)}")

    def move(self, play: Play) -> None:
        """Tell what the last move set off: words first, then the meters."""
        for it in play.happened:
            self._happened(it)
        if play.previous is not None:
            self._moved(play.previous, play)

    def scene(self, play: Play) -> None:
        """Tell the scene again."""
        told = [it for step in play.line() for it in step.happened if it.kind == "scene"]
        self._happened(told[-1])

    def meters(self, play: Play, before: Play | None = None) -> None:
        """Say where every visible meter stands, and how it moved since `before`."""
        for id, meter in self.scenario.meters.items():
            if not meter.hidden:
                words = meter_words(meter, play.meters[id], before.meters[id] if before is not None else None)
                self.console.say(f"{unmarked(words)}.")

    def cast(self, play: Play) -> None:
        """Say who is who, of the people met so far."""
        for person in met(play):
            self.console.say(f"{person_words(person)}.")
        if not met(play):
            self.console.say(NOBODY_YET)

    def journal(self, play: Play, most: int | None = None) -> None:
        """Say what was decided so far; with `most` under a heading, and no more than the last of it."""
        decisions = play.decisions
        shown = decisions if most is None else decisions[-most:]
        if not decisions:
            self.console.say("You have decided nothing yet.")
        elif most is not None:
            some = f", the last {most} of {len(decisions)} decisions" if most < len(decisions) else ""
            self.console.say(f"So far{some}:")
        for it in shown:
            words = {option.id: option.text for option in it.options}
            self.console.say(
                f"{it.number}. {clock_words(self.scenario.clock, it.now)}: “{unmarked(words[it.choice])}”", hang="   "
            )

    def _happened(self, it: Happened) -> None:
        if not it.beats:
            return
        say = self.console.say
        say()
        if it.kind == "scene":
            title = unmarked(self.scenario.scenes[it.id].title)
            say(f"{clock_words(self.scenario.clock, it.now)}. {title}".rstrip(". ") + ".")
        elif it.kind == "ending":
            say(f"The end: {unmarked(it.node.title)}")  # type: ignore[union-attr]
        elif it.cause is not None:
            cause = cause_words(self.scenario, it.cause)
            say(f"{clock_words(self.scenario.clock, it.now)}. This comes back from {cause}:")
        elif it.kind in ("event", "dynamic"):
            say(f"{clock_words(self.scenario.clock, it.now)}.")
        for beat in it.beats:
            say(beat_words(beat))

    def _moved(self, before: Play, after: Play) -> None:
        """Say which visible meters moved."""
        moved = [
            meter_words(meter, after.meters[id], before.meters[id])
            for id, meter in self.scenario.meters.items()
            if not meter.hidden and after.meters[id] != before.meters[id]
        ]
        if moved:
            self.console.say()
            self.console.say(unmarked(". ".join(moved)) + ".")
