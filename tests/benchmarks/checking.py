"""How long it takes to answer an author: syntax, structure and references beside a bare load of the same file.

    python tests/benchmarks/checking.py [LINES]

The file is made by writing the scenes of the library's scenarios again and again under other ids. Each part is run
by turns with the others, and the best of the turns counts, since what else a machine does can only add.
"""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Callable

import yaml

from game.authoring.checking import check
from game.language.library import library_files
from game.language.loading import examine
from game.language.reading.reader import read_bytes

TURNS = 9
LINES = 5_000


def main() -> None:
    """Print the table."""
    text = long_scenario(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
    data = text.encode()
    problems = check(read_bytes(data, "long.yaml"), "long").diagnostics
    assert not [it for it in problems if it.severity == "error"], problems[:3]
    print(f"{text.count(chr(10)):,} lines, {len(data) / 1000:.0f} kB, {text.count('- id: ')} ids\n")
    parts: dict[str, Callable[[], object]] = {
        "bare yaml.load, C loader": lambda: yaml.load(text, Loader=yaml.CSafeLoader),
        "read to a tree with places": lambda: read_bytes(data, "long.yaml"),
        "+ structure and references": lambda: examine(read_bytes(data, "long.yaml"), "long"),
        "+ advice, as `check` does": lambda: check(read_bytes(data, "long.yaml"), "long", strict=True),
    }
    best = dict.fromkeys(parts, float("inf"))
    for _ in range(TURNS):
        for name, part in parts.items():
            best[name] = min(best[name], timed(part))
    bare = best["bare yaml.load, C loader"]
    for name, seconds in best.items():
        print(f"{name:30} {seconds * 1000:7.1f} ms   {seconds / bare:5.2f} times")


def timed(part: Callable[[], object]) -> float:
    """Return the seconds of processor time that a part takes, without the collector's pauses."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    part()
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def long_scenario(lines: int) -> str:
    """Return a scenario of about so many lines: one of the library's, its scenes repeated under ids of their own."""
    text = max((file.read_text(encoding="utf-8") for file in library_files()), key=len)
    start, end = text.index("\nscenes:\n") + len("\nscenes:\n"), text.index("\nevents:\n") + 1
    scenes = text[start:end]
    ids = re.findall(r"^  ([a-z][a-z0-9-]*):$", scenes, re.MULTILINE)
    goes = re.compile(rf"\b(goto|scene|at): ({'|'.join(ids)})\b")
    top = re.compile(rf"^  ({'|'.join(ids)}):$", re.MULTILINE)
    asked = re.compile(r"\bchose\(([a-z0-9-]+)\)")
    home = {option: scene for scene, option in _options(scenes)}
    scenes = asked.sub(lambda found: f"chose({home[found.group(1)]}.{found.group(1)})", scenes)
    rest = asked.sub(lambda found: f"chose({home[found.group(1)]}.{found.group(1)})", text[end:])
    copies, number = [scenes], 1
    while text.count("\n") + sum(copy.count("\n") for copy in copies[1:]) < lines:
        mark = f"-{number}"
        copies.append(goes.sub(rf"\1: \2{mark}", top.sub(rf"  \1{mark}:", scenes)))
        number += 1
    return text[:start] + "".join(copies) + rest


def _options(scenes: str) -> list[tuple[str, str]]:
    """Return the scene and the id of every choice and look."""
    found, scene = [], ""
    for line in scenes.split("\n"):
        if match := re.match(r"  ([a-z][a-z0-9-]*):$", line):
            scene = match.group(1)
        elif match := re.match(r"      - id: ([a-z][a-z0-9-]*)", line):
            found.append((scene, match.group(1)))
    return found


if __name__ == "__main__":
    main()
