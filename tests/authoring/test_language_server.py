from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from checks import GOOD, changed, diagnostics
from editor import Editor, editor
from running import DEADLINE, TwoHats

from game.authoring.checking import check
from game.language.reading.reader import read_bytes

LINES = GOOD.split("\n")
STUCK = changed(
    ("      - id: call-it\n", "      - id: call-it\n        when: trust > 52\n"),
    ("      - id: ask-amara\n", "      - id: ask-amara\n        when: told\n"),
)
"""After some moves every choice is closed."""


@dataclass
class Desk:
    """An editor with the server running, and one scenario open in it."""

    editor: Editor
    file: Path
    folder: Path

    @property
    def uri(self) -> str:
        return self.file.as_uri()

    def about(self, method: str, part: str, further: int = 0, **more: Any) -> Any:
        """Ask about the first place that holds a part of the good scenario, so many characters into it."""
        return self.editor.about(method, self.file, *place(part, further), **more)

    def lenses(self) -> dict[int, str]:
        asked = {"textDocument": {"uri": self.uri}}
        return {it["range"]["start"]["line"]: it["command"]["title"] for it in self.editor.ask(
            "textDocument/codeLens", asked)}  # fmt: skip


def place(part: str, further: int = 0, text: str = GOOD) -> tuple[int, int]:
    before = text[: text.index(part)]
    return before.count("\n"), len(before) - before.rfind("\n") - 1 + further


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path.resolve()
    twohats = TwoHats(folder)
    file = folder / "night.yaml"
    file.write_text(GOOD, encoding="utf-8")
    with editor(twohats.command("lsp"), folder, twohats.environment) as opened:
        assert opened.open(file) == []
        yield Desk(opened, file, folder)
        assert opened.end() == 0
    logs = [it for it in folder.rglob("*.log") if it.is_file()]
    assert not [it.read_text(encoding="utf-8") for it in logs]


def test_an_editor_is_told_what_check_says(desk: Desk) -> None:
    text = GOOD.replace("goto: midnight", "goto: midnigt").replace("staff < 45", "stuff < 45")
    desk.editor.change(desk.file, text)
    told = desk.editor.complaints(desk.file)
    said = diagnostics(text)
    assert len(said) == 2
    assert [it["code"] for it in told] == [it.code for it in said]
    assert [it["message"] for it in told] == [f"{it.message}. {it.help}" for it in said]
    start, end = told[0]["range"]["start"], told[0]["range"]["end"]
    assert (start["line"], start["character"]) == place("stuff", text=text)
    assert end["character"] - start["character"] == len("stuff")
    assert told[0]["severity"] == 1
    desk.editor.change(desk.file, GOOD)
    assert desk.editor.complaints(desk.file) == []


def test_advice_comes_after_the_errors_are_mended_and_stays_while_one_writes_elsewhere(desk: Desk) -> None:
    text = GOOD.replace("  bells: 0", "  bells: 0\n  spare: no", 1)
    advice = [it.code for it in diagnostics(text)]
    assert advice
    desk.editor.change(desk.file, text)
    assert desk.editor.complaints(desk.file) == []
    assert [it["code"] for it in desk.editor.complaints(desk.file)] == advice
    desk.editor.change(desk.file, "# one line more\n" + text)
    [it] = desk.editor.complaints(desk.file)
    assert (it["code"], it["severity"]) == (advice[0], 2)
    assert it["range"]["start"]["line"] == place("spare", text=text)[0] + 1


def test_saving_asks_for_advice_at_once(desk: Desk) -> None:
    text = GOOD.replace("  bells: 0", "  bells: 0\n  spare: no", 1)
    desk.editor.change(desk.file, text)
    desk.editor.tell("didSave", {"textDocument": {"uri": desk.uri}})
    assert [it["code"] for it in desk.editor.complaints(desk.file)] == [it.code for it in diagnostics(text)]


def test_what_playing_it_finds_comes_after_a_pause_with_the_line_that_shows_it(desk: Desk) -> None:
    desk.editor.change(desk.file, STUCK)
    desk.editor.tell("didSave", {"textDocument": {"uri": desk.uri}})
    while not (told := desk.editor.complaints(desk.file)):
        pass
    said = check(read_bytes(STUCK.encode(), "night.yaml"), "night", seconds=5).diagnostics
    assert [it["code"] for it in told] == [it.code for it in said] == ["L020"]
    assert told[0]["message"].endswith(" See it: twohats replay night.yaml --move book-agency")
    desk.editor.change(desk.file, f"# a line more\n{STUCK}")
    [kept] = desk.editor.complaints(desk.file)
    assert kept["range"]["start"]["line"] == told[0]["range"]["start"]["line"] + 1


