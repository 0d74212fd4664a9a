import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.doctor.addresses import address_lines
from game.group.interfaces import Own, best, obstacle

WIFI, CABLE = Own("192.168.1.20", "wlan0"), Own("10.20.0.7", "eth0")
VPN, DOCKER = Own("10.8.0.2", "tun0"), Own("172.17.0.1", "docker0")


def test_the_wall_shows_what_phones_reach() -> None:
    reach, others = address_lines([WIFI, CABLE, DOCKER], "0.0.0.0", "10.20.0.7", wsl=False)
    assert (reach.mark, reach.steps) == ("ok", ())
    assert "192.168.1.20 (wlan0) or 10.20.0.7 (eth0)" in reach.words
    assert reach.words.endswith("The wall will show 10.20.0.7.")
    assert (others.mark, "172.17.0.1 (docker0): of containers" in others.words) == ("ok", True)


def test_without_a_network_it_is_wrong_and_hands_are_offered() -> None:
    [line] = address_lines([Own("127.0.0.1", "lo")], "0.0.0.0", "127.0.0.1", wsl=False)
    assert line.mark == "wrong"
    assert "--hands" in line.steps[-1]
    assert "hotspot" in line.steps[0]


def test_in_windows_the_next_step_is_windows_own() -> None:
    line = address_lines([Own("172.22.5.6", "eth0")], "0.0.0.0", "172.22.5.6", wsl=True)[0]
    assert (line.mark, "networkingMode=mirrored" in line.steps[0]) == ("wrong", True)


@pytest.mark.parametrize(
    ("host", "mark"),
    [
        ("127.0.0.1", "wrong"),
        ("localhost", "wrong"),
        ("192.168.1.21", "wrong"),
        ("10.8.0.2", "look"),
        ("192.168.1.20", "ok"),
        ("ward.example", "ok"),
    ],
)
def test_an_address_that_was_asked_for_is_judged_alone(host: str, mark: str) -> None:
    [line] = address_lines([WIFI, VPN], host, host, wsl=False)
    assert line.mark == mark
    assert bool(line.steps) == (mark != "ok")


@given(
    st.lists(st.builds(Own, st.ip_addresses().map(str), st.sampled_from(["lo", "eth0", "tun0", "docker0", "en0"]))),
    st.ip_addresses(v=4).map(str),
)
@settings(deadline=None, max_examples=60)
def test_what_phones_are_given_is_never_an_address_that_they_cannot_reach_where_there_is_one_that_they_can(
    found: list[Own], shown: str
) -> None:
    likely = [it.address for it in found if not obstacle(it)]
    given = best(found, shown, wsl=False)
    assert given in likely if likely else given == shown
    assert (address_lines(found, "0.0.0.0", shown, wsl=False)[0].mark == "wrong") == (not likely)
