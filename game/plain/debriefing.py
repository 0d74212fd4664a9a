"""The debrief, line by line: phase by phase, and all that stands behind it at a number's call."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.findings.debriefing import debrief
from game.findings.reflections import MOST_COMMITMENTS, from_notes
from game.paths.reaches import Doors
from game.plain.console import LEAVING, Console
from game.play.playing import Play
from game.present.behind import Topic, topics
from game.present.debriefing import description, finding_section
from game.present.ending import SHORT_MINUTES
from game.present.hidden import hidden_sections
from game.present.hinges import ending_section
from game.present.outline import OTHERWISE, beside, next_step
from game.present.own_view import own_view
from game.present.picking import Pick, position_picks, view_picks
from game.present.sections import FORMATIVE, Section
from game.present.text import unmarked

_COMMITMENT = (("what", "I will (Enter for none):"), ("when", "By when:"), ("who", "Who will notice:"))


class _LeftError(Exception):
    """The player leaves the debrief for later."""


class PlainDebrief:
    """The debrief of one play at the console."""

    def __init__(
        self,
        play: Play,
        console: Console,
        notes: Mapping[str, str],
        note: Callable[[str, str], None],
        doors: Callable[[], tuple[Doors, ...] | None],
    ) -> None:
        """Debrief `play`; `notes` is what was said before and `note` keeps what is said now.

        `doors` gives the doors of the play if they are found by then; nobody waits for it.
        """
        self._play, self._console, self._doors = play, console, doors
        self._notes, self._note = dict(notes), note
        self._debrief = debrief(play)

    def tell(self) -> bool:
        """Tell the debrief, and return whether it was read to its end.

        It may be left for later. Where the input has ended, all of it is told without a pause, to nobody in
        particular.
        """
        try:
            self._tell()
        except _LeftError:
            return False
        return not self._console.at_end

    def _tell(self) -> None:
        say, minutes = self._console.say, self._play.scenario.debrief_minutes
        say()
        say(f"Your debrief{f', about {minutes} minutes' if minutes else ''}. What you type is kept with the play.")
        short = self._ask(f"Enter for it now, s for the short way of {SHORT_MINUTES} minutes, q for later:") == "s"
        self._write("reactions", "First of all: how was that? A word or a line; nobody scores it. Enter goes on:")
        if not short:
            say()
            say("What happened, in order and without judgement.")
            scenario = self._play.scenario
            for section in (*hidden_sections(scenario), *description(self._debrief, scenario.clock)):
                self._section(section)
            end = ending_section(self._debrief, scenario, told=False)
            if end:
                self._section(end)
            self._own_view()
        self._findings(1 if short else None)
        if not short:
            self._section(beside(self._debrief))
            self._keep_and_change()
            self._section(next_step(self._debrief.approach))
        self._commitments(1 if short else MOST_COMMITMENTS)
        self._behind()
        self._close()

    # The phases

    def _own_view(self) -> None:
        """Ask for the player's own view, before the program says what it saw."""
        self._console.say()
        self._console.say("My view. Before the program says what it saw: how do you see it? Enter leaves one out.")
        for pick in view_picks(self._play):
            self._pick(pick)
        view = from_notes(self._notes).view
        self._debrief = debrief(self._play, view, self._doors())
        section = own_view(self._debrief, view)
        if section:
            self._section(section)

    def _findings(self, most: int | None) -> None:
        say = self._console.say
        for number, finding in enumerate(self._debrief.findings[:most], 1):
            say()
            self._ask("Enter for what the program saw, q for later:" if number == 1 else "Enter for more, q for later:")
            self._section(finding_section(self._debrief, finding, self._play.scenario))
            if self._ask("Enter goes on, d marks that you see it otherwise:").casefold() == "d":
                self._otherwise(number)
        if not self._debrief.findings:
            say()
            say("Too little happened here to say anything that would be fair.")

    def _otherwise(self, number: int) -> None:
        seen = {*from_notes(self._notes).otherwise} ^ {number}
        self._keep("otherwise", ",".join(str(it) for it in sorted(seen)))
        self._console.say(f"Kept beside it: {OTHERWISE}" if number in seen else "The mark is taken away.")

    def _keep_and_change(self) -> None:
        questions = tuple(unmarked(it) for it in self._debrief.questions)
        self._console.say()
        for question in questions:
            self._console.say(question)
        self._write("keep", "What will you keep? Enter goes on:")
        self._write("change", "What will you change? Enter goes on:")

    def _commitments(self, most: int) -> None:
        self._console.say()
        self._console.say("What will you do, by when, and who will notice? It is yours alone.")
        for number in range(1, most + 1):
            for part, prompt in _COMMITMENT:
                self._write(f"commitment-{number}-{part}", prompt)
                if part == "what" and not self._notes.get(f"commitment-{number}-what"):
                    return

    def _close(self) -> None:
        say, support = self._console.say, self._debrief.support
        if support:
            say()
            say(unmarked(support))
        say()
        say(FORMATIVE)

    # What stands behind it

    def _behind(self) -> None:
        """Open topics until the player has enough."""
        say = self._console.say
        found = self._topics()
        say()
        say("Behind all this:")
        for number, topic in enumerate(found, 1):
            say(f"{number}. {topic.title}", hang="   ")
        last = ""
        while answer := self._ask(f"A number from 1 to {len(found)} opens it, Enter finishes:"):
            if answer == last and not self._console.interactive:
                return  # a pipe that says one thing for ever has seen it
            last = answer
            if answer.isdecimal() and 1 <= int(answer) <= len(found):
                self._open(self._topics()[int(answer) - 1])
            else:
                say(f"Type a number from 1 to {len(found)}, or just Enter.")

    def _topics(self) -> tuple[Topic, ...]:
        self._debrief = debrief(self._play, from_notes(self._notes).view, self._doors())
        return topics(self._debrief, self._play.scenario, from_notes(self._notes))

    def _open(self, topic: Topic) -> None:
        if topic.about:
            self._console.say()
            self._console.say(topic.about)
        picks = position_picks() if topic.key == "positions" else ()
        for number, section in enumerate(topic.sections):
            self._section(section)
            if picks:
                self._pick(picks[number])

    # Asking and keeping

    def _pick(self, pick: Pick) -> None:
        """Let an answer be picked by its number: that of the decision or the side, or how often."""
        say = self._console.say
        known = {value: words for value, words in pick.values if value}
        said = self._notes.get(pick.key, "")
        say()
        say(f"{pick.label}{f' (so far: {known[said]})' if said in known else ''}")
        counted = pick.key.startswith("view-") and pick.key not in ("view-same", "view-change")
        values = list(known)
        if not counted:
            for number, words in enumerate(known.values(), 1):
                say(words if words.startswith(f"{number}.") else f"{number}. {words}", hang="   ")
        low, high = (0, len(values) - 1) if counted else (1, len(values))
        while answer := self._ask(f"{'How often, ' if counted else ''}{low} to {high}, or Enter:"):
            if answer.isdecimal() and low <= int(answer) <= high:
                self._keep(pick.key, values[int(answer) - low])
                return
            if not self._console.interactive:
                return  # nobody reads what could be typed instead
            say(f"Type a number from {low} to {high}, or just Enter.")

    def _write(self, key: str, prompt: str) -> None:
        """Ask for a line; Enter keeps what was written before."""
        said = self._notes.get(key, "")
        self._console.say()
        if said:
            self._console.say(f"You wrote: {unmarked(said)}")
        answer = self._ask(prompt)
        if answer:
            self._keep(key, answer)

    def _keep(self, key: str, text: str) -> None:
        self._notes[key] = text
        self._note(key, text)

    def _ask(self, prompt: str) -> str:
        """Read a line; nothing where the input has ended. Raises _LeftError where the player leaves for later."""
        answer = self._console.ask(prompt) or ""
        if answer.casefold() in LEAVING:
            raise _LeftError
        return answer

    def _section(self, section: Section) -> None:
        self._console.say()
        self._console.say(section.title)
        for entry in section.entries:
            self._console.say(f"{entry.label}: {entry.text}" if entry.label else entry.text, hang="  ")
