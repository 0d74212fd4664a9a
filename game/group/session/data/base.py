"""What the data of every event has in common, and the bounds of what it may hold."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from game.group.session.typed import DISSENT_LENGTH, LINE_LENGTH, NAME_LENGTH, RAW_LENGTH, REASON_LENGTH

RoundName: TypeAlias = Literal["frame", "first", "second"]
"""A vote's round: the kind of moment, before the talk, after it."""
Phase: TypeAlias = Literal["reactions", "description", "my_view", "analysis", "summary"]
"""A phase of the debrief."""
Id: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
Count: TypeAlias = Annotated[int, Field(ge=0, le=100_000)]
Number: TypeAlias = Annotated[int, Field(ge=1, le=100_000)]
"""Counted from 1."""
Sureness: TypeAlias = Annotated[int, Field(ge=1, le=3)]
"""1 a guess, 2 fairly sure, 3 sure: three steps that can be told apart, and tapped, in a second."""
Minutes: TypeAlias = Annotated[int, Field(ge=1, le=600)]
Reason: TypeAlias = Annotated[str, Field(max_length=REASON_LENGTH)]
Dissent: TypeAlias = Annotated[str, Field(max_length=DISSENT_LENGTH)]
Words: TypeAlias = Annotated[str, Field(max_length=RAW_LENGTH)]
"""As somebody typed them; cleaned and measured before they go into the log."""
FreeLine: TypeAlias = Annotated[str, Field(max_length=LINE_LENGTH)]


class Data(BaseModel):
    """What every kind of data is: frozen, strict, and nothing more than it says."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
