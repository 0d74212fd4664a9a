from __future__ import annotations

import pytest
from checks import GOOD, changed, diagnostics, line

from game.authoring.checking import check
from game.language.library import library_files
from game.language.reading.reader import read_file

DAUGHTER = "    text: A daughter asks for your name.\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "helped"),
    [
        (DAUGHTER, "    text: [A daughter asks.]\n", "C019", "`text: A daughter asks.`"),
        (DAUGHTER, '    text: ["A daughter asks."]\n', None, ""),
        (DAUGHTER, "    text: [A daughter asks., She waits.]\n", None, ""),
        ("reply: Six minutes. Nobody argues.", "reply: [Six minutes.]", "C019", "`reply: Six minutes.`"),
        ("effects: {bells: +1}", "effects: {bells: 1}", "C020", "`set: {bells: 1}`"),
        ("{trust: +2, load: +3}", "{trust: 60, load: +3}", "C020", "`+60`"),
        ("{trust: +2, load: +3}", "{trust: 60 / bells - 60 / bells, load: +3}", None, ""),
        (DAUGHTER, "    text:\n      • A daughter.\n      • A notepad.\n", "C021", "`- A daughter.`"),
        (DAUGHTER, "    text:\n      A daughter.\n      - A notepad.\n", "C021", "`- A daughter.`"),
        (DAUGHTER, "    text:\n      A daughter - and\n      a notepad.\n", None, ""),
        ("title: Midnight", "title: Bay # 4 is free", "C016", "quotes"),
        ("title: Midnight", "title: Midnight # where it turns", None, ""),
        ("job: senior nurse", "job: nurse on bay # 4", "C016", "quotes"),
    ],
)
def test_a_form_that_may_mean_something_else_is_told(old: str, new: str, code: str | None, helped: str) -> None:
    text = changed((old, new))
    found = [it for it in diagnostics(text) if it.code not in ("L007", "L021")]
    assert [(it.code, it.severity) for it in found] == ([(code, "warning")] if code else [])
    if code:
        first = next(part for part in new.split("\n") if part.strip() and not part.endswith("text:"))
        assert found[0].place is not None and found[0].place.line == line(text, first)
        assert helped in found[0].help


def test_the_library_and_the_control_use_none_of_these_forms() -> None:
    assert diagnostics(GOOD) == []
    for file in library_files():
        told = {it.code for it in check(read_file(file), file.stem, strict=True).diagnostics}
        assert not told & {"C016", "C019", "C020", "C021"}, file
