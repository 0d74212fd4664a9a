"""Reads a scenario file into a tree with places, in one pass over the parser's events; never raises for its content.

Nothing in the file is ever built into anything but text, lists and keyed entries: what could do more, or grow
beyond what was written, is refused here with its place.
"""

from __future__ import annotations

import stat
from pathlib import Path

from game.language.diagnostics import Diagnostic, Place
from game.language.reading.assembly import Assembly
from game.language.reading.decoding import MOST_BYTES, decode, lenient_lines, lines_of
from game.language.reading.lines import ODD, Finding, indent_diagnostics, indent_findings, without_odd
from game.language.reading.nodes import Document, Items, Map, Node, Scalar
from game.language.reading.syntax import explain
from game.language.reading.syntax_codes import (
    ALIAS,
    ANCHOR,
    BAD_START,
    EMPTY_FILE,
    INVISIBLE_IN_KEY,
    INVISIBLE_INDENT,
    MISSING_FILE,
    NO_KEYS,
    NOT_A_FILE,
    ODD_CHARACTER,
    TAG,
    UNREADABLE_FILE,
)
from game.language.reading.trouble import Trouble

__all__ = ["Document", "Items", "Map", "Node", "Scalar", "read_bytes", "read_file"]


def read_file(path: Path, file: str | None = None) -> Document:
    """Read a scenario file; `file` is what to call it in diagnostics, the path unless said.

    A file that is missing, unreadable or no file at all is a diagnostic as well; OSError is never raised.
    """
    name = ODD.sub("\ufffd", str(path) if file is None else file)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _not_a_file(path, name)
        with path.open("rb") as stream:
            return read_bytes(stream.read(MOST_BYTES + 1), name)
    except (FileNotFoundError, NotADirectoryError):
        help = "Check the spelling of its name and the folder that it is in."
        return _refused(MISSING_FILE, name, f'there is no file "{name}"', help)
    except PermissionError:
        help = "Ask whoever owns it for permission, or copy it to a folder of your own."
        return _refused(UNREADABLE_FILE, name, f'you are not allowed to read "{name}"', help)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or "its name is not a file's name"
        message = f'"{name}" could not be read: {reason.lower()}'
        return _refused(UNREADABLE_FILE, name, message, "Check its name and where it is kept.")


def read_bytes(data: bytes, file: str) -> Document:
    """Read the content of a scenario file; `file` is what to call it in diagnostics. Never raises."""
    text = decode(data, file)
    if isinstance(text, Diagnostic):
        return Document(None, lenient_lines(data), file, [text])
    text, diagnostics = without_odd(text, file)
    lines = lines_of(text)
    assembly = Assembly(lines, file)
    trouble = assembly.follow(text)
    findings = _in_the_way(indent_findings(text, lines), assembly, trouble)
    diagnostics += _without_repeats(assembly.refusals.diagnostics, findings)
    if trouble is not None:
        _add_explanation(diagnostics, trouble, findings)
    told = {diagnostic.code for diagnostic in diagnostics}
    diagnostics += [found for found in indent_diagnostics(findings, file) if found.code not in told]
    if not diagnostics and not isinstance(assembly.root, Map):
        diagnostics = [_no_keys(assembly.root, lines, file)]
    broken = (
        trouble is not None
        or assembly.stopped
        or assembly.misread
        or any(d.code == INVISIBLE_INDENT for d in diagnostics)
    )
    root = assembly.root if isinstance(assembly.root, Map) and not broken else None
    return Document(root, lines, file, sorted(diagnostics, key=_order), text)


def _in_the_way(found: list[Finding], assembly: Assembly, trouble: Trouble | None) -> list[Finding]:
    """What stands in front of lines and is in the way there: on the lines of a text it belongs to the text."""
    if not found:
        return []
    block_lines = {line for first, last in assembly.blocks for line in range(first, last + 1)}
    if trouble is not None and "block scalar" in trouble.words:  # it broke off in the middle of a block
        block_lines.update(range(trouble.began.line + 1, trouble.at.line))
    text_lines = block_lines.union(line for first, last in assembly.folds for line in range(first, last + 1))
    unread = len(assembly.lines) if trouble is None else trouble.at.line + 1

    def counts(finding: Finding) -> bool:
        tab = finding.character == "\t"
        if finding.line >= unread:  # whether it is in a text nobody knows, but no text begins with a tab
            return tab and finding.start == 0
        return finding.line not in (block_lines if tab else text_lines)

    return [finding for finding in found if counts(finding)]


def _without_repeats(refused: list[Diagnostic], findings: list[Finding]) -> list[Diagnostic]:
    """What was refused, but for what stands in front of a key: that is told as the line's."""
    lines = {finding.line + 1 for finding in findings}
    return [d for d in refused if d.code != INVISIBLE_IN_KEY or d.place is None or d.place.line not in lines]


def _add_explanation(diagnostics: list[Diagnostic], trouble: Trouble, findings: list[Finding]) -> None:
    """Explain where reading stopped, unless something that was already found there explains it."""
    until = trouble.began.line if "quoted scalar" in trouble.words else trouble.at.line
    since = trouble.last_start.line if trouble.last == "plain" else trouble.last_end.line
    stretch = range(since, until + 1)
    odd_lines = {d.place.line - 1 for d in diagnostics if d.place is not None and d.code == ODD_CHARACTER}
    if any(finding.line in stretch for finding in findings) or odd_lines.intersection(stretch):
        return
    found = explain(trouble)
    same_line = [d for d in diagnostics if d.place and found.place and d.place.line == found.place.line]
    marks = [d for d in same_line if d.code in (ANCHOR, ALIAS, TAG)]
    if found.code == BAD_START:
        for mark in marks:
            diagnostics.remove(mark)
    elif marks or any(d.code == found.code for d in same_line):
        return
    diagnostics.append(found)


def _no_keys(root: Node | None, lines: list[str], file: str) -> Diagnostic:
    """What to say about a file whose outermost part is no group of keys."""
    help = "A scenario begins with keys, each with a colon, such as `two_hats: 1` and `title: One short`."
    if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
        return Diagnostic(EMPTY_FILE, "error", "this file is empty", file, help=help)
    kind = "a list" if isinstance(root, Items) else "a text"
    message = f"this file is {kind}, and a scenario is a group of keys"
    line = root.span.line
    place = Place(line, root.span.column, line, len(lines[line - 1].rstrip()) + 1)
    return Diagnostic(NO_KEYS, "error", message, file, place, help=help)


def _not_a_file(path: Path, name: str) -> Document:
    if path.is_dir():
        return _refused(NOT_A_FILE, name, f'"{name}" is a folder', "Name the file in it that is the scenario.")
    return _refused(NOT_A_FILE, name, f'"{name}" is not a file', "Name a scenario file.")


def _refused(code: str, file: str, message: str, help: str) -> Document:
    return Document(None, [], file, [Diagnostic(code, "error", message, file, help=help)])


def _order(diagnostic: Diagnostic) -> tuple[int, int, str]:
    place = diagnostic.place
    return (place.line, place.column, diagnostic.code) if place else (0, 0, diagnostic.code)
