"""The address that phones are told: one of this computer's own that others in the room can reach."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

EVERYWHERE = ("0.0.0.0", "::", "")  # what is meant by them is read here, nothing is bound
LOOPBACK = "127.0.0.1"
_OUTSIDE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses kept for documents: nothing is sent to them, but the system says which way it would send."""


def reachable(addresses: Iterable[str]) -> str:
    """Return the address that phones in the room can most likely reach; this computer's own where there is none.

    IPv4 before IPv6; a private network's before a public one; of equals the first. An IPv6 address of one link alone
    cannot be typed into a browser, and one that the computer gave itself for want of a network leads nowhere.
    """
    known = list(dict.fromkeys(it for it in map(_read, addresses) if it is not None))
    usable = [it for it in known if not (it.is_loopback or it.is_link_local or it.is_unspecified or it.is_multicast)]
    if not usable:
        return LOOPBACK
    return str(min(usable, key=lambda it: (it.version, not it.is_private)))


def own_addresses() -> list[str]:
    """Return this computer's addresses, the one that it would speak to others from first."""
    found = []
    for outside, family in _OUTSIDE:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((outside, 9))  # a datagram socket sends nothing when it connects
            found.append(str(asking.getsockname()[0]))
    with contextlib.suppress(OSError):
        found += [str(it[4][0]) for it in socket.getaddrinfo(socket.gethostname(), None)]
    return found


def in_url(host: str) -> str:
    """Return an address as a URL has it."""
    return f"[{host}]" if ":" in host else host


def alone(shown: str) -> bool:
    """Say whether an address can be reached from this computer alone."""
    found = _read(shown.strip("[]"))
    return shown == "localhost" or (found is not None and found.is_loopback)


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address.partition("%")[0])
    except ValueError:
        return None
