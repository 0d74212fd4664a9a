"""What happens to people; the participant is the event's `by` where the data does not name one."""

from __future__ import annotations

from typing import Literal

from game.group.session.data.base import Data, Id, Name


class Joined(Data):
    """Somebody came."""

    kind: Literal["joined"] = "joined"
    name: Name
    seat: Id | None


class Left(Data):
    """Somebody stopped counting."""

    kind: Literal["left"] = "left"
    participant: Id


class Returned(Data):
    """Somebody who had left is back."""

    kind: Literal["returned"] = "returned"


class Removed(Data):
    """Somebody was shut out."""

    kind: Literal["removed"] = "removed"
    participant: Id


class Renamed(Data):
    """Somebody has another name."""

    kind: Literal["renamed"] = "renamed"
    participant: Id
    name: Name


class Seated(Data):
    """Somebody has another seat."""

    kind: Literal["seated"] = "seated"
    participant: Id
    seat: Id


class Told(Data):
    """Somebody marked what only they knew as told to the room, or took the mark back."""

    kind: Literal["told"] = "told"
    told: bool
