"""From the models of a file to a scenario, looking up every name on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.language import models
from game.language.clocks import read_clock
from game.language.codes import (
    DIVIDES_BY_ZERO,
    LAST_ENDING_OPEN,
    LAST_WAY_OPEN,
    NEVER_REACHED,
    NO_DECISION,
    NO_WAY_ON,
    NOT_CHANGEABLE,
    NOT_SETTABLE,
    ODDS_NOT_WHOLE,
    OUT_OF_RANGE,
    SET_AND_CHANGED,
    UNKNOWN_NAME,
    UNKNOWN_OPTION,
    UNKNOWN_ROLE,
    UNKNOWN_SCENE,
    UNKNOWN_SOURCE,
)
from game.language.expressions.errors import ExpressionError
from game.language.expressions.grammar import parse_amount, parse_condition, parse_odds
from game.language.expressions.names import ANSWERS, Names, nearest
from game.language.naming import at_the_end, check_names, read_facts, read_names
from game.language.places import Path
from game.language.reporting import Reporter
from game.language.telling import Teller
from game.scenario.evaluation import constant_value
from game.scenario.expressions import Arithmetic, Constant, Expression, walk
from game.scenario.happenings import Dynamic, Effect, Event, Happening, Later, Outcome, Setting
from game.scenario.meters import FACT_LIMIT, Fact, Meter, default_bands
from game.scenario.scenes import BACK, END, Branch, Choice, Decision, Look, Scene
from game.scenario.story import Ending, Expectation, Person, Promise, Role, Scenario, Source, Test

_ANYTHING = Constant(True, (0, 0))
"""Stands in for a condition that could not be read; the scenario is never handed out then."""
_NOTHING = Constant(0, (0, 0))


_HOMES: dict[str, tuple[Path, ...]] = {
    UNKNOWN_SCENE: (("scenes",),),
    UNKNOWN_NAME: (("meters",), ("facts",)),
    UNKNOWN_SOURCE: (("sources",),),
    UNKNOWN_ROLE: (("roles",),),
}
"""Where what a code misses would stand."""


class Builder:
    """Builds the scenario of one file."""

    def __init__(self, model: models.Scenario, report: Reporter) -> None:
        """Take the models of a file and where to report."""
        self.model = model
        self.report = report
        self.facts: dict[str, Fact] = read_facts(model, report)
        self.meters = {id: self._meter(id, meter) for id, meter in model.meters.items()}
        self.names: Names = read_names(model, self.facts)
        self.tell = Teller(report, self.meters, self.facts, frozenset(model.cast), self.condition)

    def build(self, id: str, edition: str, text: str) -> Scenario:
        """Build everything. What is wrong is reported; the result is good only where nothing was."""
        model = self.model
        check_names(model, self.facts, self.report)
        self._known_scene(model.start, ("start",))
        for place, scene_id in enumerate(model.room_cut):
            self._room_cut(scene_id, ("room_cut", place))
        minutes, debrief = model.minutes or models.PlayMinutes(), model.debrief or models.Debrief()
        return Scenario(
            id=id,
            edition=edition,
            title=model.title,
            summary=model.summary,
            brief=model.brief.rstrip("\n"),
            clock=read_clock(model.clock, self.report),
            meters=self.meters,
            start=model.start,
            scenes={id: self._scene(id, scene) for id, scene in model.scenes.items()},
            endings=self._endings(),
            authors=tuple(model.authors),
            licence=model.licence,
            level=model.level,
            challenges=tuple(model.challenges),
            play_minutes=minutes.play,
            debrief_minutes=minutes.debrief,
            as_of=model.as_of or "",
            jurisdiction=model.jurisdiction,
            language=model.language,
            touches=tuple(model.touches),
            aims=tuple(model.aims),
            cast={id: Person(id, it.name, it.job, it.knows) for id, it in model.cast.items()},
            roles={id: Role(id, it.name, it.brief, it.knows) for id, it in model.roles.items()},
            facts=self.facts,
            dynamics=tuple(self._dynamic(it, ("dynamics", n)) for n, it in enumerate(model.dynamics)),
            events=tuple(self._event(it, ("events", n)) for n, it in enumerate(model.events)),
            room_cut=tuple(model.room_cut),
            questions=tuple(debrief.questions),
            support=debrief.support,
            sources={id: Source(id, it.cite, it.says, it.strength) for id, it in model.sources.items()},
            tests=tuple(self._test(it, ("tests", n)) for n, it in enumerate(model.tests)),
            promises=tuple(self._promise(it, ("promises", n)) for n, it in enumerate(model.promises)),
            text=text,
        )

    # Expressions

    def condition(self, text: str, path: Path, names: Names | None = None) -> Expression:
        """Read a condition."""
        try:
            return self._sound(parse_condition(text, names or self.names), path)
        except ExpressionError as error:
            self.report.expression(error, path)
            return _ANYTHING

    def amount(self, text: str, path: Path) -> Expression:
        """Read an amount."""
        try:
            return self._sound(parse_amount(text, self.names), path)
        except ExpressionError as error:
            self.report.expression(error, path)
            return _NOTHING

    def odds(self, text: str, path: Path) -> Expression:
        """Read odds, which are per cent."""
        try:
            return self._sound(parse_odds(text, self.names), path)
        except ExpressionError as error:
            self.report.expression(error, path)
            return _NOTHING

    def _maybe(self, text: str | None, path: Path) -> Expression | None:
        return None if text is None else self.condition(text, path)

    def _sound(self, tree: Expression, path: Path) -> Expression:
        for node in walk(tree):
            if isinstance(node, Arithmetic) and node.operation == "/" and constant_value(node.right) == 0:
                help = "Divide by another number."
                self.report.within(DIVIDES_BY_ZERO, path, *node.span, "this divides by zero", help)
        return tree

    # Happenings

    def _happening(self, shape: models.Shape, text: models.Prose | None, path: Path, told: str = "text") -> Happening:
        effects = []
        for name, amount in shape.effects.items():
            if self._changeable(name, (*path, "effects", name)):
                effects.append(Effect(name, self.amount(amount, (*path, "effects", name))))
        settings = []
        for name, value in shape.set.items():
            setting = self._setting(name, value, (*path, "set", name))
            if setting:
                settings.append(setting)
            if setting and name in shape.effects:
                said = f"`{name}` is both set and changed here"
                self.report.key(SET_AND_CHANGED, (*path, "set", name), said, "Keep one of the two.")
        prose = self.tell.prose(text, (*path, told))
        return Happening(tuple(effects), tuple(settings), prose, shape.because)

    def _changeable(self, name: str, path: Path) -> bool:
        if name in self.meters or name in self.names.numbers:
            return True
        if name in self.facts:
            value = "yes" if self.facts[name].kind == "flag" else self.facts[name].words[-1]
            said = f"`{name}` is no number, so it cannot go up or down"
            self.report.key(NOT_CHANGEABLE, path, said, f"Give it a value instead: `set: {{{name}: {value}}}`.")
            return False
        self._unknown(UNKNOWN_NAME, "meter or number", name, [*self.meters, *self.names.numbers], path, key=True)
        return False

    def _setting(self, name: str, value: str, path: Path) -> Setting | None:
        fact = self.facts.get(name)
        if fact is None:
            if name in self.meters:
                said = f"`{name}` is a meter, and meters are not set but moved"
                help = f"Move it under `effects`, such as `effects: {{{name}: -3}}`."
                self.report.key(NOT_SETTABLE, path, said, help)
            else:
                self._unknown(UNKNOWN_NAME, "fact", name, list(self.facts), path, key=True)
            return None
        if fact.kind == "flag" and value in ANSWERS:
            return Setting(name, ANSWERS[value])
        if fact.kind == "list" and value in fact.words:
            return Setting(name, value)
        if fact.kind == "number" and value.lstrip("+-").isdecimal():
            if abs(int(value)) > FACT_LIMIT:
                said = f"{value} is too large for a fact"
                self.report.value(OUT_OF_RANGE, path, said, f"Facts stop at {FACT_LIMIT:,}.")
            return Setting(name, int(value))
        can = {"flag": "yes or no", "list": ", ".join(fact.words), "number": "a whole number"}[fact.kind]
        meant = nearest(value, fact.words)
        help = f"Did you mean `{meant}`? It can be: {can}." if meant else f"It can be: {can}."
        self.report.value(NOT_SETTABLE, path, f"`{name}` cannot be set to `{value}`", help)
        return None

    def _later(self, items: Iterable[models.Later] | None, path: Path) -> tuple[Later, ...]:
        built = []
        for place, item in enumerate(items or ()):
            here: Path = (*path, "later", place)
            if item.at is not None:
                self._known_scene(item.at, (*here, "at"))
            when = self._maybe(item.when, (*here, "when"))
            built.append(Later(self._happening(item, item.text, here), item.after, item.at, when))
        return tuple(built)

    def _chance(self, outcomes: Sequence[models.Outcome] | None, path: Path) -> tuple[Outcome, ...]:
        built = []
        for place, it in enumerate(outcomes or ()):
            here: Path = (*path, "chance", place)
            odds = self.odds(it.odds, (*here, "odds"))
            built.append(Outcome(odds, self._happening(it, it.text, here), self._later(it.later, here)))
        mended = any(self.report.is_mended((*path, "chance", n, "odds")) for n in range(len(built)))
        fixed = [None if mended or it.odds is _NOTHING else constant_value(it.odds) for it in built]
        if built and None not in fixed and sum(int(value or 0) for value in fixed) != 100:
            added = " + ".join(str(value) for value in fixed)
            said = f"the odds of this chance come to {sum(int(value or 0) for value in fixed)}, not 100"
            help = f"Change one of them: {added} has to make 100."
            if any("/" in it.odds for it in outcomes or ()):
                help += " A division drops what is left over."
            self.report.key(ODDS_NOT_WHOLE, (*path, "chance"), said, help)
        return tuple(built)

    # Scenes

    def _scene(self, id: str, scene: models.Scene) -> Scene:
        path: Path = ("scenes", id)
        goto = self._goto(scene.goto, (*path, "goto"))
        led = scene.goto is not None or self.report.was_written((*path, "goto"))
        if not scene.choices and not led and not self.report.was_written((*path, "choices")):
            help = "Give it `choices`, or a `goto`; `goto: end` ends the play."
            self.report.key(NO_WAY_ON, path, "the story stops here: the scene has neither choices nor a `goto`", help)
        if scene.choices and not scene.decision and not self.report.was_written((*path, "decision")):
            help = "Add `decision:` with `demand` and `cue`: the debrief is made from them."
            self.report.key(NO_DECISION, path, "the scene has choices and does not say what its moment asks for", help)
        return Scene(
            id=id,
            title=scene.title,
            text=self.tell.prose(scene.text, (*path, "text")),
            looks=tuple(self._look(look, (*path, "looks", n)) for n, look in enumerate(scene.looks)),
            choices=tuple(self._choice(it, scene, goto, (*path, "choices", n)) for n, it in enumerate(scene.choices)),
            decision=_decision(scene.decision) if scene.decision else None,
            takes=0 if scene.choices else scene.takes or 0,
            goto=() if scene.choices else goto,
        )

    def _look(self, look: models.Look, path: Path) -> Look:
        return Look(**self._option(look, path), takes=look.takes)

    def _choice(self, choice: models.Choice, scene: models.Scene, goto: tuple[Branch, ...], path: Path) -> Choice:
        led = any(self.report.was_written((*around, "goto")) for around in (path, path[:2]))
        if choice.goto is None and scene.goto is None and not led:
            help = "Add a `goto` here, or one for all of the scene's choices beside `choices`."
            self.report.key(NO_WAY_ON, path, "nothing leads on from this choice", help)
        own_ticks = "takes" in choice.model_fields_set or scene.takes is None
        return Choice(
            **self._option(choice, path),
            acts=tuple(choice.acts),
            goto=goto if choice.goto is None else self._goto(choice.goto, (*path, "goto")),
            once=choice.once,
            takes=choice.takes if own_ticks or scene.takes is None else scene.takes,
            poles=tuple(choice.poles),
            marks=tuple(choice.marks),
        )

    def _option(self, option: models.Look, path: Path) -> dict[str, Any]:
        """Build what looks and choices have in common."""
        return {
            "id": option.id,
            "label": self.tell.pieces(option.text, (*path, "text")),
            "happening": self._happening(option, option.reply, path, "reply"),
            "when": self._maybe(option.when, (*path, "when")),
            "locked": self.tell.pieces(option.locked, (*path, "locked")) if option.locked is not None else (),
            "chance": self._chance(option.chance, path),
            "later": self._later(option.later, path),
        }

    def _goto(self, goto: models.Goto | None, path: Path) -> tuple[Branch, ...]:
        if goto is None:
            return ()
        if isinstance(goto, str):
            self._known_target(goto, path)
            return (Branch(goto),)
        branches = []
        for place, branch in enumerate(goto):
            here: Path = (*path, place)
            self._known_target(branch.scene, (*here, "scene"))
            branches.append(Branch(branch.scene, self._maybe(branch.when, (*here, "when"))))
            if branch.when is None and place < len(goto) - 1:
                said = "the ways below this one are never taken, because this one has no `when`"
                self.report.key(NEVER_REACHED, here, said, "Move it to the end of the list, or give it a `when`.")
        if goto[-1].when is not None:
            help = "Take its `when` off, or add a last way without one: where should the story go otherwise?"
            self.report.key(LAST_WAY_OPEN, (*path, len(goto) - 1, "when"), "the last way on has a condition", help)
        return tuple(branches)

    # The rest of the file

    def _meter(self, id: str, meter: models.Meter) -> Meter:
        if meter.min >= meter.max:
            said = f"its lowest value, {meter.min}, is not below its highest, {meter.max}"
            self.report.key(OUT_OF_RANGE, ("meters", id), said, "Change `min` or `max`.")
        elif not meter.min <= meter.start <= meter.max:
            said = f"it starts at {meter.start}, outside its range of {meter.min} to {meter.max}"
            self.report.value(OUT_OF_RANGE, ("meters", id, "start"), said, "Change `start`, or `min` and `max`.")
        given = tuple(sorted((meter.words or {}).items()))
        bands = given or default_bands(meter.min, meter.max, meter.better)
        return Meter(id, meter.name, meter.start, meter.min, meter.max, meter.hidden, meter.better, bands)

    def _dynamic(self, it: models.Dynamic, path: Path) -> Dynamic:
        if it.source is not None and it.source not in self.model.sources:
            self._unknown(UNKNOWN_SOURCE, "source", it.source, list(self.model.sources), (*path, "source"))
        when = self._maybe(it.when, (*path, "when"))
        return Dynamic(it.id, self._happening(it, it.text, path), when, it.source, it.confidence)

    def _event(self, it: models.Event, path: Path) -> Event:
        for key, scene in (("scene", it.scene), ("at", it.at)):
            if scene is not None:
                self._known_scene(scene, (*path, key))
        when = self._maybe(it.when, (*path, "when"))
        odds = None if it.odds is None else self.odds(it.odds, (*path, "odds"))
        return Event(it.id, self._happening(it, it.text, path), when, odds, it.once, it.scene, it.at)

    def _endings(self) -> tuple[Ending, ...]:
        built = []
        last = len(self.model.endings) - 1
        for place, it in enumerate(self.model.endings):
            path: Path = ("endings", place)
            when = self._maybe(it.when, (*path, "when"))
            built.append(Ending(it.id, it.title, self.tell.prose(it.text, (*path, "text")), when, it.at_once))
            if when is None and place < last:
                said = "the endings below this one are never reached, because this one has no `when`"
                self.report.key(NEVER_REACHED, path, said, "Move it to the end of the list, or give it a `when`.")
            if when is not None and place == last:
                help = "Take its `when` off, or add a last ending without one: how does it end otherwise?"
                self.report.key(LAST_ENDING_OPEN, (*path, "when"), "the last ending has a condition", help)
        return tuple(built)

    def _test(self, it: models.Test, path: Path) -> Test:
        choose = {}
        for scene_id, given in it.choose.items():
            moves = (given,) if isinstance(given, str) else tuple(given)
            choose[scene_id] = moves
            here: Path = (*path, "choose", scene_id)
            if scene_id not in self.model.scenes:
                self._unknown(UNKNOWN_SCENE, "scene", scene_id, list(self.model.scenes), here, key=True)
                continue
            for place, move in enumerate(moves):
                self._known_move(move, scene_id, here if isinstance(given, str) else (*here, place))
        if it.role is not None and it.role not in self.model.roles:
            self._unknown(UNKNOWN_ROLE, "role", it.role, list(self.model.roles), (*path, "role"))
        expect = tuple(self._expectation(text, (*path, "expect", n)) for n, text in enumerate(it.expect))
        return Test(it.name, choose, expect, it.seed, it.role)

    def _promise(self, it: models.Promise, path: Path) -> Promise:
        [(kind, text)] = it.given()
        return Promise(kind, self._expectation(text, (*path, kind)))

    def _expectation(self, text: str, path: Path) -> Expectation:
        return Expectation(text, self.condition(text, path, at_the_end(self.names)))

    # Looking names up

    def _known_scene(self, id: str, path: Path) -> None:
        if id not in self.model.scenes:
            self._unknown(UNKNOWN_SCENE, "scene", id, list(self.model.scenes), path)

    def _known_target(self, id: str, path: Path) -> None:
        if id not in (END, BACK) and id not in self.model.scenes:
            self._unknown(UNKNOWN_SCENE, "scene", id, [*self.model.scenes, END, BACK], path)

    def _known_move(self, move: str, scene_id: str, path: Path) -> None:
        scene = self.model.scenes[scene_id]
        known = [it.id for it in scene.choices] + [f"look:{it.id}" for it in scene.looks]
        if move not in known:
            self._unknown(UNKNOWN_OPTION, f'choice or look of scene "{scene_id}"', move, known, path)

    def _room_cut(self, id: str, path: Path) -> None:
        self._known_scene(id, path)
        if id in self.model.scenes and not self.model.scenes[id].choices:
            said = f"scene `{id}` has no choices, so a room has nothing to decide there"
            self.report.value(NO_DECISION, path, said, "Name scenes with choices.")

    def _unknown(self, code: str, kind: str, name: str, known: list[str], path: Path, key: bool = False) -> None:
        if self.report.is_lost(name, *_HOMES.get(code, ())):
            return
        meant = nearest(name, known)
        listed = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        others = f"There are: {listed}." if known else "The scene has none."
        if not known and code in _HOMES:
            others = f"There is none yet: add it under `{_HOMES[code][-1][-1]}`."
        help = f"Did you mean `{meant}`?" if meant else others
        report = self.report.key if key else self.report.value
        report(code, path, f"there is no {kind} called `{name}`", help)


def _decision(it: models.Decision) -> Decision:
    return Decision(
        demand=tuple(it.demand.items()),
        cue=it.cue,
        contested=it.contested,
        frame=it.frame == "ask",
        ask=it.ask,
        practises=tuple(it.practises),
        prompts=tuple(it.prompts),
        discuss=it.discuss,
    )
