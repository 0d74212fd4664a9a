"""What one commit does to one session: every post is asked in its turn, of what the ones before it came to."""

from __future__ import annotations

from time import time

from game.group.keeping.entries import Done, Entry, Vote
from game.group.keeping.errors import KeepingError
from game.group.keeping.tokens import PARTICIPANT, Holder
from game.group.keeping.writing import Writing
from game.group.service.posts import Accepted, Gone, Line, Moved, Outcome, Post
from game.group.session.asking import Refusal, Who, asked
from game.group.session.data.decisions import Voted
from game.group.session.data.people import Removed
from game.group.session.events import Body, Event, LogError, event_from_json, event_json
from game.group.session.folding import applied
from game.group.session.state import Session


class Turn:
    """A session that is held, some posts, and what they come to. Nothing of it holds before the commit."""

    def __init__(self, writing: Writing, line: Line, posts: list[Post]) -> None:
        """Take what waits for one session."""
        self._writing = writing
        self._posts = posts
        self.moved = Moved(line, line.session)
        self._made: list[Event] = []
        self._known: dict[tuple[str, str], Done] = {}
        self._done: list[Done] = []
        self._shut_out: list[Vote] = []
        self._holders: dict[bytes, Holder] = {}
        self._let_in: dict[bytes, Holder] = {}

    def take(self, there: bool) -> list[tuple[Post, Outcome]]:
        """Ask each post and append what all come to; `there` says whether the session still is."""
        if not there:
            return [(post, Gone()) for post in self._posts]
        id = self.moved.line.id
        entries = self._writing.entries(id, self.moved.session.seq)
        try:
            for entry in entries:
                self._apply(event_of(entry))
        except LogError as error:
            # What another server wrote cannot be read here: it costs this session, and no other.
            self.moved = Moved(self.moved.line, self.moved.line.session)
            return [(post, error) for post in self._posts]
        keyed = [(post.who.by, post.key) for post in self._posts if post.key]
        if keyed:
            self._known = self._writing.done(id, keyed)
        self._holders = self._writing.holders(id, [post.token for post in self._posts if post.token])
        outcomes = [(post, self._outcome(post)) for post in self._posts]
        votes = [_vote(it, it.data) for it in self._made if isinstance(it.data, Voted)]
        self._writing.append(id, [_entry(it) for it in self._made], votes, self._done)
        self._writing.take_back(id, self._shut_out)
        self._writing.let_in(self._let_in)
        return outcomes

    def _outcome(self, post: Post) -> Outcome:
        if post.command is None:
            return Accepted(self.moved.session.seq, post.who)
        try:
            return self._asked(post)
        except KeepingError:
            raise
        except Exception as error:
            # A fault of our own costs the one post that met it, and not all who wait with it.
            return error

    def _asked(self, post: Post) -> Outcome:
        assert post.command is not None
        who = self._person(post)
        before = self._known.get((who.by, post.key)) if post.key else None
        if before is not None:
            same = before.asked == post.asked
            return Accepted(before.seq, who) if same else Refusal("wrong", "This key was used for something else.")
        bodies = asked(self.moved.session, who, post.command)
        if isinstance(bodies, Refusal):
            return bodies
        session, made, now = self.moved.session, [], time()
        for body in bodies:
            self._shut_out += _taken_away(session, body)
            made.append(Event.of(session.seq + 1, now, who.by, body))
            session = applied(session, made[-1])
        self._made += made
        self.moved.events += made
        self.moved.session = session
        if post.key:
            self._done.append(Done(who.by, post.key, post.asked, session.seq))
            self._known[who.by, post.key] = self._done[-1]
        if post.token and post.token not in self._holders:
            holder = Holder(self.moved.line.id, PARTICIPANT, who.id)
            self._holders[post.token] = self._let_in[post.token] = holder
        return Accepted(session.seq, who)

    def _person(self, post: Post) -> Who:
        """Return who posts; somebody whose first joining was not answered in time is who that made them."""
        holder = self._holders.get(post.token) if post.token else None
        return Who(PARTICIPANT, holder.participant) if holder and holder.participant else post.who

    def _apply(self, event: Event) -> None:
        self.moved.session = applied(self.moved.session, event)
        self.moved.events.append(event)


def event_of(entry: Entry) -> Event:
    """Return the event that an entry of the log holds. Raises LogError."""
    row = {"seq": entry.seq, "at": entry.at, "by": entry.by, "kind": entry.kind, "data": entry.data}
    return event_from_json(row)


def _entry(event: Event) -> Entry:
    return Entry(event.seq, event.at, event.by, event.kind, event_json(event)["data"])


def _taken_away(session: Session, body: Body) -> list[Vote]:
    """Return the open vote of somebody who is shut out."""
    if not isinstance(body, Removed) or session.open_round is None:
        return []
    return [Vote(session.open_round.decision, session.open_round.name, body.participant, 0)]


def _vote(event: Event, voted: Voted) -> Vote:
    return Vote(voted.decision, voted.round, event.by, event.seq)
