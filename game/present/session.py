"""What a participant of a session is told at each step, in one set of sentences for screens and for lines.

The phone page says the same. A view's `room` and `you` are JSON as `game.group.session.views` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

Json: TypeAlias = Mapping[str, Any]

PRIVACY: Final = (
    "The model is simplified: act as you would on a real day. Nothing is marked. Your facilitator sees who has voted, "
    "your words as you send them without your name, and how seats of five or more split. Nothing of yours reaches the "
    "wall before the facilitator passes it. No report holds a name, your own view or what you mean to do. The host's "
    "computer keeps all that you send, under your name here, until the session is deleted there."
)
"""Said before the play begins."""
WHO_YOU_ARE: Final = "“You” in the story is one person, for whom the whole room decides."
"""Said before the brief: everybody has a name and a seat of their own besides."""
PAUSED: Final = "A pause. Everything waits."
_NOW: Final = {
    "lobby": "You are in. The session begins when your facilitator starts it.",
    "prebrief": "Before you begin.",
    "scene": "Read. Your facilitator says when it is time to vote.",
    "framing": "What kind of moment is this?",
    "second": "The second vote. Each for yourself, without talking.",
    "talk": "Talk now, in the room. There will be a second vote.",
    "deciding": "The vote is closed. Your facilitator decides.",
    "dissent": "Decided. Those who voted otherwise may leave one sentence.",
    "consequence": "What came of it.",
    "ending": "The end. Take a moment.",
    "debrief": "The debrief.",
    "closed": "The session is closed. Keep your record now, before the host is switched off.",
}
SURE: Final = (("1", "a guess"), ("2", "fairly sure"), ("3", "sure"))
KEPT: Final = "Kept. You can change it."
SENDING: Final = "Sending."
RECONNECTING: Final = "Reconnecting. Nothing you sent is lost."
NOT_SENT: Final = "Not sent yet. It is kept here and goes as soon as there is a connection."
VOTE_MISSED: Final = "The vote closed before yours was sent."
NOTHING_TO_SAY: Final = "Too little happened here to say anything that would be fair."
_ENDED: Final = {
    "purged": "This session has been deleted by who held it.",
    "removed": "You were taken out of this session. Speak to your facilitator.",
}
RECORD: Final = "Your own record"
OWN_PLANS: Final = "For yourself: no report holds it"
"""Above what somebody means to do."""
OVERRULED: Final = "Most had voted for something else."
"""Said where the facilitator decided against the most voted."""
WROTE_OTHERWISE: Final = "Those who voted otherwise wrote"
"""Above the sentences that were left for the record, by however many."""
WRITTEN: Final = "What some of you wrote"
"""Above words that were passed to the wall: they were typed, and nobody said them."""


def now_words(room: Json) -> str:
    """Return what is happening now."""
    if room["paused"]:
        return PAUSED
    if room["step"] == "first":
        called = "first vote" if room["decision"]["discuss"] else "vote"
        return f"The {called}. Each for yourself, without talking."
    return _NOW.get(room["step"], "")


def door_words(own_names: bool) -> str:
    """Return what is said before anybody joins."""
    name = "You may give a name, or get a made-up one." if own_names else "You get a made-up name."
    return (
        f"{name} There is no account, and no address is kept. What you vote and write stays on the host's computer, "
        "under that name, until the facilitator deletes the session. The talk and the report use it without names; "
        "your own view and what you mean to do are in no report."
    )


def shut_words(door: Json) -> str:
    """Return why nobody new can come in; empty where they can."""
    if door["over"]:
        return "This session is over."
    if door["hands"]:
        return "This room votes by show of hands: nobody needs to join. Look at the wall."
    return ""


def round_name(round: str, discuss: object = True) -> str:
    """Return what a vote is called; where there is only one it has no number."""
    if round == "frame":
        return "What kind of moment"
    return "Second vote" if round == "second" else "First vote" if discuss else "Vote"


def who_words(room: Json, you: Json) -> str:
    """Return who one is, how many are here and, in a vote, how many have voted."""
    words = [name_words(you), f"{room['people']['present']} here."]
    opened = open_round(room)
    if opened is not None:
        words.append(voted_of(opened[1]))
    return " ".join(words)


def voted_of(vote: Json) -> str:
    """Return how many have voted: `1 of 3 has voted.`"""
    return f"{vote['voted']} of {vote['of']} {'has' if vote['voted'] == 1 else 'have'} voted."


def otherwise_words(seen: Json) -> str:
    """Return how many see a finding otherwise: `2 of 12 see it otherwise.`"""
    return f"{seen['count']} of {seen['of']} {'sees' if seen['count'] == 1 else 'see'} it otherwise."


def decided_lines(decided: Json) -> list[tuple[str, str]]:
    """Return what was decided, and why where that was said: each a label, perhaps empty, and its words."""
    lines = [("Decided: ", decided["label"])]
    if decided["override"]:
        lines.append(("", OVERRULED))
    return [*lines, ("Because: ", decided["reason"])] if decided["reason"] else lines


def name_words(you: Json) -> str:
    """Return what one is called here, and whose seat one has: the story's `you` is somebody else, whom all play."""
    seat = f" Your seat: {you['seat']['name']}." if you["seat"] else ""
    return f"Your name here: {you['name']}.{seat}"


