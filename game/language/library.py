"""Where scenarios are found: the library that travels with the program, or a path."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


class NotFoundError(ValueError):
    """No scenario has this name. The message says which there are."""


def library_folder() -> Path:
    """Return the library's folder: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "library"
    return installed if installed.is_dir() else _PACKAGE.parent / "scenarios"


def library_files() -> list[Path]:
    """Return the library's scenario files, `first-shift` first, then by name."""
    files = sorted(library_folder().glob("*.yaml"))
    return sorted(files, key=lambda path: path.stem != "first-shift")


def in_library(name: str) -> bool:
    """Say whether a bare name is that of a scenario in the library."""
    return any(file.stem == name for file in library_files())


def find_scenario(name: str) -> Path:
    """Return the file of a scenario: a name from the library, or a path. Raises NotFoundError.

    A bare name always means the library, whatever lies in the working folder; a path is known by its folder
    (`./mine`) or by how it ends (`mine.yaml`).
    """
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.name != name:
        return path
    names = {file.stem: file for file in library_files()}
    if name in names:
        return names[name]
    # Only a slip of the pen needs this, and every start would wait for it.
    from game.language.expressions.names import nearest

    meant = nearest(name, names)
    advice = f'Did you mean "{meant}"?' if meant else f"The library has: {', '.join(names)}."
    near = (f"{name}.yaml", f"{name}.yml", f"./{name}")
    own = next((file for file in near if Path(file).exists()), "./mine.yaml")
    raise NotFoundError(
        f'There is no scenario called "{name}". {advice} A file of your own is named by its path, such as {own}.'
    )
