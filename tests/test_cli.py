import json
import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from running import DEADLINE, Ran, TwoHats

import game
from game.cli import cli, main
from game.documents.data import replay_json

LIBRARY = Path(__file__).parents[1] / "scenarios"
ONES = "1\n" * 50
CLEAN = ("Traceback", 'File "', "Exception ignored")
"""Marks of Python's own words; none of them may reach a player."""


@pytest.fixture
def twohats(tmp_path: Path) -> TwoHats:
    return TwoHats(tmp_path)


@pytest.fixture
def mine(twohats: TwoHats) -> TwoHats:
    shutil.copy(Path(__file__).parent / "conformance/one-short/scenario.yaml", twohats.home / "my own.yaml")
    return twohats


def _is_clean(ran: Ran) -> bool:
    return not any(mark in ran.out + ran.err for mark in CLEAN)


def _replay_command(ran: Ran) -> list[str]:
    words = shlex.split(ran.out.splitlines()[-1])
    assert words[:2] == ["twohats", "replay"]
    return words[1:]


# Help


def test_help_says_how_to_start_and_what_the_exit_codes_mean(twohats: TwoHats) -> None:
    ran = twohats("--help")
    assert (ran.code, ran.err) == (0, "")
    for word in ("play first-shift", "replay", "Exit codes", "0 fine", *cli.commands):
        assert word in ran.out


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_has_help_with_every_option_explained(command: str) -> None:
    ran = CliRunner().invoke(cli, [command, "--help"])
    assert (ran.exit_code, ran.stderr) == (0, "")
    for option in cli.commands[command].params:
        if isinstance(option, click.Option):
            assert option.opts[0] in ran.stdout
            assert option.help or isinstance(option.type, click.Choice), f"{option.opts[0]} says nothing"


def test_the_version_is_the_packages(twohats: TwoHats) -> None:
    assert twohats("--version") == Ran(0, f"twohats, version {game.__version__}\n", "")


def test_twohats_alone_lists_the_library(twohats: TwoHats) -> None:
    ran = twohats()
    assert (ran.code, ran.err) == (0, "")
    for file in LIBRARY.glob("*.yaml"):
        assert file.stem in ran.out
    assert ran.out.index("first-shift") < ran.out.index("acting-up")


# Playing


def test_ones_all_the_way_play_to_an_ending_and_its_debrief(twohats: TwoHats) -> None:
    ran = twohats("play", "first-shift", "--seed", "7", typed=ONES)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.index("The end: ") < ran.out.index("Your debrief")


def test_another_play_has_another_seed_unless_one_is_given(twohats: TwoHats) -> None:
    seeds = [_replay_command(twohats("play", "first-shift")) for _ in range(3)]
    assert len({tuple(words) for words in seeds}) > 1
    assert _replay_command(twohats("play", "first-shift", "--seed", "7")) == ["replay", "first-shift", "--seed", "7"]


def test_play_without_a_name_asks_which(twohats: TwoHats) -> None:
    ran = twohats("play", "--plain", "--seed", "7", typed="nine\n0\n1\n")
    assert ran.code == 0
    assert _replay_command(ran) == ["replay", "first-shift", "--seed", "7"]
    assert twohats("play", typed="").code == 0
    assert twohats("play", typed="q\n").code == 0


BOOKED = ["frame:critical", "reason:1", "book-agency"]


@pytest.mark.parametrize(
    ("typed", "moves"),
    [
        ("", []),
        ("1\n", ["frame:critical"]),
        ("1\n1\n", ["frame:critical"]),
        ("1\n1\n1\n", BOOKED),
        ("\n3\n", ["look:acuity"]),
        ("3\n3\n2\nIt's \"hers\" to say; $(rm -rf /)\n",
         ["frame:wicked", "look:acuity", "reason:It's \"hers\" to say; $(rm -rf /)", "ask-the-team"]),
    ],
)  # fmt: skip
def test_where_the_input_ends_a_command_is_given_that_leads_back(mine: TwoHats, typed: str, moves: list[str]) -> None:
    left = mine("play", "my own.yaml", "--seed", "7", typed=typed)
    assert (left.code, left.err) == (0, "")
    led = json.loads(mine(*_replay_command(left), "--json").out)
    assert (led["seed"], led["ending"], led["moves"]) == (7, None, moves)
    told = "".join(left.out.split())
    assert all("".join(text.split()) in told for text in led["text"])