def test_from_a_use_one_goes_to_the_definition_and_from_there_to_all_uses(desk: Desk) -> None:
    [given] = desk.about("definition", "goto: midnight", 6)
    assert given["uri"] == desk.uri
    assert (given["range"]["start"]["line"], given["range"]["start"]["character"]) == place("  midnight:\n", 2)
    uses = desk.about("references", "  midnight:\n", 4, context={"includeDeclaration": False})
    lines = [LINES[it["range"]["start"]["line"]].strip() for it in uses]
    assert [line.partition(":")[0] for line in lines] == ["goto", "room_cut", "choose"]
    both = desk.about("references", "  midnight:\n", 4, context={"includeDeclaration": True})
    assert len(both) == len(uses) + 1


EXPLAINED = [
    ("goto: midnight", 6, "Scene midnight: Midnight (15 words)\nBed 12 is scoring seven.\n[if cover is agency]"),
    ("staff < 45", 0, "Meter staff: Staff wellbeing, 0 to 100; starts at 48"),
    ("trust:  ", 0, "Meter trust: Trust, 0 to 100; starts at 50; hidden"),
    ("cover is agency", 0, "Fact cover: one of none, agency or own; starts as the first"),
    ("cover is agency", 9, "Word agency of the fact cover: one of none, agency or own"),
    ("- amara: I have", 3, "Amara Obi, senior nurse\nKnows: Last winter's agency nurse"),
    ("id: call-it", 4, "Choice call-it in scene midnight: Call the outreach team"),
    ("ending is together]", 10, "Ending together: Their night, if trust >= 55\nThey stay behind"),
    ("source: tawfik-2019", 9, "Source tawfik-2019: Tawfik et al. 2019 (strength: low)"),
    ("      cue:", 7, "cue: What the player could see."),
    ("unit: hour", 1, "unit: How long a tick is."),
]


def test_what_the_cursor_is_on_is_explained_in_plain_text(desk: Desk) -> None:
    for part, further, says in EXPLAINED:
        contents = desk.about("hover", part, further)["contents"]
        assert contents["kind"] == "plaintext"
        assert contents["value"].startswith(says)


def test_the_outline_has_the_groups_the_scenes_and_their_options(desk: Desk) -> None:
    symbols = desk.editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": desk.uri}})
    groups = {it["name"]: it["children"] for it in symbols}
    assert [*groups] == ["cast", "meters", "facts", "dynamics", "scenes", "events", "endings", "sources", "tests"]
    assert [it["name"] for it in groups["meters"]] == ["patients", "staff", "finance", "trust", "load"]
    [handover, _, _] = groups["scenes"]
    assert (handover["name"], handover["detail"]) == ("handover", "The board")
    options = [it["name"] for it in handover["children"]]
    assert options == ["acuity", "book-agency", "ask-the-team", "split-bay-one"]


def test_a_lens_says_how_to_play_to_a_choice_and_those_moves_lead_there(desk: Desk) -> None:
    desk.editor.wait_for("workspace/codeLens/refresh")
    found = desk.lenses()
    assert found[place("  handover:\n")[0]] == "play from here: twohats replay night.yaml"
    title = found[place("- id: split-bay-one")[0]]
    assert title == "play from here: twohats replay night.yaml --moves look:acuity,split-bay-one"
    ran = TwoHats(desk.folder)(*title.partition("twohats ")[2].split())
    assert (ran.code, ran.err) == (0, "")
    assert "You have not taken a bay for a year." in ran.out


def test_a_lens_that_is_clicked_shows_its_command(desk: Desk) -> None:
    line = "twohats replay night.yaml --moves look:acuity"
    assert desk.editor.ask("workspace/executeCommand", {"command": "twohats.replay", "arguments": [line]}) == line
    [shown] = [it["params"]["message"] for it in desk.editor.heard if it["method"] == "window/showMessage"]
    assert shown.endswith(line)


def test_a_scene_that_nothing_leads_to_has_no_way(desk: Desk) -> None:
    desk.editor.wait_for("workspace/codeLens/refresh")
    text = GOOD.replace("  complaint:\n", "  nowhere: {text: Nobody comes here., goto: end}\n  complaint:\n", 1)
    desk.editor.change(desk.file, text)
    desk.editor.wait_for("workspace/codeLens/refresh")
    assert desk.lenses()[place("  nowhere:", text=text)[0]] == "no way here found yet"


def test_renaming_changes_every_use(desk: Desk) -> None:
    row, column = place("goto: midnight", 8)
    begun = desk.editor.about("prepareRename", desk.file, row, column)
    assert (begun["placeholder"], begun["range"]["start"]["character"]) == ("midnight", column - 2)
    edits = desk.about("rename", "goto: midnight", 8, newName="late")["changes"][desk.uri]
    assert len(edits) == 4
    text = GOOD.split("\n")
    for edit in edits:
        start, end = edit["range"]["start"], edit["range"]["end"]
        line = text[start["line"]]
        assert line[start["character"] : end["character"]] == "midnight"
        text[start["line"]] = line[: start["character"]] + edit["newText"] + line[end["character"] :]
    desk.editor.change(desk.file, "\n".join(text))
    assert desk.editor.complaints(desk.file) == []
    assert desk.editor.about("prepareRename", desk.file, *place("title: One short", 9)) is None


