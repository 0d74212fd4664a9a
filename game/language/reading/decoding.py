"""From the bytes of a file to its text, or a plain sentence about why it is none."""

from __future__ import annotations

import codecs

from game.language.diagnostics import Diagnostic, Place
from game.language.reading.lines import ODD
from game.language.reading.syntax_codes import BINARY_FILE, NOT_UTF_8, TOO_BIG, UTF_16_FILE

MOST_BYTES = 2_000_000
"""A scenario is text; the longest we know has a tenth of this."""

_FORMATS = (
    (b"PK\x03\x04", "an office document or a zip archive"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_PLAIN_TEXT = "A scenario is plain text: write it in a text editor and save it as UTF-8"
_SAVE_AS = "Save it again with the encoding UTF-8; most editors offer that in the window for saving"


def decode(data: bytes, file: str) -> str | Diagnostic:
    """The text of a file with its line ends made `\\n` and without a byte order mark, or why there is none."""
    if len(data) > MOST_BYTES:
        message = "this file has more than 2 MB, which is more than a scenario may have"
        return Diagnostic(TOO_BIG, "error", message, file, help="Split it into several scenarios.")
    for mark, name in _FORMATS:
        if data.startswith(mark):
            return Diagnostic(BINARY_FILE, "error", f"this file is {name}", file, help=f"{_PLAIN_TEXT}.")
    wide = _wide_encoding(data)
    if wide:
        message = f"this file is saved as {wide}, and a scenario has to be UTF-8"
        return Diagnostic(UTF_16_FILE, "error", message, file, help=f"{_SAVE_AS}.")
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\0" in data:
        return Diagnostic(BINARY_FILE, "error", "this file is not text", file, help=f"{_PLAIN_TEXT}.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return _not_utf_8(data, error.start, file)


def lenient_lines(data: bytes) -> list[str]:
    """The lines of a file that is not quite UTF-8, with a mark for every byte that is not; for showing a place."""
    if len(data) > MOST_BYTES or b"\0" in data:
        return []
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return lines_of(ODD.sub("\ufffd", data.decode(errors="replace")))


def lines_of(text: str) -> list[str]:
    """The lines of a text whose line ends are `\\n`; a last line without text is none."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark, or by the zeros that it leaves beside every Latin letter."""
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return name
    sample = data[:4000]
    size = len(sample)
    if size < 4 or not sample.count(0):
        return None
    lanes = [sample[lane::4].count(0) * 4 / size for lane in range(4)]
    full, empty = 0.8, 0.2
    if sum(lane >= full for lane in lanes) == 3:
        return "UTF-32"
    even, odd = (lanes[0] + lanes[2]) / 2, (lanes[1] + lanes[3]) / 2
    return "UTF-16" if max(even, odd) >= full and min(even, odd) <= empty else None


def _not_utf_8(data: bytes, offset: int, file: str) -> Diagnostic:
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset].decode()
    place = Place(line, len(before) + 1, line, len(before) + 2)
    likely = data[offset : offset + 1].decode("cp1252", errors="replace")
    guess = f' (a "{likely}", if it was saved by an older Windows program)' if likely.isprintable() else ""
    message = f"line {line} holds a character that is not saved as UTF-8{guess}"
    return Diagnostic(NOT_UTF_8, "error", message, file, place, help=f"{_SAVE_AS}.")
