"""What somebody gets of a session over a network, and what that means for the room."""

from __future__ import annotations

from dataclasses import dataclass

from game.group.doctor.lines import Line, Mark


@dataclass(frozen=True, slots=True)
class Found:
    """Milliseconds until news came, by each way of following a session; None where none came in time."""

    stream: int | None = None
    long_poll: int | None = None
    poll: int | None = None

    @property
    def mark(self) -> Mark:
        """Say how a session would go by this."""
        if self.stream is not None:
            return "ok"
        return "wrong" if self.long_poll is None and self.poll is None else "look"

    @property
    def words(self) -> str:
        """Say it in a sentence that begins in lower case."""
        if self.stream is not None:
            return f"streams work: what happens shows at once (here within {self.stream} ms)"
        if self.long_poll is not None:
            return "only polls: it will still work, a second late"
        if self.poll is not None:
            return "only short polls: it will still work, some seconds late"
        return "nothing arrives: the page opened, and then no news came by any way"


@dataclass(frozen=True, slots=True)
class Visit:
    """What one device found."""

    number: int
    """Devices are counted as they come."""
    device: str
    """What it says that it is: iPhone, Android …"""
    own: bool
    """Whether it is this computer itself."""
    found: Found


def visit_line(visit: Visit) -> Line:
    """Say what a device found."""
    who = "This computer's own browser" if visit.own else f"Phone {visit.number} ({visit.device})"
    words = f"{who}: {visit.found.words}."
    if visit.own:
        words += " That says nothing of the network: try it with a phone."
    return Line(visit.found.mark, "phone", words, _steps(visit.found))


def itself_line(url: str, found: Found) -> Line:
    """Say what this computer itself gets at one of its addresses."""
    if found.mark == "wrong":
        step = "Let the firewall of this computer pass it, or name another address with --host."
        return Line("wrong", "fetch", f"This computer does not reach itself at {url}.", (step,))
    if found.mark == "look":
        step = "A security program on this computer holds streams back. It can be left so."
        return Line("look", "fetch", f"At {url} this computer gets {found.words}.", (step,))
    took = [(found.stream, "a stream"), (found.long_poll, "a long poll"), (found.poll, "a poll")]
    ways = ", ".join(f"{way} in {ms} ms" if ms is not None else f"nothing by {way}" for ms, way in took)
    return Line("ok", "fetch", f"The service answers at {url}: {ways}.")


def _steps(found: Found) -> tuple[str, ...]:
    if found.mark == "ok":
        return ()
    if found.mark == "look":
        return ("Something on the way, often a security gateway, holds streams back. Nothing needs doing; a network of "
                "your own, such as a phone's hotspot, is quicker.",)  # fmt: skip
    return ("Try another network: your phone's hotspot, or a router of your own.",)