def ended_words(why: str) -> str:
    """Return why there is nothing more to follow."""
    return _ENDED.get(why, why)


def open_round(room: Json) -> tuple[str, Json] | None:
    """Return the name of the vote that is open, and the vote; None where none is."""
    votes = room["decision"]["votes"] if room["decision"] else {}
    return next(((name, it) for name, it in votes.items() if it["open"]), None)


def labels_of(room: Json, round: str) -> dict[str, str]:
    """Return what can be voted for in a round of the decision in hand, by its id."""
    return {it["id"]: it["text"] for it in room["decision"]["frames" if round == "frame" else "options"]}


def voted_words(room: Json, you: Json) -> str:
    """Say that one's vote is in, and which; empty where none is in the open round."""
    opened = open_round(room)
    if opened is None or not _in_round(room, you["vote"], opened[0]):
        return ""
    choice = you["vote"]["choice"]
    label = labels_of(room, opened[0]).get(choice, choice).rstrip(".")
    return f"Your vote is in: “{label}”. You can change it until the vote closes."


def own_vote(room: Json, you: Json, round: str) -> Json | None:
    """Return one's vote in a round of the decision in hand; None where there is none."""
    return you["vote"] if _in_round(room, you["vote"], round) else None


def _in_round(room: Json, vote: Json | None, round: str) -> bool:
    return vote is not None and vote["decision"] == room["decision"]["number"] and vote["round"] == round


def record_lines(room: Json, you: Json) -> list[str]:
    """Return one's own record, to keep: what one voted, wrote, left and means to do; empty before the ending."""
    if not you["record"]:
        return []
    lines = [f"{room['title']}: the record of {you['name']}", ""]
    for it in you["record"]["decisions"]:
        title = f", {it['title']}" if it["title"] else ""
        lines.append(f"Decision {it['number']}{title}. Decided: {it['decided']}")
        for name, one in it["votes"].items():
            mine = "I called it" if name == "frame" else f"My {name} vote"
            lines.append(f"  {mine}: {one['label']}{' (' + one['reason'] + ')' if one['reason'] else ''}")
        if it["dissent"]:
            lines.append(f"  I left this sentence: {it['dissent']}")
    lines += _own_view_lines(you["my_view"] or {})
    for it in you["commitments"]:
        when = f", by {it['when']}" if it["when"] else ""
        who = f"; {it['who']} will notice" if it["who"] else ""
        lines.append(f"I will {it['what']}{when}{who}")
    return lines


def _own_view_lines(view: Json) -> list[str]:
    lines = [
        f"We should play decision {view[key]} {how}"
        for key, how in (("same", "the same again"), ("change", "otherwise")) if view.get(key)
    ]  # fmt: skip
    return lines + [
        f"{label}: {view[key]}"
        for key, label in (("keep", "What to keep"), ("differently", "What to do differently")) if view.get(key)
    ]  # fmt: skip
