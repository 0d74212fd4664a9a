"""Where the story cannot go, as far as the file shows without playing it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from game.authoring.advice.codes import NO_WAY_OUT, UNREACHED_SCENE
from game.authoring.advice.subject import Subject, as_error
from game.language.diagnostics import Diagnostic
from game.language.expressions.names import nearest
from game.language.flow import ways_on
from game.language.places import Path
from game.scenario.scenes import BACK, END


def advise(subject: Subject) -> Iterator[Diagnostic]:
    """Say which scenes nothing leads to, and from which nothing leads to the end."""
    ways = {id: [target for _, target in ways_on(id, scene)] for id, scene in subject.model.scenes.items()}
    entered = {subject.model.start, *(event.scene for event in subject.model.events if event.scene)}
    reached = _follow(entered, ways)
    yield from _unreached(subject, ways, reached)
    if not any(ending.at_once for ending in subject.model.endings):
        yield from _without_end(subject, ways, reached)


def _follow(first: Iterable[str], ways: dict[str, list[str]]) -> set[str]:
    """Return every scene that ways lead to from the first ones, these included."""
    found: set[str] = set()
    waiting = list(first)
    while waiting:
        id = waiting.pop()
        if id in ways and id not in found:
            found.add(id)
            waiting += ways[id]
    return found


def _unreached(subject: Subject, ways: dict[str, list[str]], reached: set[str]) -> Iterator[Diagnostic]:
    told: set[str] = set()
    lost = [id for id in ways if id not in reached]
    led = {target for id in lost for target in ways[id] if target != id}
    # A scene that only unreached ones lead to is no mistake of its own; of a ring, the first is told.
    for id in sorted(lost, key=lambda it: it in led):
        if id in told:
            continue
        told |= _follow([id], ways) - reached
        events = [event.id for event in subject.model.events if event.at == id]
        waits = f" (the event `{events[0]}` waits there, and leads nobody to it)" if events else ""
        near = nearest(id, [target for it in reached for target in ways[it]])
        meant = f" `{near}` is named in a `goto`; was this one meant?" if near else ""
        help = f"Name it in a `goto`, or as the `scene` of an event; or take it out.{meant}"
        yield subject.about_key(UNREACHED_SCENE, ("scenes", id), f"nothing leads to this scene{waits}", help)


def _without_end(subject: Subject, ways: dict[str, list[str]], reached: set[str]) -> Iterator[Diagnostic]:
    """Tell of scenes from which nothing ends the play: no way on and, on the story's own line, no event either."""
    inside = _follow((event.scene for event in subject.model.events if event.scene), ways)
    rescued = any(END in ways[id] for id in inside)
    ending = {id for id, targets in ways.items() if {END, BACK} & set(targets)}
    while more := {id for id, targets in ways.items() if id not in ending and ending & set(targets)}:
        ending |= more
    # Within an event's scenes no other event leads away.
    stuck = [id for id in ways if id in reached and id not in ending and (id in inside or not rescued)]
    if stuck:
        path, target = _closing(subject, stuck)
        round = f": it goes round through {', '.join(f'`{id}`' for id in stuck)}" if len(stuck) > 1 else ""
        said = f"this leads back to `{target}`, and once there a play never ends{round}"
        help = "Let one way on lead to `end`, or to a scene that does; or let an ending hold `at_once`."
        yield as_error(subject.about_value(NO_WAY_OUT, path, said, help))


def _closing(subject: Subject, stuck: Sequence[str]) -> tuple[Path, str]:
    """Return the path of the `goto` that closes the ring, of several the furthest on in the story, and its target."""
    order: dict[str, int] = {}
    waiting = deque([subject.model.start, *(event.scene for event in subject.model.events if event.scene)])
    while waiting:
        id = waiting.popleft()
        if id in subject.model.scenes and id not in order:
            order[id] = len(order)
            waiting += [target for _, target in ways_on(id, subject.model.scenes[id])]
    ways = [(id, path, target) for id in stuck for path, target in ways_on(id, subject.model.scenes[id])]
    back = [(order[id], path, target) for id, path, target in ways if order[target] <= order[id]]
    _, closing, first = max(back, key=lambda it: it[0])
    return closing, first
