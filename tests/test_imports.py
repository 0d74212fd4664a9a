import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import game

HOUSE = Path(game.__file__).parent
ROOMS = (
    "scenario", "play", "paths", "findings", "present", "language", "documents", "authoring", "records", "group",
    "plain", "screens",
)  # fmt: skip
"""In the order of the house: each knows only those before it."""
OUTSIDE = ("__init__", "__main__", "cli")
"""What stands above the rooms, and may know them all."""
PURE = ("scenario", "play", "findings", "present")
HEAVY = ("textual", "rich", "sqlite3", "sqlalchemy", "starlette", "uvicorn", "httpx", "numpy", "pygls", "lsprotocol")
"""What only some ways of playing need."""
MODULES = sorted(HOUSE.rglob("*.py"))


def _name(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts)


def _room(name: str) -> str:
    return name.removeprefix("game.").split(".")[0]


# Every module that a file imports, wherever in it, but for what only a type checker reads.
def _imports(path: Path) -> Iterator[str]:
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module
            yield from ([f"game.{alias.name}" for alias in node.names] if node.module == "game" else [node.module])
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            waiting.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_imports_only_rooms_above_its_own(path: Path) -> None:
    own = _room(_name(path))
    if own in OUTSIDE:
        return
    allowed = ROOMS[: ROOMS.index(own) + 1]
    if own == "screens":
        allowed = tuple(room for room in allowed if room != "plain")
    known = {_room(name) for name in _imports(path) if name.startswith("game.")}
    assert known - {"__version__"} <= set(allowed)


@pytest.mark.parametrize("path", [path for path in MODULES if _room(_name(path)) in PURE], ids=_name)
def test_a_pure_room_imports_nothing_outside_the_standard_library(path: Path) -> None:
    assert {name.split(".")[0] for name in _imports(path)} <= {"game", "__future__", *sys.stdlib_module_names}


@pytest.mark.parametrize("path", [path for path in MODULES if _room(_name(path)) in PURE], ids=_name)
def test_a_pure_room_reaches_for_no_file_clock_or_process(path: Path) -> None:
    impure = {"datetime", "io", "os", "pathlib", "secrets", "shutil", "socket", "sqlite3", "subprocess", "tempfile",
              "threading", "time"}  # fmt: skip
    assert not impure & {name.split(".")[0] for name in _imports(path)}


def test_every_folder_of_the_house_is_a_room() -> None:
    assert {_room(_name(path)) for path in MODULES} <= {*ROOMS, *OUTSIDE}


def _loaded(source: str) -> set[str]:
    asked = f"import sys\nbefore = set(sys.modules)\n{source}\nimport json\nprint()\nprint(json.dumps([*sys.modules]))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stdout.splitlines()[-1]))


def _command(*words: str) -> set[str]:
    argv = ["twohats", *words]
    return _loaded(f"from game.cli import main\nsys.argv = {argv!r}\ntry: main()\nexcept SystemExit: pass")


def test_importing_the_game_loads_nothing_but_its_face() -> None:
    loaded = _loaded("import game")
    assert {name for name in loaded if name.startswith("game")} == {"game"}
    bare = _loaded("")
    assert {name.split(".")[0] for name in loaded - bare} <= {"game", *sys.stdlib_module_names}


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["replay", "first-shift", "--moves", "sitter", "--json"],
        ["replay", "first-shift", "--moves", "sitter"],
        ["replay", "first-shift", "--moves", "sitter", "--debrief"],
    ],
    ids=" ".join,
)
def test_a_command_loads_nothing_heavy_that_it_does_not_need(words: list[str]) -> None:
    assert not {name.split(".")[0] for name in _command(*words)} & set(HEAVY)


def test_help_loads_no_room_at_all() -> None:
    assert {name for name in _command("--help") if name.startswith("game.")} == {"game.cli"}


def test_what_the_face_names_is_there() -> None:
    assert set(dir(game)) == set(game.__all__)
    assert all(getattr(game, name) is not None for name in game.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        game.nonsense  # noqa: B018