def test_a_play_that_was_left_goes_on_where_it_stood(mine: TwoHats) -> None:
    left = mine("play", "my own.yaml", "--seed", "7", typed="1\n1\n1\n")
    id = re.search(r"^twohats resume (\w+)$", left.out, re.MULTILINE)
    assert id
    resumed = mine("resume", id[1])
    assert (resumed.code, resumed.err) == (0, "")
    assert _replay_command(resumed) == _replay_command(left)
    assert "Bed 12 is scoring seven." in resumed.out
    assert "The end: " in mine("resume", typed="1\n").out


def test_every_key_is_answered_and_none_of_them_moves(mine: TwoHats) -> None:
    keys = "\n?\ns\nm\nc\nj\nS\n0\n-1\n99\n1.0\n²\none\n' OR 1\nq\n"
    ran = mine("play", "my own.yaml", "--seed", "7", typed=keys)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(mine(*_replay_command(ran), "--json").out)["moves"] == []
    assert "You can type" in ran.out
    assert ran.out.count("The board says twenty-six patients and three nurses.") == 3
    assert "Patient outcomes 60, steady." in ran.out
    assert "Trust" not in ran.out
    assert "Amara Obi, senior nurse." in ran.out
    assert "You have decided nothing yet." in ran.out
    assert ran.out.count("Type a number from 1 to") == 7


def test_a_closed_choice_is_told_with_its_reason_and_has_no_number(mine: TwoHats) -> None:
    ran = mine("play", "my own.yaml", "--seed", "7", typed="\nq\n")
    told = " ".join(ran.out.split())
    assert "Closed: Put two nurses on bay one and take bay two yourself. You would have to know which bay" in told
    assert "Your choice, 1 to 3" in told


def test_the_journal_names_what_was_decided(mine: TwoHats) -> None:
    ran = mine("play", "my own.yaml", "--seed", "7", typed="\n2\n\nj\nq\n")
    assert "1. Friday 19:00: “Ask the three of them how they would run tonight.”" in ran.out


# What is wrong


def test_an_unknown_scenario_is_answered_with_the_nearest(twohats: TwoHats) -> None:
    ran = twohats("play", "frist-shift")
    assert (ran.code, ran.out) == (1, "")
    assert 'Did you mean "first-shift"?' in ran.err
    assert "first-shift" in twohats("replay", "nothing-like-any").err


def test_an_unknown_role_is_answered_with_those_there_are(twohats: TwoHats) -> None:
    for command in ("play", "replay"):
        ran = twohats(command, "first-shift", "--role", "porter")
        assert (ran.code, ran.out) == (1, "")
        assert '"porter"' in ran.err


