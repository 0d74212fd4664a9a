"""A second engine, written from the page of the language alone: slow, plain, and with nothing of the first in it.

Its methods follow the page's section on what happens, in its order. It reads well-formed files without roles' texts,
tests and promises, and knows nothing of records: what it gives is what a player would see, and the numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, TypeAlias

import yaml
from reference_words import Value, filled, literal, worked_out

Tree: TypeAlias = Mapping[str, Any]


class Option(NamedTuple):
    """Something shown: `kind` is look or choice; `locked` is None where it is open."""

    kind: str
    id: str
    text: str
    locked: str | None


class Planted(NamedTuple):
    """A later item on its way; `due` is None where it waits at a scene."""

    due: int | None
    later: Tree


class Over(Exception):
    """The play has ended."""


class Reference:
    """One play."""

    def __init__(self, text: str, seed: int, role: str | None) -> None:
        """Begin: `now` is 0, and the first scene is entered as in step 4."""
        self.file: Tree = yaml.load(text, yaml.CBaseLoader)
        self.seed = seed
        roles = list(self.file.get("roles", {}))
        self.values: dict[str, Value] = {"now": 0, "role": role or (roles[0] if roles else "")}
        self.values |= {id: int(meter["start"]) for id, meter in self.file["meters"].items()}
        for id, fact in self.file.get("facts", {}).items():
            self.values[id] = fact[0] if isinstance(fact, list) else literal(fact)
        self.bands = {
            id: sorted((int(least), word) for least, word in meter.get("words", {}).items())
            for id, meter in self.file["meters"].items()
        }
        self.before: set[str] = set()
        self.chosen: set[str] = set()
        self.happened: set[str] = set()
        self.drawn: Counter[str] = Counter()
        self.planted: list[Planted] = []
        self.interrupted: tuple[str, Tree] | None = None
        self.told: list[str] = []
        self.draws: list[int] = []
        self.scene = ""
        self.ending: str | None = None
        self.options: list[Option] = []
        self.move(None)

    def move(self, move: str | None) -> None:
        """Make a move that is open, or begin with None."""
        self.told, self.draws, self.told_dynamics = [], [], set[str]()
        if move is not None and move.startswith(("frame:", "reason:")):
            return
        try:
            if move is None:
                self.enter(self.file["start"])
            elif move.startswith("look:"):
                self.look(self.find("looks", move.removeprefix("look:")))
            else:
                self.choose(self.find("choices", move))
        except Over:
            self.options = []

    def find(self, kind: str, id: str) -> Tree:
        """Return a look or choice of this scene."""
        found: Tree = next(it for it in self.here[kind] if it["id"] == id)
        return found

    @property
    def here(self) -> Tree:
        """Return the scene where the story is."""
        scene: Tree = self.file["scenes"][self.scene]
        return scene

    # Steps 1 to 4

    def choose(self, choice: Tree) -> None:
        """Go through the four steps."""
        self.step_1("choice", choice)
        self.step_2(int(choice.get("takes", self.here.get("takes", 1))))
        scene = self.step_3([it for it in self.file.get("events", []) if "at" not in it])
        self.end_at_once()
        way = (self.scene, choice)
        if scene is not None:
            self.interrupted = way
            self.enter(scene)
        else:
            self.step_4(*way)

    def look(self, look: Tree) -> None:
        """Go through steps 1 and 2, then look at the endings, and show the decision again."""
        self.looked.add(look["id"])
        self.step_1("look", look)
        self.step_2(int(look.get("takes", 0)))
        self.end_at_once()
        self.show()

    def step_1(self, kind: str, option: Tree) -> None:
        """Let the choice or look happen and its reply be shown; then its chance, one draw."""
        place = f"{self.scene}.{option['id']}"
        self.chosen.add(place)
        self.happen(option, "reply")
        self.plant(option)
        outcomes = option.get("chance", [])
        if outcomes:
            odds = [self.work_out(it["odds"]) for it in outcomes]
            draw = self.draw(f"{kind}:{place}")
            number = next(n for n in range(len(odds)) if sum(odds[: n + 1]) > draw)
            self.happen(outcomes[number])
            self.plant(outcomes[number])

    def step_2(self, ticks: int) -> None:
        """Let time pass: later items that are due, dynamics, endings, in each tick."""
        for _ in range(ticks):
            self.values["now"] = int(self.values["now"]) + 1
            self.come_back([it for it in self.planted if it.due == self.values["now"]])
            for dynamic in self.file.get("dynamics", []):
                if self.holds(dynamic):
                    self.happen(dynamic, "" if dynamic["id"] in self.told_dynamics else "text")
                    self.told_dynamics.add(dynamic["id"])
            self.end_at_once()

    def step_3(self, events: Iterable[Tree]) -> str | None:
        """Let the events of a moment happen; return the scene that one of them leads to."""
        ready = [it for it in events if not self.spent(it) and self.holds(it)]
        taken: str | None = None
        for event in ready:
            if "scene" in event and (taken or self.interrupted):
                continue
            odds = self.work_out(event.get("odds", "100"))
            if odds < 100 and not self.draw(f"event:{event['id']}") < odds:
                continue
            self.happened.add(event["id"])
            self.happen(event)
            taken = taken or event.get("scene")
        return taken

    def step_4(self, scene: str, chosen: Tree) -> None:
        """Follow a `goto`, the option's own or its scene's."""
        goto = chosen.get("goto", self.file["scenes"][scene].get("goto"))
        if isinstance(goto, list):
            goto = next(it["scene"] for it in goto if self.holds(it))
        if goto == "back":
            assert self.interrupted is not None
            way, self.interrupted = self.interrupted, None
            self.step_4(*way)
        elif goto == "end":
            self.before.add(self.scene)
            self.end(self.file["endings"])
        else:
            self.enter(goto)

    def enter(self, scene: str) -> None:
        """Enter a scene; one without choices is left again at once."""
        if self.scene:
            self.before.add(self.scene)
        self.scene, self.looked = scene, set[str]()
        self.come_back([it for it in self.planted if it.later.get("at") == scene])
        self.step_3([it for it in self.file.get("events", []) if it.get("at") == scene])
        self.end_at_once()
        self.tell(self.here["text"])
        if self.here.get("choices"):
            self.show()
        else:
            self.step_2(int(self.here.get("takes", 0)))
            self.step_4(scene, {})

    # Their parts

    def happen(self, it: Tree, told: str = "text") -> None:
        """Change what it changes, all amounts read first; then tell its text."""
        amounts = {name: self.work_out(amount) for name, amount in it.get("effects", {}).items()}
        for name, amount in amounts.items():
            meter = self.file["meters"].get(name)
            least, most = (int(meter.get("min", 0)), int(meter.get("max", 100))) if meter else (-(10**6), 10**6)
            self.values[name] = min(max(int(self.values[name]) + amount, least), most)
        for name, value in it.get("set", {}).items():
            self.values[name] = literal(value)
        self.tell(it.get(told, []))

    def plant(self, it: Tree) -> None:
        """Send what comes later on its way."""
        for later in it.get("later", []):
            due = int(self.values["now"]) + int(later["after"]) if "after" in later else None
            self.planted.append(Planted(due, later))

    def come_back(self, due: Sequence[Planted]) -> None:
        """Let planted items happen; those whose `when` does not hold are dropped."""
        self.planted = [it for it in self.planted if not any(it is one for one in due)]
        for it in due:
            if self.holds(it.later):
                self.happen(it.later)

    def spent(self, event: Tree) -> bool:
        """Say whether an event that happens once has happened."""
        return event["id"] in self.happened and event.get("once", "yes") in ("yes", "true")

    def draw(self, place: str) -> int:
        """Draw a number from 0 to 99."""
        digest = blake2b(f"{self.seed}|{place}|{self.drawn[place]}".encode(), digest_size=8).digest()
        self.drawn[place] += 1
        self.draws.append(int.from_bytes(digest, "big") % 100)
        return self.draws[-1]

    def end_at_once(self) -> None:
        """End the play if an ending with `at_once` holds."""
        holding = [it for it in self.file["endings"] if it.get("at_once") in ("yes", "true") and self.holds(it)]
        if holding:
            self.before.add(self.scene)
            self.end(holding)

    def end(self, endings: Sequence[Tree]) -> None:
        """End the play with the first that holds."""
        ending = next(it for it in endings if self.holds(it))
        self.ending = ending["id"]
        self.tell(ending["text"])
        raise Over

    def show(self) -> None:
        """Work out the options."""
        looks = [it for it in self.here.get("looks", []) if it["id"] not in self.looked]
        choices = [it for it in self.here["choices"] if not self.gone(it)]
        shown = [*(("look", it) for it in looks), *(("choice", it) for it in choices)]
        self.options = []
        for kind, it in shown:
            if self.holds(it):
                self.options.append(Option(kind, it["id"], self.fill(it["text"]), None))
            elif "locked" in it:
                self.options.append(Option(kind, it["id"], self.fill(it["text"]), self.fill(it["locked"])))

    def gone(self, choice: Tree) -> bool:
        """Say whether a choice that can be made once was made."""
        return choice.get("once") in ("yes", "true") and f"{self.scene}.{choice['id']}" in self.chosen

    # Words and numbers

    def tell(self, text: str | Sequence[Any]) -> None:
        """Tell a paragraph, or beats one after another."""
        for beat in [text] if isinstance(text, str) else text:
            if isinstance(beat, str):
                self.told.append(self.fill(beat))
            elif not self.holds(beat):
                self.tell(beat.get("else", []))
            elif "text" in beat:
                self.tell(beat["text"])
            else:
                [speaker] = beat.keys() - {"when", "else"}
                self.told.append(f"{self.file['cast'][speaker]['name']}: {self.fill(beat[speaker])}")

    def fill(self, text: str) -> str:
        """Fill in the placeholders."""
        return filled(text, self.values, self.bands)

    def holds(self, it: Tree) -> bool:
        """Say whether its `when` holds; without one, always."""
        return "when" not in it or bool(self.work_out(it["when"]))

    def work_out(self, text: str) -> Any:
        """Return what an expression comes to now."""
        return worked_out(text, self.values, self.answer)

    def answer(self, question: str, id: str) -> bool:
        """Answer `visited(id)`, `chose(id)` or `chose(scene.id)`, and `happened(id)`."""
        if question == "chose":
            return any(id in (key, key.partition(".")[2]) for key in self.chosen)
        return id in (self.before if question == "visited" else self.happened)
