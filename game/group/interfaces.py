"""The interfaces of this computer: which of its addresses phones on the network can reach, and why not the others."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, ip_address
from typing import NamedTuple

import ifaddr

from game.group.addressing import EVERYWHERE, own_addresses, reachable

_VPN = re.compile(r"(tun|tap|utun|ppp|wg|tailscale|zt|ipsec|nordlynx|proton|mullvad|cscotun|gpd|warp)", re.IGNORECASE)
_INSIDE = re.compile(r"(docker|podman|br-|veth|virbr|vnet|vmnet|vboxnet|lxc|lxd|incus|cni|flannel)", re.IGNORECASE)
_CARRIER = IPv4Network("100.64.0.0/10")
_WSL = IPv4Network("172.16.0.0/12")


class Own(NamedTuple):
    """An address of this computer, and the interface that has it."""

    address: str
    interface: str

    def __str__(self) -> str:
        """Return both, for people."""
        return f"{self.address} ({self.interface})"


def own_interfaces() -> list[Own]:
    """Return every address of this computer."""
    return [
        Own(ip.ip if isinstance(ip.ip, str) else ip.ip[0], adapter.nice_name)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
    ]


def in_wsl() -> bool:
    """Say whether this runs in Windows' Linux, which stands behind an address of Windows."""
    return "microsoft" in platform.release().lower()


def obstacle(own: Own, wsl: bool = False) -> str:
    """Return why phones on the same network are unlikely to reach an address; empty where they reach it."""
    address = ip_address(own.address.partition("%")[0])
    if address.is_loopback:
        return "this computer alone"
    if address.is_link_local:
        return "given to itself, for want of a network" if address.version == 4 else "cannot be typed into a browser"
    if _VPN.match(own.interface) or (isinstance(address, IPv4Address) and address in _CARRIER):
        return "a VPN"
    if _INSIDE.match(own.interface):
        return "of containers or virtual machines in this computer"
    if not isinstance(address, IPv4Address):
        return "IPv6, which is listened at only with --host"
    if wsl and address in _WSL:
        return "inside Windows, which passes nothing on to it"
    return ""


def best(found: Sequence[Own], first: str, wsl: bool) -> str:
    """Return the address to give to phones: the computer's first, where they reach it, else one that they reach."""
    likely = [it.address for it in found if not obstacle(it, wsl)]
    return likely[0] if likely and first not in likely else first


def for_phones(host: str) -> str:
    """Return the address to tell people who join: the one that is listened at, or, of all, one that phones reach."""
    if host not in EVERYWHERE:
        return host
    return best(own_interfaces(), reachable(own_addresses()), in_wsl())
