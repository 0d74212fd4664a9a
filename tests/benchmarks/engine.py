"""How fast the engine is, beside a bare walk in Python and beside inkjs: `python tests/benchmarks/engine.py`.

All walk the same story along the same choices, read every text, and must come to the same meters and endings; the
engine also reads the record of every decision. What is printed is choices per CPU-second. A machine that others
share swings twofold within a run, so the walkers take turns in short rounds, and best is compared with best and
median with median. The aims are ten times inkjs, which is the design's, and 0.3 of the bare walk. inkjs is installed
by npm into a temporary folder; without node or npm its row is left out. `--rounds N` and `--seconds S` (of each
walker in each round) change the measure.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from story import METERS, AtLeast, Story, as_ink, as_yaml, make_story, numbers

import game
from game.documents.data import replay_json

INKJS = "inkjs@2.4.0"
CHECKED = 500
"""Plays in which all walkers must agree; enough for node to have compiled what it is going to compile."""
ENGINE, BARE, INK = "engine", "bare walk", "inkjs 2.4.0"
AIMS = {INK: 10.0, BARE: 0.3}
"""How many times the choices of another walker the engine should make."""


class Tally(NamedTuple):
    """What some plays came to; the same of every walker."""

    choices: int
    characters: int
    """Of every text told."""
    checksum: int
    """Over the meters and the ending of every play."""


Walker: TypeAlias = Callable[[int, int], tuple[Tally, float]]
"""Walks so many plays along the choices of a seed; gives also the CPU-seconds that it took."""


class Unavailable(Exception):
    """inkjs cannot be had here. The message says why."""


def walk_engine(scenario: game.Scenario, plays: int, seed: int, *, export: bool = False) -> Tally:
    """Walk through the public face, reading what a front end reads, and at the end of a play its records."""
    pick, start = numbers(seed), game.start
    endings = {id: number for number, id in enumerate(ending.id for ending in scenario.endings)}
    choices = characters = checksum = 0
    for _ in range(plays):
        play = start(scenario, seed=seed)
        while True:
            for beat in play.beats:
                characters += len(beat.text)
            if play.ending is not None:
                break
            options = [option for option in play.options if option.open and option.kind == "choice"]
            play = play.choose(options[int(pick() * len(options))].id)
            choices += 1
        checksum = fold(checksum, [*play.meters.values(), endings[play.ending.id]])
        read_records(play)
        if export:
            replay_json(play)
    return Tally(choices, characters, checksum)


def read_records(play: game.Play) -> int:
    """Read of every decision what the debrief reads; return a sum, so that none of it can be left out."""
    read = 0
    for it in play.decisions:
        read += len(it.scene) + len(it.choice) + len(it.options) + len(it.happened)
        read += it.before["patients"] + it.after["patients"]
    return read


def walk_bare(story: Story, plays: int, seed: int) -> Tally:
    """Walk the plain data in a plain loop that keeps nothing: the floor for anything written in Python."""
    pick = numbers(seed)
    scenes, endings = story["scenes"], list(story["endings"].values())
    choices = characters = checksum = 0
    for _ in range(plays):
        meters = dict(METERS)
        at = "scene1"
        while at != "end":
            scene = scenes[at]
            entry = scene["entry"]
            if entry and holds(entry["when"], meters):
                change(meters, entry["effects"])
            for line in scene["lines"]:
                characters += len(line)
            characters += len(scene["then"] if holds(scene["aside"], meters) else scene["otherwise"])
            options = [choice for choice in scene["choices"] if holds(choice["when"], meters)]
            choice = options[int(pick() * len(options))]
            change(meters, choice["effects"])
            characters += len(choice["reply"])
            at = choice["goto"]
            choices += 1
        number = next(number for number, ending in enumerate(endings) if holds(ending["when"], meters))
        characters += len(endings[number]["text"])
        checksum = fold(checksum, [*meters.values(), number])
    return Tally(choices, characters, checksum)


def holds(condition: AtLeast | None, meters: dict[str, int]) -> bool:
    """Say whether a condition holds."""
    return condition is None or meters[condition[0]] >= condition[1]


def change(meters: dict[str, int], effects: dict[str, int]) -> None:
    """Add amounts to meters, from 0 to 100."""
    for meter, amount in effects.items():
        after = meters[meter] + amount
        meters[meter] = 0 if after < 0 else 100 if after > 100 else after


def fold(checksum: int, parts: list[int]) -> int:
    """Take more numbers into a checksum of 32 bits."""
    for part in parts:
        checksum = (checksum * 31 + part) & 0xFFFFFFFF
    return checksum


@contextmanager
def ready_walkers(folder: Path) -> Iterator[dict[str, Walker]]:
    """Make the story ready for every walker that can be had here; say so where inkjs cannot."""
    story = make_story()
    file = folder / "race.yaml"
    file.write_text(as_yaml(story), encoding="utf-8")
    scenario = game.load(file)
    found = {
        ENGINE: timed(partial(walk_engine, scenario)),
        f"{ENGINE}, with its JSON": timed(partial(walk_engine, scenario, export=True)),
        BARE: timed(partial(walk_bare, story)),
    }
    with ExitStack() as stack:
        try:
            install(folder)
            found[INK] = stack.enter_context(ink_walker(folder, as_ink(story)))
        except Unavailable as why:
            print(f"Without {INK}: {why}")
        yield found


def timed(walk: Callable[[int, int], Tally]) -> Walker:
    """Return a walker of this process."""

    def walker(plays: int, seed: int) -> tuple[Tally, float]:
        gc.collect()
        before = time.process_time()
        tally = walk(plays, seed)
        return tally, time.process_time() - before

    return walker


def install(folder: Path) -> None:
    """Install inkjs into a folder. Raises Unavailable."""
    command = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder), INKJS]
    try:
        subprocess.run(["node", "--version"], check=True, capture_output=True, text=True)
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    except FileNotFoundError as error:
        raise Unavailable(f"there is no {error.filename}.") from error
    except subprocess.TimeoutExpired as error:
        raise Unavailable("npm did not come to an end.") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").splitlines() or ["It did not say why."]
        raise Unavailable(f"npm failed. {said[0]}") from error


@contextmanager
def ink_walker(folder: Path, source: str) -> Iterator[Walker]:
    """Keep a node process that walks the story when asked."""
    (folder / "race.ink").write_text(source, encoding="utf-8")
    script = Path(__file__).with_name("walk_ink.js")
    command = ["node", str(script), str(folder), str(folder / "race.ink")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        to_node, from_node = node.stdin, node.stdout
        assert to_node and from_node

        def walker(plays: int, seed: int) -> tuple[Tally, float]:
            print(plays, seed, file=to_node, flush=True)
            answer = json.loads(from_node.readline())
            seconds = answer.pop("seconds")
            return Tally(**answer), seconds

        yield walker
        to_node.close()


def check(walkers: dict[str, Walker]) -> Tally:
    """Return what the first plays come to, of which no walker may think otherwise."""
    tallies = {name: walk(CHECKED, 1)[0] for name, walk in walkers.items()}
    if len(set(tallies.values())) > 1:
        sys.exit("\n".join(["The walkers do not agree:", *(f"  {name}: {it}" for name, it in tallies.items())]))
    return tallies[ENGINE]


def race(walkers: dict[str, Walker], rounds: int, seconds: float) -> dict[str, list[float]]:
    """Let the walkers take turns; return the choices per CPU-second of each in every round."""
    rates: dict[str, list[float]] = {name: [] for name in walkers}
    plays = dict.fromkeys(walkers, CHECKED)
    for seed in range(rounds + 1):
        for name, walk in walkers.items():
            tally, spent = walk(plays[name], seed)
            plays[name] = max(1, round(plays[name] * seconds / spent))
            if seed:  # the round before the first finds out how many plays a round takes
                rates[name].append(tally.choices / spent)
    return rates


def report(tally: Tally, rates: dict[str, list[float]]) -> None:
    """Print the rates, and the engine's beside the others'."""
    best = {name: max(rounds) for name, rounds in rates.items()}
    median = {name: statistics.median(rounds) for name, rounds in rates.items()}
    print(
        f"Python {platform.python_version()}; {tally.choices / CHECKED:.1f} choices a play, "
        f"{tally.characters / tally.choices:.0f} characters a choice, checksum {tally.checksum:08x}: all agree\n"
    )
    print(f"{'choices per CPU-second':<26}{'best':>10}{'median':>10}")
    for name in rates:
        print(f"{name:<26}{best[name]:>10,.0f}{median[name]:>10,.0f}")
    print(f"\n{'the engine against':<26}{'best':>10}{'median':>10}{'aim':>10}")
    for name, aim in AIMS.items():
        if name in rates:
            print(f"{name:<26}{best[ENGINE] / best[name]:>10.2f}{median[ENGINE] / median[name]:>10.2f}{aim:>10}")


def main() -> None:
    """Race and report."""
    parser = argparse.ArgumentParser(description="Choices per CPU-second of the engine, a bare walk and inkjs.")
    parser.add_argument("--rounds", type=int, default=7, help="how often each walker has its turn")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a turn is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ready_walkers(Path(folder)) as walkers:
        tally = check(walkers)
        report(tally, race(walkers, options.rounds, options.seconds))


if __name__ == "__main__":
    main()
