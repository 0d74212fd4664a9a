"""The address of a session as somebody types it, pastes it, or has it from a QR code."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from game.group.client.errors import ClientError
from game.group.keeping.tokens import as_code, is_code


@dataclass(frozen=True, slots=True)
class Address:
    """Where a session is."""

    host: str
    """The server's URL, without a slash at its end."""
    code: str
    token: str | None = None
    """The token of a private link, which stands behind its `#`."""

    @property
    def url(self) -> str:
        """Return the address of the session, for people to open; without the token."""
        return f"{self.host}/s/{self.code}"

    @classmethod
    def parse(cls, typed: str) -> Address:
        """Read `http://HOST:PORT/s/CODE`, the same without `http://` or `/s`. Raises ClientError."""
        text = typed.strip()
        try:
            parts = urlsplit(text if "://" in text else f"http://{text}")
            _ = parts.port
        except ValueError:
            parts = urlsplit("")
        steps = [it for it in parts.path.split("/") if it]
        if steps[:1] == ["s"]:
            steps = steps[1:]
        code = as_code(steps[0]) if steps else ""
        reachable = parts.scheme in ("http", "https") and parts.hostname
        if not reachable or not is_code(code):
            raise ClientError("wrong", "That is no session's address. Type it as the wall shows it: HOST:PORT/CODE")
        return cls(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", code, parts.fragment or None)
