import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.group.addressing import LOOPBACK, alone, in_url, own_addresses, reachable


@pytest.mark.parametrize(
    ("addresses", "chosen"),
    [
        ([], LOOPBACK),
        (["127.0.0.1", "127.0.1.1", "::1"], LOOPBACK),
        (["127.0.1.1", "10.2.0.7"], "10.2.0.7"),
        (["fd00::5", "192.168.1.20"], "192.168.1.20"),
        (["81.2.69.142", "172.16.4.4"], "172.16.4.4"),
        (["81.2.69.142", "fd00::5"], "81.2.69.142"),
        (["192.168.1.20", "10.2.0.7"], "192.168.1.20"),
        (["169.254.9.9"], LOOPBACK),
        (["169.254.9.9", "fe80::1%eth0", "fd00::5"], "fd00::5"),
        (["0.0.0.0", "no address", "", "224.0.0.1"], LOOPBACK),
    ],
)
def test_phones_are_told_the_address_that_they_can_reach(addresses: list[str], chosen: str) -> None:
    assert reachable(addresses) == chosen


@given(st.lists(st.ip_addresses().map(str), max_size=6))
@settings(deadline=None, max_examples=50)
def test_an_ipv4_address_that_works_is_always_before_an_ipv6_one(addresses: list[str]) -> None:
    assert reachable([*addresses, "192.168.7.7"]).count(".") == 3


def test_an_address_stands_in_a_url_as_urls_have_it() -> None:
    assert in_url("192.168.1.5") == "192.168.1.5"
    assert in_url("fd00::5") == "[fd00::5]"


def test_what_only_this_computer_reaches_is_known() -> None:
    assert alone(LOOPBACK)
    assert alone("[::1]")
    assert alone("localhost")
    assert not alone("192.168.1.5")
    assert not alone("[fd00::5]")
    assert not alone("sessions.example.org")


def test_this_computer_has_an_address_or_its_own() -> None:
    assert reachable(own_addresses())
