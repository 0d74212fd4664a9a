"""How long an editor waits after a change: the real server over its pipes, beside a bare load of the same file.

    python tests/benchmarks/editing.py [LINES]

The file is the one of `checking.py`. Each turn changes it and asks one question about the new text; the time is that
from the change to the answer, on a clock on the wall, with all that happens on the way. What an editor is told without
asking is timed from the change too, the short wait for the end of a burst of changes included.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import yaml
from checking import LINES, long_scenario

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "authoring")]

from editor import Editor, editor  # noqa: E402
from running import TwoHats  # noqa: E402

TURNS = 25
REST = 0.3
"""Seconds in which the server ends what it does after a change, so that the bare load has a core to itself."""


def main() -> None:
    """Print the table."""
    text = long_scenario(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
    print(
        f"{text.count(chr(10)):,} lines, {len(text.encode()) / 1000:.0f} kB; {TURNS} turns, each beside a bare load\n"
    )
    print(f"{'from a change to':30} {'median':>9} {'slowest':>10} {'bare load':>10} {'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for name, question in _questions(text).items():
            times, bare = _measured(Path(folder), text, question)
            waits = f"{median(times) * 1000:6.1f} ms {max(times) * 1000:7.1f} ms {median(bare) * 1000:7.1f} ms"
            print(f"{name:30} {waits} {median(times) / median(bare):7.2f}")


def _questions(text: str) -> dict[str, Callable[[Editor, Path, int], object]]:
    """Return what is asked after each change; the turn's number makes every text another."""
    lines = text.split("\n")
    here = next(number for number, line in enumerate(lines) if line.strip().startswith("goto:"))
    column = lines[here].index(":") + 2

    def changed(turn: int, broken: bool = False) -> str:
        return f"# {turn}{chr(10)}" + text + ("broken: [" if broken else "")

    def asking(method: str, **more: object) -> Callable[[Editor, Path, int], object]:
        def ask(opened: Editor, file: Path, turn: int) -> object:
            opened.change(file, changed(turn))
            return opened.about(method, file, here + 1, column, **more)

        return ask

    def outline(opened: Editor, file: Path, turn: int) -> object:
        opened.change(file, changed(turn))
        return opened.ask("textDocument/documentSymbol", {"textDocument": {"uri": file.as_uri()}})

    def complaints(opened: Editor, file: Path, turn: int) -> object:
        opened.change(file, changed(turn).replace("goto:", "gto:", turn % 2))
        return opened.complaints(file)

    def broken(opened: Editor, file: Path, turn: int) -> object:
        opened.change(file, changed(turn, broken=True))
        return opened.about("completion", file, here + 1, column)

    return {
        "completion": asking("completion"),
        "completion in a broken file": broken,
        "hover": asking("hover"),
        "definition": asking("definition"),
        "rename": asking("rename", newName="another-id"),
        "the outline": outline,
        "what is wrong": complaints,
    }


def _measured(
    folder: Path, text: str, question: Callable[[Editor, Path, int], object]
) -> tuple[list[float], list[float]]:
    """Return the seconds of every turn, and those of a bare load by turns with them."""
    file = (folder / "long.yaml").resolve()
    file.write_text(text, encoding="utf-8")
    twohats = TwoHats(folder)
    times, bare = [], []
    with editor(twohats.command("lsp"), folder, twohats.environment) as opened:
        opened.open(file)
        for turn in range(TURNS):
            times.append(_timed(partial(question, opened, file, turn)))
            time.sleep(REST)
            bare.append(_timed(partial(yaml.load, text, Loader=yaml.CSafeLoader)))
        assert opened.end() == 0
    return times, bare


def _timed(part: Callable[[], object]) -> float:
    start = time.perf_counter()
    part()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
