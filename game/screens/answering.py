"""Answering what a session asks: one question after the other below the story. What is being typed is never lost."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widgets import Input

from game.group.answers import Command, Form, Question
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, told
from game.present.session import KEPT, VOTE_MISSED
from game.screens.settings import Settings
from game.screens.sitting.page import SittingPage
from game.screens.widgets.column import Column

LATE = "This is not asked any more. What you wrote stays here until you press Enter, which sends it all the same."
BEGIN = "begin"
"""What is picked to begin a form."""
_INDENT = 4


@dataclass
class Answered(Message):
    """The participant did something; `kept` is what to say once the host has it."""

    command: Command
    kept: str = ""


class AnsweringPage(SittingPage):
    """A page of a session on which forms are filled in, one at a time."""

    def __init__(self, settings: Settings, glyphs: Glyphs) -> None:
        """Ask nothing yet."""
        super().__init__(settings, glyphs)
        self.form: Form | None = None
        self.late = False
        """Whether the host has moved on from the line that is being written."""
        self._found: dict[str, Form] = {}
        self._at: int | None = None
        """The question in sight; None where the form waits to be begun."""
        self._said: dict[str, str] = {}
        self._drafts: dict[str, dict[str, str]] = {}
        """What was answered and not sent, by form."""
        self._missed = ""

    @property
    def question(self) -> Question | None:
        """Return what is asked now."""
        return self.form.questions[self._at] if self.form is not None and self._at is not None else None

    @property
    def writing(self) -> bool:
        """Say whether a line is asked for."""
        return self.question is not None and not self.question.options

    @property
    def says_kept(self) -> bool:
        """Say whether it stands below the story that what was answered is kept."""
        return self.form is not None and self.question is None and any(self.form.said.values())

    def missed(self) -> str:
        """Return what to say of a vote that closed too early; empty where none did."""
        return self._missed

    def offer(self, found: tuple[Form, ...]) -> None:
        """Take in which forms can be filled in now. Whoever is writing a line goes on writing it."""
        self._found = {it.key: it for it in found}
        if self.form is not None and self.form.key in self._found:
            self.form, self.late = self._found[self.form.key], False
            self._draw()
        elif self.form is not None and self.writing and self._line.value:
            self.late = True
            self._draw()
        else:
            self._leave_form()
            self._begin(self._first())

    def open(self, key: str) -> None:
        """Begin a form that somebody asked for."""
        if key in self._found:
            self._leave_form()
            self._begin(self._found[key], opened=True)

    def _first(self) -> Form | None:
        return next((it for it in self._found.values() if it.key != "name"), None)

    def _leave_form(self) -> None:
        form = self.form
        if form is None:
            return
        if self.writing and self.question is not None:
            self._said[self.question.key] = self._line.value
        if self._said != form.said:
            self._drafts[form.key] = self._said
            if form.key.startswith("vote-") and not form.said["choice"] and self._said.get("choice"):
                self._missed = VOTE_MISSED
        self.form = None

    def _begin(self, form: Form | None, *, opened: bool = False) -> None:
        self.form, self.late = form, False
        if form is not None:
            self._said = {**form.said, **self._drafts.get(form.key, {})}
            if form.questions[0].options and form.key.startswith("vote-"):
                self._missed, opened = "", True
        self._go_to(0 if opened else None)

    def _go_to(self, at: int | None) -> None:
        """Show a question, and let the keys go where it is answered."""
        self._at = at
        self._draw()
        picks = self.query_one("#ask", Column)
        picks.chosen = ""
        if self.writing and self.question is not None:
            self._line.value = self._said.get(self.question.key, "")
            self._line.max_length = self.question.most
            self._line.cursor_position = len(self._line.value)
            self._line.focus()
        elif self.focused is not picks:
            picks.focus()
        self.refresh_bindings()

    @property
    def _line(self) -> Input:
        return self.query_one("#line", Input)

    # What it looks like

    def _draw(self) -> None:
        picks = self.query_one("#ask", Column)
        rows = self._rows()
        if picks.paragraphs != rows:
            picks.paragraphs = rows
        self.set_class(bool(rows), "-asking")
        self.set_class(self.writing, "-writing")

    def _rows(self) -> tuple[Paragraph, ...]:
        form, question = self.form, self.question
        if form is None:
            return ()
        place = f"  {self._at + 1} of {len(form.questions)}" if self._at is not None and len(form.questions) > 1 else ""
        rows = [Paragraph((Part(form.title, "heading"), Part(place, "faint")), indent=_INDENT)]
        if self.said_words():
            rows.append(Paragraph(told(self.said_words(), "better"), indent=_INDENT))
        if question is None:
            if self.says_kept:
                rows.append(Paragraph((Part(KEPT, "faint"),), indent=_INDENT))
            words = "Change it" if self.says_kept else form.questions[0].label if len(form.questions) == 1 else "Begin"
            return (*rows, Paragraph(told(words), (Part("  1 ", "key"),), _INDENT, key=BEGIN))
        if self.late:
            rows.append(Paragraph((Part(LATE, "warning"),), indent=_INDENT))
        rows.append(Paragraph(told(question.label, "strong"), indent=_INDENT))
        rows += [self._option(number, *it) for number, it in enumerate(question.options, 1)]
        return (*rows, *(() if self.late else self._hint(form, question)))

    def said_words(self) -> str:
        """Return what is said of the form in hand; here nothing."""
        return ""

    def _option(self, number: int, value: str, words: str) -> Paragraph:
        assert self.question is not None
        done = self._said.get(self.question.key) == value
        margin = (Part(f" {self.glyphs.done if done else ' '}", "better"), Part(f"{number} ", "key"))
        return Paragraph(told(words, "strong" if done else "plain"), margin, _INDENT, key=value)

    def _hint(self, form: Form, question: Question) -> list[Paragraph]:
        """Say what Enter does where it is not plain."""
        last = self._at == len(form.questions) - 1
        if question.options and not question.needed:
            words = "Enter leaves it as it is" if self._said.get(question.key) else "Enter leaves it out"
        elif not question.options:
            words = f"Enter: {form.verb}" if last else "Enter goes on"
        else:
            words = ""
        return [Paragraph((Part(words, "faint"),), indent=_INDENT)] if words else []

    # What the participant does

    def action_number(self, number: int) -> None:
        """Pick by number; again, or with one-key choosing at once, it is taken."""
        picks = self.query_one("#ask", Column)
        keys = picks.pickable()
        if number > len(keys):
            return
        if self.settings.choosing == "one" or picks.chosen == keys[number - 1] or keys == (BEGIN,):
            self._pick(keys[number - 1])
        else:
            picks.chosen = keys[number - 1]

    def action_choose(self) -> None:
        """Take what is picked; where nothing is, leave the question as it is."""
        chosen = self.query_one("#ask", Column).chosen
        if chosen:
            self._pick(chosen)
        elif self.form is not None and self.question is None:
            self._pick(BEGIN)
        elif self.question is not None and (not self.question.needed or self._said.get(self.question.key)):
            self._take(self._said.get(self.question.key, ""))

    @on(Column.Clicked, "#ask")
    def _clicked(self, event: Column.Clicked) -> None:
        if event.key == BEGIN or event.column.chosen == event.key:
            self._pick(event.key)
        else:
            event.column.chosen = event.key

    def _pick(self, key: str) -> None:
        if key == BEGIN:
            self._go_to(0)
        else:
            self._take(key)

    @on(Input.Submitted, "#line")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        question = self.question
        if question is None or (question.needed and not event.value.strip()):
            return
        self._take(event.value.strip())

    def action_drop(self) -> None:
        """Go back to the question before, and from the first to the story."""
        form, question = self.form, self.question
        if form is None or question is None or self._at is None:
            return
        if not question.options:
            self._said[question.key] = self._line.value
        if self._at > 0:
            self._go_to(self._at - 1)
        elif form.key == "name" or self.late:
            self._leave_form()
            self._begin(self._first())
        else:
            self._go_to(None)

    def _take(self, answer: str) -> None:
        """Take the answer to the question in sight, and send the form after its last."""
        form, question = self.form, self.question
        if form is None or question is None or self._at is None:
            return
        self._said[question.key] = answer
        if self.late or self._at + 1 == len(form.questions) or (question.ends and not answer):
            self._finish(form)
        else:
            self._go_to(self._at + 1)

    def _finish(self, form: Form) -> None:
        ends = next((n for n, it in enumerate(form.questions) if it.ends and not self._said.get(it.key)), None)
        said = {it.key: self._said.get(it.key, "") for it in form.questions[:ends]}
        self._drafts.pop(form.key, None)
        if form.complete(said):
            self.post_message(Answered(form.command(said), form.kept(said)))
        if self.late or form.key == "name":
            self.form = None
            self._begin(self._first())
        else:
            self._go_to(0 if form.key.startswith("vote-") else None)
