# What somebody reads who takes part line by line, from the door to the record.
# `WRITE_GOLDENS=1 pytest tests/plain/test_plain_joining_goldens.py` writes it anew.

from __future__ import annotations

import os
from contextlib import aclosing
from difflib import unified_diff
from pathlib import Path

import pytest
from joined import Joined, joined
from same_session import led

GOLDEN = Path(__file__).parents[1] / "goldens" / "plain" / "join.txt"
HOST = "http://192.168.1.20:8120"

# What is waited for at each place, and what is typed then.
DOES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "lobby": (("Your seat: Dev Rao two weeks in charge", ()),),
    "prebrief": (("t marks: I have told the room.", ()),),
    "scene": (("Finance 55, steady", ()),),
    "framing": (("A number from 1 to 3:", ("3",)), ("Your vote is in", ())),
    "first vote": (
        ("A number from 1 to 2:", ("2",)), ("Enter leaves it out:", ("3",)),
        ("Enter leaves it out:", ("It is safe.",)), ("Your vote is in", ("t",)), ("takes the mark away.", ()),
    ),
    "talk": (("There will be a second vote.", ()),),
    "split": (("7 Ask the three", ()),),
    "passed": (("“They know the ward.”", ()),),
    "second vote": (
        ("A number from 1 to 2:", ("1",)), ("Enter leaves it out:", ("",)), ("Enter leaves it out:", ("",)),
        ("Your vote is in", ()),
    ),
    "deciding": (("9 Ask the three", ()),),
    "dissent": (("Enter leaves it out:", ("We will be back.",)), ("Your sentence is kept.", ())),
    "consequence": (("Staff wellbeing 52, up 4, steady", ()),),
    "(scene again)": (("Read.", ()),),
    "(scene 2)": (("What do I do?", ()),),
    "(first 2)": (("A number from 1 to 2:", ()),),
    "(deciding 2)": (("That is not asked any more.", ()),),
    "(dissent 2)": (("Decided: Call", ()),),
    "(consequence 2)": (("Finance 55, steady", ()),),
    "(scene 3)": (("for tonight is blank.", ()),),
    "(first 3)": (("A number from 1 to 2:", ()),),
    "(deciding 3)": (("That is not asked any more.", ()),),
    "(dissent 3)": (("Decided: Ring", ()),),
    "(consequence 3)": (("Finance 53, down 2", ()),),
    "ending": (("w writes this to a file.", ()),),
    "reactions": (("Enter leaves it out:", ("relieved",)), ("Kept.", ())),
    "description": (("Second vote", ()),),
    "my_view": (
        *((("Enter leaves it out:", ("1",)),) * 6), ("Enter leaves it out:", ("asking",)),
        ("Enter leaves it out:", ("",)), ("Kept.", ()),
    ),
    "analysis": (("d marks: I see it otherwise.", ()),),
    "judgement": (("The program's view:", ("d",)), ("Marked: I see it otherwise.", ())),
    "summary": (
        ("Enter leaves it out:", ("ask first",)), ("Enter leaves it out:", ("Monday",)),
        ("Enter leaves it out:", ("",)), ("Enter leaves it out:", ("",)), ("Kept.", ()),
        ("I will ask first, by Monday w writes this to a file.", ()),
    ),
}  # fmt: skip


async def take_part(ann: Joined, place: str) -> None:
    for words, typed in DOES[place]:
        await ann.sees(words)
        await ann.types(*typed)


async def test_a_session_reads_as_it_did_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    async with led(tmp_path) as session, joined(tmp_path, session.served.address, "--name", "Ann") as ann:
        await ann.sees("Enter joins, q leaves")
        await ann.types("")
        async with aclosing(session.places()) as places:
            async for place in places:
                await take_part(ann, place)
        await session.act(kind="finish")
        await ann.sees("w writes this to a file.")
        assert await ann.ends() == 0
        read = ann.written.replace(session.served.url, HOST)
    if os.environ.get("WRITE_GOLDENS"):
        GOLDEN.write_text(read, encoding="utf-8")
    before = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    assert read == before, "\n".join(unified_diff(before.splitlines(), read.splitlines(), GOLDEN.name, "now", n=9))
