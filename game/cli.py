"""The command line: one short function a command, each importing what it needs and no more."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from game import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from game.authoring.reports import Form
    from game.documents.debriefs import Form as DebriefForm
    from game.documents.maps.documents import Form as MapForm
    from game.group.client.address import Address
    from game.group.keeping.store import Store
    from game.group.reporting.documents import Form as ReportForm
    from game.plain.console import Console
    from game.play.playing import Play
    from game.records.store import Records
    from game.scenario.story import Scenario

OURS = 3
"""The exit code for a fault of the program's own."""
WRONG = 1
"""The exit code for a file, a move or a name that is wrong."""
USAGE = 2
"""The exit code for a command that is used where or how it cannot be."""

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
        from game.records.store import open_records

        with closing(open_records()) as records:
            if _screens_wanted():
                from game.screens.app import run

                sys.exit(run(records))
            from game.plain.kept import lines_waiting
            from game.plain.library import tell_library

            tell_library(_console(), lines_waiting(records))


@cli.command()
@click.argument("scenario", required=False)
@click.option("--seed", type=int, help="The luck of this play, a whole number; another each time unless given.")
@click.option("--role", help="The chair to play from, where a scenario has several; the first unless given.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes. ACCESSIBLE=1 does the same.")
def play(scenario: str | None, seed: int | None, role: str | None, plain: bool) -> None:
    """Play SCENARIO to its debrief: a name from the library, or the path of a file.

    On a terminal it plays on screens. With --plain, or where either end is no terminal, it plays line by line; the
    end of the input keeps the play and leaves cleanly.
    """
    import secrets

    from game.language.library import find_scenario
    from game.plain.kept import lines_waiting
    from game.plain.library import pick_scenario
    from game.plain.starting import play_scenario
    from game.play.playing import MoveError
    from game.records.editions import own_file
    from game.records.store import open_records

    if _screens_wanted(plain):
        _play_on_screens(scenario, seed, role)
    console = _console()
    with closing(open_records()) as records:
        name = scenario or pick_scenario(console, lines_waiting(records))
        if name is None:
            return
        loaded = _load(name)
        luck = secrets.randbelow(1_000_000) if seed is None else seed
        try:
            play_scenario(loaded, luck, role, console, records, own_file(find_scenario(name)))
        except MoveError as error:
            _fail(str(error))


@cli.command()
@click.argument("play", required=False)
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes. ACCESSIBLE=1 does the same.")
def resume(play: str | None, plain: bool) -> None:
    """Go on with PLAY, or with its debrief; without PLAY the last that is not done. `twohats plays` lists them."""
    from game.plain.starting import resume_play
    from game.records.offering import to_go_on_with

    with _records() as records:
        kept = records.play(play) if play else next(iter(to_go_on_with(records.plays())), None)
        if kept is None:
            _fail("No play is under way and no debrief is waiting. Start a play with: twohats play")
        if _screens_wanted(plain):
            from game.screens.app import Opening, run

            sys.exit(run(records, Opening(kept=(kept, records.resume(kept)))))
        resume_play(records, kept, _console())


@cli.command()
@click.option("--delete", metavar="PLAY|--all", is_flag=False, flag_value="", help="Delete PLAY, or all with --all.")
@click.option("--all", "every", is_flag=True, help="With --delete: every kept play.")
@click.option("--export", nargs=2, metavar="PLAY FILE", help="Write PLAY, and all you typed in it, as a new FILE.")
@click.option("--import", "file", metavar="FILE", help="Keep the play in FILE, which --export wrote.")
def plays(delete: str | None, every: bool, export: tuple[str, str] | None, file: str | None) -> None:
    """List your kept plays; delete, export or import one."""
    from pathlib import Path

    from game.plain.kept import tell_plays

    if sum(it is not None for it in (delete, export, file)) > 1:
        raise click.UsageError("Give one of --delete, --export and --import.")
    if every != (delete == ""):
        raise click.UsageError("Give --delete PLAY, or --delete --all.")
    with _records() as records:
        if every:
            records.delete_all()
            _print("Every kept play is deleted.")
        elif delete:
            records.delete(delete)
            _print(f"The play {delete} is deleted.")
        elif export:
            records.export(export[0], Path(export[1]))
            _print(f"Written. Whoever has {export[1]} can read your moves and all that you typed.")
        elif file:
            _print(f"Kept. To go on with it: twohats resume {records.import_play(Path(file)).id}")
        else:
            tell_plays(records.plays(), records.path, _console())


