"""What lets people in: a session's code, which is said aloud, and tokens, which are secret."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final, Literal

LETTERS = "23456789ACDEFGHJKMNPQRTVWXY"
"""Of a code: no 0 and O, no 1, I and L, no U beside V, and of 2 and Z, 5 and S, 8 and B only the digits."""
CODE_LENGTH = 6

FACILITATOR: Final = "facilitator"
WALL: Final = "wall"
PARTICIPANT: Final = "participant"
_MEANT = str.maketrans("ZSB", "258")

Right = Literal["facilitator", "wall", "participant"]
"""What a token lets its holder do: everything; look at what the wall shows; take part."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token it is: the right it gives, in which session, and the participant where it is one's."""

    session: str
    right: Right
    participant: str | None = None


def new_code() -> str:
    """Return a code for a session, one of 387 million."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def as_code(typed: str) -> str:
    """Return a code as it is kept, from however somebody typed it: case, spaces, hyphens, Z for 2 do not matter."""
    return "".join(typed.split()).replace("-", "").upper().translate(_MEANT)


def is_code(code: str) -> bool:
    """Say whether something can be the code of a session at all, as `as_code` returned it."""
    return len(code) == CODE_LENGTH and set(code) <= set(LETTERS)


def new_token() -> str:
    """Return a token of 192 random bits, as letters for a URL."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> bytes:
    """Return what is kept of a token. One plain hash is right here: 192 random bits cannot be guessed or listed."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()
