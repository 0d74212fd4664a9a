import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from belfry import begun, belfry
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from game.play.playing import replay
from game.records.plays import KeptPlay
from game.records.store import Records

MOVES = st.sampled_from(["ring", "look:peer", "frame:wicked", 'reason:It\'s "late"; --'])
KEYS = st.sampled_from(["reason", "reactions"])
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@dataclass
class Model:
    seed: int
    moves: list[str]
    notes: dict[str, str] = field(default_factory=dict)
    over: bool = False
    origin: tuple[str, int] | None = None


class KeptPlays(RuleBasedStateMachine):
    """What is kept, against dictionaries; the store is opened anew at any moment."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.model: dict[str, Model] = {}
        self.touched: list[str] = []

    @initialize()
    def open(self) -> None:
        self.records = Records.open(self.folder / "plays.sqlite")

    def teardown(self) -> None:
        self.records.close()
        shutil.rmtree(self.folder)

    def touch(self, id: str) -> None:
        self.touched = [id, *(it for it in self.touched if it != id)]

    def keep(self, kept: KeptPlay, model: Model) -> str:
        assert kept.id not in self.model
        self.model[kept.id] = model
        self.touch(kept.id)
        return kept.id

    @rule(target=ids, seed=st.integers(0, 3))
    def begin(self, seed: int) -> str:
        return self.keep(self.records.begin(begun(seed)), Model(seed, []))

    @rule(id=ids, move=MOVES)
    def append(self, id: str, move: str) -> None:
        model = self.model.get(id)
        # A look is taken once a visit, and nothing follows the end.
        if model and not model.over and not (move == "look:peer" and _looked(model.moves)):
            self.records.append(id, move)
            model.moves.append(move)
            self.touch(id)

    @rule(id=ids)
    def finish(self, id: str) -> None:
        model = self.model.get(id)
        if model and not model.over:
            self.records.append(id, "stop")
            self.records.finish(id, "quiet")
            model.moves.append("stop")
            model.over = True
            self.touch(id)

    @rule(id=ids, key=KEYS, text=WORDS)
    def note(self, id: str, key: str, text: str) -> None:
        if id in self.model:
            self.records.note(id, key, text)
            self.model[id].notes[key] = text
            self.touch(id)

    @rule(target=ids, id=ids, share=st.floats(0, 1))
    def branch(self, id: str, share: float) -> str:
        model = self.model.get(id)
        if model is None:
            return id
        moves = model.moves[: int(share * len(model.moves))]
        over = model.over and moves == model.moves
        branch = Model(model.seed, moves, over=over, origin=(id, len(moves)))
        return self.keep(self.records.branch(id, len(moves)), branch)

    @rule(id=ids)
    def delete(self, id: str) -> None:
        if id in self.model:
            self.records.delete(id)
            del self.model[id]
            self.touched.remove(id)
            for model in self.model.values():
                if model.origin and model.origin[0] == id:
                    model.origin = None

    @rule()
    def delete_all(self) -> None:
        self.records.delete_all()
        self.model.clear()
        self.touched.clear()

    @rule()
    def reopen(self) -> None:
        self.records.close()
        self.open()

    @rule(target=ids, id=ids)
    def carry(self, id: str) -> str:
        """Export a play and take it in again: another play that is the same but for where it came from."""
        model = self.model.get(id)
        if model is None:
            return id
        file = self.folder / "play.json"
        self.records.export(id, file)
        kept = self.records.import_play(file)
        file.unlink()
        return self.keep(kept, Model(model.seed, list(model.moves), dict(model.notes), model.over))

    @rule(id=ids)
    def resume(self, id: str) -> None:
        if id in self.model:
            model = self.model[id]
            play = self.records.resume(self.records.play(id))
            assert play == replay(belfry(), model.seed, None, model.moves)
            assert play.facts["bells"] == model.moves.count("ring")
            assert play.over == model.over

    @invariant()
    def what_is_kept_is_what_was_done(self) -> None:
        kept = self.records.plays()
        assert [it.id for it in kept] == self.touched
        for it in kept:
            model = self.model[it.id]
            assert (it.seed, list(it.moves), it.branched_from) == (model.seed, model.moves, model.origin)
            assert dict(it.notes) == {key: text for key, text in model.notes.items() if text}
            assert (it.ending, it.debrief) == (("quiet", "waiting") if model.over else (None, "none"))

    @invariant()
    def an_edition_is_kept_while_a_play_needs_it(self) -> None:
        with closing(sqlite3.connect(self.folder / "plays.sqlite")) as raw:
            assert raw.execute("SELECT count(*) FROM editions").fetchone()[0] == bool(self.model)


def _looked(moves: list[str]) -> bool:
    visit = moves[len(moves) - moves[::-1].index("ring") :] if "ring" in moves else moves
    return "look:peer" in visit


KeptPlays.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
test_kept_plays_follow_a_simple_model = KeptPlays.TestCase
