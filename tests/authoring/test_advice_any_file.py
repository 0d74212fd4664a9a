from __future__ import annotations

from hypothesis import given, settings
from mutating import mutated

from game.authoring.checking import check
from game.authoring.explaining import all_codes
from game.authoring.schemas import schema
from game.language.reading.reader import read_bytes

CODES = set(all_codes())


@settings(deadline=None, max_examples=120)
@given(mutated())
def test_any_file_is_checked_and_every_answer_has_a_page_and_a_place(text: str) -> None:
    document = read_bytes(text.encode(), "mutated.yaml")
    found = check(document, "mutated", strict=True).diagnostics
    assert {it.code for it in found} <= CODES
    assert len({it.severity for it in found}) <= 1, "advice waits until there are no errors"
    for it in found:
        if it.severity == "warning":
            assert it.place is not None and it.help.endswith((".", "?")), it


@settings(deadline=None, max_examples=60)
@given(mutated())
def test_a_schema_is_made_of_any_file_that_has_a_tree(text: str) -> None:
    root = read_bytes(text.encode(), "mutated.yaml").root
    if root is not None:
        assert schema(root)["properties"]["title"] == schema()["properties"]["title"]
