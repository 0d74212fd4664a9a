"""The command line: one short function a command, each importing what it needs and no more."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import click

from game import __version__

if TYPE_CHECKING:
    from game.plain.console import Console
    from game.play.playing import Play
    from game.scenario.story import Scenario

OURS = 3
"""The exit code for a fault of the program's own."""
WRONG = 1
"""The exit code for a file, a move or a name that is wrong."""

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT, invoke_without_command=True)
@click.version_option(__version__, "-V", "--version", prog_name="twohats")
@click.pass_context
def cli(context: click.Context) -> None:
    """Practise leading and managing in healthcare: play a scenario, then talk it over with the debrief.

    \b
    Start here:
      twohats play first-shift     three minutes, teaches the rest
      twohats                      the library

    Exit codes: 0 fine; 1 a file, a move or a name is wrong; 2 wrong use; 3 a fault of the program's own.
    """
    if context.invoked_subcommand is None:
        from game.plain.library import tell_library

        tell_library(_console())


@cli.command()
@click.argument("scenario", required=False)
@click.option("--seed", type=int, help="The luck of this play, a whole number; another each time unless given.")
@click.option("--role", help="The chair to play from, where a scenario has several; the first unless given.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes. ACCESSIBLE=1 does the same.")
def play(scenario: str | None, seed: int | None, role: str | None, plain: bool) -> None:
    """Play SCENARIO to its debrief: a name from the library, or the path of a file.

    Today every play is line by line, so --plain changes nothing yet. The end of the input leaves cleanly.
    """
    import secrets

    from game.plain.library import pick_scenario
    from game.plain.playing import play_scenario
    from game.play.playing import MoveError

    console = _console()
    name = scenario or pick_scenario(console)
    if name is None:
        return
    loaded = _load(name)
    try:
        play_scenario(loaded, secrets.randbelow(1_000_000) if seed is None else seed, role, console)
    except MoveError as error:
        _fail(str(error))


@cli.command()
@click.argument("scenario")
@click.option("--moves", help="Moves with commas between them: choice-id, look:id, frame:critical.")
@click.option("--move", "single", multiple=True, help="One move; repeat it. A reason: --move 'reason:No time.'")
@click.option("--seed", type=int, default=0, show_default=True, help="The luck.")
@click.option("--role", help="The chair; the first unless given.")
@click.option("--debrief", "debriefed", is_flag=True, help="Print the debrief of it instead.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every meter, hidden ones too.")
def replay(
    scenario: str,
    moves: str | None,
    single: Sequence[str],
    seed: int,
    role: str | None,
    debriefed: bool,
    as_json: bool,
) -> None:
    """Play moves in SCENARIO without a screen, and print where they lead."""
    from game.play.playing import MoveError
    from game.play.playing import replay as play_moves

    if moves is not None and single:
        raise click.UsageError("Give --moves or --move, not both.")
    made = list(single) if moves is None else [move.strip() for move in moves.split(",") if move.strip()]
    try:
        played = play_moves(_load(scenario), seed, role, made)
    except MoveError as error:
        _fail(str(error))
    _print(_replayed(played, debriefed, as_json))


def _replayed(play: Play, debriefed: bool, as_json: bool) -> str:
    """Return the document of a play that was asked for."""
    if debriefed:
        from game.findings.debriefing import debrief

        found = debrief(play)
        if as_json:
            from game.documents.data import debrief_json

            return debrief_json(found)
        from game.documents.text import debrief_text

        return debrief_text(found, play.scenario.clock)
    if as_json:
        from game.documents.data import replay_json

        return replay_json(play)
    from game.documents.text import replay_text

    return replay_text(play)


def _load(name: str) -> Scenario:
    """Read a scenario, or say in the author's words what is wrong with it and leave."""
    from game.language.library import NotFoundError, find_scenario
    from game.language.loading import ScenarioError, load

    try:
        return load(find_scenario(name))
    except NotFoundError as error:
        _fail(str(error))
    except ScenarioError as error:
        _fail(str(error))


def _console() -> Console:
    from game.plain.console import Console

    return Console(sys.stdin, sys.stdout, interactive=sys.stdin.isatty())


def _print(text: str) -> None:
    click.echo(text, nl=not text.endswith("\n"))


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(WRONG)


def main() -> None:
    """Run the command line; a fault of our own becomes one line and a log file, never a traceback."""
    try:
        cli()
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell, and closing must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:
        sys.exit(_report_fault())


def _report_fault() -> int:
    """Write the traceback to a log file and say where it is."""
    import traceback
    from pathlib import Path

    from platformdirs import user_log_dir

    folder = Path(user_log_dir("twohats", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "twohats.log"
        with log.open("a", encoding="utf-8") as file:
            file.write(f"twohats {__version__}\n{traceback.format_exc()}\n")
        click.echo(f"Something went wrong inside Two Hats. What happened is written in {log}.", err=True)
    except OSError:
        click.echo(f"Something went wrong inside Two Hats: {sys.exc_info()[1]}", err=True)
    return OURS
