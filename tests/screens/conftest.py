from pathlib import Path

import pytest
from driving import HERE, SHELF

import game.language.library as library


# The library of these tests is a shelf of their own, named in a way that is the same on every machine.
@pytest.fixture(autouse=True)
def own_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    monkeypatch.setattr(library, "library_folder", lambda: SHELF)
    # How long the pilot sleeps to find out that nothing is under way; there are a thousand keys in these tests.
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.001)
    for name in ("NO_COLOR", "COLUMNS", "LINES", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def goldens() -> Path:
    return HERE.parent / "goldens" / "screens"


# A play that is begun from the library has the same luck every time.
@pytest.fixture(autouse=True)
def luck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.screens.app.secrets.randbelow", lambda most: 7)


# When a play was used stands in the library; here that is always today at noon.
@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.screens.shelf.day_words", lambda kept, now: "today 12:00")
