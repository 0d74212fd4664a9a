"""Every piece of words in a scenario that somebody may read, with where it stands and when it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.documents.maps.phrases import gate_words
from game.documents.maps.values import Piece, Seen
from game.paths.wording import in_words
from game.present.clocks import ticks_words
from game.present.readability import words_told
from game.present.text import unmarked
from game.scenario.happenings import Happening, Later
from game.scenario.meters import Meter, default_bands
from game.scenario.prose import Conditional, Pieces, Prose, as_typed
from game.scenario.scenes import Choice, Look, Scene
from game.scenario.story import Scenario


def pieces_of(scenario: Scenario) -> tuple[Piece, ...]:
    """Return all words: what is read before a play, scene by scene, events, the world, endings, the debrief."""
    found = _Finder(scenario).all()
    return tuple(piece for piece in found if piece.text.strip())


class _Finder:
    """Goes through a scenario in reading order."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def all(self) -> Iterator[Piece]:
        yield from self._before()
        for scene in self.scenario.scenes.values():
            yield from self._scene(scene)
        yield from self._around()
        yield from self._debrief()

    def _before(self) -> Iterator[Piece]:
        scenario = self.scenario
        yield _plain("title", "", scenario.title, "before")
        yield _plain("summary", "", scenario.summary, "before")
        yield _plain("brief", "", scenario.brief, "before")
        yield from (_plain("touches", "", text, "before") for text in scenario.touches)
        yield from (_plain("aims", "", text, "before") for text in scenario.aims)
        for role in scenario.roles.values():
            yield _plain("role", role.id, role.name, "before")
            yield _plain("brief", role.id, role.brief, "before")
            yield _plain("knows", role.id, role.knows, "before")
        for person in scenario.cast.values():
            yield _plain("name", person.id, person.name, "play")
            yield _plain("job", person.id, person.job, "play")
            yield _plain("knows", person.id, person.knows, "debrief")
        for meter in scenario.meters.values():
            yield from _meter(meter)

    def _scene(self, scene: Scene) -> Iterator[Piece]:
        yield _plain("title", scene.id, scene.title, "play", scene.id)
        yield from self._told("text", scene.id, scene.text, scene.id)
        for option in scene.options:
            yield from self._option(scene, option)
        decision = scene.decision
        if decision is not None:
            yield _plain("cue", scene.id, decision.cue, "debrief", scene.id)
            for demand, reason in decision.demand:
                yield _plain("demand", f"{scene.id}, {demand}", reason, "debrief", scene.id)
            yield _plain("ask", scene.id, decision.ask, "debrief", scene.id)
            yield from (_plain("prompt", scene.id, text, "facilitator", scene.id) for text in decision.prompts)

    def _option(self, scene: Scene, option: Choice | Look) -> Iterator[Piece]:
        id, kind = f"{scene.id}.{option.id}", "choice" if isinstance(option, Choice) else "look"
        yield _words(kind, id, option.label, scene.id, gate_words(option))
        if option.locked and option.when is not None:
            yield _words("locked", id, option.locked, scene.id, f"unless {in_words(option.when)}")
        yield from self._happening("reply", id, option.happening, scene.id)
        for outcome in option.chance:
            odds = f"odds {in_words(outcome.odds)}"
            yield from self._happening("outcome", id, outcome.happening, scene.id, odds)
            yield from self._later(id, outcome.later, scene.id, odds)
        yield from self._later(id, option.later, scene.id)

    def _later(self, id: str, later: Sequence[Later], scene: str, odds: str = "") -> Iterator[Piece]:
        for it in later:
            due = f"entering {it.at}" if it.at else f"{ticks_words(self.scenario.clock, it.after or 0)} later"
            held = f"if {in_words(it.when)}" if it.when is not None else ""
            yield from self._happening("later", id, it.happening, scene, _all_of(odds, due, held))

    def _around(self) -> Iterator[Piece]:
        for event in self.scenario.events:
            held = _all_of(
                f"entering {event.at}" if event.at else "",
                f"if {in_words(event.when)}" if event.when is not None else "",
                f"odds {in_words(event.odds)}" if event.odds is not None else "",
            )
            yield from self._happening("event", event.id, event.happening, "", held)
        for dynamic in self.scenario.dynamics:
            held = f"if {in_words(dynamic.when)}" if dynamic.when is not None else ""
            yield from self._happening("dynamic", dynamic.id, dynamic.happening, "", held)
        for ending in self.scenario.endings:
            held = f"if {in_words(ending.when)}" if ending.when is not None else ""
            yield _plain("title", ending.id, ending.title, "play", when=held)
            yield from self._told("ending", ending.id, ending.text, "", held)

    def _debrief(self) -> Iterator[Piece]:
        yield from (_plain("question", "", text, "debrief") for text in self.scenario.questions)
        yield _plain("support", "", self.scenario.support, "debrief")
        for source in self.scenario.sources.values():
            yield _plain("cite", source.id, source.cite, "debrief")
            yield _plain("says", source.id, source.says, "debrief")

    def _happening(self, kind: str, id: str, it: Happening, scene: str, when: str = "") -> Iterator[Piece]:
        yield from self._told(kind, id, it.text, scene, when)
        yield _plain("because", id, it.because, "debrief", scene, when)

    def _told(
        self, kind: str, id: str, prose: Prose, scene: str, when: str = "", side: bool = False
    ) -> Iterator[Piece]:
        """Give the beats of a text; of a condition's two sides the shorter is marked."""
        for beat in prose:
            if isinstance(beat, Conditional):
                held, shorter = in_words(beat.when), words_told(beat.then) < words_told(beat.otherwise)
                yes, no = _all_of(when, f"if {held}"), _all_of(when, f"unless {held}")
                yield from self._told(kind, id, beat.then, scene, yes, side or shorter)
                yield from self._told(kind, id, beat.otherwise, scene, no, side or not shorter)
            else:
                speaker = self.scenario.cast[beat.speaker].name if beat.speaker else ""
                text = unmarked(as_typed(beat.pieces))
                yield Piece(kind, id, text, "play", scene, unmarked(speaker), when, side)


def _meter(meter: Meter) -> Iterator[Piece]:
    """Give a meter's name, and the words of its bands where they are the author's own."""
    seen: Seen = "debrief" if meter.hidden else "play"
    yield _plain("meter", meter.id, meter.name, seen)
    if meter.bands != default_bands(meter.minimum, meter.maximum, meter.better):
        yield from (_plain("words", meter.id, word, seen, when=f"if {meter.id} >= {low}") for low, word in meter.bands)


def _plain(kind: str, id: str, text: str, seen: Seen, scene: str = "", when: str = "") -> Piece:
    return Piece(kind, id, unmarked(text), seen, scene, "", when)


def _words(kind: str, id: str, pieces: Pieces, scene: str, when: str) -> Piece:
    return Piece(kind, id, unmarked(as_typed(pieces)), "play", scene, "", when)


def _all_of(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
