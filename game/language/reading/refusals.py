"""What the file may say and a scenario may not, in the author's words: each a diagnostic, and reading goes on."""

from __future__ import annotations

from collections.abc import Sequence

from game.language.diagnostics import Diagnostic, Place
from game.language.reading import syntax_codes as codes
from game.language.reading.entries import entry_of, in_quotes, shortened
from game.language.reading.lines import HALF, INVISIBLE, cut_at, hash_lines, name_of
from game.language.reading.nodes import Scalar
from game.language.reading.syntax_texts import cut_diagnostic
from game.language.reading.trouble import Spot


class Refusals:
    """Collects what is refused while one file is read."""

    def __init__(self, lines: Sequence[str], file: str) -> None:
        """Start with the lines of the file and the name to call it by."""
        self.diagnostics: list[Diagnostic] = []
        self._lines = lines
        self._file = file
        self._hashes = hash_lines(lines)
        self._merge_line = 0

    def refuse(self, code: str, place: Place, message: str, help: str) -> None:
        """Add an error."""
        self.diagnostics.append(Diagnostic(code, "error", message, self._file, place, help=help))

    def alias(self, place: Place, written: str) -> None:
        """A word such as `*rota`, unless the merge key on its line was refused already."""
        if place.line == self._merge_line:
            return
        message = f'"{shortened(written)}" would stand for a part marked elsewhere, and a scenario has no such parts'
        help = f"Write the part out again here; if it is a text, put quotes around it{self._quoted(place)}."
        self.refuse(codes.ALIAS, place, message, help)

    def mark(self, place: Place, anchor: bool, before_text: bool) -> None:
        """A word such as `&rota`, or `!important`, in front of a value."""
        words = self._lines[place.line - 1][place.column - 1 : place.column + 100].split(maxsplit=1)
        word = words[0] if words else ""
        place = Place(place.line, place.column, place.line, place.column + max(len(word), 1))
        does = "mark a part for use elsewhere" if anchor else "say what kind of value follows"
        message = f'"{shortened(word)}" would {does}, and a scenario has no such marks'
        help = "Take it away"
        if before_text:
            help += f"; if it is part of the text, put quotes around the whole text{self._quoted(place)}"
        self.refuse(codes.ANCHOR if anchor else codes.TAG, place, message, f"{help}.")

    def directive(self, place: Place) -> None:
        """A line such as `%YAML 1.2` above the scenario."""
        end = len(self._lines[place.line - 1].rstrip()) + 1
        message = "a line that starts with % gives orders to the program that reads it, and a scenario has none"
        help = "Take the line away, and the line of dashes below it."
        self.refuse(codes.DIRECTIVE, Place(place.line, place.column, place.line, end), message, help)

    def same_key(self, key: Scalar, first: Scalar) -> None:
        """A key that its group of entries has already."""
        here, there = key.span.line, first.span.line
        lines = f"twice on line {here}" if here == there else f"twice, on line {there} and on line {here}"
        message = f'"{shortened(key.text)}" is given {lines}'
        # In a list, the second is more often the beginning of the next entry than a slip of the pen.
        help = "Keep one of the two; only the first is read. If this begins another entry of a list, put - before it."
        self.refuse(codes.SAME_KEY, key.span, message, help)

    def merge_key(self, place: Place) -> None:
        """The key `<<`."""
        self._merge_line = place.line
        message = "the key << would copy other entries to this place, and a scenario has no such copies"
        self.refuse(codes.MERGE_KEY, place, message, "Write the entries out here.")

    def group_as_key(self, place: Place) -> None:
        """A list or a group of entries in front of a colon."""
        message = "a list or a group of entries stands here where a key is due"
        help = "A key is a plain word; a text that starts with [ or { needs quotes around it."
        self.refuse(codes.BAD_KEY, place, message, help)

    def no_space_after_colon(self, written: Scalar) -> None:
        """Something like `staff:+4`, which is one long word."""
        name, _, rest = written.text.partition(":")
        if written.span.end_line != written.span.line:  # the lines below have run into it
            _, _, rest = self._lines[written.span.line - 1].partition(":")
        message = f'there is no space after the colon of "{shortened(name)}"'
        help = f"Write `{shortened(name)}: {shortened(rest)}`."
        start = written.span.column + len(name)
        place = Place(written.span.line, start, written.span.line, start + 1)
        self.refuse(codes.NO_SPACE_AFTER_COLON, place, message, help)

    def glued_key(self, key: Scalar, found: tuple[str, int, str, str]) -> None:
        """Something like `effects {patients`, where a colon is missing in front of a bracket."""
        code, column, message, help = found
        self.refuse(code, key.place_of(column, column + 1), message, help)

    def invisible_in_key(self, key: Scalar) -> str:
        """Refuse a key that holds a character nobody can see; the key without all such characters."""
        match = INVISIBLE.search(key.text)
        if match is None:
            return key.text
        message = f"{name_of(match.group())} stands in this key, where nobody can see it"
        place = key.place_of(match.start(), match.end())
        self.refuse(codes.INVISIBLE_IN_KEY, place, message, "Delete it, or type the key again.")
        return INVISIBLE.sub("", key.text)

    def odd_escape(self, text: str, place: Place) -> str:
        """Refuse escapes that make half a character; the text with a mark for each.

        Escapes that make control characters may stand: whatever shows a text shows them by their numbers.
        """
        match = HALF.search(text)
        if match is None:
            return text
        message = f"an escape in this text makes {name_of(match.group())}, which cannot be shown"
        self.refuse(codes.BAD_ESCAPE, place, message, "Take that escape away.")
        return HALF.sub("\ufffd", text)

    def cut(self, text: str, place: Place) -> None:
        """A # after a text without quotes, if there is one with no space after it."""
        line = place.end_line - 1
        column = cut_at(self._lines[line], place.end_column - 1) if line in self._hashes else None
        if column is not None:
            self._hashes.remove(line)
            self.diagnostics.append(cut_diagnostic(self._file, self._lines, Spot(line, column), text))

    def _quoted(self, place: Place) -> str:
        """The entry in quotes, as an example, if what stands at `place` is the whole of its value."""
        entry = entry_of(self._lines, place.line - 1)
        return f": `{in_quotes(entry, entry.value)}`" if entry.value_start == place.column - 1 else ""
