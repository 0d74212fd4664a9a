"""How people come in: the address, the code, and who is here, as the wall shows them before the play."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.group.client.address import Address
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, heading, paragraph
from game.screens.sitting.lettering import lettered


class Invitation(NamedTuple):
    """Where people join."""

    address: Address
    """As phones reach it."""
    alone: bool = False
    """It can be reached from this computer only."""
    rehearsed: int = 0
    """How many scripted participants there are."""

    @property
    def short(self) -> str:
        """Return the address as somebody types it, without what browsers add by themselves."""
        return self.address.host.removeprefix("http://")

    @property
    def typed(self) -> str:
        """Return the whole address in one, for a terminal and for the line at the top."""
        return f"{self.short}/{self.address.code}"


def welcome_rows(room: Mapping[str, Any], invitation: Invitation, glyphs: Glyphs, cells: int) -> tuple[Paragraph, ...]:
    """Return how to come in, and how many have."""
    if room["hands"]:
        return _hands(room)
    code = invitation.address.code
    rows = [heading(room["title"], gap=0), _labelled("Open ", invitation.short), _labelled("Code ", " ".join(code))]
    big = lettered(code, cells, blocks=glyphs.parts != "")
    rows += [Paragraph((Part(line, "strong"),), gap=0 if place else 1, whole=True) for place, line in enumerate(big)]
    rows.append(_here(room, invitation))
    rows.append(paragraph(f"In a terminal: twohats join {invitation.typed}", "faint"))
    if invitation.alone:
        rows.append(paragraph(
            "This address works on this computer alone: it has found no network. Join one, and start again.", "warning"
        ))  # fmt: skip
    return tuple(rows)


def _labelled(label: str, text: str) -> Paragraph:
    return Paragraph((Part(label, "faint"), Part(text, "strong")), gap=1)


def _here(room: Mapping[str, Any], invitation: Invitation) -> Paragraph:
    present = room["people"]["present"]
    scripted = f" A rehearsal: {invitation.rehearsed} of them are scripted." if invitation.rehearsed else ""
    words = f"{present} {'person is' if present == 1 else 'people are'} here.{scripted if present else ''}"
    return Paragraph((Part(words, "heading"),), gap=1)


def _hands(room: Mapping[str, Any]) -> tuple[Paragraph, ...]:
    return (
        heading(room["title"], gap=0),
        paragraph("This room votes by show of hands: nobody needs a phone.", "strong"),
        paragraph("Decide for yourself first, then raise your hand when your option's number is called.", "faint"),
    )
