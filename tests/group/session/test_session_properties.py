import json
from random import Random
from typing import Any

from generating import as_yaml, scenario_of, trees
from hostile import TEXTS, harmful_in
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from legality import assert_legal, assert_no_tally_leaves
from sitting import FACILITATOR, WALL, Sitting, library

from game.group.session.asking import RULES, Who
from game.group.session.folding import fold
from game.group.session.views import own, room
from game.scenario.story import Scenario

KINDS = [command.model_fields["kind"].default for command in RULES]
IDS = [f"p{number}" for number in range(6)]
SHIPPED = [library(name) for name in ("first-shift", "acting-up")]


@st.composite
def talked_over(draw: st.DrawFn) -> Scenario:
    """Give a scenario of which some decisions get two votes and some are made in passing."""
    tree = draw(trees())
    decisions = [id for id, scene in tree["scenes"].items() if "decision" in scene]
    for id in decisions:
        if draw(st.booleans()):
            tree["scenes"][id]["decision"]["discuss"] = 3
    if draw(st.booleans()):
        tree["room_cut"] = draw(st.lists(st.sampled_from(decisions), min_size=1, unique=True))
    return scenario_of(as_yaml(tree))


SCENARIOS = st.sampled_from(SHIPPED) | talked_over()
WORDS = st.sampled_from([*TEXTS, "", "Because.", "x" * 201])
NUMBERS = st.integers(-1, 5) | st.none() | st.just(10**30)
ROUNDS = st.sampled_from(["frame", "first", "second", "third", None])
JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(KINDS),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    max_leaves=6,
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": WORDS | st.none(), "participant": st.sampled_from([*IDS, "facilitator", "nobody"]) | st.none(),
    "seat": st.sampled_from(["liza", "arun", "kwame", "sister", "matron", "nobody"]), "own": st.booleans(),
    "role": st.sampled_from(["sister", "matron", "nobody"]), "round": ROUNDS, "decision": NUMBERS, "reason": WORDS,
    "words": WORDS, "word": WORDS, "sureness": NUMBERS, "on": st.booleans(), "told": st.booleans(),
    "demand": st.sampled_from(["critical", "tame", "wicked", "none"]),
    "look": st.sampled_from(["watch", "p", "q", "x"]),
    "choice": st.sampled_from(["sitter", "swipe", "hold-back", "on", "b", "watch", "p", "wicked", "x"]),
    "minutes": NUMBERS, "number": NUMBERS, "finding": NUMBERS, "same": NUMBERS, "change": NUMBERS,
    "item": st.integers(1, 60).flatmap(lambda seq: st.sampled_from([f"{it}-{seq}" for it in ("reason", "dissent")])),
    "counts": st.dictionaries(st.sampled_from(["sitter", "on", "lead", "manage", "x"]), st.integers(-1, 9), max_size=2),
    "keep": WORDS, "differently": WORDS,
    "phase": st.sampled_from(["reactions", "description", "my_view", "analysis", "summary", "none"]),
    "commitments": st.lists(st.fixed_dictionaries({"what": WORDS}, optional={"when": WORDS, "who": WORDS}), max_size=4),
}  # fmt: skip


@st.composite
def commands(draw: st.DrawFn) -> dict[str, Any]:
    """Give a command of any kind, its fields mostly there and mostly of the right sort."""
    kind = draw(st.sampled_from(KINDS))
    command = next(it for it in RULES if it.model_fields["kind"].default == kind)
    asked = {"kind": kind}
    for name in command.model_fields:
        if name != "kind" and draw(st.integers(0, 9)):
            asked[name] = draw(FIELDS[name])
    return asked


ANYONE = st.one_of(
    st.just(FACILITATOR), st.just(WALL), st.sampled_from(IDS).map(lambda id: Who("participant", id)),
    st.sampled_from(["facilitator", "", "x" * 70, "\x1b"]).map(lambda id: Who("participant", id)),
)  # fmt: skip


