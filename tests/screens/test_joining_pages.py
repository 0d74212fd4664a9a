import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from attending import PATIENCE, Attending, attending, joining
from driving import lines
from hostile import TEXTS, harmful_in
from running import DEADLINE
from served_alone import served_alone
from serving import Served, open_a_vote, people, served, view_of
from terminals import Terminal

from game.group.client.acting import Client
from game.group.client.entering import kept_token
from game.screens.answering import LATE
from game.screens.joining import JoinPage
from game.screens.joining_app import DoorPage, JoinApp

SIZES = ((120, 36), (80, 24), (60, 20))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOHATS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_whole_session_on_screens(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with attending(tmp_path, size, joined=False) as it:
        assert isinstance(it.pilot.app.screen, DoorPage)
        assert "made-up name" in it.text
        await it.press("enter")
        await it.sees("You are in. The session begins when your facilitator starts it.", "1 here.")
        await it.lead_to("prebrief")
        await it.sees("Before you begin.")
        await it.press("s")
        await it.until(lambda: "Only Liza Santos knows" in "\n".join(lines(it.pilot)))
        await it.press("escape")
        await it.lead_to("first")
        await it.sees("What should happen?", "0 of 1 have voted.")
        await it.press("2", "enter", "3", "enter")
        await it.write("It is safe.")
        await it.press("enter")
        await it.sees("Your vote is in", "1 of 1 has voted.")
        await it.lead_to("talk")
        await it.sees("Talk now, in the room. There will be a second vote.")
        await it.press("t")
        await it.sees("Marked: I have told the room.")
        await it.led(kind="reveal", round="first")
        await it.lead_to("second")
        await it.press("1", "enter", "enter", "enter")
        await it.sees("Your vote is in")
        await it.lead_to("deciding")
        await it.sees("The vote is closed. Your facilitator decides.")
        await it.lead_to("dissent")
        await it.sees("You voted otherwise")
        await it.press("1")
        await it.write("We will be back.")
        await it.press("enter")
        await it.sees("Kept. You can change it.")
        await it.lead_to("consequence")
        await it.sees("-2" if size[0] < 100 else "▼ -2")
        await it.lead_to("ending")
        await it.sees("The end. Take a moment.")
        await _debrief(it)
        await it.led(kind="finish")
        await it.sees("The session is closed. Keep your record now, before the host is switched off.")
        await it.press("w")
        await it.sees("Your record is written")
    [written] = tmp_path.glob("two-hats-*-my-record.txt")
    told = written.read_text(encoding="utf-8")
    for words in ("(It is safe.)", "My second vote: Book a bank", "We will be back.", "I will ask first, by Monday"):
        assert words in told


async def _debrief(it: Attending) -> None:
    await it.lead_to("debrief")
    await it.led(kind="phase", phase="reactions")
    await it.press("1")
    await it.write("relieved")
    await it.press("enter")
    await it.sees("Kept.")
    await it.led(kind="phase", phase="description")
    await it.led(kind="turn", number=1)
    await it.sees("1. Sunday 07:00, The keys")
    await it.led(kind="phase", phase="my_view")
    await it.press("1", *("2", "enter"), *["enter"] * 5)
    await it.write("asking")
    await it.press("enter", "enter")
    await it.sees("Kept.")
    await it.led(kind="phase", phase="analysis")
    await it.press("d")
    await it.sees("Marked: I see it otherwise.")
    await it.led(kind="phase", phase="summary")
    await it.press("1")
    await it.write("ask first")
    await it.press("enter")
    await it.write("Monday")
    await it.press("enter", "enter", "enter")
    await it.sees("Kept.")
    own = it.page.you
    assert own is not None
    assert own["reaction"] == "relieved"
    assert own["my_view"]["same"] == 2
    assert own["my_view"]["keep"] == "asking"
    assert own["otherwise"] == [1]
    assert own["commitments"] == [{"what": "ask first", "when": "Monday", "who": ""}]


async def test_what_is_being_typed_outlives_whatever_the_others_do(tmp_path: Path) -> None:
    async with attending(tmp_path) as it:
        await it.lead_to("first")
        await it.press("2", "enter", "enter")
        await it.write("half a sen")
        async with people(it.served.address, 2) as [ann, ben]:
            await it.sees("3 here.")
            decision = (await view_of(it.desk))["room"]["decision"]
            await ann.act({"kind": "vote", "decision": 1, "round": "first",
                           "choice": decision["votes"]["first"]["options"][0]})  # fmt: skip
            await it.led(kind="pause")
            await it.sees("A pause. Everything waits.")
            await it.led(kind="resume")
            await ben.act({"kind": "leave"})
            await it.sees("2 here.", "half a sen")
        await it.write("tence")
        await it.press("enter")
        await it.sees("Your vote is in")
        own = it.page.you
        assert own is not None
        assert own["vote"]["reason"] == "half a sentence"


async def test_a_line_that_comes_too_late_stays_in_sight_and_is_refused_with_the_reason(tmp_path: Path) -> None:
    async with attending(tmp_path) as it:
        await it.lead_to("first")
        await it.press("2", "enter", "enter")
        await it.write("quite")
        await it.led(kind="close")
        await it.sees(LATE[:30], "quite")
        await it.write(" sure")
        await it.press("enter")
        await it.sees("That vote is closed.")
        assert isinstance(it.page, JoinPage)
        await it.led(kind="reopen")
        await it.sees("What should happen?")
        await it.press("2", "enter", "enter")
        await it.sees("First vote 3 of 3")


async def test_a_vote_that_was_not_sent_in_time_is_told_of_and_waits_for_the_next(tmp_path: Path) -> None:
    async with attending(tmp_path) as it:
        await it.lead_to("first")
        await it.press("2", "enter")
        await it.led(kind="close")
        await it.sees("The vote closed before yours was sent.")
        await it.led(kind="reopen")
        await it.sees("✓2")


async def test_a_vote_is_changed_until_it_closes(tmp_path: Path) -> None:
    async with attending(tmp_path, choosing="one") as it:
        await it.lead_to("first")
        await it.press("2", "3", "enter")
        await it.sees("Your vote is in: “Keep both")
        await it.press("1", "enter", "enter")
        await it.sees("Your vote is in: “Book a bank")
        await it.led(kind="close")
        assert sum((await view_of(it.desk))["desk"]["votes"]["first"]["tally"].values()) == 1


async def test_leaving_and_joining_again_is_the_same_person(tmp_path: Path) -> None:
    async with attending(tmp_path) as it:
        await open_a_vote(it.desk)
        await it.sees("What should happen?")
        own = it.page.you
        await it.press("q")
        await it.until(lambda: not it.pilot.app._running)
        await _until_here(it.desk, 0)
        async with joining(it.served.address) as again:
            page = again.app.screen
            assert isinstance(page, JoinPage)
            async with asyncio.timeout(PATIENCE):
                while page.you is None:
                    await again.pause(0.01)
            assert own is not None
            assert page.you["id"] == own["id"]
            await _until_here(it.desk, 1)
            assert (await view_of(it.desk))["room"]["people"]["joined"] == 1


# Wait until so many count as being here; what people do is shown to the desk a moment later.
async def _until_here(desk: Client, many: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while (await view_of(desk))["room"]["people"]["present"] != many:
            pass


async def test_own_names_are_asked_for_at_the_door_and_changed_inside(tmp_path: Path) -> None:
    async with attending(tmp_path, joined=False) as it:
        await it.desk.act({"kind": "names", "own": True})
        async with joining(it.served.address, joined=False) as pilot:
            inside = Attending(pilot, it.desk, it.served)
            await inside.write("Ward 7")
            await inside.press("enter")
            await inside.until(lambda: isinstance(pilot.app.screen, JoinPage) and "Ward 7" in inside.text)
            await inside.press("n")
            await inside.write(" nights")
            await inside.press("enter")
            await inside.sees("Your name here: Ward 7 nights")


async def test_who_is_taken_out_and_what_is_deleted_is_said_plainly(tmp_path: Path) -> None:
    async with attending(tmp_path) as it:
        own = it.page.you
        assert own is not None
        await it.desk.act({"kind": "remove", "participant": own["id"]})
        await it.sees("You were taken out of this session. Speak to your facilitator.")


async def test_a_killed_host_is_said_to_be_gone_and_the_vote_is_there_when_it_is_back(tmp_path: Path) -> None:
    with served_alone(tmp_path) as alone:
        async with joining(alone.address) as pilot, alone.desk() as desk:
            await open_a_vote(desk)
            page = pilot.app.screen
            assert isinstance(page, JoinPage)

            async def sees(words: str) -> None:
                async with asyncio.timeout(PATIENCE):
                    while words not in " ".join(" ".join(lines(pilot)).split()):
                        await pilot.pause(0.01)

            await sees("What should happen?")
            await pilot.press("2", "enter", "enter")
            alone.kill()
            await sees("Reconnecting. Nothing you sent is lost.")
            await pilot.press("o", "k", "enter")
            alone.start_again()
            await sees("Your vote is in: “Keep both")
            assert page.trouble() == ""
            assert (await view_of(desk))["room"]["decision"]["votes"]["first"]["voted"] == 1


@pytest.mark.parametrize("first", range(0, len(TEXTS), 4))
async def test_hostile_words_are_shown_and_do_nothing(first: int, tmp_path: Path) -> None:
    async with attending(tmp_path, (120, 36)) as it:
        await it.desk.act({"kind": "names", "own": True})
        await it.lead_to("first")
        choices = (await view_of(it.desk))["room"]["decision"]["votes"]["first"]["options"]
        async with people(it.served.address, 4) as crowd:
            for one, text in zip(crowd, TEXTS[first : first + 4], strict=False):
                await one.act({"kind": "vote", "decision": 1, "round": "first", "choice": choices[0],
                               "reason": text[:200]})  # fmt: skip
            await it.led(kind="close")
            for item in (await view_of(it.desk))["desk"]["waiting"]:
                await it.led(kind="pass", item=item["item"])
                await it.sees("“")
                assert not harmful_in(it.text)
                assert isinstance(it.page, JoinPage)


async def test_a_token_is_kept_for_this_account_alone(tmp_path: Path) -> None:
    async with attending(tmp_path) as it:
        token = kept_token(it.served.address)
        [file] = (tmp_path / "data" / "joined").iterdir()
        assert file.read_text(encoding="ascii") == token
        assert file.stat().st_mode & 0o777 == 0o600
        assert os.access(file, os.R_OK)
        assert isinstance(it.pilot.app, JoinApp)


def test_line_by_line_at_a_terminal_somebody_types_whenever_they_like(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 'sessions.sqlite'}") as it:
        terminal = Terminal(["join", it.address.url, "--plain"], tmp_path)
        try:
            terminal.until_words("Enter joins, q leaves")
            terminal.send(b"\n", "You are in.")
            terminal.send(b"\n2\n", "Nothing is asked now.")
            terminal.send(b"?\n", "?: this list")
            asyncio.run(_open_a_vote(it))
            terminal.until_words("What should happen?")
            terminal.send(b"2\n\n\n", "Your vote is in")
            terminal.send(b"q\n", "To come back as the same person")
            assert terminal.ended() == 0
        finally:
            terminal.close()


def test_ctrl_c_line_by_line_leaves_as_the_end_of_the_input_does(tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 'sessions.sqlite'}") as it:
        terminal = Terminal(["join", it.address.url, "--plain"], tmp_path)
        try:
            terminal.until_words("Enter joins, q leaves")
            terminal.send(b"\n", "You are in.")
            os.write(terminal.end, b"\x03")
            assert terminal.ended() == 0
        finally:
            terminal.close()


async def _open_a_vote(it: Served) -> None:
    async with it.desk() as desk:
        await open_a_vote(desk)


async def test_a_page_lives_through_every_size(tmp_path: Path) -> None:
    async with attending(tmp_path) as it:
        await it.lead_to("first")
        await it.press("2", "enter", "enter")
        await it.write("half")
        for width, height in ((120, 40), (40, 12), (30, 8), (4, 2), (60, 20), (80, 24)):
            await it.pilot.resize_terminal(width, height)
            await it.until(lambda width=width, height=height: it.page.size == (width, height))  # type: ignore[misc]
        await it.sees("half", "First vote 3 of 3")


def test_taking_part_line_by_line_loads_no_screens_and_no_server() -> None:
    asked = "import sys, game.plain.entering; print(*{it.split('.')[0] for it in sys.modules})"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=DEADLINE)
    assert not {"textual", "sqlalchemy", "starlette", "uvicorn", "numpy", "pydantic"} & set(done.stdout.split())
