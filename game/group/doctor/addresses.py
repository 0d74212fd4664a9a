"""The addresses of this computer: which of them phones on the same network can reach, and why not the others."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, ip_address
from typing import NamedTuple

import ifaddr

from game.group.addressing import EVERYWHERE, alone
from game.group.doctor.lines import Line
from game.present.words import listed

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


def best(found: Sequence[Own], shown: str, wsl: bool) -> str:
    """Return the address to give to phones: the one that the wall shows, where they reach it, else one they reach."""
    likely = [it.address for it in found if not obstacle(it, wsl)]
    return likely[0] if likely and shown not in likely else shown


def address_lines(found: Sequence[Own], host: str, shown: str, wsl: bool) -> list[Line]:
    """Say which addresses phones reach; `host` is where is listened, `shown` the address that the wall shows."""
    if host not in EVERYWHERE:
        return [_named_line(found, host, wsl)]
    likely = [it for it in found if not obstacle(it, wsl)]
    lines = [_likely_line(likely, shown, wsl)]
    others = [f"{it}: {why}" for it in found if (why := obstacle(it, wsl)) and why != "this computer alone"]
    if others:
        lines.append(Line("ok", "address", f"Not for phones: {'; '.join(others)}."))
    return lines


def _likely_line(likely: Sequence[Own], shown: str, wsl: bool) -> Line:
    if not likely:
        steps = ("Join a network, by Wi-Fi or cable, or switch on your phone's hotspot and join that.",)
        if wsl:
            steps = ("Let WSL share Windows' own addresses: in the file .wslconfig of your Windows account, under "
                     "[wsl2], write networkingMode=mirrored, then run in Windows: wsl --shutdown",)  # fmt: skip
        words = "No address of this computer can be reached by phones."
        return Line("wrong", "address", words, (*steps, "A session without any network: twohats host SCENARIO --hands"))
    reach = f"On the same network phones should reach this computer at {listed(map(str, likely), 'or')}."
    if shown in [it.address for it in likely]:
        return Line("ok", "address", f"{reach} The wall will show {shown}.")
    step = f"Switch the VPN off, or name the address: twohats host SCENARIO --host {likely[0].address}"
    words = f"{reach} But the wall would show {shown}, which they are unlikely to reach."
    return Line("look", "address", words, (step,))


def _named_line(found: Sequence[Own], host: str, wsl: bool) -> Line:
    """Judge the address that was asked for."""
    if alone(host):
        step = "Leave --host out, or name an address that the others can reach."
        return Line("wrong", "address", f"{host} can be reached from this computer alone.", (step,))
    own = next((it for it in found if it.address.partition("%")[0] == host), None)
    if own is None and _is_address(host):
        step = f"It has {listed(map(str, found), 'and')}."
        return Line("wrong", "address", f"{host} is no address of this computer.", (step,))
    if own is None:
        return Line("ok", "address", f"A session would listen at {host}; phones have to know that name.")
    why = obstacle(own, wsl) if ":" not in host else ""
    if why:
        step = "See the other addresses: twohats doctor, without --host"
        return Line("look", "address", f"Phones are unlikely to reach {own}: {why}.", (step,))
    return Line("ok", "address", f"On the same network phones should reach this computer at {own}.")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
