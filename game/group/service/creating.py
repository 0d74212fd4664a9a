"""Making a session for somebody at another computer, who sends the scenario along."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR, WALL
from game.group.service.requests import Refused, body_of, json_of
from game.group.service.sessions import create, let_in
from game.group.session.asking import Refusal, opening
from game.language.loading import ScenarioError, loads

SCENARIO = 1_048_576
"""Bytes that a scenario may have, with what else is said of the session."""


class NewSession(BaseModel):
    """What a new session is made of."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    """The scenario's id: the name of its file without the end."""
    scenario: str
    """The text of its file."""
    seed: int = Field(0, ge=0, lt=2**53)
    role: str | None = None
    hands: bool = False
    minutes: int | None = Field(None, ge=1, le=1440)
    own_names: bool = False


async def created(store: Store, request: Request) -> dict[str, Any]:
    """Make the session that was posted: its code, and tokens for the facilitator and the wall. Raises Refused."""
    body = json_of(await body_of(request, SCENARIO))
    try:
        asked = NewSession.model_validate(body)
    except ValidationError as error:
        where = ".".join(str(it) for it in error.errors(include_url=False)[0]["loc"])
        raise Refused(HTTPStatus.BAD_REQUEST, "wrong", f"Something is wrong with “{where}”.") from None
    return await asyncio.to_thread(_created, store, asked)


def _created(store: Store, asked: NewSession) -> dict[str, Any]:
    try:
        scenario = loads(asked.scenario.encode(errors="replace"), f"{asked.name}.yaml")
    except ScenarioError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "scenario", str(error)) from None
    settings = asked.model_dump(exclude={"name", "scenario"})
    opened = opening(scenario, **settings)
    if isinstance(opened, Refusal):
        raise Refused(HTTPStatus.BAD_REQUEST, opened.code, opened.reason)
    kept = create(store, scenario, opened)
    return {"code": kept.code, FACILITATOR: let_in(store, kept, FACILITATOR), WALL: let_in(store, kept, WALL)}
