# Authors' and players' words are shown as they are typed, whatever they look like, on every screen.

from __future__ import annotations

import json

import pytest
from driving import driven, press, read, text, write

from game.language.loading import loads
from game.scenario.story import Scenario

# As an author types it, and as it may be shown: with marks of danger for what a terminal would act on.
HOSTILE = {
    "[/": "[/",
    "[RED]x": "[RED]x",
    "[$primary]x": "[$primary]x",
    "[@click=app.quit]leave[/]": "[@click=app.quit]leave[/]",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "{{patients}}": "{patients}",
    "\x1b[31mred": "<U+001B>[31mred",
    "\x1b]0;x\x07": "<U+001B>]0;x<U+0007>",
    "👩 nurse": "👩 nurse",
    "שלום": "שלום",
    "abc\u202ecba": "abc<U+202E>cba",
    "病院の夜勤": "病院の夜勤",
    "e\u0301e\u0301": "e\u0301e\u0301",
    "a\tb": "a b",
    "x\\": "x\\",
    "[bold": "[bold",
}
TOGETHER = " ".join(HOSTILE)
ALONE = ("[/", "[bold", "x\\", "x" * 5000)


def scenario(words: str) -> Scenario:
    quoted = json.dumps(words, ensure_ascii=False)
    file = f"""
two_hats: 1
title: {quoted}
summary: {quoted}
touches: [{quoted}]
brief: {quoted}
clock: {{unit: hour, starts: Friday 19:00}}
cast: {{amara: {{name: {quoted}, job: {quoted}, knows: {quoted}}}}}
roles: {{manager: {{name: {quoted}, brief: {quoted}, knows: {quoted}}}}}
meters: {{patients: {{name: {quoted}, start: 60, words: {{0: {quoted}}}}}}}
facts: {{seen: no}}
start: one
scenes:
  one:
    title: {quoted}
    text: [{quoted}, {{amara: {quoted}}}]
    looks: [{{id: look, text: {quoted}, reply: {quoted}}}]
    decision: {{demand: {{wicked: {quoted}}}, cue: {quoted}, contested: yes, ask: {quoted}}}
    goto: two
    choices:
      - {{id: a, text: {quoted}, acts: [lead], effects: {{patients: +3}}, because: {quoted}, reply: {quoted},
          later: [{{at: two, text: {quoted}, effects: {{patients: -1}}}}]}}
      - {{id: b, text: {quoted}, when: seen, locked: {quoted}, acts: [avoid], because: {quoted}}}
  two:
    title: {quoted}
    text: {quoted}
    decision: {{demand: {{tame: {quoted}}}, cue: {quoted}, ask: {quoted}}}
    goto: end
    choices: [{{id: a, text: {quoted}, acts: [manage], because: {quoted}, reply: {quoted}}}]
endings: [{{id: end-of-it, title: {quoted}, text: {quoted}}}]
debrief: {{questions: [{quoted}], support: {quoted}}}
"""
    return loads(file.encode(), "hostile.yaml")


# Each place with the keys that lead there from the one before.
PLACES = (
    ("prebrief", ()), ("play", ("enter",)), ("look", ("2", "enter")), ("reason", ("1", "enter")), ("two", ("enter",)),
    ("journal", ("j",)), ("people", ("escape", "c")), ("meters", ("escape", "m")), ("credits", ("escape", "f3")),
    ("over", ("escape", "1", "enter")), ("ending", ("enter", "enter")), ("description", ("enter", "enter")),
    ("finding", ("enter", "enter")), ("counts", ("c",)),
)  # fmt: skip


@pytest.mark.parametrize("words", [TOGETHER, *ALONE], ids=["together", "tag", "open tag", "backslash", "long"])
async def test_every_screen_of_a_play_shows_words_as_they_are(words: str) -> None:
    wanted = [HOSTILE.get(words, words[:20])] if words != TOGETHER else list(HOSTILE.values())
    async with driven((160, 50), scenario(words)) as pilot:
        for place, keys in PLACES:
            for key in keys:
                if key.isdigit():
                    await read(pilot)
                await press(pilot, key)
            painted = text(pilot)
            assert not any(sign in painted for sign in "\x1b\x07\u202e"), place
            unbroken = "".join(painted.split())
            missing = [it for it in wanted if "".join(it.split()) not in unbroken]
            assert not missing or place == "counts", (place, missing, painted)


async def test_what_a_player_writes_is_shown_as_it_is() -> None:
    async with driven(keys=("enter", "enter", "2", "enter")) as pilot:
        await write(pilot, "[/ [RED]x")
        await press(pilot, "enter")
        assert "You wrote: [/ [RED]x" in text(pilot)


async def test_what_is_typed_to_filter_is_shown_as_it_is() -> None:
    async with driven(library=True) as pilot:
        await write(pilot, "[/")
        assert "Only with: [/" in text(pilot) and "“[/”" in text(pilot)
