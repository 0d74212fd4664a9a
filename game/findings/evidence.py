"""Evidence cards: what studies say about leading, managing and care, each with its strength and its caveat."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.happenings import Confidence


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that studies say."""

    id: str
    claim: str
    strength: Confidence
    caveat: str
    cite: str


CARDS: tuple[Card, ...] = (
    Card(
        "both",
        "Hospitals where fewer patients die of a heart attack do both: they meet every month over cases, and they "
        "make room for solving problems in new ways.",
        "moderate",
        "537 hospitals at one moment; it goes together, and does not prove what causes what.",
        "Bradley et al. 2012",
    ),
    Card(
        "staffing",
        "Days with fewer registered nurses than the ward usually has are followed by more deaths.",
        "moderate",
        "Large records, one trust, watched and not tested.",
        "Griffiths et al. 2019, BMJ Quality and Safety 28:609",
    ),
    Card(
        "turnover",
        "Trusts that lose more nurses and senior doctors in a month have more deaths in it.",
        "moderate",
        "148 trusts over nine years; an association, clearest in emergency patients.",
        "Moscelli et al. 2024, BMJ 387:e079987",
    ),
    Card(
        "supervisor",
        "Doctors who rate their own supervisor's leadership higher are less burnt out.",
        "low",
        "The same people rated both.",
        "Shanafelt et al. 2015",
    ),
    Card(
        "burnout",
        "Burnt-out clinicians report less safe care.",
        "low",
        "The size is disputed: many of the studies are weak, and more found something than one would expect.",
        "Panagioti et al. 2018; Tawfik et al. 2019",
    ),
    Card(
        "managers",
        "Trusts with somewhat more managers did slightly better on efficiency and patients' experience.",
        "low",
        "150 trusts over six years; other work finds nothing.",
        "Kirkpatrick and Veronesi, in NHS Confederation 2022",
    ),
    Card(
        "speaking-up",
        "Where it is safe to speak, teams report more mistakes, because they hide fewer.",
        "low",
        "Eight units; the studies are small.",
        "Edmondson 1996 and 1999",
    ),
    Card(
        "squeeze",
        "When money is short, quality goes late and out of sight: staff absorb it first.",
        "low",
        "Four services, interviews.",
        "King's Fund 2017",
    ),
    Card(
        "table",
        "An article for clinicians grades its own claims: strong for engagement, burnout and turnover; moderate for "
        "deaths, infections and money.",
        "low",
        "It gives no references, so this is the article's claim and no more.",
        "Bouttell 2025",
    ),
)
"""In the order in which to show them; the first is the single best card for `both are needed`."""
