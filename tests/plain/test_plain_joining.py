import asyncio
from pathlib import Path

import pytest
from hostile import SHOWN, harmful_in
from joined import joined
from leading import lead_to
from running import TwoHats
from served_alone import served_alone
from serving import open_a_vote, people, served, view_of

from game.group.client.address import Address

KEPT = "Kept. You can change it."
DEBRIEF = (
    ("reactions", "How was that?", ("relieved",), KEPT),
    ("my_view", "We should play this the same again", ("2", "", "1", "", "", "", "asking", ""), KEPT),
    ("analysis", "d marks: I see it otherwise", ("d",), "Marked: I see it otherwise."),
    ("summary", "What I will do (1): I will", ("ask first", "Monday", "", ""), KEPT),
)
ANSWERS = {
    "a": "Nothing is asked now.",
    "m": "There are no meters yet.",
    "s": "1 here.",
    "t": "There is nothing to mark now.",
    "d": "There is nothing to mark now.",
    "n": "Own names are not open now",
    "w": "Your record comes with the ending.",
}


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'sessions.sqlite'}"


async def test_a_whole_session_line_by_line(tmp_path: Path, database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, joined(tmp_path, it.address) as ann:
            await ann.sees("Enter joins, q leaves")
            await ann.types("")
            await ann.sees("You are in. The session begins when your facilitator starts it.")
            await lead_to(desk, "first")
            await ann.sees("Only Liza Santos knows:")
            await ann.sees("What should happen? 1. Book a bank")
            await ann.types("2")
            await ann.sees("How sure are you?")
            await ann.types("3")
            await ann.sees("Why? One line, if you like")
            await ann.types("It is safe.")
            await ann.sees("Your vote is in: “Keep both")
            await ann.types("t")
            await ann.sees("Marked: I have told the room.")
            await lead_to(desk, "second")
            await ann.sees("Second vote")
            await ann.types("1", "", "")
            await ann.sees("Your vote is in: “Book a bank")
            await lead_to(desk, "dissent")
            await ann.sees("One sentence for the record")
            await ann.types("We will be back.")
            await ann.sees("Your sentence is kept. You can change it.")
            await lead_to(desk, "consequence")
            await ann.sees("Staff wellbeing 52, down 2, steady")
            await lead_to(desk, "debrief")
            for phase, asked, typed, kept in DEBRIEF:
                await desk.act({"kind": "phase", "phase": phase})
                await ann.sees(asked)
                await ann.types(*typed)
                await ann.sees(kept)
            await desk.act({"kind": "finish"})
            await ann.sees("The session is closed.")
            await ann.types("w")
            await ann.sees("Your record is written:")
            assert await ann.ends() == 0
            assert "To come back as the same person: twohats join" in ann.said
    [written] = tmp_path.glob("two-hats-*-my-record.txt")
    told = written.read_text(encoding="utf-8")
    for words in ("(It is safe.)", "My second vote: Book a bank", "We will be back.", "I will ask first, by Monday"):
        assert words in told


async def test_an_answer_that_comes_too_late_is_told_so_with_the_reason(tmp_path: Path, database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, joined(tmp_path, it.address) as ann:
            await ann.types("")
            await ann.sees("You are in.")
            await open_a_vote(desk)
            await ann.sees("What should happen?")
            await ann.types("2", "3")
            await ann.sees("Why?")
            await lead_to(desk, "talk")
            await ann.sees("A line that you are writing comes too late.")
            await ann.types("It is safe.")
            await ann.sees("Not taken. That vote is closed.")
            assert (await view_of(desk))["desk"]["votes"]["first"]["tally"] == dict.fromkeys(
                (await view_of(desk))["room"]["decision"]["votes"]["first"]["options"], 0
            )


async def test_a_line_for_another_form_never_takes_what_was_meant_for_the_last(tmp_path: Path, database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, joined(tmp_path, it.address) as ann:
            await ann.types("")
            await open_a_vote(desk)
            await ann.sees("What should happen?")
            await ann.types("1", "", "")
            await ann.sees("Your vote is in")
            await lead_to(desk, "second")
            await ann.sees("What should happen?")
            await ann.types("1", "")
            await ann.sees("Why?")
            await lead_to(desk, "dissent")
            await ann.sees("Enter goes on to: You voted otherwise")
            await ann.types("Because it is kind.")
            await ann.sees("One sentence for the record")
            await ann.sees("Not taken. That vote is closed.")
            assert (await view_of(desk))["desk"]["waiting_count"] == 0


async def test_lines_that_are_piped_in_wait_until_they_are_asked_for(tmp_path: Path, database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, joined(tmp_path, it.address) as ann:
            await ann.types("", "2", "1", "All of it at once.")
            await ann.sees("You are in.")
            await open_a_vote(desk)
            await ann.sees("Your vote is in: “Keep both")
            assert await ann.ends() == 0


async def test_the_end_of_the_input_leaves_and_coming_back_is_the_same_person(tmp_path: Path, database: str) -> None:
    twohats = TwoHats(tmp_path)
    with served(database) as it:
        async with it.desk() as desk:
            for _ in range(2):
                async with joined(tmp_path, it.address) as ann:
                    await ann.types("")
                    await ann.sees("You are in.")
                    assert await ann.ends() == 0
                assert f"twohats join {it.address.url} --plain" in ann.said
                async with asyncio.timeout(60):
                    while (await view_of(desk))["room"]["people"]["present"]:
                        pass
            assert (await view_of(desk))["room"]["people"]["joined"] == 1
            assert "q leaves" in twohats("join", it.address.url.replace("127.0.0.1", "localhost"), typed="").out
            assert (await view_of(desk))["room"]["people"]["joined"] == 1


async def test_everything_that_can_be_typed_is_listed_and_answers(tmp_path: Path, database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, joined(tmp_path, it.address) as ann:
            await ann.types("?")
            await ann.sees("?: this list")
            await ann.types("")
            await ann.sees("You are in.")
            for key, said in ANSWERS.items():
                await ann.types(key)
                await ann.sees(said)
            await desk.act({"kind": "names", "own": True})
            await desk.act({"kind": "next"})
            await ann.sees("Before you begin.")  # what came before it is known here now, too
            await ann.types("n")
            await ann.sees("Another name, if you like")
            await ann.types("Ward 7")
            await ann.sees("Your name here: Ward 7")
            await open_a_vote(desk)
            await ann.sees("A number from 1 to 3:")
            await ann.types("9")
            await ann.sees("Type a number from 1 to 3, or ? for help.")
            await ann.types("m")
            await ann.sees("Patient outcomes 60, steady")
            await ann.types("q")
            await ann.sees("You leave.")
            assert await ann.ends() == 0


async def test_a_killed_host_is_said_to_be_gone_and_the_vote_is_there_when_it_is_back(tmp_path: Path) -> None:
    with served_alone(tmp_path) as alone:
        async with joined(tmp_path, alone.address) as ann, alone.desk() as desk:
            await ann.types("")
            await ann.sees("You are in.")
            await open_a_vote(desk)
            await ann.sees("What should happen?")
            await ann.types("2", "")
            await ann.sees("Why?")
            alone.kill()
            await ann.sees("Reconnecting. Nothing you sent is lost.")
            await ann.types("It is safe.")
            await ann.sees("Sending.")
            alone.start_again()
            await ann.sees("Your vote is in: “Keep both")
            assert (await view_of(desk))["room"]["decision"]["votes"]["first"]["voted"] == 1


async def test_a_vote_that_was_not_sent_goes_when_one_joins_again(tmp_path: Path) -> None:
    with served_alone(tmp_path) as alone:
        async with alone.desk() as desk:
            async with joined(tmp_path, alone.address) as ann:
                await ann.types("")
                await ann.sees("You are in.")
                await open_a_vote(desk)
                await ann.sees("What should happen?")
                alone.kill()
                await ann.sees("Reconnecting.")
                await ann.types("2", "", "It is safe.", "q")
                await ann.sees("One thing that you did has not reached the host.")
                assert await ann.ends() == 0
            alone.start_again()
            async with joined(tmp_path, alone.address) as ann:
                await ann.sees("Your vote is in: “Keep both")
                assert (await view_of(desk))["room"]["decision"]["votes"]["first"]["voted"] == 1
                await ann.types("q")
                await ann.sees("You leave.")
                assert "has not reached" not in ann.said


@pytest.mark.parametrize("text", [it for it in SHOWN if len(it) <= 200 and it.strip()])
async def test_hostile_words_are_shown_by_their_numbers(text: str, tmp_path: Path, database: str) -> None:
    with served(database) as it:
        async with it.desk() as desk, joined(tmp_path, it.address) as ann, people(it.address, 1) as [ben]:
            await ann.types("")
            await ann.sees("You are in.")
            decision = await open_a_vote(desk)
            choice = decision["votes"]["first"]["options"][0]
            await ben.act({"kind": "vote", "decision": 1, "round": "first", "choice": choice, "reason": text})
            await desk.act({"kind": "close"})
            waiting = (await view_of(desk))["desk"]["waiting"]
            for item in waiting:
                await desk.act({"kind": "pass", "item": item["item"]})
                await ann.sees("“")
            assert await ann.ends() == 0
            assert not harmful_in(ann.said)


async def test_what_cannot_be_joined_is_said_in_a_sentence(tmp_path: Path, database: str) -> None:
    twohats = TwoHats(tmp_path)
    with served(database) as it:
        wrong = twohats("join", Address(it.url, "222222").url, "--plain")
        assert (wrong.code, wrong.out) == (1, "")
        assert wrong.err == "No session has this code. Look at the wall again.\n"
        private = twohats("join", f"{it.address.url}/desk#{it.desk_token}", "--plain")
        assert private.code == 2
        assert "The desk needs a terminal that can show screens." in private.err
        two = twohats("join", it.url, it.kept.code, "--plain", typed="q\n")
        assert (two.code, two.err) == (0, "")
    nonsense = twohats("join", "over there", "--plain")
    assert nonsense.code == 1
    assert "HOST:PORT/CODE" in nonsense.err
    nobody = twohats("join", "http://127.0.0.1:1/s/222222", "--plain")
    assert nobody.code == 1
    assert "does not answer. See that the host runs" in nobody.err
