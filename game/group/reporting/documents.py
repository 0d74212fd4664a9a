"""A session's report in whichever form is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal, TypeAlias, get_args

from game.documents.markdown import markdown_of
from game.documents.page import chart_of, page_of
from game.group.keeping.store import Store
from game.group.reporting.tables import log_lines, votes_csv
from game.group.reporting.telling import closing, report
from game.group.service.turns import event_of
from game.group.session.debriefing import group_debrief
from game.group.session.events import Event
from game.group.session.folding import fold
from game.group.session.state import Session
from game.language.loading import loads
from game.present.outline import Phase
from game.present.text import unmarked

Form: TypeAlias = Literal["markdown", "html", "csv", "jsonl"]
FORMS: tuple[Form, ...] = get_args(Form)


class NothingYetError(ValueError):
    """The session has not come to a decision. The message is a sentence."""


def session_report(store: Store, code: str, form: Form) -> str:
    """Return the report of a kept session. Raises KeepingError for an unknown code, NothingYetError before the play."""
    kept = store.wanted(code)
    events = [event_of(it) for it in store.entries(kept.id)]
    if form == "jsonl":
        return log_lines(events, kept.id)
    name, text = store.edition(kept.edition)
    session = fold(loads(text.encode(), f"{name}.yaml"), events)
    if session.play is None or not session.play.decisions:
        raise NothingYetError(f"Session {kept.code} has decided nothing yet, so that there is nothing to report.")
    if form == "csv":
        return votes_csv(session, kept.id)
    return _written(session, events, kept.code, form)


def _written(session: Session, events: Sequence[Event], code: str, form: Form) -> str:
    found = group_debrief(session)
    phases: tuple[Phase, ...] = report(session, found, events)
    title = f"{unmarked(session.scenario.title)}: report of session {code}"
    day = datetime.fromtimestamp(events[0].at, UTC)
    lead = f"{day.day} {day:%B %Y}, {found.people} people, {len(found.decisions)} decisions."
    if form == "html":
        chart = chart_of(found.play, session.scenario)
        renamed = (it._replace(title="Description") if it.title == "Decision by decision" else it for it in phases)
        return page_of(title, lead, renamed, closing(found), session.scenario.language, chart)
    return markdown_of(title, lead, phases, closing(found))
