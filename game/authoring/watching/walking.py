"""Walking every path of a file beside its watching, in a process of its own, so that nobody waits for it.

`python -m game.authoring.watching.walking` is that process: it reads a file's text as JSON on its standard input,
and writes what `check` finds by reading and playing it as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, Final, NamedTuple

from game.language.diagnostics import Diagnostic, Place
from game.scenario.story import Scenario

SECONDS: Final = 5.0
"""How long every path is walked before seeded plays answer, as `check` has it."""
_NICENESS = 10


class Found(NamedTuple):
    """What came of it."""

    diagnostics: tuple[Diagnostic, ...]
    words: str
    """How far it was played, in a sentence."""


class Walk:
    """The walk of one edition. Starting it waits for nothing."""

    def __init__(self, scenario: Scenario, file: str, seconds: float = SECONDS) -> None:
        """Start to walk; `file` is what to call it. Raises OSError where there can be no second process."""
        self._process = subprocess.Popen(
            # -P: nothing that lies in the author's folder is taken for a part of the program.
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C in the terminal is the author's, not the walk's
        )
        self._asked = {"id": scenario.id, "file": file, "text": scenario.text, "seconds": seconds}

    def wait(self) -> Found | None:
        """Return what was found; None where the walk was stopped or could not be. For a thread."""
        try:
            told, _ = self._process.communicate(json.dumps(self._asked))
            answer = json.loads(told)
            return Found(tuple(map(_diagnostic, answer["diagnostics"])), str(answer["played"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        finally:
            self.stop()

    def stop(self) -> None:
        """Stop the walk, wherever it is."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()


def _diagnostic(data: dict[str, Any]) -> Diagnostic:
    """Return a diagnostic from what `check --json` writes of it."""
    place = [data.pop(key) for key in ("line", "column", "end_line", "end_column")]
    return Diagnostic(**data | {"place": Place(*place) if place[0] else None, "moves": tuple(data["moves"])})


def main() -> None:
    """Read a file's text, and write what there is to be said about it."""
    from game.authoring.checking import check
    from game.authoring.reports import played_words, report
    from game.language.reading.reader import read_bytes

    os.nice(_NICENESS)
    parent = os.getppid()

    def tell(_: str) -> None:
        if os.getppid() != parent:
            sys.exit(1)  # the watching was left, or has died; nobody wants the answer any more

    asked = json.load(sys.stdin)
    document = read_bytes(asked["text"].encode(), asked["file"])
    checked = check(document, asked["id"], seconds=asked["seconds"], tell=tell)
    told = json.loads(report([checked], "json"))
    print(json.dumps({**told, "played": played_words([checked]).strip()}))


if __name__ == "__main__":
    main()
