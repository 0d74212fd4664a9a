"""Playing line by line, from the prebrief to the end of the debrief."""

from __future__ import annotations

from collections.abc import Sequence

from game.plain.console import Console
from game.plain.debriefing import tell_debrief
from game.plain.telling import Teller
from game.play.history import Option
from game.play.playing import Play, start
from game.present.clocks import clock_words, ticks_words
from game.present.commands import replay_command
from game.present.text import unmarked
from game.present.words import DEMAND_WORDS
from game.scenario.acts import DEMANDS, Demand
from game.scenario.scenes import Decision
from game.scenario.story import Scenario

HELP = """You can type, and then press Enter:
a number: choose, or look, as listed
s: hear the scene again
m: where the meters stand
c: who is who
j: what you have decided so far
q: leave
?: this list"""


def play_scenario(scenario: Scenario, seed: int, role: str | None, console: Console) -> Play:
    """Play a scenario to its debrief, or until the player or the input leaves; return the play as it stands."""
    play = start(scenario, seed, role)
    Teller(console, scenario).prebrief(play)
    return PlainGame(console, play).run()


class PlainGame:
    """One play at the console."""

    def __init__(self, console: Console, play: Play) -> None:
        """Go on with a play."""
        self.console = console
        self.play = play
        self.teller = Teller(console, play.scenario)
        self.left = False

    def run(self) -> Play:
        """Play until it is over or left."""
        self.teller.move(self.play)
        while not self.play.over and not self.left:
            self._decide()
        if self.left:
            self._say_where_it_stands()
        elif self.play.fault is not None:
            self.console.say()
            self.console.say(f"{self.play.fault} This is a mistake in the scenario, not in your play.")
            self._say_where_it_stands()
        else:
            tell_debrief(self.play, self.console)
        return self.play

    # A decision

    def _decide(self) -> None:
        """Ask until something is chosen or looked at."""
        decision = self.play.scene.decision
        assert decision is not None
        options = self._numbered()
        frame = self._frame() if _framed_before(decision) and not self._framed() else None
        if frame:
            self.play = self.play.frame(frame)
        if self.left:
            return
        self._list_options(options)
        option = self._pick(options)
        if option is None:
            return
        if option.kind == "look":
            self.play = self.play.look(option.id)
        else:
            self._note_and_choose(option, decision)
        if not self.left:
            self.teller.move(self.play)

    def _note_and_choose(self, option: Option, decision: Decision) -> None:
        """Hold the pick until a framing and a reason are given or skipped, then make it."""
        play = self.play
        if decision.frame and not _framed_before(decision):
            frame = self._frame()
            play = play.frame(frame) if frame else play
        if (decision.frame or decision.contested) and not self.left:
            reason = self._answer("Why this? A line, or Enter to skip:")
            play = play.reason(reason) if reason else play
        if not self.left:
            self.play = play.choose(option.id)

    def _numbered(self) -> list[Option]:
        """Return what can be done, choices first, in the order of their numbers."""
        can = [option for option in self.play.options if option.open]
        return [it for it in can if it.kind == "choice"] + [it for it in can if it.kind == "look"]

    def _list_options(self, options: Sequence[Option]) -> None:
        say = self.console.say
        say()
        choices = [(n, it) for n, it in enumerate(options, 1) if it.kind == "choice"]
        looks = [(n, it) for n, it in enumerate(options, 1) if it.kind == "look"]
        say("You can choose:")
        for number, option in choices:
            say(f"{number}. {unmarked(option.text)}", hang="   ")
        for option in self.play.options:
            if not option.open and option.kind == "choice":
                say(f"Closed: {unmarked(option.text)} {unmarked(option.locked or '')}", hang="   ")
        if looks:
            say("Or look first:")
        for number, option in looks:
            cost = f" ({ticks_words(self.play.scenario.clock, option.takes)})" if option.takes else ""
            say(f"{number}. {unmarked(option.text)}{cost}", hang="   ")
        for option in self.play.options:
            if not option.open and option.kind == "look":
                say(f"Closed: {unmarked(option.text)} {unmarked(option.locked or '')}", hang="   ")

    def _pick(self, options: Sequence[Option]) -> Option | None:
        """Read a number; other keys are answered and asked again. None where the player leaves."""
        while not self.left:
            answer = self._answer(f"Your choice, 1 to {len(options)}, or ? for help:")
            if answer is None:
                break
            if answer.isdecimal() and 1 <= int(answer) <= len(options):
                return options[int(answer) - 1]
            self._help_with(answer, len(options))
        return None

    def _help_with(self, answer: str, most: int) -> None:
        known = {
            "?": lambda: self.console.say(HELP),
            "s": lambda: self.teller.scene(self.play),
            "m": lambda: self.teller.meters(self.play),
            "c": lambda: self.teller.cast(),
            "j": lambda: self.teller.journal(self.play),
        }
        if answer.casefold() in ("q", "quit", "exit"):
            self.left = True
        elif answer.casefold() in known:
            known[answer.casefold()]()
        else:
            self.console.say(f"Type a number from 1 to {most}, or ? for help.")

    # Framing and reasons

    def _framed(self) -> bool:
        """Say whether this decision's framing was asked: after a look the decision stands again."""
        play: Play | None = self.play
        while play is not None and play.move is not None and ":" in play.move:
            if play.move.startswith("frame:"):
                return True
            play = play.previous
        return False

    def _frame(self) -> Demand | None:
        say = self.console.say
        say()
        say("What kind of moment is this? It changes nothing in the play.")
        for number, demand in enumerate(DEMANDS, 1):
            say(f"{number}. {DEMAND_WORDS[demand]}")
        while not self.left:
            answer = self._answer("1 to 3, or Enter to skip:")
            if not answer:
                return None
            if answer in ("1", "2", "3"):
                return DEMANDS[int(answer) - 1]
            say("Type 1, 2 or 3, or just Enter.")
        return None

    def _answer(self, prompt: str) -> str | None:
        """Read a line; the end of input leaves the play."""
        answer = self.console.ask(prompt)
        if answer is None:
            self.left = True
        return answer

    def _say_where_it_stands(self) -> None:
        play = self.play
        say = self.console.say
        say()
        say(f"You leave at {clock_words(play.scenario.clock, play.now)}. These moves lead here again:")
        self.console.say_whole(replay_command(play))


def _framed_before(decision: Decision) -> bool:
    """Say whether framing is asked before the choice: it is, but where a critical moment cannot wait for it."""
    return decision.frame and decision.demands[0] != "critical"