@cli.command()
@click.argument("play", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "html", "json"]), default="text", show_default=True,
    help="The form."
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(), help="A file to write it to, in place of what is in it.")
@click.option("--doors", "walked", is_flag=True, help="First walk every path, to say which doors each decision closed.")
def debrief(play: str | None, form: DebriefForm, output: str | None, walked: bool) -> None:
    """Print the debrief of PLAY, so far if it is not over; without PLAY of the last that is over.

    The doors that each decision closed are in it where they were found before: reading the debrief in the game finds
    them beside it, and --doors finds them now, which may take a minute.
    """
    from game.documents.debriefs import debrief_document
    from game.findings.reflections import from_notes
    from game.records.doors import DoorFinder, doors_kept

    with _records() as records:
        kept = records.play(play) if play else next((it for it in records.plays() if it.ending), None)
        if kept is None:
            _fail("No kept play is over yet. Go on with one: twohats resume")
        played = records.resume(kept)
        doors = DoorFinder(records, played).wait() if walked else doors_kept(records, played)
        text = debrief_document(played, from_notes(kept.notes), form, doors, kept.started.astimezone().date())
        if output:
            _write(output, text)
        else:
            _print(text)
            if kept.debrief == "waiting" and form == "text":
                records.mark_debrief(kept.id, "done")


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


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--strict", is_flag=True, help="Ask as well for what a published scenario needs.")
@click.option(
    "--format", "form", type=click.Choice(["full", "concise", "json", "github", "sarif"]), default="full",
    show_default=True, help="The form.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--fix", is_flag=True, help="First write each file's schema beside it, for an editor.")
@click.option(
    "--limit", type=click.FloatRange(0), default=5, show_default=True,
    help="Seconds to walk every path of a file, before seeded plays answer; 0 leaves playing out.",
)  # fmt: skip
def check(paths: Sequence[str], strict: bool, form: Form, as_json: bool, fix: bool, limit: float) -> None:
    """Say what is wrong with scenario files, or with all in a folder, and what their authors may have overlooked.

    A file without errors is played as well: on every path where that can be done within --limit seconds, otherwise by
    seeded plays; the end says which. The tests in a file are not run by this, but by: twohats test

    Exit code 0 if there is nothing to mend, 1 if there is. A warning is silenced on its line: # allow CODE: reason
    """
    from game.authoring.checking import check_file
    from game.authoring.reports import report

    found = _scenario_files(paths)
    if fix:
        _write_schemas(found)
    tell = _tell_progress if sys.stderr.isatty() else None
    checked = [check_file(path, str(path), strict, limit, tell) for path in found]
    _print(report(checked, "json" if as_json else form, paths))
    sys.exit(WRONG if any(it.diagnostics for it in checked) else 0)


@cli.command()
@click.argument("scenario", metavar="FILE")
def watch(scenario: str) -> None:
    """Play FILE while you write it: it is read again at every save, with what there is to mend beside the play.

    After a save the moves made so far are made again, and it says where they now differ. It plays from any scene,
    with any meters and facts, and keeps nothing. It needs a terminal.
    """
    from game.language.library import NotFoundError, find_scenario
    from game.language.reading.reader import read_file
    from game.language.rendering import render
    from game.records.store import open_records

    try:
        path = find_scenario(scenario)
    except NotFoundError as error:
        _fail(str(error))
    if not path.is_file():
        _fail(render(read_file(path, scenario).diagnostics, []))
    if not _screens_wanted():
        click.echo(f"Watching a file needs a terminal. Without one there is: twohats check {scenario}", err=True)
        sys.exit(USAGE)
    from game.screens.watching_app import watch_file

    with closing(open_records()) as records:
        sys.exit(watch_file(records, path, scenario))


