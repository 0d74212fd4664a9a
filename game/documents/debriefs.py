"""A debrief in whichever form is asked for."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias, get_args

from game.documents.data import debrief_json
from game.documents.markdown import debrief_markdown
from game.documents.page import debrief_page
from game.documents.text import debrief_text
from game.findings.debriefing import debrief
from game.findings.reflections import Reflections
from game.paths.reaches import Doors
from game.play.playing import Play

Form: TypeAlias = Literal["text", "markdown", "html", "json"]
FORMS: tuple[Form, ...] = get_args(Form)


def debrief_document(
    play: Play, said: Reflections, form: Form, doors: tuple[Doors, ...] | None = None, on: date | None = None
) -> str:
    """Return the debrief of a play, with what the player said of it, the doors where they are known and its day."""
    found = debrief(play, said.view, doors)
    if form == "json":
        return debrief_json(found, said, on)
    if form == "markdown":
        return debrief_markdown(found, play.scenario, said, on)
    if form == "html":
        return debrief_page(found, play.scenario, said, on)
    return debrief_text(found, play.scenario, said, on)
