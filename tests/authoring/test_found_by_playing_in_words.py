from __future__ import annotations

from pathlib import Path

from game.authoring.advice import codes
from game.authoring.checking import check
from game.authoring.explaining import page_of
from game.language.reading.reader import read_bytes
from game.language.rendering import render_one

GOLDEN = Path(__file__).parent / "goldens" / "found-by-playing.text"


def test_what_playing_finds_reads_as_it_was_last_read_over() -> None:
    shown = []
    for code in sorted(codes.BY_PLAYING):
        example = page_of(code).fails
        assert example is not None
        document = read_bytes(example.completed().encode(), "example.yaml")
        [only] = check(document, "example", strict=True, seconds=30).diagnostics
        shown.append(render_one(only, document.lines))
    assert "\n\n".join(shown) + "\n" == GOLDEN.read_text(encoding="utf-8")
