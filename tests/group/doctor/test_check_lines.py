import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hostile import SHOWN
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import new_session

from game.group.doctor.advice import none_line, steps
from game.group.doctor.database import WRITES, database_line, written_line
from game.group.doctor.found import Found, Visit, itself_line, visit_line
from game.group.doctor.lines import Line, line_text
from game.group.doctor.machine import data_line, room_line, size_words
from game.group.doctor.phones import device_name
from game.group.doctor.ports import PORT, TRIES
from game.group.doctor.running import ending
from game.group.keeping.store import Store
from game.screens import hosting

MB = 1_000_000


@pytest.mark.parametrize(
    ("found", "mark", "words"),
    [
        (Found(40, 20, 5), "ok", "streams work: what happens shows at once (here within 40 ms)"),
        (Found(40, None, None), "ok", "streams work: what happens shows at once (here within 40 ms)"),
        (Found(None, 20, 5), "look", "only polls: it will still work, a second late"),
        (Found(None, None, 5), "look", "only short polls: it will still work, some seconds late"),
        (Found(), "wrong", "nothing arrives: the page opened, and then no news came by any way"),
    ],
)
def test_what_a_phone_found_is_said_in_words(found: Found, mark: str, words: str) -> None:
    line = visit_line(Visit(2, "iPhone", False, found))
    assert (line.mark, line.words) == (mark, f"Phone 2 (iPhone): {words}.")
    assert bool(line.steps) == (mark != "ok")


def test_this_computer_s_own_browser_is_no_phone() -> None:
    words = visit_line(Visit(1, "Linux", True, Found(40, 20, 5))).words
    assert words.startswith("This computer's own browser: streams work")
    assert words.endswith("try it with a phone.")


def test_what_this_computer_gets_of_itself() -> None:
    url = "http://192.168.1.20:8120"
    assert itself_line(url, Found(6, 12, 2)).words == (
        f"The service answers at {url}: a stream in 6 ms, a long poll in 12 ms, a poll in 2 ms."
    )
    assert itself_line(url, Found(None, 12, 2)).mark == "look"
    assert itself_line(url, Found()).mark == "wrong"


@pytest.mark.parametrize("system", ["linux", "macos", "wsl"])
def test_where_no_phone_comes_every_way_out_is_named_with_this_system_s_firewall(system: str) -> None:
    told = "\n".join(none_line(0, system, 8123).steps)  # type: ignore[arg-type]
    for way in ("same Wi-Fi", "firewall" if system != "wsl" else "Windows", "hotspot", "router", "cable", "--server",
                "--hands"):  # fmt: skip
        assert way in told
    assert ("8123" in told) == (system != "macos")
    assert len({steps(it, 8123)[1] for it in ("linux", "macos", "wsl")}) == 3


def test_a_page_that_opened_and_sent_nothing_back_is_told_of() -> None:
    assert none_line(1, "linux", 8120).words.startswith("1 device opened the page, and nothing came back")
    assert none_line(0, "linux", 8120).words.startswith("No phone came.")


@pytest.mark.parametrize(
    ("free", "mark", "size"), [(12_345 * MB, "ok", "12 GB"), (199 * MB, "look", "199 MB"), (19 * MB, "wrong", "19 MB")]
)
def test_a_full_disk_is_told_of(free: int, mark: str, size: str) -> None:
    line = room_line(Path("/there"), free)
    assert (line.mark, size_words(free), size in line.words) == (mark, size, True)


def test_a_folder_that_is_a_file_is_wrong(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("")
    line = data_line(place)
    assert (line.mark, "TWOHATS_DATA" in line.steps[0]) == ("wrong", True)
    assert data_line(tmp_path / "new" / "folder").mark == "ok"


def test_nothing_of_the_check_stays_in_the_folder(tmp_path: Path) -> None:
    data_line(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_written_to_and_stays_as_it_was(database: str) -> None:
    with closing(Store.open(database)) as store:
        kept = new_session(store)
        before = (store.sessions(), store.entries(kept.id))
        line = database_line(database)
        assert (line.mark, line.steps) == ("ok", ())
        assert "is safely on disk in" in line.words
        assert (store.sessions(), store.entries(kept.id)) == before


def test_a_write_really_reaches_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite"
    holding = f"sqlite:///{path}"
    database_line(holding)
    reading = sqlite3.connect(path)  # while somebody reads, what is written ahead stays in its file
    reading.execute("BEGIN")
    reading.execute("SELECT * FROM keeping").fetchall()
    before = Path(f"{path}-wal").stat().st_size
    database_line(holding)
    assert Path(f"{path}-wal").stat().st_size - before >= WRITES * 4096
    reading.close()


@pytest.mark.parametrize(
    ("took", "lasting", "mark"), [([3.0, 4.0, 90.0], True, "ok"), ([300.0] * 3, True, "look"), ([1.0], False, "look")]
)
def test_a_slow_or_forgetful_disk_is_worth_a_look(took: list[float], lasting: bool, mark: str) -> None:
    assert written_line("/there", took, "SQLite", lasting).mark == mark


def test_where_no_phone_came_nobody_is_told_that_all_is_well() -> None:
    lines = [Line("ok", "address", "It is there."), none_line(0, "linux", 8120)]
    assert "Do not count on phones" in ending(lines, True)
    assert "Do not count on phones" not in ending([*lines[:1], Line("look", "phone", "Polls only.")], True)


@pytest.mark.parametrize("database", ["mysql://there", "postgresql://nobody@127.0.0.1:1/none", "sqlite:////dev/null/x"])
def test_a_database_that_does_not_open_is_wrong(database: str) -> None:
    assert database_line(database).mark == "wrong"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/131 Mobile Safari/537.36", "Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", "Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36", "Chromebook"),
        ("curl/8", "a device"),
        ("", "a device"),
    ],
)
def test_a_device_is_called_what_it_says_it_is(agent: str, device: str) -> None:
    assert device_name(agent) == device


@pytest.mark.parametrize("words", SHOWN)
def test_no_line_can_act_on_a_terminal(words: str) -> None:
    shown = line_text(Line("look", "phone", words, (words,)), 80)
    assert all(it.isprintable() or it in "\n\u200c\u200d" for it in shown)


WORDS = st.lists(st.text(alphabet="abcde-./", min_size=1), min_size=1, max_size=40).map(" ".join)


@given(WORDS, st.lists(WORDS, max_size=3))
@settings(deadline=None, max_examples=50)
def test_a_line_keeps_every_word_and_begins_with_its_mark(words: str, found: list[str]) -> None:
    text = line_text(Line("wrong", "port", words, tuple(found)), 60)
    assert text.startswith("wrong")
    for word in f"{words} {' '.join(found)}".split():
        assert word in text


def test_the_last_sentence_counts() -> None:
    ok, look, wrong = (Line(mark, "x", "X.") for mark in ("ok", "look", "wrong"))
    assert ending([ok], waited=True) == "All is well."
    assert ending([ok, look], waited=True) == "Nothing is wrong. 1 line says look: it can be lived with."
    assert ending([wrong, wrong, look], waited=True) == "2 lines say wrong: mend that before the session."
    assert "--seconds" in ending([ok], waited=False)


def test_the_check_listens_where_a_session_would() -> None:
    assert (PORT, TRIES) == (hosting.PORT, hosting._TRIES)
