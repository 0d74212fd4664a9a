from pathlib import Path

import pytest
from serving import SCENARIO, SERVER_KEY, served

from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.elsewhere import begin_elsewhere, open_elsewhere, server_url
from game.group.sitting import HostError, Wishes, link_file


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TWOHATS_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"


def test_a_session_is_made_at_a_server_elsewhere(database: str) -> None:
    with served(database) as it:
        sitting = begin_elsewhere(it.url, SERVER_KEY, SCENARIO, Wishes(seed=4, minutes=30), 0.0)
        kept = it.store.session(sitting.code)
        assert kept is not None
        assert sitting.desk_link(it.url) == f"{it.url}/s/{kept.code}/desk#{sitting.desk}"
        with pytest.raises(HostError):
            begin_elsewhere(it.url, "another key", SCENARIO, Wishes(), 0.0)
    with pytest.raises(HostError, match="does not answer"):
        begin_elsewhere(it.url, SERVER_KEY, SCENARIO, Wishes(), 0.0)


async def test_what_was_begun_from_here_is_found_again_until_it_is_over(database: str) -> None:
    with served(database) as it:
        first = begin_elsewhere(it.url, SERVER_KEY, SCENARIO, Wishes(), 1.0)
        begin_elsewhere(it.url, SERVER_KEY, SCENARIO, Wishes(), 2.0)
        last, found = open_elsewhere(it.url, SCENARIO.id)
        assert (found.sitting, last.begun) == (first, 2.0)
        assert found.words.startswith(f"{first.code} at {it.url}, begun ")
        assert open_elsewhere(it.url, "another") == []
        assert open_elsewhere("http://127.0.0.1:1", SCENARIO.id) == []
        async with Client(Address(it.url, last.code, last.desk)) as desk:
            await desk.act({"kind": "finish"})
        assert open_elsewhere(it.url, SCENARIO.id) == [found]


def test_what_is_over_there_is_forgotten_here_with_its_link(database: str, own_folder: Path) -> None:
    with served(database) as it:
        sitting = begin_elsewhere(it.url, SERVER_KEY, SCENARIO, Wishes(), 1.0)
        with link_file(sitting, it.url, stays=True) as path:
            pass
        [kept] = (own_folder / "elsewhere").iterdir()
        assert kept.stat().st_mode & 0o077 == 0
        it.store.purge(sitting.code)
        open_elsewhere(it.url, SCENARIO.id)
        assert not kept.exists()
        assert not path.exists()


def test_a_server_that_is_away_is_told_of_and_nothing_is_forgotten(database: str, own_folder: Path) -> None:
    with served(database) as it:
        begin_elsewhere(it.url, SERVER_KEY, SCENARIO, Wishes(), 1.0)
    with pytest.raises(HostError, match="does not answer"):
        open_elsewhere(it.url, SCENARIO.id)
    assert len(list((own_folder / "elsewhere").iterdir())) == 1


@pytest.mark.parametrize("spoilt", [b"", b"[]", b"{}", b"3", b"\xff"])
def test_a_spoilt_file_is_passed_over(database: str, own_folder: Path, spoilt: bytes) -> None:
    (own_folder / "elsewhere").mkdir()
    (own_folder / "elsewhere" / "222222.json").write_bytes(spoilt)
    assert open_elsewhere("http://127.0.0.1:1", SCENARIO.id) == []


def test_a_servers_address_is_read_as_it_is_typed() -> None:
    assert server_url("https://sessions.example/") == "https://sessions.example"
    assert server_url("localhost:8642") == "http://localhost:8642"
    with pytest.raises(HostError, match="no server's address"):
        server_url("ftp://x")
