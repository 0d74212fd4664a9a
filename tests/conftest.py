from pathlib import Path

import pytest


# Nothing that a test does in this process may find the plays of whoever runs it, or leave any there.
@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("TWOHATS_DATA", str(folder))
    return folder
