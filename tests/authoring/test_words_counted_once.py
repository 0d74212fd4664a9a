from __future__ import annotations

import pytest

from game.authoring.lsp.index import Index
from game.authoring.lsp.names import Name
from game.authoring.lsp.telling import told
from game.documents.maps.making import map_of
from game.language.library import find_scenario
from game.language.loading import load
from game.language.reading.reader import read_file
from game.present.readability import words_told


@pytest.mark.parametrize("name", ["first-shift", "acting-up", "significant-improvement"])
def test_an_editor_a_map_and_the_advice_count_the_same_words_of_a_scene(name: str) -> None:
    path = find_scenario(name)
    root, scenario = read_file(path).root, load(path)
    assert root is not None
    index, places = Index(root), map_of(scenario).places
    for id, scene in scenario.scenes.items():
        words = words_told(scene.text)
        assert places[id].entering.words == words
        assert f"({words} word" in told(Name("scene", id), index).splitlines()[0]
