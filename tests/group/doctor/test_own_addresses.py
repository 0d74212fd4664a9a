import socket
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.doctor.addresses import Own, address_lines, best, obstacle, own_interfaces

WIFI, CABLE = Own("192.168.1.20", "wlan0"), Own("10.20.0.7", "eth0")
VPN, DOCKER = Own("10.8.0.2", "tun0"), Own("172.17.0.1", "docker0")


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (WIFI, ""),
        (CABLE, ""),
        (Own("172.20.10.2", "en0"), ""),
        (Own("8.8.4.4", "eth0"), ""),
        (Own("192.168.2.1", "bridge100"), ""),
        (Own("127.0.0.1", "lo"), "this computer alone"),
        (Own("::1", "lo"), "this computer alone"),
        (Own("169.254.3.4", "eth0"), "given to itself, for want of a network"),
        (Own("fe80::1%eth0", "eth0"), "cannot be typed into a browser"),
        (VPN, "a VPN"),
        (Own("10.9.0.1", "utun3"), "a VPN"),
        (Own("100.101.102.103", "en0"), "a VPN"),
        (DOCKER, "of containers or virtual machines in this computer"),
        (Own("192.168.122.1", "virbr0"), "of containers or virtual machines in this computer"),
        (Own("2a00::5", "wlan0"), "IPv6, which is listened at only with --host"),
    ],
)
def test_an_address_is_for_phones_or_it_is_said_why_not(own: Own, why: str) -> None:
    assert obstacle(own) == why


def test_in_windows_an_inner_address_is_not_for_phones_and_a_shared_one_is() -> None:
    assert obstacle(Own("172.22.5.6", "eth0"), wsl=True) == "inside Windows, which passes nothing on to it"
    assert obstacle(WIFI, wsl=True) == ""


def test_the_wall_shows_what_phones_reach() -> None:
    reach, others = address_lines([WIFI, CABLE, DOCKER], "0.0.0.0", "10.20.0.7", wsl=False)
    assert (reach.mark, reach.steps) == ("ok", ())
    assert "192.168.1.20 (wlan0) or 10.20.0.7 (eth0)" in reach.words
    assert reach.words.endswith("The wall will show 10.20.0.7.")
    assert (others.mark, "172.17.0.1 (docker0): of containers" in others.words) == ("ok", True)


def test_where_a_vpn_takes_the_wall_s_address_the_other_is_named() -> None:
    [reach, _] = address_lines([VPN, WIFI], "0.0.0.0", VPN.address, wsl=False)
    assert reach.mark == "look"
    assert reach.steps == ("Switch the VPN off, or name the address: twohats host SCENARIO --host 192.168.1.20",)
    assert best([VPN, WIFI], VPN.address, wsl=False) == WIFI.address


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


def test_this_computer_s_own_addresses_are_all_found() -> None:
    found = {it.address for it in own_interfaces()}
    assert "127.0.0.1" in found
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))  # where there is a network, this is the way out to it
        assert asking.getsockname()[0] in found
