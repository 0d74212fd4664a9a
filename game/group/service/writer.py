"""The one thread that writes: it takes all who wait at once, and one commit serves them all."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeAlias

from game.group.keeping.store import Store
from game.group.service.posts import Line, Moved, Outcome, Post
from game.group.service.turns import Turn

MANY = 1000
"""How many posts one commit serves at most."""

Deliver: TypeAlias = Callable[[Sequence[tuple[Post, Outcome]], Sequence[Moved]], None]


class Writer:
    """Takes posts from any thread, and calls `deliver` from its own when they are on disk, or refused."""

    def __init__(self, store: Store, deliver: Deliver) -> None:
        """Write to a store, once it is started."""
        self._store = store
        self._deliver = deliver
        self._waiting: queue.SimpleQueue[Post | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="twohats-writer", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def submit(self, post: Post) -> None:
        """Have a post asked and written."""
        self._waiting.put(post)

    @property
    def waiting(self) -> int:
        """Return about how many posts wait for the next commit."""
        return self._waiting.qsize()

    def stop(self) -> None:
        """Write what waits, and end."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        going = True
        while going:
            batch, going = self._batch()
            if batch:
                self._deliver(*self._commit(batch))

    def _batch(self) -> tuple[list[Post], bool]:
        """Wait for a post and take all that came while the last commit went to the disk; False after the last."""
        batch: list[Post] = []
        post = self._waiting.get()
        while post is not None:
            batch.append(post)
            if len(batch) == MANY:
                break
            try:
                post = self._waiting.get_nowait()
            except queue.Empty:
                break
        return batch, post is not None

    def _commit(self, batch: list[Post]) -> tuple[list[tuple[Post, Outcome]], list[Moved]]:
        by_line: dict[Line, list[Post]] = {}
        for post in batch:
            by_line.setdefault(post.line, []).append(post)
        try:
            with self._store.writing() as writing:
                there = writing.hold(line.id for line in by_line)
                turns = [Turn(writing, line, posts) for line, posts in by_line.items()]
                outcomes = [it for turn in turns for it in turn.take(turn.moved.line.id in there)]
        except Exception as error:
            # None of it is on disk, so none of it has happened.
            return [(post, error) for post in batch], []
        moved = [turn.moved for turn in turns if turn.moved.events]
        for it in moved:
            it.line.session = it.session
        return outcomes, moved
