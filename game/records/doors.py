"""The doors of a play, found out beside it: a process of its own walks every path while the player reads.

`python -m game.records.doors` is that process: it reads a play as JSON on its standard input, and writes a line of
JSON for each point that it found something out about, then a line with the doors.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from game.paths.reaches import Doors, Reach, doors_data, doors_from, reach_data, reach_from
from game.records.errors import RecordsError

if TYPE_CHECKING:
    from game.play.playing import Play
    from game.records.store import Records

NICENESS = 10
"""How far the walk steps back behind what the player does."""


class DoorFinder:
    """Finds the doors of one play in a process of its own. Starting it and asking it never waits for a walk."""

    def __init__(self, records: Records, play: Play) -> None:
        """Start to find the doors of `play`; what is found out is kept in `records` for the next time."""
        self._records, self._edition = records, play.scenario.edition
        self._wanted = True
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            # -P: nothing that lies in the player's folder is taken for a part of the program.
            [sys.executable, "-P", "-m", "game.records.doors"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C in the terminal is the player's, not the walk's
        )
        self._asked = {
            "name": f"{play.scenario.id}.yaml",
            "text": play.scenario.text,
            "seed": play.seed,
            "role": play.role,
            "moves": list(play.moves),
            "known": {key: reach_data(reach) for key, reach in self._known().items()},
        }

    def wait(self) -> tuple[Doors, ...] | None:
        """Return the doors once they are found; None where the walk was stopped or could not be. For a thread.

        Each point is kept as soon as it was walked from, so that a walk that is stopped goes on there the next time.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        doors = None
        try:
            with self._process.stdin as asked:
                json.dump(self._asked, asked)
            for line in self._process.stdout:
                told = json.loads(line)
                if "doors" in told:
                    doors = doors_from(told["doors"])
                else:
                    self._keep({told["key"]: reach_from(told["reach"])})
        except (OSError, ValueError, KeyError, TypeError):
            doors = None
        finally:
            self.stop()
            self._process.stdout.close()
        return doors

    def stop(self) -> None:
        """Stop the walk, wherever it is. After this the records are not touched any more."""
        with self._turn:
            self._wanted = False
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    def _known(self) -> dict[str, Reach]:
        try:
            return self._records.reaches(self._edition)
        except RecordsError:
            return {}

    def _keep(self, found: Mapping[str, Reach]) -> None:
        # Where it cannot be kept it is found out again the next time; what is wrong is said where plays are kept.
        with self._turn, suppress(RecordsError):
            if self._wanted:
                self._records.keep_reaches(self._edition, found)


def doors_kept(records: Records, play: Play) -> tuple[Doors, ...] | None:
    """Return the doors of a play where all of them were found before; nothing is walked."""
    known = records.reaches(play.scenario.edition)
    if not known:
        return None
    # Imported here since it brings NumPy with it.
    from game.paths.doors import known_doors

    return known_doors(play, known)


class DoorsBeside:
    """The doors of a play, found out beside whatever else goes on; asked for whenever somebody wants to see them."""

    def __init__(self, records: Records, play: Play) -> None:
        """Start to find the doors of `play`."""
        self.found: tuple[Doors, ...] | None = None
        """None until they are found, and for ever where they cannot be."""
        try:
            self._finder: DoorFinder | None = DoorFinder(records, play)
        except OSError:
            self._finder = None  # without a second process there are no doors
            return
        threading.Thread(target=self._wait, args=(self._finder,), daemon=True).start()

    def _wait(self, finder: DoorFinder) -> None:
        self.found = finder.wait()

    def stop(self) -> None:
        """Stop finding out."""
        if self._finder is not None:
            self._finder.stop()


class _Telling(dict[str, Reach]):
    """What is known, telling each thing that is added to it."""

    def __init__(self, known: Mapping[str, Reach], sink: IO[str]) -> None:
        super().__init__(known)
        self._sink = sink

    def __setitem__(self, key: str, reach: Reach) -> None:
        super().__setitem__(key, reach)
        _tell(self._sink, {"key": key, "reach": reach_data(reach)})


def main() -> None:
    """Read a play, and write what can still come of its points and then its doors."""
    from game.language.loading import loads
    from game.paths.doors import doors
    from game.play.playing import replay

    os.nice(NICENESS)
    parent = os.getppid()
    asked = json.load(sys.stdin)
    play = replay(loads(asked["text"].encode(), asked["name"]), asked["seed"], asked["role"], asked["moves"])
    known = _Telling(dict(_reaches(asked["known"])), sys.stdout)

    def orphaned() -> bool:
        if os.getppid() != parent:
            sys.exit(1)  # the game was left, or has died; nobody wants the answer any more
        return False

    found = doors(play, orphaned, kept=known, again=False)
    _tell(sys.stdout, {"doors": doors_data(found)})


def _reaches(known: Mapping[str, Any]) -> Iterator[tuple[str, Reach]]:
    for key, data in known.items():
        yield key, reach_from(data)


def _tell(sink: IO[str], told: Mapping[str, Any]) -> None:
    sink.write(f"{json.dumps(told)}\n")
    sink.flush()


if __name__ == "__main__":
    main()
