"""Reading and writing lines."""

from __future__ import annotations

import textwrap
from typing import TextIO

from game.present.text import safe

LINE = 78
"""Characters a line, short enough for every terminal."""

LEAVING = ("q", "quit", "exit")
"""What to type to leave, in any case of letters."""

_ASCII = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "→": "->"})


class Console:
    """A terminal, or a pipe, that lines are read from and written to. Nothing written is ever taken back."""

    def __init__(self, source: TextIO, sink: TextIO, *, interactive: bool) -> None:
        """Read from `source` and write to `sink`; `interactive` says that a person types the lines."""
        self._source = source
        self._sink = sink
        self.interactive = interactive
        """Whether a person types the lines."""
        self.at_end = False
        """Whether the input has ended."""

    def say(self, text: str = "", *, hang: str = "") -> None:
        """Write a paragraph, wrapped; `hang` stands before every line but the first."""
        for paragraph in text.split("\n"):
            lines = textwrap.wrap(safe(paragraph), LINE, subsequent_indent=hang, break_on_hyphens=False) or [""]
            self._write("\n".join(lines) + "\n")

    def say_whole(self, line: str) -> None:
        """Write a line unbroken, for copying."""
        self._write(f"{safe(line)}\n")

    def ask(self, prompt: str) -> str | None:
        """Write a prompt and read a line; None where the input has ended. What was typed is echoed into a pipe."""
        try:
            self._write(f"{prompt} ")
            self._sink.flush()
            line = self._source.readline()
        except (UnicodeDecodeError, KeyboardInterrupt):
            line = ""
        if not line:
            self.at_end = True
            self._write("\n")
            return None
        # A terminal that is not set to UTF-8 hands over halves of characters, which nothing can be done with.
        answer = line.encode(errors="replace").decode().strip()
        if not self.interactive:
            self._write(f"{safe(answer)}\n")
        return answer

    def flush(self) -> None:
        """Hand over what was written, for somebody who is not asked anything at once."""
        self._sink.flush()

    def _write(self, text: str) -> None:
        encoding = self._sink.encoding or "utf-8"
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            text = text.translate(_ASCII).encode(encoding, "replace").decode(encoding)
        self._sink.write(text)