@cli.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what the CODE of a message means, with an example that fails and one that passes; or list all codes."""
    from game.authoring.explaining import UnknownCodeError, explained, listed

    try:
        _print(explained(code) if code else listed())
    except UnknownCodeError as error:
        _fail(str(error))


@cli.command()
@click.argument("path", required=False)
def schema(path: str | None) -> None:
    """Print the JSON Schema of scenario files; with PATH, one that offers that scenario's own ids to an editor."""
    from pathlib import Path

    from game.authoring.schemas import schema_text
    from game.language.reading.reader import read_file
    from game.language.rendering import render

    document = read_file(Path(path), path) if path else None
    if document is not None and document.root is None:
        _fail(render(document.diagnostics, document.lines))
    _print(schema_text(document.root if document else None))


@cli.command()
@click.option("--stdio", is_flag=True, help="Taken for editors that add it; there is no other way.")
def lsp(stdio: bool) -> None:
    """Serve an editor: mistakes, completion, renaming and more as one writes. The editor starts this by itself.

    It speaks the Language Server Protocol on standard input and output, and needs the extra `editor`.
    """
    try:
        from game.authoring.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        _fail("The language server needs one part more. Install it with: pip install 'twohats[editor]'")
    if sys.stdin.isatty():
        raise click.UsageError("An editor starts this, by itself. How: scenarios/README.md, under Your editor.")
    serve()


@cli.command()
@click.argument("name")
def new(name: str) -> None:
    """Write NAME.yaml, a small scenario that plays and explains itself, and its schema for an editor."""
    from datetime import date

    from game.authoring.starting import StartingError, new_scenario

    try:
        path = new_scenario(name, date.today())
    except StartingError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{name} could not be written: {(error.strerror or str(error)).lower()}. Name another place.")
    _print(f"Written: {path}, and the schema that an editor reads.\nNow: twohats play {path}")


@cli.command("map")
@click.argument("scenario", metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(["text", "mermaid", "dot", "html", "csv"]), default="text",
    show_default=True, help="The form.",
)  # fmt: skip
@click.option("--around", metavar="SCENE", help="Only that scene, what leads there and what it leads to.")
@click.option("-o", "--output", type=click.Path(), help="A file to write it to, in place of what is in it.")
def map_scenario(scenario: str, form: MapForm, around: str | None, output: str | None) -> None:
    """Say what leads where in a scenario, what comes back, and how much there is to read, scene by scene.

    text is an outline, mermaid and dot are drawings, html is a page to click through, csv has all words, for a
    reviewer's spreadsheet.
    """
    from game.documents.maps.documents import map_document
    from game.documents.maps.making import around as part_around
    from game.documents.maps.making import map_of
    from game.language.expressions.names import nearest
    from game.present.glyphs import UNICODE, glyphs_for

    if around is not None and form in ("html", "csv"):
        raise click.UsageError(f"--around goes with text, mermaid and dot; {form} always has the whole scenario.")
    loaded = _load(scenario)
    if around is not None and around not in loaded.scenes:
        meant = nearest(around, loaded.scenes)
        advice = f'Did you mean "{meant}"?' if meant else f"Its scenes: {', '.join(loaded.scenes)}."
        _fail(f'There is no scene "{around}". {advice}')
    found = map_of(loaded)
    part = found if around is None else part_around(found, around)
    if output:
        text = map_document(part, form, UNICODE)
        # A spreadsheet knows UTF-8 by this mark; what is piped on to a program goes without.
        _write(output, f"\ufeff{text}" if form == "csv" else text)
    else:
        _print(map_document(part, form, glyphs_for("", sys.stdout.encoding, os.environ.get("TERM", ""))))


