"""The debrief of a play."""

from __future__ import annotations

from game.findings.choosing import choose_findings
from game.findings.counting import acts_by_demand, contrasts, marked, movements, practised
from game.findings.developing import approach
from game.findings.ending import ended
from game.findings.model import Debrief, View
from game.findings.moments import all_luck, moments, waiting
from game.findings.whatif import other_ways
from game.paths.reaches import Doors
from game.play.playing import Play

__all__ = ["Debrief", "View", "debrief"]


def debrief(play: Play, view: View | None = None, doors: tuple[Doors, ...] | None = None) -> Debrief:
    """Return what a play meant, with its evidence.

    `view` is what the player picked about their own play; without it nothing is said about where the two differ.
    `doors` is what `game.paths.doors` found of it, which takes longer than a player waits; without it no door is
    named.
    """
    found = moments(play)
    moved = movements(play)
    findings = choose_findings(found, view, doors or (), moved)
    return Debrief(
        scenario=play.scenario.id,
        title=play.scenario.title,
        edition=play.scenario.edition,
        seed=play.seed,
        role=play.role,
        moves=play.moves,
        ending=play.ending.title if play.ending else None,
        ending_id=play.ending.id if play.ending else None,
        ended=ended(play),
        moments=found,
        acts_by_demand=acts_by_demand(found),
        contrasts=contrasts(found),
        practised=practised(found),
        marked=marked(found),
        movements=moved,
        luck=all_luck(play),
        waiting=waiting(play),
        findings=findings,
        other_ways=other_ways(play),
        doors=doors,
        approach=approach(found, findings),
        questions=play.scenario.questions,
        support=play.scenario.support,
    )
