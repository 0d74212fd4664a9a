import json

from hypothesis import given, settings
from hypothesis import strategies as st

from game.paths.reaches import Closed, Doors, Narrowed, Reach, doors_data, doors_from, reach_data, reach_from

NAMES = st.text("abc-", min_size=1, max_size=4)
RANGES = st.tuples(st.integers(0, 100), st.integers(0, 100))
REACHES = st.builds(
    Reach, st.booleans(), st.frozensets(NAMES, max_size=3), st.dictionaries(NAMES, RANGES, max_size=3), st.integers(0)
)
KEPT_BY = st.lists(NAMES, max_size=3).map(tuple)
DOORS = st.builds(
    Doors,
    st.integers(1),
    NAMES,
    NAMES,
    REACHES,
    REACHES,
    st.lists(st.builds(Closed, NAMES, KEPT_BY, st.booleans()), max_size=2).map(tuple),
    st.lists(st.builds(Narrowed, NAMES, RANGES, RANGES, KEPT_BY), max_size=2).map(tuple),
)


@settings(deadline=None)
@given(REACHES)
def test_a_reach_comes_back_from_json_as_it_was(reach: Reach) -> None:
    assert reach_from(json.loads(json.dumps(reach_data(reach)))) == reach


@settings(deadline=None)
@given(st.lists(DOORS, max_size=3).map(tuple))
def test_doors_come_back_from_json_as_they_were(doors: tuple[Doors, ...]) -> None:
    assert doors_from(json.loads(json.dumps(doors_data(doors)))) == doors
