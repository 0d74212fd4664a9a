"""How fast every path is walked, printed in one run: `python tests/benchmarks/paths.py [most decisions]`.

A generated scenario of 6 to 13 decisions: five meters with effects of 1 to 8 either way on two or three of them,
eight facts, eight later items, five events (two with odds, two with a scene of two choices), two dynamics, three
chances, one or two scenes a layer that rejoin, gates, an ending at once. Times are CPU seconds.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import yaml

from game.language.loading import loads
from game.paths.arrays import Walk
from game.paths.reference import Reference
from game.paths.sampling import Sampler
from game.scenario.story import Scenario

METERS = ("staff", "patients", "finance", "trust", "grip")
FACTS = tuple(f"fact-{letter}" for letter in "abcdefgh")
ACTS = ("lead", "manage", "command", "avoid")


def generated(decisions: int, seed: int = 1) -> Scenario:
    """Return a generated scenario of so many decisions on every main path."""
    luck = random.Random(seed)
    layers = [[f"l{layer}-{place}" for place in range(1 + layer % 2)] for layer in range(decisions)]
    scenes: dict[str, Any] = {}
    for layer, ids in enumerate(layers):
        onward = layers[layer + 1] if layer + 1 < decisions else ["end"]
        for id in ids:
            scenes[id] = _scene(
                luck, [_choice(luck, f"c{n}", onward, layer, decisions) for n in range(luck.choice((3, 4)))]
            )
    planting = luck.sample([it for it in scenes.values() for it in it["choices"]], 8)
    for choice in planting:
        choice["later"] = [{"after": luck.randint(1, 4), "effects": _effects(luck)}]
    for choice in luck.sample([it for it in scenes.values() for it in it["choices"]], 3):
        choice["chance"] = [{"odds": 60}, {"odds": 40, "effects": _effects(luck)}]
    for id in ("bell", "call"):
        scenes[id] = _scene(luck, [_choice(luck, f"c{n}", ["back"], 0, decisions) for n in range(2)])
    text = yaml.safe_dump(_file(luck, scenes, layers[0][0]), sort_keys=False)
    return loads(text.encode(), "generated.yaml")


def _scene(luck: random.Random, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {"text": "T.", "decision": {"demand": {"tame": "D."}, "cue": "C."}, "choices": choices}


def _choice(luck: random.Random, id: str, onward: list[str], layer: int, decisions: int) -> dict[str, Any]:
    choice: dict[str, Any] = {"id": id, "text": "T.", "acts": [luck.choice(ACTS)], "because": "B."}
    choice |= {"goto": luck.choice(onward), "effects": _effects(luck)}
    if luck.random() < 0.25:
        choice["set"] = {luck.choice(FACTS): "yes"}
    if id not in ("c0", "c1") and luck.random() < 0.4:
        choice["when"] = luck.choice([f"{luck.choice(METERS)} > {luck.randint(40, 55)}", luck.choice(FACTS)])
    return choice


def _effects(luck: random.Random) -> dict[str, int]:
    return {name: luck.choice((-1, 1)) * luck.randint(1, 8) for name in luck.sample(METERS, luck.choice((2, 3)))}


def _file(luck: random.Random, scenes: dict[str, Any], start: str) -> dict[str, Any]:
    hidden = {"hidden": "yes"}
    meters = {id: {"name": id, "start": 50} | (hidden if id in ("trust", "grip") else {}) for id in METERS}
    events = [
        {"id": "flu", "when": "staff < 52", "odds": 40, "effects": _effects(luck)},
        {"id": "visit", "when": "trust > 50 and fact-a", "odds": 50, "effects": _effects(luck)},
        {"id": "ring", "when": "patients < 46", "scene": "bell"},
        {"id": "ask", "when": "finance < 45 or fact-b", "scene": "call"},
        {"id": "note", "when": "grip > 58", "effects": _effects(luck)},
    ]
    dynamics = [
        {"id": "tired", "when": "staff < 40", "effects": {"patients": -1}, "because": "B."},
        {"id": "calm", "when": "trust > 60", "effects": {"staff": 1}, "because": "B."},
    ]
    endings = [
        {"id": "lost", "when": "patients <= 12", "at_once": "yes"},
        {"id": "both", "when": "trust >= 55 and grip >= 55"},
        {"id": "loved", "when": "trust >= 55"},
        {"id": "held", "when": "grip >= 55"},
        {"id": "broke", "when": "finance < 40 and fact-c"},
        {"id": "plain"},
    ]
    return {
        "two_hats": 1, "title": "Generated", "summary": "S.", "brief": "B.", "clock": {"unit": "week"},
        "meters": meters, "facts": dict.fromkeys(FACTS, "no"), "dynamics": dynamics, "start": start, "scenes": scenes,
        "events": events, "endings": [it | {"title": it["id"], "text": "E."} for it in endings],
    }  # fmt: skip


def bare(seconds: float) -> float:
    """Return the edges a CPU-second of a bare search: tuples of five numbers in a set, and nothing of the game."""
    luck = random.Random(1)
    steps = [tuple(luck.randint(-8, 8) for _ in range(5)) for _ in range(4)]
    began, edges = time.process_time(), 0
    layer: set[tuple[int, ...]] = {(50,) * 5}
    while time.process_time() - began < seconds:
        found: set[tuple[int, ...]] = set()
        for state in layer:
            for step in steps:
                found.add(tuple([max(0, min(100, a + b)) for a, b in zip(state, step, strict=True)]))
                edges += 1
        layer = found
    return edges / (time.process_time() - began)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what some work came to, and its CPU seconds."""
    began = time.process_time()
    return work(), time.process_time() - began


def row(decisions: int, seed: int, say: Callable[[str], None]) -> None:
    """Walk one scenario and say what it took."""
    walk = Walk(generated(decisions, seed))
    tally, seconds = timed(walk.from_start)
    rate = tally.edges / max(seconds, 1e-9)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ended = f"  {walk.finished}" if walk.finished else ""
    say(
        f"{decisions:9} {seed:5} {tally.states:11,} {tally.edges:11,} {seconds:7.2f} {rate:14,.0f} "
        f"{walk.widest_row:12.0f} {peak:8.0f}{ended}"
    )


def apart(decisions: int, seed: int) -> None:
    """Do the same in a process of its own, so that the memory is this walk's alone."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        pool.submit(row, decisions, seed, print).result()


def main() -> None:
    """Print every figure."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 13
    print(f"bare Python search    {bare(1.0):12,.0f} edges/CPU-s")
    plain = Reference(generated(7))
    tally, seconds = timed(plain.walk)
    print(f"plain reference       {tally.edges / seconds:12,.0f} edges/CPU-s  (7 decisions, {tally.states:,} states)")
    print("\ndecisions  seed      states       edges   CPU-s    edges/CPU-s  bytes/state  peak MB")
    for decisions in range(6, most + 1):
        apart(decisions, 1)
    for seed in (2, 3):  # the same shape with other numbers: how many paths there are swings threefold
        apart(min(12, most), seed)
    for least in (False, True):
        sampler = Sampler(generated(12), plays=100_000, least_used=least)
        sample, seconds = timed(sampler.run)
        how = "least used first" if least else "at random"
        print(f"play-testing {how:17} {sample.choices / seconds:12,.0f} choices/CPU-s, hit counts by line included")


if __name__ == "__main__":
    main()