def test_a_wrong_move_is_answered_with_what_is_open(twohats: TwoHats) -> None:
    ran = twohats("replay", "first-shift", "--moves", "sitter,nonsense")
    assert (ran.code, ran.out) == (1, "")
    assert '"nonsense"' in ran.err
    assert "Open are:" in ran.err
    assert twohats("replay", "first-shift", "--moves", "look:nothing").code == 1
    assert twohats("replay", "first-shift", "--moves", "frame:urgent").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["play", "--frobnicate"],
        ["play", "first-shift", "--seed", "seven"],
        ["play", "first-shift", "acting-up"],
        ["replay"],
        ["replay", "first-shift", "--moves"],
        ["replay", "first-shift", "--moves", "sitter", "--move", "sitter"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_said_so(twohats: TwoHats, words: list[str]) -> None:
    ran = twohats(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err
    assert _is_clean(ran)


# Replaying


def test_replay_prints_the_same_as_json_and_as_text_in_every_process(twohats: TwoHats) -> None:
    play = game.replay(game.load(LIBRARY / "first-shift.yaml"), seed=7, moves=["look:watch", "sitter"])
    made = ["replay", "first-shift", "--seed", "7", "--moves", "look:watch, sitter"]
    seeds = ("0", "4294967295")
    assert {twohats(*made, "--json", PYTHONHASHSEED=seed) for seed in seeds} == {Ran(0, replay_json(play), "")}
    assert len({twohats(*made, PYTHONHASHSEED=seed) for seed in seeds}) == 1
    assert len({twohats(*made, "--debrief", "--json", PYTHONHASHSEED=seed) for seed in seeds}) == 1


def test_replay_says_where_the_moves_lead(twohats: TwoHats) -> None:
    ran = twohats("replay", "first-shift", "--seed", "7", "--move", "look:watch", "--move", "reason:One, two.")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Sunday 07:00, The keys")
    assert "Patient outcomes 60" in ran.out
    assert "sitter: Book a bank healthcare assistant" in ran.out
    assert "Trust" not in ran.out


def test_replay_gives_the_debrief_as_text_and_as_json(twohats: TwoHats) -> None:
    made = ["replay", "first-shift", "--moves", "sitter", "--debrief"]
    found = json.loads(twohats(*made, "--json").out)
    assert [it["choice"] for it in found["moments"]] == ["sitter"]
    assert "Book a bank healthcare assistant" in twohats(*made).out


# Ends of the world


def _cut_short(twohats: TwoHats, *words: str) -> Ran:
    typed = twohats.home / "typed"
    typed.write_text(ONES, encoding="utf-8")
    with (
        typed.open("rb") as answers,
        subprocess.Popen(
            twohats.command(*words),
            stdin=answers,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=twohats.environment,
            cwd=twohats.home,
        ) as process,
    ):
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read()
        return Ran(process.wait(DEADLINE), "", said.decode())


def test_a_reader_that_has_gone_is_not_told_about_it(twohats: TwoHats) -> None:
    for words in (["play", "first-shift"], ["replay", "first-shift", "--json"], ["--help"]):
        ran = _cut_short(twohats, *words)
        assert ran.code in (0, 1, -signal.SIGPIPE)
        assert ran.err == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_no_encoding_makes_it_fall_over(twohats: TwoHats, encoding: str) -> None:
    made = ["replay", "first-shift", "--move", "reason:Łódź, “soon”… \N{GRINNING FACE}", "--move", "sitter"]
    right, wrong = ([*made, "--debrief"], [*made, "--json"], ["play", "first-shift"]), (["play", "Łódź"],)
    for code, words in [*((0, it) for it in right), *((1, it) for it in wrong)]:
        done = subprocess.run(
            twohats.command(*words),
            input=ONES.encode(encoding),
            capture_output=True,
            env=twohats.environment | {"PYTHONIOENCODING": encoding},
            cwd=twohats.home,
            timeout=DEADLINE,
        )
        assert done.returncode == code, done.stderr
        assert b"Traceback" not in done.stdout + done.stderr
        assert not (done.stdout if code else done.stderr)


def test_bytes_that_are_no_text_are_answered_and_kept_from_the_moves(twohats: TwoHats) -> None:
    typed = b"\0\n\xff\xfe\n\x1b[A\n\xed\xa0\x80\n" + b"\xf0" * 10_000 + b"\n2\n\xff reason\n"
    for encoding in ("utf-8:strict", "ascii"):
        ran = twohats("play", "first-shift", "--seed", "7", typed=typed, PYTHONIOENCODING=encoding)
        assert (ran.code, ran.err) == (0, "")
        assert _is_clean(ran)
        assert twohats(*_replay_command(ran)).code == 0


def test_an_argument_that_is_no_text_is_answered(twohats: TwoHats) -> None:
    for words in (["play", "\udcff.yaml"], ["replay", "first-shift", "--moves", "\udcff"], ["play", "\udcff"]):
        ran = twohats(*words)
        assert (ran.code, ran.out) == (1, "")
        assert _is_clean(ran)


def test_an_interrupt_at_a_prompt_leaves_cleanly(twohats: TwoHats) -> None:
    with subprocess.Popen(
        twohats.command("play", "first-shift", "--seed", "7"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=twohats.environment,
        cwd=twohats.home,
    ) as process:
        assert process.stdout
        told = b""
        while b"or Enter to skip: " not in told:
            more = os.read(process.stdout.fileno(), 65_536)
            assert more, "it ended before it asked"
            told += more
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=DEADLINE)
    assert process.returncode in (0, 130)
    assert said == b""
    assert rest.decode().splitlines()[-1] == "twohats replay first-shift --seed 7"


# Faults of our own


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    def broken(play: game.Play) -> str:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("game.documents.text.replay_text", broken)
    monkeypatch.setattr("sys.argv", ["twohats", "replay", "first-shift"])
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    yield tmp_path / "state"


def test_a_fault_of_our_own_is_one_line_and_a_log(fault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (3, "")
    assert said.err.count("\n") == 1
    place = re.search(r"written in (.+)\.$", said.err)
    assert place
    log = Path(place[1]).read_text(encoding="utf-8")
    assert game.__version__ in log
    assert "RuntimeError: a wheel came off" in log


def test_a_fault_of_our_own_is_one_line_where_nothing_can_be_written(
    fault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fault.write_text("in the way", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (3, "")
    assert said.err.count("\n") == 1
    assert "Errno" not in said.err
