"""What a name stands for, in words; plain text, so that nothing an author types becomes markup."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.lsp.index import Index
from game.authoring.lsp.names import OPTIONS, Name, entries, items
from game.language.expressions.names import ANSWERS
from game.language.places import child
from game.language.reading.nodes import Items, Node, Scalar
from game.present.readability import word_count
from game.present.text import safe
from game.present.words import listed

_LABELS = ("title", "name", "text", "cite", "because")
_LONGEST_LABEL = 80


def label(name: Name, index: Index) -> str:
    """Return one line about a name."""
    node = index.names.given[name].node
    told = next((text for key in _LABELS if (text := _text(node, key))), "")
    line = " ".join(told.split())
    return safe(line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1].rstrip() + "…")


def told(name: Name, index: Index) -> str:
    """Return all that is worth knowing about a name, in a few lines."""
    node = index.names.given[name].node
    lines: Iterator[str] | list[str]
    match name.kind:
        case "scene":
            lines = _scene(name, node, index)
        case "choice" | "look":
            lines = _option(name, node, index)
        case "meter":
            lines = [_meter(name, node)]
        case "fact":
            lines = [_fact(name, node)]
        case "word":
            fact = index.names.given[Name("fact", name.home)].node
            lines = [f"Word {name.id} of the fact {name.home}: one of {_words(fact)}"]
        case "person" | "role":
            lines = _person(name, node)
        case "source":
            lines = _source(name, node)
        case _:
            lines = _happening(name, node, index)
    return safe("\n".join(line for line in lines if line))


def prose(node: Node | None, index: Index) -> Iterator[str]:
    """Give the lines of a text: what is told, who speaks, and where it depends on something."""
    if isinstance(node, Scalar):
        yield node.text.strip()
    for beat in items(node):
        when = _text(beat, "when")
        lead = f"[if {when}] " if when else ""
        if isinstance(beat, Scalar):
            yield beat.text.strip()
        for key, value in entries(beat):
            if key.text == "text":
                yield from (lead + line for line in prose(value, index))
            elif key.text == "else":
                yield from ("[if not] " + line for line in prose(value, index))
            elif key.text != "when":
                yield from (f"{lead}{_speaker(key.text, index)}: {line}" for line in prose(value, index))


def words_in(node: Node | None) -> int:
    """Count the words of a text, whoever says them, as `readability.words_told` does of a whole scenario."""
    if isinstance(node, Scalar):
        return word_count(node.text)
    if isinstance(node, Items):
        return sum(words_in(beat) for beat in node.items)
    sides = [words_in(value) for key, value in entries(node) if key.text != "when"]
    return max(sides, default=0)


def is_hidden(node: Node) -> bool:
    """Say whether a meter is not shown in play, so that no text may show it either."""
    return ANSWERS.get(_text(node, "hidden"), False)


def _scene(name: Name, node: Node, index: Index) -> Iterator[str]:
    text = child(node, "text")
    title = _text(node, "title")
    yield f"Scene {name.id}{f': {title}' if title else ''} ({_count(words_in(text), 'word')})"
    yield from prose(text, index)
    for group, kind in OPTIONS.items():
        for option in items(child(node, group)):
            yield f"{kind} {_text(option, 'id')}: {_text(option, 'text')}"


def _option(name: Name, node: Node, index: Index) -> Iterator[str]:
    yield f"{name.kind.capitalize()} {name.id} in scene {name.home}: {_text(node, 'text')}"
    acts = listed(act.text for act in items(child(node, "acts")) if isinstance(act, Scalar))
    when = _text(node, "when")
    scene = index.names.given[Name("scene", name.home)].node
    goto = (_text(node, "goto") or _text(scene, "goto")) if name.kind == "choice" else ""
    facts = (f"acts: {acts}" if acts else "", f"if {when}" if when else "", f"leads to {goto}" if goto else "")
    yield "; ".join(filter(None, facts))
    effects = entries(child(node, "effects"))
    changes = ", ".join(f"{key.text} {amount.text}" for key, amount in effects if isinstance(amount, Scalar))
    yield f"effects: {changes}" if changes else ""
    yield from prose(child(node, "reply"), index)
    because = _text(node, "because")
    yield f"because: {because}" if because else ""


def _meter(name: Name, node: Node) -> str:
    low, high = _text(node, "min") or "0", _text(node, "max") or "100"
    more = "; hidden" if is_hidden(node) else ""
    more += "; low is better" if _text(node, "better") == "low" else ""
    start = _text(node, "start")
    more = (f"; starts at {start}" if start else "") + more
    return f"Meter {name.id}: {_text(node, 'name') or name.id}, {low} to {high}{more}"


def _fact(name: Name, node: Node) -> str:
    if isinstance(node, Items):
        return f"Fact {name.id}: one of {_words(node)}; starts as the first"
    start = node.text if isinstance(node, Scalar) else ""
    kind = "yes or no" if start in ANSWERS else "a whole number"
    return f"Fact {name.id}: {kind}; starts as {start}"


def _person(name: Name, node: Node) -> Iterator[str]:
    job = _text(node, "job")
    kind = "Role " if name.kind == "role" else ""
    yield f"{kind}{_text(node, 'name') or name.id}{f', {job}' if job else ''}"
    yield _text(node, "brief")
    knows = _text(node, "knows")
    yield f"Knows: {knows}" if knows else ""


def _source(name: Name, node: Node) -> Iterator[str]:
    strength = _text(node, "strength")
    yield f"Source {name.id}: {_text(node, 'cite')}{f' (strength: {strength})' if strength else ''}"
    yield _text(node, "says")


def _happening(name: Name, node: Node, index: Index) -> Iterator[str]:
    when, title = _text(node, "when"), _text(node, "title")
    yield f"{name.kind.capitalize()} {name.id}{f': {title}' if title else ''}{f', if {when}' if when else ''}"
    yield from prose(child(node, "text"), index)
    yield _text(node, "because")


def _speaker(id: str, index: Index) -> str:
    return _text(child(index.root.get("cast"), id), "name") or id


def _words(node: Node) -> str:
    return listed((word.text for word in items(node) if isinstance(word, Scalar)), "or")


def _text(node: Node | None, key: str) -> str:
    value = child(node, key)
    return value.text.strip() if isinstance(value, Scalar) else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