@cli.command()
@click.argument("scenario", metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True, help="The form."
)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("-o", "--output", type=click.Path(), help="A file to write it to, in place of what is in it.")
@click.option("--limit", type=click.FloatRange(0), default=60, show_default=True, help="Seconds to walk every path.")
@click.option("--memory", type=click.IntRange(100), default=1500, show_default=True, help="MB to hold meanwhile.")
def explore(scenario: str, form: str, as_json: bool, output: str | None, limit: float, memory: int) -> None:
    """Walk every path of a scenario and say what plays come to: endings, what is never reached, where plays are stuck.

    Past a limit, or after Ctrl-C, it goes on with random plays and says so.
    """
    from game.authoring.exploring import explored

    loaded = _load(scenario)
    paths = explored(loaded, limit, memory, _tell_progress if sys.stderr.isatty() else None)
    if as_json or form == "json":
        from game.documents.explored_data import explored_json

        text = explored_json(paths)
    elif form == "html":
        from game.documents.explored_page import explored_page

        text = explored_page(paths, loaded, scenario)
    else:
        from game.documents.explored_text import explored_text

        text = explored_text(paths, loaded, scenario)
    if output:
        _write(output, text)
    else:
        _print(text)
    sys.exit(WRONG if paths.stuck else 0)


@cli.command()
@click.argument("scenario", metavar="FILE")
@click.option("--plays", type=click.IntRange(1), default=10_000, show_default=True, help="How many plays.")
@click.option("--seed", type=int, default=0, show_default=True, help="The first play's luck; the next has the next.")
@click.option("--role", help="The chair; the first unless given.")
@click.option("--how", default="random", show_default=True, help="random, least-used, or a persona: lead, fit, first …")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The form."
)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
def playtest(scenario: str, plays: int, seed: int, role: str | None, how: str, form: str, as_json: bool) -> None:
    """Play a scenario many times and say what was hit, how meters lay, and which plays could not go on."""
    from game.authoring.exploring import playtested
    from game.paths.playtest import UnknownWayError

    loaded = _load(scenario)
    try:
        found = playtested(loaded, plays, seed, role, how, _tell_progress if sys.stderr.isatty() else None)
    except UnknownWayError as error:
        raise click.UsageError(str(error)) from None
    if as_json or form == "json":
        from game.documents.explored_data import playtest_json

        _print(playtest_json(found))
    else:
        from game.documents.playtested import playtest_text

        _print(playtest_text(found, loaded, scenario))
    sys.exit(WRONG if found.stuck else 0)


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--limit", type=click.FloatRange(0), default=60, show_default=True, help="Seconds for a file's promises.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def test(paths: Sequence[str], limit: float, as_json: bool) -> None:
    """Run the tests of scenario files, on every draw, and judge their promises, on every path.

    Exit code 0 if all tests pass and no promise is broken, 1 otherwise.
    """
    from game.authoring.exploring import tested
    from game.documents.explored_data import tested_json
    from game.documents.tested import tested_text

    wrong = False
    for path in _scenario_files(paths):
        loaded = _load(str(path))
        found = tested(loaded, limit, _tell_progress if sys.stderr.isatty() else None)
        wrong |= found.wrong
        form = tested_json if as_json else tested_text
        _print(form(loaded, str(path), found.results, found.promises))
    sys.exit(WRONG if wrong else 0)


