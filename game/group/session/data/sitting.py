"""What happens to the session as a whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.group.session.data.base import Data, Id, Minutes


class Opened(Data):
    """The session was opened: the first event of every log."""

    kind: Literal["opened"] = "opened"
    scenario: Id
    edition: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """SHA-256 of the scenario's file, in hexadecimal."""
    seed: int
    role: Id | None
    hands: bool
    """The facilitator types counts; nobody votes by phone."""
    minutes: Minutes | None
    """The whole budget, half of it for the debrief."""
    own_names: bool


class NamesAllowed(Data):
    """Own names were allowed, or no longer."""

    kind: Literal["names_allowed"] = "names_allowed"
    own: bool


class RoleChosen(Data):
    """The chair that the room plays from was chosen."""

    kind: Literal["role_chosen"] = "role_chosen"
    role: Id


class Begun(Data):
    """The room went from the lobby to the prebrief; its time runs from here."""

    kind: Literal["begun"] = "begun"


class Started(Data):
    """The play began."""

    kind: Literal["started"] = "started"


class Paused(Data):
    """The clocks stand still."""

    kind: Literal["paused"] = "paused"


class Resumed(Data):
    """The clocks run again."""

    kind: Literal["resumed"] = "resumed"


class Extended(Data):
    """The step got more minutes."""

    kind: Literal["extended"] = "extended"
    minutes: Minutes


class Blanked(Data):
    """The wall was blanked, or shown again."""

    kind: Literal["blanked"] = "blanked"
    on: bool


class Passed(Data):
    """Typed words were passed to the wall."""

    kind: Literal["passed"] = "passed"
    item: Id


class Withdrawn(Data):
    """Passed words were taken from the wall."""

    kind: Literal["withdrawn"] = "withdrawn"
    item: Id


class Closed(Data):
    """The session is over."""

    kind: Literal["closed"] = "closed"
