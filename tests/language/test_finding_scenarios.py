from __future__ import annotations

from pathlib import Path

import pytest

from game.language.library import NotFoundError, find_scenario, in_library, library_files, library_folder


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_bare_name_means_the_library_whatever_lies_in_the_working_folder(folder: Path) -> None:
    (folder / "first-shift").write_text("mine", encoding="utf-8")
    (folder / "acting-up").mkdir()
    for name in ("first-shift", "acting-up"):
        assert find_scenario(name) == library_folder() / f"{name}.yaml"
        assert in_library(name)


@pytest.mark.parametrize("name", ["./first-shift", "first-shift.yaml", "first-shift.yml", "drafts/first-shift", "a/"])
def test_a_path_is_known_by_its_folder_or_by_how_it_ends(name: str) -> None:
    assert find_scenario(name) == Path(name)


def test_a_file_of_ones_own_that_is_called_like_no_scenario_is_told_how_to_be_named(folder: Path) -> None:
    (folder / "my-ward").write_text("mine", encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"named by its path, such as \./my-ward\."):
        find_scenario("my-ward")
    (folder / "my-ward.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"such as my-ward\.yaml\."):
        find_scenario("my-ward")
    with pytest.raises(NotFoundError, match=r'Did you mean "first-shift"\?.*such as \./mine\.yaml\.'):
        find_scenario("first-shfit")


def test_every_name_of_the_library_is_found() -> None:
    assert [find_scenario(file.stem) for file in library_files()] == library_files()
