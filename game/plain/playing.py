"""One play line by line, from its first decision to the end of its debrief."""

from __future__ import annotations

from collections.abc import Sequence

from game.plain.console import LEAVING, Console
from game.plain.debriefing import PlainDebrief
from game.plain.telling import Teller
from game.play.history import Option
from game.play.playing import Play
from game.present.clocks import ticks_words
from game.present.commands import replay_command
from game.present.moves import last_step, without_last
from game.present.progress import how_far
from game.present.text import unmarked
from game.present.words import demand_title
from game.records.doors import DoorsBeside
from game.records.keeping import Keeping
from game.records.leaving import leaving_lines
from game.records.words import delete_words
from game.scenario.acts import DEMANDS, Demand
from game.scenario.scenes import Decision

HELP = """You can type, and then press Enter:
a number: choose, or look, as listed
s: hear the scene again
m: where the meters stand
c: who is who
j: what you have decided so far
u: take back your last choice or look
q: leave
?: this list"""


class PlainGame:
    """One play at the console."""

    def __init__(self, console: Console, play: Play, keeping: Keeping) -> None:
        """Go on with a play, which `keeping` follows."""
        self.console = console
        self.play = play
        self.keeping = keeping
        self.teller = Teller(console, play.scenario)
        self.left = False

    def run(self) -> Play:
        """Play until it is over or left."""
        while not self.play.over and not self.left:
            self._decide()
        self._say_trouble(self.keeping.keep(self.play) if self.play.over else self.keeping.settle(self.play))
        if self.left:
            self._say_how_to_go_on()
        elif self.play.fault is not None:
            self.console.say()
            self.console.say(f"{self.play.fault} This is a mistake in the scenario, not in your play.")
            self._say_moves("These moves lead to it:")
        else:
            self._debrief()
        return self.play

    def _debrief(self) -> None:
        """Tell the debrief, and where to find it again."""
        doors = DoorsBeside(self.keeping.records, self.play)
        try:
            read = PlainDebrief(
                self.play, self.console, self.keeping.kept.notes, self._note, lambda: doors.found
            ).tell()
        finally:
            doors.stop()
        if read:
            self._say_trouble(self.keeping.debriefed(self.play))
        id, say = self.keeping.id, self.console.say
        say()
        if id is None:
            self._say_moves("This play is not kept. These moves lead to its debrief again:", "--debrief")
        elif read:
            say(f"To read it again: twohats debrief {id}")
            say(delete_words(id))
        else:
            say(f"Your debrief waits for you: twohats resume {id}")

    def _note(self, key: str, text: str) -> None:
        self._say_trouble(self.keeping.note(self.play, key, text))

    # A decision

    def _decide(self) -> None:
        """Ask until something is chosen or looked at."""
        decision = self.play.scene.decision
        assert decision is not None
        options = self._numbered()
        frame = self._frame() if _framed_before(decision) and not self._framed() else None
        if frame:
            self._go_on_to(self.play.frame(frame))
        if self.left:
            return
        self._list_options(options)
        option = self._pick(options)
        if option is None:
            return
        if option.kind == "look":
            self._go_on_to(self.play.look(option.id))
        else:
            self._note_and_choose(option, decision)
        if not self.left:
            self.teller.move(self.play)

    def _go_on_to(self, play: Play) -> None:
        """Make a move: it is kept before anything is told of what came of it."""
        self._say_trouble(self.keeping.keep(play))
        self.play = play

    def _take_back(self) -> bool:
        """Go back to before the last choice or look, and say whether there was one."""
        if last_step(self.play).previous is None:
            self.console.say("There is nothing to take back yet.")
            return False
        # The plays of a line have one move each more than the one before.
        self.play = before = list(self.play.line())[len(without_last(self.play.moves))]
        kept = f" What you did there stays kept as {self.keeping.id}." if self.keeping.id else ""
        self.console.say(f"Taken back.{kept}")
        self.teller.scene(before)
        self.console.say()
        self.teller.meters(before)
        return True

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
            self._go_on_to(play.choose(option.id))

    def _numbered(self) -> list[Option]:
        """Return what can be done, choices first, in the order of their numbers."""
        can = [option for option in self.play.options if option.open]
        return [it for it in can if it.kind == "choice"] + [it for it in can if it.kind == "look"]

    def _list_options(self, options: Sequence[Option]) -> None:
        say = self.console.say
        say()
        choices = [(n, it) for n, it in enumerate(options, 1) if it.kind == "choice"]
        looks = [(n, it) for n, it in enumerate(options, 1) if it.kind == "look"]
        say(f"{how_far(self.play).capitalize()}. You can choose:")
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
        """Read a number; other keys are answered and asked again. None where the player leaves or takes a move back."""
        while not self.left:
            answer = self._answer(f"Your choice, 1 to {len(options)}, or ? for help:")
            if answer is None:
                break
            if answer.isdecimal() and 1 <= int(answer) <= len(options):
                return options[int(answer) - 1]
            if answer.casefold() == "u":
                if self._take_back():
                    break
                continue
            self._help_with(answer, len(options))
        return None

    def _help_with(self, answer: str, most: int) -> None:
        known = {
            "?": lambda: self.console.say(HELP),
            "s": lambda: self.teller.scene(self.play),
            "m": lambda: self.teller.meters(self.play),
            "c": lambda: self.teller.cast(self.play),
            "j": lambda: self.teller.journal(self.play),
        }
        if answer.casefold() in known:
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
            say(f"{number}. {demand_title(demand)}.")
        while not self.left:
            answer = self._answer("1 to 3, or Enter to skip:")
            if not answer:
                return None
            if answer in ("1", "2", "3"):
                return DEMANDS[int(answer) - 1]
            say("Type 1, 2 or 3, or just Enter.")
        return None

    def _answer(self, prompt: str) -> str | None:
        """Read a line; the end of the input leaves the play, as q does. None where the player leaves."""
        answer = self.console.ask(prompt)
        if answer is None or answer.casefold() in LEAVING:
            self.left = True
            return None
        return answer

    def _say_how_to_go_on(self) -> None:
        self.console.say()
        for line in leaving_lines(self.play, self.keeping):
            (self.console.say_whole if line.whole else self.console.say)(line.text)

    def _say_moves(self, words: str, *options: str) -> None:
        self.console.say(words)
        self.console.say_whole(" ".join([replay_command(self.play, self.keeping.kept.file), *options]))

    def _say_trouble(self, trouble: str | None) -> None:
        if trouble:
            self.console.say()
            self.console.say(trouble)


def _framed_before(decision: Decision) -> bool:
    """Say whether framing is asked before the choice: it is, but where a critical moment cannot wait for it."""
    return decision.frame and decision.demands[0] != "critical"
