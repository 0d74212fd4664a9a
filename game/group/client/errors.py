"""What can go wrong for somebody who takes part, said in a plain sentence."""

from __future__ import annotations

import httpx

from game.present.text import safe


class ClientError(Exception):
    """Something was not done. The text is a sentence to show; `code` is for programs."""

    def __init__(self, code: str, reason: str) -> None:
        """Take the code and the sentence; what a terminal would act on in it is shown by its number."""
        super().__init__(safe(reason))
        self.code = code


class UnreachableError(ClientError):
    """The session's host did not answer in time, so that it is not known whether something was done."""

    def __init__(self, url: str) -> None:
        """Take the address that did not answer."""
        reason = f"{url} does not answer. See that the host runs, and that you are on its network."
        super().__init__("unreachable", reason)


def refused(response: httpx.Response) -> ClientError:
    """Return the error of an answer that refuses."""
    try:
        said = response.json()
    except ValueError:
        said = None
    if isinstance(said, dict) and isinstance(said.get("reason"), str) and isinstance(said.get("code"), str):
        return ClientError(said["code"], said["reason"])
    return ClientError("wrong", f"{response.url.host} answered {response.status_code}: it is no session's host.")


def passing(response: httpx.Response) -> bool:
    """Say whether an answer means: not now, come again."""
    return response.status_code in (408, 425, 429) or response.status_code >= 500
