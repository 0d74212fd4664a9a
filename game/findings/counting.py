"""The counts behind the findings: acts by demand, contrasts, capabilities, and what moved each meter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from game.findings.model import Contrast, Moment, Movement, Share, Source
from game.play.history import Decision, Happened
from game.play.playing import Play
from game.scenario.acts import CONTRASTS, Act, Capability, Demand, Mark
from game.scenario.expressions import Call, Name, walk
from game.scenario.happenings import Dynamic, Event
from game.scenario.meters import Meter


def acts_by_demand(moments: Iterable[Moment]) -> Mapping[Demand, Mapping[Act, tuple[int, ...]]]:
    """Return, by main demand, the decisions in which each act was used."""
    table: dict[Demand, dict[Act, tuple[int, ...]]] = {}
    for moment in moments:
        row = table.setdefault(moment.demands[0].demand, {})
        for act in moment.acts:
            row[act] = (*row.get(act, ()), moment.number)
    return table


def contrasts(moments: Iterable[Moment]) -> tuple[Contrast, ...]:
    """Return the nine contrasts with the decisions that took each side."""
    moments = list(moments)
    return tuple(
        Contrast(
            leadership,
            management,
            tuple(it.number for it in moments if leadership in it.poles),
            tuple(it.number for it in moments if management in it.poles),
        )
        for leadership, management in CONTRASTS
    )


def practised(moments: Iterable[Moment]) -> Mapping[Capability, tuple[int, ...]]:
    """Return, for each capability, the decisions that gave a chance to use it."""
    found: dict[Capability, tuple[int, ...]] = {}
    for moment in moments:
        for capability in moment.practises:
            found[capability] = (*found.get(capability, ()), moment.number)
    return found


def marked(moments: Iterable[Moment]) -> Mapping[Mark, tuple[int, ...]]:
    """Return, for each mark that a choice made bears, the decisions."""
    found: dict[Mark, tuple[int, ...]] = {}
    for moment in moments:
        for mark in moment.marks:
            found[mark] = (*found.get(mark, ()), moment.number)
    return found


def movements(play: Play) -> tuple[Movement, ...]:
    """Return every meter from start to end, and what moved it, in file order."""
    decisions = play.decisions
    before_first = next(play.line()).happened
    ledger: dict[str, dict[tuple[Source, str, str], int]] = defaultdict(lambda: defaultdict(int))
    _enter(ledger, before_first, None)
    for decision in decisions:
        _enter(ledger, decision.happened, decision)
    found = []
    for id, meter in play.scenario.meters.items():
        shares = [
            Share(source, name, amount, because)
            for (source, name, because), amount in ledger[id].items()
            if amount
        ]
        found.append(
            Movement(
                id=id,
                name=meter.name,
                hidden=meter.hidden,
                better=meter.better,
                start=meter.start,
                end=play.meters[id],
                low=_is_low(meter, play.meters[id]),
                by_decision=tuple(decision.after[id] for decision in decisions),
                shares=tuple(sorted(shares, key=lambda share: -abs(share.amount))),
            )
        )
    return tuple(found)


def _enter(
    ledger: Mapping[str, dict[tuple[Source, str, str], int]], happened: Iterable[Happened], decision: Decision | None
) -> None:
    """Put down each change of a number to the decision it came from, or to the world."""
    for it in happened:
        for change in it.changes:
            if isinstance(change.before, (str, bool)):
                continue
            entry: tuple[Source, str, str]
            if isinstance(it.node, Dynamic | Event):
                source: Source = "standing" if asks_how_things_stand(it.node) else "world"
                entry = (source, it.id, it.node.happening.because)
            else:
                number = it.cause.decision if it.cause else decision.number if decision else 0
                entry = ("luck" if it.kind == "outcome" else "decision", str(number), "")
            ledger[change.name][entry] += int(change.after) - int(change.before)


def asks_how_things_stand(node: Dynamic | Event) -> bool:
    """Say whether what happens hangs on a meter, a fact or what was done, and not on the time alone."""
    asked = [node.when, node.odds] if isinstance(node, Event) else [node.when]
    parts = (part for tree in asked if tree is not None for part in walk(tree))
    return any(isinstance(part, Call) or (isinstance(part, Name) and part.kind in ("meter", "fact")) for part in parts)


def _is_low(meter: Meter, value: int) -> bool:
    """Say whether a meter stands in its worst band; one with a single band has none."""
    if len(meter.bands) < 2:
        return False
    return value < meter.bands[1][0] if meter.better == "high" else value >= meter.bands[-1][0]