@cli.command()
@click.argument("scenario")
@click.option("--minutes", type=click.IntRange(1, 600), help="The whole session's; half of it is for the debrief.")
@click.option("--hands", is_flag=True, help="No phones: you type the hands that you count.")
@click.option("--rehearse", type=click.IntRange(1, 500), metavar="N", help="Try it out with N scripted participants.")
@click.option("--new", is_flag=True, help="Begin another session though one of this scenario is open.")
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), help="The luck, a whole number; another each time if not.")
@click.option("--role", help="The chair to play from, where a scenario has several; the first unless given.")
@click.option("--host", "address", metavar="ADDRESS", help="Listen at one address of this computer; else at all.")
@click.option("--port", type=click.IntRange(1, 65535), help="Listen there; else at 8120, or the next that is free.")
@click.option("--server", metavar="URL", help="Hold it at a `twohats serve`, whose key is in TWOHATS_SERVER_KEY.")
@click.option("--database", metavar="URL", help="postgresql://… instead of a file beside your plays.")
def host(
    scenario: str, minutes: int | None, hands: bool, rehearse: int | None, new: bool, seed: int | None,
    role: str | None, address: str | None, port: int | None, server: str | None, database: str | None,
) -> None:  # fmt: skip
    """Hold a session of SCENARIO with a room full of people: this terminal is the wall that all of them see.

    Your own desk, with notes, prompts and the clock, is a private link that you are told first, for another screen.
    """
    import secrets

    from game.group.keeping.errors import KeepingError
    from game.group.sitting import HostError, Wishes
    from game.screens.hosting import Where
    from game.screens.hosting import host as hold

    if server is not None and (address is not None or port is not None or database is not None):
        raise click.UsageError("--host, --port and --database are for a session held here: leave --server out.")
    if hands and rehearse is not None:
        raise click.UsageError("Scripted participants have no hands: give --hands or --rehearse.")
    loaded = _load(scenario)
    if not _screens_wanted():
        click.echo("The wall needs a terminal that can show screens. Run this in one, on the projector.", err=True)
        sys.exit(USAGE)
    wishes = Wishes(secrets.randbelow(1_000_000) if seed is None else seed, role, hands, minutes)
    where = Where(address, port, server, os.environ.get("TWOHATS_SERVER_KEY", ""), database)
    try:
        sys.exit(hold(loaded, wishes, where, new=new, rehearsed=rehearse or 0))
    except (HostError, KeepingError) as error:
        _fail(str(error))


@cli.command()
@click.option("--host", default="0.0.0.0", show_default=True, help="Where to listen; 127.0.0.1 behind a proxy.")
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="The port; 0 for any.")
@click.option("--database", metavar="URL", help="postgresql://… instead of a file; several servers may share one.")
def serve(host: str, port: int, database: str | None) -> None:
    """Hold many group sessions for other computers, until Ctrl-C or SIGTERM.

    Who makes a session here needs the server's key: TWOHATS_SERVER_KEY, or one drawn at the start and shown.
    """
    from game.group.hosting import address_words, serve_sessions
    from game.group.pages.routes import pages

    key = os.environ.get("TWOHATS_SERVER_KEY")
    with _store(database) as store:
        try:
            serve_sessions(store, host, port, key, lambda line: click.echo(line, err=True), pages())
        except OSError as error:
            _fail(address_words(error, host, port))


@cli.command()
@click.argument("address", nargs=-1, required=True, metavar="ADDRESS")
@click.option("--name", help="A name of your own, where the facilitator allows it; else you are given one.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes. ACCESSIBLE=1 does the same.")
def join(address: Sequence[str], name: str | None, plain: bool) -> None:
    """Take part in a group session; ADDRESS is what stands on the wall, or the desk's private link.

    What you do here you can go on with after leaving: joining again is coming back as the same person.
    """
    from game.group.client.address import Address
    from game.group.client.errors import ClientError

    try:
        place = Address.parse("/".join(address))
        if place.token is not None:
            _sit_at_the_desk(place, place.token, plain)
        if _screens_wanted(plain):
            from game.screens.joining_app import run

            sys.exit(run(place, name))
        from game.plain.entering import run as take_part

        take_part(_console(), place, name, sys.stdin.fileno())
    except ClientError as error:
        _fail(str(error))


@cli.command()
@click.option("--host", default="0.0.0.0", metavar="ADDRESS", help="Check one address of this computer; else all.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port of the session; else 8120, or the next free.")
@click.option("--database", metavar="URL", help="postgresql://… where the session will be kept there.")
@click.option(
    "--seconds", type=click.FloatRange(0, 86_400),
    help="How long to wait for phones that try it; 120 unless given, 0 without a terminal.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON, at the end.")
