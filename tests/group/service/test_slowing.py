import httpx
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import people, served, view_of

from game.group.service.slowing import BUDGET, LONGEST, REFILL, Slowing


class _Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def _guess(slowing: Slowing, browser: str, times: int) -> None:
    for number in range(times):
        slowing.wrong(browser, f"WRONG{number}")


def test_a_slip_of_the_pen_costs_nothing() -> None:
    slowing = Slowing(_Clock())
    _guess(slowing, "b", 4)
    assert slowing.wait("b", "RIGHT") == 0


def test_after_a_hundred_wrong_codes_the_right_one_from_that_browser_waits_and_from_others_not() -> None:
    clock = _Clock()
    slowing = Slowing(clock)
    _guess(slowing, "b", 100)
    assert slowing.wait("b", "RIGHT") == LONGEST
    assert slowing.wait("another", "RIGHT") == 0
    clock.now += LONGEST - 1
    assert slowing.wait("b", "RIGHT") == 1
    clock.now += 1
    assert slowing.wait("b", "RIGHT") == 0


def test_waits_grow_and_are_forgotten() -> None:
    clock = _Clock()
    slowing = Slowing(clock)
    waits = []
    for _ in range(9):
        _guess(slowing, "b", 1)
        waits.append(slowing.wait("b", "RIGHT"))
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16]
    clock.now += 3600
    _guess(slowing, "b", 1)
    assert slowing.wait("b", "RIGHT") == 0


def test_a_code_that_many_browsers_try_is_slowed_for_newcomers() -> None:
    slowing = Slowing(_Clock())
    for number in range(41):
        slowing.wrong(f"b{number}", "WANTED")
    assert slowing.wait("fresh", "WANTED") > 0
    assert slowing.wait("fresh", "ANOTHER") == 0


def test_guessing_from_ever_new_browsers_meets_the_budget_of_the_whole_host() -> None:
    clock = _Clock()
    slowing = Slowing(clock)
    for number in range(int(BUDGET)):
        slowing.wrong(f"b{number}", f"c{number}")
    assert slowing.wait("fresh", "ANY") > 0
    clock.now += 1 / REFILL
    assert slowing.wait("fresh", "ANY") == 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3), st.floats(0, 100)), max_size=60))
def test_no_wait_is_longer_than_it_says(guesses: list[tuple[str, str, float]]) -> None:
    clock = _Clock()
    slowing = Slowing(clock)
    for browser, code, later in guesses:
        slowing.wrong(browser, code)
        assert 0 <= slowing.wait(browser, code) <= LONGEST
        clock.now += later


async def test_people_in_a_session_notice_nothing_of_somebody_who_guesses(tmp_path: object) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it:
        async with people(it.address, 1) as [ann], it.browser() as guesser:
            codes = []
            for _ in range(100):
                codes.append((await guesser.post("/s/222222/join", json={})).status_code)
            assert codes[0] == 404
            # On a slow machine a wait may be over before all are tried; the next one is twice as long.
            assert codes.count(429) > 80
            right = await guesser.post(f"{it.path}/join", json={})
            assert (right.status_code, right.json()["code"]) == (429, "slow")
            assert int(right.headers["retry-after"]) >= 1
            assert (await view_of(ann))["room"]["people"]["joined"] == 1
            await ann.join()
            async with it.browser() as newcomer:
                assert (await newcomer.post(f"{it.path}/join", json={})).status_code == 200


async def test_a_browser_that_guesses_is_known_again_by_its_cookie_and_not_by_its_address(tmp_path: object) -> None:
    with served(f"sqlite:///{tmp_path}/sessions.sqlite") as it, httpx.Client(base_url=it.url, trust_env=False) as one:
        first = one.post("/s/222222/join", json={})
        assert "twohats-browser" in first.cookies
        assert "HttpOnly" in first.headers["set-cookie"]
