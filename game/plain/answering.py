"""Asking a participant line by line: one question after the other, whatever the host does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from game.group.answers import Command, Form, Question
from game.plain.console import Console
from game.present.session import SENDING
from game.present.text import unmarked

CLEAR = "-"
"""What takes an answer away."""
LATE = "That is not asked any more."


class Late(NamedTuple):
    """A line that is not asked for any more."""

    form: Form
    said: dict[str, str]
    """What was answered before it."""
    key: str


class Asking:
    """At most one form at a time, of which one question stands open."""

    def __init__(self, console: Console, send: Callable[[Command, str], None]) -> None:
        """Ask at a console; `send` is given a form's command and what to say once the host has it."""
        self._console = console
        self._send = send
        self.form: Form | None = None
        self.late: Late | None = None
        """What somebody may be writing a line for though the host has moved on."""
        self._next = ""
        self._said: dict[str, str] = {}
        self._drafts: dict[str, dict[str, str]] = {}
        """What was answered and never sent, by form: the host may come back to it."""
        self._at = 0

    @property
    def question(self) -> Question | None:
        """Return what is asked; None where nothing is."""
        return self.form.questions[self._at] if self.form is not None else None

    def begin(self, form: Form) -> None:
        """Ask a form from its start; what was said before stands there."""
        self.form, self._at = form, 0
        self._said = {**form.said, **self._drafts.get(form.key, {})}
        self._console.say()
        self._console.say(unmarked(form.title))
        self._ask()

    def move_on(self, new: Form | None) -> bool:
        """Take in that the host has moved on, to `new` or to nothing; say whether `new` can be asked now.

        Whoever may be writing a line is left to write it: it comes too late, and is told so with the host's reason. A
        question that takes a number can be asked meanwhile; one that takes a line waits, so that none goes astray.
        """
        question = self.question
        if self.form is not None and question is not None:
            self._drafts[self.form.key] = self._said
            if not question.options:
                self.late = Late(self.form, self._said, question.key)
            self.form = None
            self._console.say(f"{LATE}{'' if question.options else ' A line that you are writing comes too late.'}")
        if self.late is None or new is None or new.questions[0].options:
            return True
        if self._next != new.key:
            self._next = new.key
            self._console.say(f"Enter goes on to: {unmarked(new.title)}")
        return False

    def hear(self, answer: str) -> None:
        """Take the answer to what is asked, or a line that comes too late."""
        form, question = self.form, self.question
        if self.late is not None and (question is None or (answer and not answer.isdecimal())):
            self._hear_late(answer)
            return
        assert form is not None
        assert question is not None
        said = self._taken(question, answer)
        if said is None:
            return
        self.late = None
        self._said[question.key] = said
        if self._at + 1 == len(form.questions) or (question.ends and not said):
            self.form = None
            self._finish(form, self._said)
        else:
            self._at += 1
            self._ask()

    def _hear_late(self, answer: str) -> None:
        """Send a late line all the same, so that the host says why it is not taken."""
        assert self.late is not None
        late, self.late, self._next = self.late, None, ""
        if answer and late.form.complete(late.said):
            self._finish(late.form, {**late.said, late.key: answer})

    def _finish(self, form: Form, said: dict[str, str]) -> None:
        self._drafts.pop(form.key, None)
        ends = next((n for n, it in enumerate(form.questions) if it.ends and not said[it.key]), None)
        asked = form.questions if ends is None else form.questions[:ends]
        self._console.say(SENDING)
        answers = {it.key: said[it.key] for it in asked}
        self._send(form.command(answers), form.kept(answers))

    def _taken(self, question: Question, answer: str) -> str | None:
        """Return the answer as it is kept; None where it is none, which has been said."""
        before = self._said.get(question.key, "")
        if not answer:
            if question.needed and not before:
                self._console.say(self._prompt(question))
                return None
            return before
        if answer == CLEAR and not question.needed:
            return ""
        if question.options:
            if answer.isdecimal() and 1 <= int(answer) <= len(question.options):
                return question.options[int(answer) - 1][0]
            self._console.say(f"Type a number from 1 to {len(question.options)}, or ? for help.")
            return None
        if len(answer) > question.most:
            self._console.say(f"That is too long: at most {question.most} characters. Say it shorter.")
            return None
        return answer

    def _ask(self) -> None:
        question = self.question
        assert question is not None
        say, before = self._console.say, self._said.get(question.key, "")
        say(unmarked(question.label))
        for number, (_, words) in enumerate(question.options, 1):
            say(f"{number}. {unmarked(words)}", hang="   ")
        if before:
            say(f"You said: {unmarked(dict(question.options).get(before, before))}")
        say(self._prompt(question))

    def _prompt(self, question: Question) -> str:
        before = bool(self._said.get(question.key))
        what = f"A number from 1 to {len(question.options)}" if question.options else "A line"
        if before:
            return f"{what}; Enter leaves it as it is{'' if question.needed else f', {CLEAR} takes it away'}:"
        return f"{what}:" if question.needed else f"{what}; Enter leaves it out:"
