"""A new scenario to start from, and what an editor wants beside one: its schema, and the line that names it."""

from __future__ import annotations

import codecs
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

from game.authoring.schemas import schema_text
from game.language.fields import as_id, is_id
from game.language.reading.nodes import Map
from game.language.reading.reader import read_bytes

_MODELINE = re.compile(rb"^\s*#\s*(?:yaml-language-server:\s*)?\$schema\s*[:=]\s*(\S+)", re.MULTILINE)


class StartingError(ValueError):
    """A scenario cannot be started so. The message says what to do."""


def new_scenario(name: str, today: date) -> Path:
    """Write a small complete scenario, and its schema beside it; return its file. Raises StartingError and OSError.

    `name` may have folders in front, which have to be there. Nothing is ever overwritten.
    """
    path = Path(name)
    id = path.name.removesuffix(".yaml")
    if not is_id(id):
        nearest = as_id(id) or "night-shift"
        raise StartingError(f'"{id}" cannot be a name: use small letters, digits and hyphens, such as {nearest}.')
    path = path.with_name(f"{id}.yaml")
    text = (files("game.authoring") / "template.yaml").read_text(encoding="utf-8")
    text = text.replace("TITLE", id.replace("-", " ").capitalize()).replace("NAME", id)
    text = text.replace("MONTH", f"{today:%Y-%m}")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"{_line_for(path)}\n{text}")
    except FileExistsError:
        raise StartingError(f"{path} is there already. Choose another name, or move that file away.") from None
    beside(path).write_text(schema_text(_root(path)), encoding="utf-8")
    return path


def mend(path: Path) -> list[Path]:
    """Name the schema in a scenario that names none, and renew the schema beside it; return the files written.

    A schema of the author's own choosing is left alone. So is a file whose tree cannot be read. Raises OSError.
    """
    root = _root(path)
    if root is None:
        return []
    written = []
    data = path.read_bytes()
    named = _MODELINE.search(data)
    if named is None:
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        end = b"\r\n" if b"\r\n" in data else b"\n"
        path.write_bytes(mark + _line_for(path).encode() + end + data.removeprefix(mark))
        written.append(path)
    elif named.group(1).decode(errors="replace").removeprefix("./") != beside(path).name:
        return []
    text = schema_text(root)
    if not beside(path).is_file() or beside(path).read_text(encoding="utf-8") != text:
        beside(path).write_text(text, encoding="utf-8")
        written.append(beside(path))
    return written


def beside(path: Path) -> Path:
    """Return where a scenario's schema stands."""
    return path.with_suffix(".schema.json")


def _line_for(path: Path) -> str:
    return f"# yaml-language-server: $schema=./{beside(path).name}"


def _root(path: Path) -> Map | None:
    return read_bytes(path.read_bytes(), path.name).root