def test_a_name_that_cannot_be_is_refused_in_a_sentence(desk: Desk) -> None:
    row, column = place("goto: midnight", 8)
    asked = {"textDocument": {"uri": desk.uri}, "position": {"line": row, "character": column}}
    for new, says in (("Mid Night", '"Mid Night" cannot be an id'), ("complaint", "is the id of a scene already")):
        error = desk.editor.answer("textDocument/rename", asked | {"newName": new})["error"]
        assert says in error["message"]
        assert "Traceback" not in json.dumps(error)


def test_the_last_good_tree_serves_while_the_file_is_broken(desk: Desk) -> None:
    broken = GOOD.replace("    goto: midnight", "    goto: mid").replace("licence: ", "licence: [")
    desk.editor.change(desk.file, broken)
    assert [it["code"][0] for it in desk.editor.complaints(desk.file)] == ["Y"]
    row, column = place("goto: mid ", 9, broken)
    assert "midnight" in desk.editor.complete(desk.file, row, column)
    symbols = desk.editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": desk.uri}})
    assert "scenes" in [it["name"] for it in symbols]
    assert desk.about("hover", "staff < 45")["contents"]["value"].startswith("Meter staff")
    error = desk.editor.answer(
        "textDocument/prepareRename",
        {"textDocument": {"uri": desk.uri}, "position": {"line": row, "character": column}},
    )["error"]
    assert "Mend its errors first" in error["message"]


def test_columns_behind_an_emoji_are_counted_as_the_editor_counts_them(desk: Desk) -> None:
    text = GOOD.replace("text: A daughter asks for your name.", 'text: "😀😀 {bells} and {nobody}"')
    row, column = place("{bells}", 1, text)
    desk.editor.change(desk.file, text)
    [told] = desk.editor.complaints(desk.file)
    assert told["range"]["start"] == {"line": row, "character": place("{nobody}", 0, text)[1] + 2}
    assert desk.editor.hover(desk.file, row, column + 2 + 4).startswith("Fact bells")
    assert "bells" in desk.editor.complete(desk.file, row, column + 2)


def test_other_yaml_is_left_alone_and_a_closed_file_is_forgotten(desk: Desk) -> None:
    other = desk.folder / "compose.yaml"
    other.write_text("services: {web: {image: [}\n", encoding="utf-8")
    document = {"uri": other.as_uri(), "languageId": "yaml", "version": 1, "text": other.read_text(encoding="utf-8")}
    desk.editor.tell("didOpen", {"textDocument": document})
    assert desk.editor.about("hover", other, 0, 2) is None
    assert desk.editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": other.as_uri()}}) is None
    assert not [it for it in desk.editor.heard if it.get("params", {}).get("uri") == other.as_uri()]
    desk.editor.change(other, "two_hats: 1\n")
    assert desk.editor.complaints(other)
    desk.editor.change(other, "services: {}\n")
    assert desk.editor.complaints(other) == []
    desk.editor.tell("didClose", {"textDocument": {"uri": desk.uri}})
    assert desk.editor.complaints(desk.file) == []
    assert desk.about("hover", "staff < 45") is None


def test_words_of_a_stranger_reach_an_editor_without_their_escape_codes(desk: Desk) -> None:
    text = GOOD.replace("title: Midnight", 'title: "\\e[31m<b>Mid</b> \\u202Enight"')
    desk.editor.change(desk.file, text)
    said = desk.editor.hover(desk.file, *place("goto: midnight", 8, text))
    assert "<U+001B>[31m<b>Mid</b> <U+202E>night" in said


def test_an_editor_that_is_gone_ends_the_server_cleanly(tmp_path: Path) -> None:
    assert TwoHats(tmp_path)("lsp", "--stdio") == (0, "", "")


def test_typed_in_a_terminal_it_says_what_it_is_for(tmp_path: Path) -> None:
    terminal, screen = pty.openpty()
    done = subprocess.run(
        TwoHats(tmp_path).command("lsp"), stdin=screen, capture_output=True, text=True, timeout=DEADLINE
    )
    os.close(terminal)
    os.close(screen)
    assert (done.returncode, done.stdout) == (2, "")
    assert "An editor starts this, by itself." in done.stderr


def test_without_the_extra_it_says_in_a_sentence_how_to_get_it(tmp_path: Path) -> None:
    without = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['twohats', 'lsp']; from game.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", without], capture_output=True, text=True, timeout=DEADLINE, cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The language server needs one part more. Install it with: pip install 'twohats[editor]'\n"
