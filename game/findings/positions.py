"""Where the sources disagree, as data: each position with its sides, paraphrased and cited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to a question that the sources answer differently."""

    id: str
    claim: str
    """In our own words."""
    cite: str


@dataclass(frozen=True, slots=True)
class Position:
    """A question on which the sources disagree."""

    id: str
    question: str
    sides: tuple[Side, ...]


POSITIONS: tuple[Position, ...] = (
    Position(
        "separate",
        "Are leading and managing two jobs, or one?",
        (
            Side(
                "two",
                "Two: one person sets the direction and leaves the running to another, and blurring them costs ideas.",
                "Leech 2019 (NHE); a London training provider's article, undated",
            ),
            Side(
                "one",
                "One: pulling them apart misleads. Whoever leads has to manage, and managing takes leading.",
                "West, Wilson and Bird, in Limb 2016 (BMJ Careers)",
            ),
        ),
    ),
    Position(
        "everyone",
        "Is everyone a leader?",
        (
            Side(
                "yes",
                "Yes: leading hangs on what you can do and not on your post, and those nearest the work have ideas.",
                "Chiesi respiratory newsletter 2023",
            ),
            Side(
                "no",
                "No: telling everyone so confuses people, and takes the courage out of a job that needs it.",
                "Gillam, in Limb 2016 (BMJ Careers); Leech 2019 (NHE)",
            ),
        ),
    ),
    Position(
        "first",
        "Which should somebody new to it learn first?",
        (
            Side(
                "management",
                "Managing: most people promoted from the ranks need the basics of running things before anything else.",
                "Leech 2019 (NHE)",
            ),
            Side(
                "leadership",
                "Leading: without somebody to say where to and why, well-run things stand still.",
                "a London training provider's article, undated",
            ),
            Side(
                "together",
                "Neither: each without the other fails, so they grow together.",
                "Fielden, in Limb 2016 (BMJ Careers)",
            ),
        ),
    ),
    Position(
        "vision",
        "Does your service need a new direction, or the present one run better?",
        (
            Side(
                "direction",
                "A direction: everything around it changes, and leading is how people keep up and make it theirs.",
                "Chiesi respiratory newsletter 2023; Bouttell 2025",
            ),
            Side(
                "run",
                "Better running: what the service is for has hardly changed; doing it well is the need.",
                "Leech 2019 (NHE)",
            ),
        ),
    ),
)
"""The questions that a player may answer for themselves, once, or pass over."""