class Room(RuleBasedStateMachine):
    """A room of people, some of them up to no good, and a facilitator who goes on."""

    sitting: Sitting

    @initialize(
        scenario=SCENARIOS, seed=st.integers(0, 99), hands=st.sampled_from([False] * 5 + [True]),
        before=st.integers(0, 40), luck=st.randoms(use_true_random=False),
    )  # fmt: skip
    def open(self, scenario: Scenario, seed: int, hands: bool, before: int, luck: Random) -> None:
        self.sitting = Sitting(scenario, seed=seed, hands=hands, minutes=60)
        if not hands:
            self.sitting.join(*IDS[:4])
        for _ in range(before):
            self.go_on(luck)

    def ask(self, who: Who, command: dict[str, Any]) -> bool:
        """Ask; what is refused leaves the very same session, with a sentence that says why."""
        before, many = self.sitting.session, len(self.sitting.log)
        refused = self.sitting.ask(who, command)
        if refused is not None:
            assert self.sitting.session is before
            assert len(self.sitting.log) == many
            assert refused.reason.endswith(".")
            assert not harmful_in(refused.reason)
        return refused is None

    @rule(luck=st.randoms(use_true_random=False))
    def go_on(self, luck: Random) -> None:
        """Take the step that is due, everybody voting first where a vote is open."""
        session = self.sitting.session
        self.ask(FACILITATOR, {"kind": "resume"})
        open_round = session.open_round
        if open_round is not None and not session.hands:
            for id in session.people:
                asked = {"kind": "vote", "decision": open_round.decision, "round": open_round.name, "reason": f"{id}!"}
                self.ask(Who("participant", id), asked | {"choice": luck.choice(open_round.options)})
        step = luck.choice(["next"] * 8 + ["skip", "open", "reopen"])
        if self.ask(FACILITATOR, {"kind": step, **({"round": "frame"} if step == "open" else {})}):
            return
        if session.play is not None and session.step in ("scene", "talk", "deciding"):
            can = [it.id for it in session.play.options if it.open and it.kind == "choice"]
            assert self.ask(FACILITATOR, {"kind": "decide", "choice": luck.choice(can), "reason": "We go on."})

    @precondition(lambda self: self.sitting.session.open_round is not None and not self.sitting.session.hands)
    @rule(data=st.data(), id=st.sampled_from(IDS), reason=WORDS, sureness=st.sampled_from([None, 1, 2, 3]))
    def vote(self, data: st.DataObject, id: str, reason: str, sureness: int | None) -> None:
        round = self.sitting.session.open_round
        assert round is not None
        choice = data.draw(st.sampled_from(round.options))
        person = self.sitting.session.people.get(id)
        asked = {"kind": "vote", "decision": round.decision, "round": round.name, "choice": choice}
        taken = self.ask(Who("participant", id), asked | {"reason": reason, "sureness": sureness})
        assert taken == (person is not None and not person.removed and reason not in TOO_LONG)
        if taken:
            after = self.sitting.session.open_round
            assert after is not None
            assert after.votes[id].choice == choice
            assert sum(after.tally.values()) == len(after.votes)

    @rule(id=st.sampled_from(IDS), kind=st.sampled_from(["join", "leave"]))
    def come_and_go(self, id: str, kind: str) -> None:
        waiting = self.sitting.session.open_round
        new = id not in self.sitting.session.people
        if self.ask(Who("participant", id), {"kind": kind}) and waiting and new:
            after = self.sitting.session.open_round
            assert after is not None
            assert after.waiting == waiting.waiting

    @rule(who=ANYONE, command=commands())
    def ask_anything(self, who: Who, command: dict[str, Any]) -> None:
        if command["kind"] != "finish":
            self.ask(who, command)

    @rule(who=ANYONE, junk=JUNK | st.fixed_dictionaries({"kind": st.sampled_from(KINDS), "x": JUNK}))
    def ask_nonsense(self, who: Who, junk: Any) -> None:
        if isinstance(junk, dict):
            assert "x" not in junk or not self.ask(who, junk)
        elif junk not in KINDS:
            assert not self.ask(who, {"kind": junk})

    @invariant()
    def is_legal(self) -> None:
        event(self.sitting.session.step)
        assert_legal(self.sitting.session)

    @invariant()
    def nothing_is_shown_before_its_time(self) -> None:
        session = self.sitting.session
        shown = room(session)
        assert_no_tally_leaves(session, shown)
        assert not harmful_in(json.dumps(shown, ensure_ascii=False, allow_nan=False))
        if session.open_round:
            for id in IDS:
                mine = json.dumps(own(session, id), ensure_ascii=False, allow_nan=False)
                for other, vote in session.open_round.votes.items():
                    if other != id and len(vote.reason) > 20:
                        assert vote.reason not in mine or session.open_round.votes[id].reason == vote.reason

    def teardown(self) -> None:
        sitting = self.sitting
        # Said in a word, since both in full would fill a screen.
        same = sitting.folded() == sitting.session
        assert same
        assert sitting.desk() is not None
        half = fold(sitting.scenario, sitting.log[: max(1, len(sitting.log) // 2)])
        assert_legal(half)


TOO_LONG = ["x" * 201, "m" * 5000]
TestRoom = Room.TestCase
TestRoom.settings = settings(
    deadline=None, max_examples=30, stateful_step_count=40, suppress_health_check=list(HealthCheck)
)


# Two rooms that differ in what was voted and in nothing else look the same until a split is revealed.
@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(IDS), st.integers(0, 2), st.integers(0, 2)), max_size=12),
    st.sampled_from([0, 1, 2]),
)
def test_what_others_voted_changes_nothing_that_anybody_sees_before_it_is_revealed(
    votes: list[tuple[str, int, int]], steps: int
) -> None:
    one, other = (Sitting(SHIPPED[0], seed=1) for _ in range(2))
    for sitting, which in ((one, 0), (other, 1)):
        sitting.join(*IDS, "eve")
        sitting.start()
        sitting.lead("next")
        for number, vote in enumerate(votes):
            choice = ("sitter", "hold-back", "swipe")[vote[1:][which]]
            asked = {"decision": 1, "round": "first", "choice": choice}
            sitting.do(vote[0], "vote", **asked, reason=f"{number} {choice}", sureness=vote[1:][which] + 1)
        for _ in range(steps):
            sitting.lead("next")
    assert one.seen(WALL) == other.seen(WALL)
    assert one.seen("eve") == other.seen("eve")


