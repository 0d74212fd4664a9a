import socket
from contextlib import suppress

import pytest

from game.group.addressing import LOOPBACK
from game.group.interfaces import Own, best, for_phones, obstacle, own_interfaces

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


@pytest.mark.parametrize(
    ("found", "first", "given"),
    [
        ([VPN, WIFI], VPN.address, WIFI.address),
        ([VPN, WIFI, CABLE], CABLE.address, CABLE.address),
        ([DOCKER, VPN], VPN.address, VPN.address),
        ([], LOOPBACK, LOOPBACK),
    ],
)
def test_people_are_told_an_address_that_phones_reach_though_a_vpn_is_first(
    found: list[Own], first: str, given: str
) -> None:
    assert best(found, first, wsl=False) == given


def test_an_address_that_was_named_is_told_as_it_is() -> None:
    assert for_phones("192.0.2.5") == "192.0.2.5"
    assert for_phones("0.0.0.0") in {LOOPBACK, *(it.address for it in own_interfaces())}


def test_this_computer_s_own_addresses_are_all_found() -> None:
    found = {it.address for it in own_interfaces()}
    assert "127.0.0.1" in found
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))  # where there is a network, this is the way out to it
        assert asking.getsockname()[0] in found
