"""What to say of the addresses of this computer: which of them phones on the same network can reach."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

from game.group.addressing import EVERYWHERE, alone
from game.group.doctor.lines import Line
from game.group.interfaces import Own, obstacle
from game.present.words import listed


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
    return Line("ok", "address", f"{reach} The wall will show {shown}.")


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