# So a service need tell nobody but those whose own part may have changed.
@settings(deadline=None, max_examples=30)
@given(st.integers(0, 12), st.randoms(use_true_random=False))
def test_what_somebody_does_changes_nobody_elses_own_part(steps: int, luck: Random) -> None:
    sitting = Sitting(SHIPPED[0], own_names=True)
    sitting.join(*IDS[:5])
    sitting.start()
    for _ in range(steps):
        if not sitting.ask(FACILITATOR, {"kind": "next"}):
            continue
        sitting.ask(FACILITATOR, {"kind": "decide", "choice": sitting.session.scene.choices[0].id, "reason": "So."})
    before = {id: own(sitting.session, id) for id in IDS[1:5]}
    open_round = sitting.session.open_round
    vote: dict[str, Any] = {"kind": "vote", "decision": 1, "round": "first", "choice": "sitter"}
    if open_round is not None:
        vote |= {"decision": open_round.decision, "round": open_round.name, "choice": open_round.options[0]}
    doings: list[dict[str, Any]] = [vote, {"kind": "leave"}, {"kind": "tell", "told": True}]
    doings += [{"kind": "rename", "name": "Somebody"}, {"kind": "react", "word": "Well"}]
    sitting.ask(Who("participant", "p0"), luck.choice(doings))
    sitting.ask(Who("participant", "p5"), {"kind": "join"})
    assert {id: own(sitting.session, id) for id in IDS[1:5]} == before


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(IDS), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_however_often_people_vote_each_counts_once(voters: list[str], luck: Random) -> None:
    sitting = Sitting(SHIPPED[0])
    sitting.join(*IDS)
    sitting.start()
    sitting.lead("next")
    last = {}
    for id in voters:
        last[id] = luck.choice(["sitter", "swipe", "hold-back"])
        sitting.vote({id: last[id]})
    tally = sitting.desk()["votes"]["first"]["tally"]
    assert tally == {choice: list(last.values()).count(choice) for choice in ("sitter", "hold-back", "swipe")}
