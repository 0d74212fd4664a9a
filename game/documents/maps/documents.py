"""A map in whichever form is asked for."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from game.documents.maps.dot import dot
from game.documents.maps.graph import drawing_of
from game.documents.maps.mermaid import mermaid
from game.documents.maps.outline import map_outline
from game.documents.maps.page import map_page
from game.documents.maps.table import words_table
from game.documents.maps.values import Map
from game.present.glyphs import Glyphs

Form: TypeAlias = Literal["text", "mermaid", "dot", "html", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)


def map_document(it: Map, form: Form, glyphs: Glyphs) -> str:
    """Return a map in a form; `glyphs` are the signs of its text."""
    if form == "mermaid":
        return mermaid(drawing_of(it))
    if form == "dot":
        return dot(drawing_of(it))
    if form == "html":
        return map_page(it)
    if form == "csv":
        return words_table(it)
    return map_outline(it, glyphs)
