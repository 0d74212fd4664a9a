"""What `check` says, as an editor shows it."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from game.authoring.lsp.positions import Positions
from game.language.diagnostics import Diagnostic, Place
from game.language.rendering import replay_line
from game.present.text import safe

_WHOLE_FILE = Place(1, 1, 1, 10_000)
"""Where a fault of the whole file is shown: its first line."""
_SEVERITIES = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}


def complaints(found: Iterable[Diagnostic], positions: Positions) -> list[types.Diagnostic]:
    """Return diagnostics with the message, the advice and the code that `check` prints."""
    return [
        types.Diagnostic(
            range=positions.range(it.place or _WHOLE_FILE),
            message=_sentences(it),
            severity=_SEVERITIES[it.severity],
            code=it.code,
            source="twohats",
        )
        for it in found
    ]


def _sentences(it: Diagnostic) -> str:
    line = replay_line(it)
    return safe(" ".join(part for part in (f"{it.message}.", it.help, line and f"See it: {line}") if part))
