"""A session to try things in, which is gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from game.group.keeping.store import Store
from game.group.service.sessions import create
from game.group.session.asking import Refusal, opening
from game.language.library import find_scenario
from game.language.loading import load

_SCENARIO = "first-shift"


@contextmanager
def trial() -> Iterator[tuple[Store, str]]:
    """Give a store of its own, and the code of a session in it where people may rename themselves."""
    scenario = load(find_scenario(_SCENARIO))
    opened = opening(scenario, own_names=True)
    assert not isinstance(opened, Refusal)
    with (
        TemporaryDirectory(prefix="twohats-") as folder,
        closing(Store.open(f"sqlite:///{Path(folder) / 'check.sqlite'}")) as store,
    ):
        yield store, create(store, scenario, opened).code