def doctor(host: str, port: int | None, database: str | None, seconds: float | None, as_json: bool) -> None:
    """Find out before class whether this computer and this network are ready for a session.

    It looks at this computer, listens where a session would, and shows an address at which a phone tries how news
    reach it. Every line says ok, look or wrong, and what to do. Exit code 1 if anything is wrong.
    """
    import shutil

    from game.group.doctor.running import Asked, Examination

    terminal = sys.stdout.isatty()
    wait = seconds if seconds is not None else 120.0 if terminal and not as_json else 0.0
    shows = "utf" in (sys.stdout.encoding or "").lower() and not as_json and os.environ.get("TERM", "dumb") != "dumb"
    width, colour = min(shutil.get_terminal_size().columns, 100), terminal and not os.environ.get("NO_COLOR")
    asked = Asked(host, port, database, wait, width, qr=terminal and shows, colour=colour)
    examination = Examination(asked, lambda words: click.echo(words, err=as_json))
    fine = examination.run()
    if as_json:
        _print(examination.data())
    sys.exit(0 if fine else WRONG)


@cli.group()
def session() -> None:
    """List the group sessions that are kept, here or in a database, report on them, and remove them."""


@session.command("list")
@click.option("--database", metavar="URL", help="postgresql://… where they are kept there.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_sessions(database: str | None, as_json: bool) -> None:
    """List the sessions, the last used first."""
    from game.group.listing import sessions_json, sessions_text

    with _store(database) as store:
        _print(sessions_json(store) if as_json else sessions_text(store))


@session.command("report")
@click.argument("code")
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html", "csv", "jsonl"]), default="markdown", show_default=True,
    help="The form: csv has the votes, jsonl the log; no form has names.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(), help="A file to write it to, in place of what is in it.")
@click.option("--database", metavar="URL", help="postgresql://… where it is kept there.")
def report_session(code: str, form: ReportForm, output: str | None, database: str | None) -> None:
    """Print the report of the session of CODE: both votes, what moved, what came of it, and the debrief."""
    from game.group.reporting.documents import NothingYetError, session_report

    with _store(database) as store:
        try:
            text = session_report(store, code, form)
        except NothingYetError as error:
            _fail(str(error))
    if output:
        _write(output, text)
    else:
        _print(text)


@session.command("purge")
@click.argument("codes", nargs=-1, metavar="CODE…")
@click.option("--all", "every", is_flag=True, help="Every session.")
@click.option("--older", "days", type=click.IntRange(0), metavar="DAYS", help="Every session not used for DAYS days.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option("--database", metavar="URL", help="postgresql://… where they are kept there.")
def purge_sessions(codes: Sequence[str], every: bool, days: int | None, yes: bool, database: str | None) -> None:
    """Remove sessions with all that was said and voted in them.

    At a terminal it asks first. It then looks again, and proves that nothing of them is left.
    """
    import time

    from game.group.listing import purge, purged_text, to_purge

    if sum((bool(codes), every, days is not None)) != 1:
        raise click.UsageError("Give the codes of sessions, or --all, or --older DAYS.")
    with _store(database) as store:
        found = to_purge(store, codes, time.time(), every, days)
        if found and not yes and sys.stdin.isatty():
            many = found[0] if len(found) == 1 else f"{len(found)} sessions, {', '.join(found)},"
            click.confirm(f"Remove {many} for good, with all that was said and voted?", abort=True, err=True)
        _print(purged_text(purge(store, found), store.place))


def _sit_at_the_desk(place: Address, token: str, plain: bool) -> NoReturn:
    """Open the facilitator's desk, which needs a terminal that shows screens."""
    if not _screens_wanted(plain):
        click.echo("The desk needs a terminal that can show screens. Or open its link in a browser.", err=True)
        sys.exit(USAGE)
    from game.screens.desk import run

    sys.exit(run(place, token))


def _write_schemas(paths: Sequence[Path]) -> None:
    """Write the schemas of some files, and say which; a file that cannot be read is told of when it is checked."""
    from game.authoring.starting import mend

    for path in paths:
        try:
            for written in mend(path) if path.is_file() else ():
                click.echo(f"Written: {written}", err=True)
        except OSError as error:
            _fail(f"{path} could not be written: {(error.strerror or str(error)).lower()}.")


def _scenario_files(names: Sequence[str]) -> list[Path]:
    """Return the files that some paths and names of the library stand for, or say why there are none and leave."""
    from pathlib import Path

    from game.authoring.checking import files_in
    from game.language.library import NotFoundError, find_scenario, in_library

    files: dict[Path, None] = {}
    for name in names:
        try:
            found = files_in(Path(name) if Path(name).is_dir() and not in_library(name) else find_scenario(name))
        except NotFoundError as error:
            _fail(str(error))
        if not found:
            raise click.UsageError(f"There is no scenario in {name}: no file there ends in .yaml or .yml.")
        files.update(dict.fromkeys(found))
    return list(files)


def _replayed(play: Play, debriefed: bool, as_json: bool) -> str:
    """Return the document of a play that was asked for."""
    if debriefed:
        from game.documents.debriefs import debrief_document
        from game.findings.reflections import Reflections

        return debrief_document(play, Reflections(), "json" if as_json else "text")
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


def _screens_wanted(plain: bool = False) -> bool:
    """Say whether to play on screens: not where somebody asked for lines, or where an end is no terminal."""
    asked = plain or os.environ.get("ACCESSIBLE", "0") not in ("", "0") or os.environ.get("TERM", "dumb") == "dumb"
    # Screens are written to standard error, so that it has to be a terminal too.
    return not asked and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _play_on_screens(name: str | None, seed: int | None, role: str | None) -> NoReturn:
    """Open the play of a scenario, or the library where none is named, on screens."""
    from game.language.library import find_scenario
    from game.play.playing import MoveError, start
    from game.records.editions import own_file
    from game.records.store import open_records
    from game.screens.app import Opening, run

    opening = None
    if name is not None:
        loaded = _load(name)
        try:
            start(loaded, 0, role)
        except MoveError as error:
            _fail(str(error))
        opening = Opening(loaded, seed, role, own_file(find_scenario(name)))
    with closing(open_records()) as records:
        sys.exit(run(records, opening))


@contextmanager
def _records() -> Iterator[Records]:
    """Open what is kept, or say why it cannot be used and leave."""
    from game.records.errors import RecordsError
    from game.records.store import Records

    try:
        with closing(Records.open()) as records:
            yield records
    except RecordsError as error:
        _fail(str(error))


@contextmanager
def _store(database: str | None) -> Iterator[Store]:
    """Open the sessions that are kept, or say why they cannot be used and leave."""
    from game.group.keeping.errors import KeepingError
    from game.group.keeping.store import Store

    try:
        with closing(Store.open(database)) as store:
            yield store
    except KeepingError as error:
        _fail(str(error))


def _write(name: str, text: str) -> None:
    """Write a file, or say why it cannot be written and leave."""
    from pathlib import Path

    try:
        Path(name).write_text(text, encoding="utf-8")
    except OSError as error:
        _fail(f"{name} could not be written: {(error.strerror or str(error)).lower()}. Name another place.")


def _console() -> Console:
    from game.plain.console import Console

    return Console(sys.stdin, sys.stdout, interactive=sys.stdin.isatty())


def _tell_progress(line: str) -> None:
    """Put a line over the last one, on a terminal; nothing takes it away."""
    click.echo(f"\r\x1b[2K{line}", nl=False, err=True)


def _print(text: str) -> None:
    click.echo(text, nl=not text.endswith("\n"))


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(WRONG)


def main() -> None:
    """Run the command line; a fault of our own becomes one line and a log file, never a traceback."""
    _prepare_streams()
    try:
        try:
            cli()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell, and closing must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:
        sys.exit(_report_fault())


def _prepare_streams() -> None:
    """Make reading and writing safe where a stream is closed, or its encoding is an old one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that the encoding does not have is written by its number.
            stream.reconfigure(errors="backslashreplace")


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
        click.echo(f"Something went wrong inside Two Hats, and what happened cannot be written in {folder}.", err=True)
    return OURS
