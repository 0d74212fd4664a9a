from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.client.address import Address
from game.group.client.entering import forget
from game.group.client.unsent import Item, Unsent, unsent_words

ADDRESS = Address("http://127.0.0.1:8120", "222222")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TWOHATS_DATA", str(tmp_path))
    return tmp_path


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
@settings(deadline=None, max_examples=30)
def test_what_was_not_sent_is_there_the_next_time_in_its_order_and_with_its_keys(words: list[str]) -> None:
    kept = Unsent(ADDRESS)
    items = [Item({"kind": "react", "word": it}, it) for it in words]
    for it in items:
        kept.add(it)
    assert Unsent(ADDRESS).items == items
    for it in items:
        kept.done(it)
    assert Unsent(ADDRESS).items == []


def test_nothing_is_left_on_the_disk_once_all_is_sent_or_the_session_forgotten(own_folder: Path) -> None:
    kept, item = Unsent(ADDRESS), Item({"kind": "leave"})
    kept.add(item)
    [file] = [it for it in own_folder.rglob("*") if it.is_file()]
    assert file.stat().st_mode & 0o077 == 0
    kept.done(item)
    assert not file.exists()
    kept.add(item)
    forget(ADDRESS)
    assert not file.exists()


@pytest.mark.parametrize("spoilt", [b"", b"\xff", b"[1]", b'[{"command": 3}]', b'{"a": 1}', b"[[]]", b"null"])
def test_a_spoilt_file_keeps_nobody_out(own_folder: Path, spoilt: bytes) -> None:
    Unsent(ADDRESS).add(Item({"kind": "leave"}))
    [file] = [it for it in own_folder.rglob("*") if it.is_file()]
    file.write_bytes(spoilt)
    assert Unsent(ADDRESS).items == []


def test_where_it_cannot_be_kept_it_holds_for_this_once(own_folder: Path) -> None:
    (own_folder / "joined").write_text("a file where the folder would be")
    kept = Unsent(ADDRESS)
    kept.add(Item({"kind": "leave"}))
    assert len(kept.items) == 1


def test_it_is_said_how_much_was_not_sent() -> None:
    assert unsent_words(0) == ""
    assert unsent_words(1).startswith("One thing that you did has not reached the host.")
    assert unsent_words(2).startswith("2 things that you did have not reached the host.")
