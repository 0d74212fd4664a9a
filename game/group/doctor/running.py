"""The check from its first line to its last: this computer, its own addresses, then the phones that come."""

from __future__ import annotations

import json
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty

from game import __version__
from game.group.addressing import EVERYWHERE, LOOPBACK, in_url
from game.group.client.address import Address
from game.group.doctor.addresses import address_lines
from game.group.doctor.advice import none_line, this_system
from game.group.doctor.database import database_line
from game.group.doctor.fetching import fetched
from game.group.doctor.found import itself_line, visit_line
from game.group.doctor.lines import Line, all_well, line_data, line_text
from game.group.doctor.machine import data_line, program_line
from game.group.doctor.phones import Phones
from game.group.doctor.ports import taken_up
from game.group.doctor.trial import trial
from game.group.interfaces import Own, for_phones, in_wsl, obstacle, own_interfaces
from game.group.pages.routes import pages
from game.group.qr import half_blocks
from game.records.places import data_folder

_DARK_ON_LIGHT, _PLAIN = "\x1b[30;107m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Asked:
    """What to check, and how to show it."""

    host: str
    """Where to listen, as a session would."""
    port: int | None
    """The port; None is the one that a session would take."""
    database: str | None
    seconds: float
    """How long to wait for phones; 0 is not at all."""
    width: int = 80
    """Cells of a line."""
    qr: bool = False
    """Whether what it is told on can show a QR code."""
    colour: bool = False
    """Whether the code can be put on a light ground."""


@dataclass(slots=True)
class Examination:
    """A check under way: each line is told as it is found."""

    asked: Asked
    tell: Callable[[str], None]
    lines: list[Line] = field(default_factory=list)
    page: str = ""
    """The address of the check page."""

    def run(self) -> bool:
        """Check everything, and say whether nothing is wrong."""
        asked = self.asked
        self.tell(f"Two Hats {__version__}: is this computer, and this network, ready for a session?")
        self.tell("")
        self._add(program_line(), data_line(data_folder()), database_line(asked.database))
        found, wsl = own_interfaces(), in_wsl()
        shown = for_phones(asked.host)
        self._add(*address_lines(found, asked.host, shown, wsl))
        with trial() as (store, code):
            phones = Phones(code, (it.address for it in found))
            hosting, line = taken_up(store, asked.host, asked.port, [*phones.routes(), *pages()])
            self._add(line)
            if hosting is not None:
                with hosting:
                    for host in _tried(found, asked.host, shown, wsl):
                        url = _url(host, hosting.port)
                        self._add(itself_line(url, fetched(Address(url, code))))
                    self.page = f"{_url(shown, hosting.port)}/doctor"
                    if asked.seconds:
                        self._wait(phones, hosting.port)
        self.tell("")
        self.tell(textwrap.fill(ending(self.lines, asked.seconds > 0), asked.width, break_on_hyphens=False))
        return all_well(self.lines)

    def data(self) -> str:
        """Return all that was found as a JSON document."""
        lines = [line_data(it) for it in self.lines]
        return json.dumps({"fine": all_well(self.lines), "page": self.page or None, "lines": lines}, indent=2)

    def _add(self, *lines: Line) -> None:
        for line in lines:
            self.lines.append(line)
            self.tell(line_text(line, self.asked.width))

    def _wait(self, phones: Phones, port: int) -> None:
        """Tell what each phone finds until the time is up, or Ctrl-C."""
        self.tell("\n".join(_invitation(self.page, self.asked)))
        came = False
        until = time.monotonic() + self.asked.seconds
        try:
            while (left := until - time.monotonic()) > 0:
                with suppress(Empty):
                    visit = phones.visits.get(timeout=left)
                    came |= not visit.own
                    self._add(visit_line(visit))
        except KeyboardInterrupt:
            self.tell("")  # a terminal shows ^C where the next line would begin
        if not came:
            self._add(none_line(phones.opened, this_system(), port))


def ending(lines: list[Line], waited: bool) -> str:
    """Return the last sentence: how all of it stands."""
    wrong, look = (sum(it.mark == mark for it in lines) for mark in ("wrong", "look"))
    if wrong:
        return f"{wrong} {'line says' if wrong == 1 else 'lines say'} wrong: mend that before the session."
    if waited and any(it.about == "no phone" for it in lines):
        return "Nothing is wrong here, but no phone has got through. Do not count on phones before one has."
    words = "Nothing is wrong." if look else "All is well."
    if look:
        words += f" {look} {'line says' if look == 1 else 'lines say'} look: it can be lived with."
    if waited:
        return words
    return f"{words} Whether phones get through, only a phone can show: twohats doctor --seconds 120"


def _invitation(page: str, asked: Asked) -> list[str]:
    """Return what to tell whoever holds a phone."""
    light, plain = (_DARK_ON_LIGHT, _PLAIN) if asked.colour else ("", "")
    return [
        "",
        "Now take a phone, on the network that people will use, and open this there:",
        "",
        *(f"  {light}{row}{plain}" for row in (half_blocks(page) if asked.qr else ())),
        *([""] if asked.qr else []),
        f"  {page}",
        "",
        f"What it finds is told here, for {asked.seconds:.0f} seconds; Ctrl-C ends it sooner.",
        "",
    ]


def _tried(found: list[Own], host: str, shown: str, wsl: bool) -> list[str]:
    """Return the addresses at which this computer asks itself."""
    if host not in EVERYWHERE:
        return [host]
    return list(dict.fromkeys([LOOPBACK, shown, *(it.address for it in found if not obstacle(it, wsl))]))


def _url(host: str, port: int) -> str:
    return f"http://{in_url(host)}:{port}"
