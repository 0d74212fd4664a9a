"""A session that a server elsewhere holds: having one made there, and finding it again the next time."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import httpx

from game.group.client.address import Address
from game.group.client.errors import ClientError, UnreachableError, passing, refused
from game.group.keeping.tokens import FACILITATOR, WALL, is_code
from game.group.sitting import HostError, Sitting, Wishes, forget_link
from game.records.places import data_folder, write_private
from game.scenario.story import Scenario

_TIMEOUT = 20.0
"""Seconds in which a server makes a session."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept here of a session elsewhere: nothing else on this computer leads back to it."""

    url: str
    code: str
    scenario: str
    begun: float
    """When it was made, in seconds since 1970."""
    desk: str
    wall: str

    @property
    def sitting(self) -> Sitting:
        """Return what lets a wall and a desk into it."""
        return Sitting(self.code, self.desk, self.wall)

    @property
    def words(self) -> str:
        """Say which it is: code, server and when it was made."""
        begun = datetime.fromtimestamp(self.begun).astimezone()
        return f"{self.code} at {self.url}, begun {begun:%d %B %Y at %H:%M}"


def server_url(typed: str) -> str:
    """Return a server's address as a URL without a path. Raises HostError where it is none."""
    try:
        return Address.parse(f"{typed.rstrip('/')}/222222").host
    except ClientError:
        raise HostError(f"{typed} is no server's address. Say it as http://HOST:PORT or https://HOST.") from None


def begin_elsewhere(url: str, key: str, scenario: Scenario, wishes: Wishes, now: float) -> Sitting:
    """Have a server make a session of a scenario, which is sent along, and keep the way back. Raises HostError."""
    asked = {
        "name": scenario.id,
        "scenario": scenario.text,
        "seed": wishes.seed,
        "role": wishes.role,
        "hands": wishes.hands,
        "minutes": wishes.minutes,
    }
    answer = _asked(url, "POST", "/sessions", asked, {"Authorization": f"Bearer {key}"})
    if not answer.is_success:
        raise HostError(str(refused(answer)))
    made = answer.json()
    if not is_code(made["code"]):
        raise HostError(f"{url} answered with something that is no session. Is it a server of Two Hats?")
    held = Held(url, made["code"], scenario.id, now, made[FACILITATOR], made[WALL])
    with contextlib.suppress(OSError):  # the desk's link is kept besides, and says where it cannot be
        _keep(held)
    return held.sitting


def open_elsewhere(url: str, scenario: str) -> list[Held]:
    """Return the sessions of a scenario that were begun from here at a server and are not over, the last first.

    Those that are over, or gone there, are forgotten here too. Raises HostError where the server does not answer.
    """
    kept = [it for file in _folder().glob("*.json") if (it := _read(file)) and (it.url, it.scenario) == (url, scenario)]
    return [it for it in sorted(kept, key=lambda it: -it.begun) if _goes_on(it)]


def _goes_on(held: Held) -> bool:
    answer = _asked(held.url, "GET", f"/s/{held.code}/door")
    if passing(answer):
        raise HostError(f"{held.url} is busy. Try again in a minute, or begin another session with --new.")
    if answer.is_success and not answer.json()["over"]:
        return True
    with contextlib.suppress(OSError):
        _file(held.code).unlink(missing_ok=True)
    forget_link(held.code)
    return False


def _asked(
    url: str, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
) -> httpx.Response:
    try:
        with httpx.Client(base_url=url, trust_env=False, timeout=_TIMEOUT) as client:
            return client.request(method, path, json=body, headers=headers)
    except (httpx.TransportError, httpx.InvalidURL):
        raise HostError(str(UnreachableError(url))) from None


def _folder() -> Path:
    return data_folder() / "elsewhere"


def _file(code: str) -> Path:
    return _folder() / f"{code}.json"


def _keep(held: Held) -> None:
    write_private(_file(held.code), json.dumps(asdict(held)))


def _read(file: Path) -> Held | None:
    # A file that was spoilt leads nowhere: the session is then begun anew.
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Held(**json.loads(file.read_bytes()))
    return None
