from pathlib import Path

import pytest
from serving import people, served, view_of

from game.group.client import entering
from game.group.client.acting import Client
from game.group.client.address import Address
from game.group.client.entering import come_to, enter, forget, kept_token, record_words
from game.group.client.errors import ClientError, UnreachableError


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("TWOHATS_DATA", str(folder))
    return folder


async def test_coming_back_is_the_same_person_until_the_session_is_forgotten(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        assert not (await come_to(it.address)).been
        first = await enter(it.address)
        assert (await come_to(it.address)).been
        assert await enter(it.address) == first
        async with it.desk() as desk:
            assert (await view_of(desk))["room"]["people"]["joined"] == 1
            forget(it.address)
            assert await enter(it.address) != first
            assert (await view_of(desk))["room"]["people"]["joined"] == 2


async def test_a_session_that_is_over_lets_nobody_in_but_everybody_back(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with it.desk() as desk, people(it.address, 1):
            token = await enter(it.address)
            await desk.act({"kind": "finish"})
            assert (await come_to(it.address)).facts["over"]
            assert await enter(it.address) == token
            async with Client(it.address, token) as back:
                assert (await view_of(back))["you"]["joined"]
            forget(it.address)
            with pytest.raises(ClientError, match="closed"):
                await enter(it.address)


async def test_a_host_that_is_not_there_is_told_of_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "PATIENCE", 0.05)
    with pytest.raises(UnreachableError, match="does not answer"):
        await come_to(Address("http://127.0.0.1:1", "ACDEFG"))


def test_a_token_belongs_to_a_host_and_a_code_and_is_kept_from_others(own_folder: Path) -> None:
    hosts, codes = ("http://a:1", "http://a:2", "https://a:1"), ("ACDEFG", "222222")
    addresses = [Address(host, code) for host in hosts for code in codes]
    tokens = [kept_token(it) for it in addresses]
    assert len(set(tokens)) == len(addresses)
    assert [kept_token(it) for it in addresses] == tokens
    assert {it.stat().st_mode & 0o777 for it in (own_folder / "joined").iterdir()} == {0o600}


@pytest.mark.parametrize("kept", [b"", b"short", b"\xff\xfe" * 40, b"x" * 5000, b"a b" * 20])
def test_a_spoilt_token_is_replaced(own_folder: Path, kept: bytes) -> None:
    address = Address("http://a:1", "ACDEFG")
    kept_token(address)
    [file] = (own_folder / "joined").iterdir()
    file.write_bytes(kept)
    token = kept_token(address)
    assert token == kept_token(address) == file.read_text(encoding="ascii")


def test_where_nothing_can_be_kept_a_token_is_good_for_once(own_folder: Path) -> None:
    own_folder.write_text("a file where a folder should be", encoding="utf-8")
    assert len(kept_token(Address("http://a:1", "ACDEFG"))) >= 32


def test_a_record_is_written_where_one_stands_or_it_is_said_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address = Address("http://a:1", "ACDEFG")
    said = record_words(address, ["one", "two"])
    file = tmp_path / "two-hats-ACDEFG-my-record.txt"
    assert said == f"Your record is written: {file}"
    assert file.read_text(encoding="utf-8") == "one\ntwo\n"
    file.unlink()
    file.mkdir()
    assert "could not be written" in record_words(address, ["one"])


async def test_who_was_refused_at_the_door_has_not_been_in(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        with pytest.raises(ClientError, match="This session gives the names"):
            await enter(it.address, "Ward 7")
        assert not (await come_to(it.address)).been
