"""What to do when no phone comes through: the phone, this computer's firewall, and a Wi-Fi that keeps devices apart."""

from __future__ import annotations

import platform
from typing import Literal, TypeAlias

from game.group.doctor.lines import Line
from game.group.interfaces import in_wsl

System: TypeAlias = Literal["linux", "macos", "wsl"]
_WSL_ID = "{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}"
"""What Windows calls WSL in its firewall."""


def this_system() -> System:
    """Return what this computer runs, as far as its firewall goes."""
    if in_wsl():
        return "wsl"
    return "macos" if platform.system() == "Darwin" else "linux"


def none_line(opened: int, system: System, port: int) -> Line:
    """Say what to do where no phone has told what it found; `opened` of them have opened the page all the same."""
    if opened:
        many = f"{opened} {'device' if opened == 1 else 'devices'}"
        words = f"{many} opened the page, and nothing came back from there. Something on the way lets only pages pass."
    else:
        words = "No phone came. If you tried one and the page did not open, go on with these, the quickest first."
    return Line("look", "no phone", words, steps(system, port))


def steps(system: System, port: int) -> tuple[str, ...]:
    """Return what to try, the quickest first."""
    return (
        "See that the phone is on the same Wi-Fi as this computer, with mobile data and any VPN off, and that the "
        "address begins with http://",
        firewall(system, port),
        "If that changes nothing, the Wi-Fi keeps its devices apart, as most guest and hospital networks do. No "
        "setting here changes that; ask the network's people for a room where devices reach each other, or:",
        "Use a phone's hotspot: this computer and the phones join it. Most take five to ten devices, which is enough "
        "for a phone a table; no data plan is needed.",
        "Bring a small travel router: this computer by cable, all phones on its Wi-Fi. It needs no internet.",
        "Plug this computer into the building's cable network, and run this again: some let their Wi-Fi reach it.",
        "Hold the session at a server that all can reach: there twohats serve, here twohats host SCENARIO --server URL "
        "with the server's key in TWOHATS_SERVER_KEY",
        "Do without a network: twohats host SCENARIO --hands",
    )


def firewall(system: System, port: int) -> str:
    """Say how this computer's own firewall lets phones in."""
    if system == "macos":
        return ("Let this computer's firewall pass it: System Settings, Network, Firewall, Options: allow incoming "
                "connections for Python, and switch off blocking all incoming connections.")  # fmt: skip
    if system == "wsl":
        return ("Let Windows pass it: in PowerShell, as administrator: New-NetFirewallHyperVRule -Name TwoHats "
                f"-DisplayName 'Two Hats' -Direction Inbound -VMCreatorId '{_WSL_ID}' -Protocol TCP "
                f"-LocalPorts {port}")  # fmt: skip
    return (f"Let this computer's firewall pass it: sudo ufw allow {port}/tcp on Ubuntu and Debian, "
            f"sudo firewall-cmd --add-port={port}/tcp on Fedora and its kin.")  # fmt: skip
