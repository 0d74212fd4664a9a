"""Asking a participant line by line: one question after the other, whatever the host does meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from game.group.answers import Command, Form, Question
from game.plain.console import Console
from game.present.session import SENDING
from game.present.text import unmarked

CLEAR = "-"
"""What takes an answer away."""
LATE = "That is not asked any more."


class Asking:
    """At most one form at a time, of which one question stands open."""

    def __init__(self, console: Console, send: Callable[[Command, str], None]) -> None:
        """Ask at a console; `send` is given a form's command and what to say once the host has it."""
        self._console = console
        self._send = send
        self.form: Form | None = None
        self.late = False
        """Whether the host has moved on from what is asked."""
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
        self.form, self._at, self.late = form, 0, False
        self._said = {**form.said, **self._drafts.get(form.key, {})}
        self._console.say()
        self._console.say(unmarked(form.title))
        self._ask()

    def move_on(self) -> bool:
        """Take in that the host has moved on; say whether another form can be asked now.

        Whoever may be writing a line is left to write it: it comes too late, and is told so with the host's reason.
        """
        if self.form is None:
            return True
        if self.late:
            return False
        question = self.question
        assert question is not None
        self._drafts[self.form.key] = self._said
        if question.options:
            self._console.say(LATE)
            self.form = None
            return True
        self.late = True
        self._console.say(f"{LATE} A line that you are writing will come too late; Enter goes on.")
        return False

    def hear(self, answer: str) -> None:
        """Take the answer to what is asked."""
        form, question = self.form, self.question
        assert form is not None
        assert question is not None
        said = self._taken(question, answer)
        if said is None:
            return
        self._said[question.key] = said
        if self.late:
            self.form = None
            if answer and form.complete(self._said):
                self._finish(form)
        elif self._at + 1 == len(form.questions) or (question.ends and not said):
            self.form = None
            self._finish(form)
        else:
            self._at += 1
            self._ask()

    def _finish(self, form: Form) -> None:
        self._drafts.pop(form.key, None)
        ends = next((n for n, it in enumerate(form.questions) if it.ends and not self._said[it.key]), None)
        asked = form.questions if ends is None else form.questions[:ends]
        self._console.say(SENDING)
        self._send(form.command({it.key: self._said[it.key] for it in asked}), form.kept)

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
            self._console.say(f"That is too long: at most {question.most} characters. Nothing was sent; say it shorter.")
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
