"""One development step that suits a play: a way of learning, and a first thing to do of it at work.

The ways are the seven that seed 004 (Bouttell 2025) names; when each suits and what to do first are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from game.findings.model import SAMPLED, Approach, Finding, Moment
from game.scenario.acts import Act, Demand

APPROACHES: Final[tuple[Approach, ...]] = (
    Approach(
        "coaching",
        "Coaching or mentoring",
        "an answer came quickly where nobody had one yet",
        "Ask somebody you trust for half an hour. Bring one question that nobody can answer yet, and ask them to "
        "answer you with questions only.",
    ),
    Approach(
        "improvement",
        "Training in quality improvement",
        "a thing with a known fix was talked over, decided on the spot or left",
        "Take one thing that goes wrong every week. Count it for five shifts before you change anything, then change "
        "one step.",
    ),
    Approach(
        "feedback",
        "Feedback from several sides",
        "what you thought you did and what the record has are apart",
        "Ask three people who see you at work one question: what should I do less of? Say only thank you.",
    ),
    Approach(
        "reflection",
        "Protected time to reflect",
        "a moment was left, or went by before it could be met",
        "Put half an hour in your diary at the end of one shift. Write down one moment you walked past and what it "
        "asked for.",
    ),
    Approach(
        "programme",
        "A structured programme",
        "moments that could not wait were not met with a plain instruction",
        "Ask who runs the next simulation or emergency drill near you, and take the part that gives the orders.",
    ),
    Approach(
        "action-learning",
        "Action learning",
        "most moments were met, and the next question is a real one of yours",
        "Find three colleagues with a problem of their own. Meet for an hour: one brings theirs, the others may only "
        "ask.",
    ),
    Approach(
        "cross-boundary",
        "Working across a boundary",
        "it held here, and the same moments look otherwise from elsewhere",
        "Spend one morning with the team that you most often wait for. Ask what they wait for from yours.",
    ),
)
"""In no order of worth."""

_BY_ID = {it.id: it for it in APPROACHES}
_MISSED: Final[dict[Demand, str]] = {"wicked": "coaching", "tame": "improvement", "critical": "programme"}
"""What suits where moments of a kind were not met."""


def approach(moments: Sequence[Moment], findings: Iterable[Finding]) -> Approach:
    """Return the step that suits a play best: what was left, what was thought otherwise, what was missed most."""
    left = [it for it in moments if _did(it, "avoid")]
    if len(left) >= SAMPLED:
        return _BY_ID["reflection"]
    if any(it.kind == "difference" for it in findings):
        return _BY_ID["feedback"]
    missed: dict[Demand, int] = {}
    for moment in moments:
        if moment.fit != "well" and not moment.contested:
            demand = moment.demands[0].demand
            missed[demand] = missed.get(demand, 0) + 1
    if missed and max(missed.values()) > 1:
        return _BY_ID[_MISSED[max(missed, key=lambda demand: missed[demand])]]
    return _BY_ID["action-learning" if missed else "cross-boundary"]


def _did(moment: Moment, act: Act) -> bool:
    return act in moment.acts
