"""What a facilitator says and does, in the house's words: the prebrief to read aloud, each phase of a debrief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_OWN_NAMES: Final = {False: "You have a made-up name.", True: "You have a made-up name, or one that you gave."}


def script(own_names: bool) -> tuple[str, ...]:
    """Return the prebrief to read aloud, or to say something like it, in paragraphs."""
    return (
        "We are going to run a service together and talk about it for as long. It is an exercise: nobody is tested, "
        "there is no right path, and what counts is what we learn, not how the story ends. The model is simpler than "
        "life; act as you would on a real day.",
        f"{_OWN_NAMES[own_names]} I see who has voted and what people write, not who wrote it; nothing you write goes "
        "on the wall unless I put it there. No report has names. This computer keeps what you send, under your name "
        "here, until I delete it on the day that I tell you.",
        "What is said in this room stays in it, with one exception: if we hear of a real risk to somebody, I will talk "
        "to you about what has to be done. The story touches on what you saw on the wall. You may step out at any "
        "moment, and you need not say why.",
    )


PHASE_ADVICE: Final[Mapping[str, str]] = {
    "reactions": "One word each; pass some to the wall. Ask how it was, not what they think of it. No analysis yet.",
    "description": "Step through the decisions: what was known, what was chosen, what came back. Facts only.",
    "my_view": "Everybody for themselves: which decision to keep, which to change. Quiet.",
    "analysis": "A finding at a time: the evidence, then its question, then wait. "
    "The program's judgement after theirs, or not at all.",
    "summary": "One commitment that the group agrees on, on the wall; "
    "up to three of their own, which nobody else is shown.",
}
"""What the facilitator does in a phase of the debrief."""
_OF_THIRTY: Final[Mapping[str, int]] = {
    "reactions": 4, "description": 5, "my_view": 4, "analysis": 11, "summary": 5,
}  # fmt: skip
"""Minutes of a debrief of thirty; the one that is left is for letting the ending stand."""


def phase_minutes(phase: str, whole: float | None) -> int | None:
    """Return about how many of a debrief's minutes a phase takes, at least one; None where nothing is planned."""
    return None if whole is None else max(1, round(_OF_THIRTY[phase] * whole / 30))
