"""The JSON Schema of the language, made from its models, and filled with one scenario's own ids for an editor.

The ids are offered and not demanded: a scene that was added since the schema was made is no mistake, and `check`
knows better than a schema whether a name is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from game.language.expressions.names import ANSWERS
from game.language.models import Scenario
from game.language.places import child
from game.language.reading.nodes import Items, Map, Node, Scalar
from game.scenario.scenes import BACK, END

Schema: TypeAlias = dict[str, Any]

_SCENES: Final = (
    ("Scenario", "start"),
    ("Scenario", "room_cut"),
    ("Event", "scene"),
    ("Event", "at"),
    ("Later", "at"),
)
_TARGETS: Final = (("Scene", "goto"), ("Choice", "goto"), ("Branch", "scene"))
_SHAPES: Final = ("Choice", "Look", "Outcome", "Later", "Dynamic", "Event")
"""The parts that have `effects` and `set`."""


def schema(root: Map | None = None) -> Schema:
    """Return the schema of a scenario file; with the tree of one, its own ids are in it."""
    made: Schema = Scenario.model_json_schema()
    _tidy(made)
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Two Hats scenario",
        **{key: value for key, value in made.items() if key != "title"},
    }
    if root is not None:
        _fill(made, root)
    return made


def schema_text(root: Map | None = None) -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(root), ensure_ascii=False, indent=1) + "\n"


def _tidy(part: Any) -> None:
    """Take out what the models say for Python alone, and what an editor would only repeat."""
    if isinstance(part, list):
        for item in part:
            _tidy(item)
        return
    if not isinstance(part, dict):
        return
    for holder in ("properties", "patternProperties", "$defs"):
        for below in part.get(holder, {}).values():
            below.pop("title", None)
    for below in [value for key, value in part.items() if key not in ("properties", "$defs")]:
        _tidy(below)
    for holder in ("properties", "$defs"):
        for below in part.get(holder, {}).values():
            _tidy(below)
    if "default" in part and part["default"] in (None, "", [], {}):
        del part["default"]
    _without_null(part)
    _with_named_keys(part)


def _without_null(part: Schema) -> None:
    """A key with nothing after it is a mistake: what is optional is left out."""
    several = part.get("anyOf")
    if isinstance(several, list) and {"type": "null"} in several:
        kept = [it for it in several if it != {"type": "null"}]
        del part["anyOf"]
        if len(kept) == 1:
            part.update({key: value for key, value in kept[0].items() if key != "description"})
        else:
            part["anyOf"] = kept
    if "oneOf" in part:
        part["anyOf"] = part.pop("oneOf")


def _with_named_keys(part: Schema) -> None:
    """Say which keys an open group may have, so that an editor offers them and marks the others."""
    names = part.pop("propertyNames", None)
    if "patternProperties" in part:
        part["additionalProperties"] = False
    elif names and "enum" in names:
        values = part["additionalProperties"]
        part.update(properties=dict.fromkeys(names["enum"], values), additionalProperties=False)


def _fill(made: Schema, root: Map) -> None:
    """Put the ids of one file where they may stand."""
    parts: dict[str, Schema] = {"Scenario": made, **made["$defs"]}
    scenes = _keys(root, "scenes")
    for names, places in ((scenes, _SCENES), ([*scenes, END, BACK], _TARGETS)):
        for part, key in places:
            _offer(parts[part]["properties"][key], names)
    _offer(parts["Dynamic"]["properties"]["source"], _keys(root, "sources"))
    _offer(parts["Test"]["properties"]["role"], _keys(root, "roles"))
    effects, settings = dict(_effects(root)), dict(_settings(root))
    for part in _SHAPES:
        _name(parts[part]["properties"]["effects"], effects)
        _name(parts[part]["properties"]["set"], settings)
    _name(parts["Beat"], dict(_people(root)))
    _name(parts["Test"]["properties"]["choose"], dict(_moves(root, scenes)))


def _offer(part: Schema, names: list[str]) -> None:
    """Offer some names wherever a part asks for a name."""
    if part.get("format") == "name" and names:
        del part["type"], part["format"]
        part["anyOf"] = [{"enum": names}, {"type": "string"}]
        return
    below = [*part.get("anyOf", []), *([part["items"]] if "items" in part else [])]
    for it in below:
        if "$ref" not in it:
            _offer(it, names)


def _name(part: Schema, known: dict[str, Schema]) -> None:
    """Offer some keys in a group that may have others as well."""
    others = part.get("additionalProperties", {})
    others = others if isinstance(others, dict) else {}
    part["properties"] = {**part.get("properties", {}), **{key: {**others, **more} for key, more in known.items()}}


def _effects(root: Map) -> Iterator[tuple[str, Schema]]:
    for id in _keys(root, "meters"):
        meter = child(root.get("meters"), id)
        low, high = _text(meter, "min") or "0", _text(meter, "max") or "100"
        yield id, {"description": f"The meter {_text(meter, 'name') or id}, {low} to {high}. +3 and 3 are the same."}
    for id, start in _facts(root):
        if isinstance(start, Scalar) and start.text not in ANSWERS:
            yield id, {"description": f"A fact that is a number; it starts as {start.text}."}


def _settings(root: Map) -> Iterator[tuple[str, Schema]]:
    for id, start in _facts(root):
        if isinstance(start, Items):
            words = [word.text for word in start.items if isinstance(word, Scalar)]
            yield id, {"enum": words, "description": f"One of {', '.join(words)}."}
        elif start.text in ANSWERS:
            yield id, {"enum": ["yes", "no", "true", "false", True, False], "description": "Yes or no."}
        else:
            yield id, {"description": "A whole number."}


def _people(root: Map) -> Iterator[tuple[str, Schema]]:
    for id in _keys(root, "cast"):
        person = child(root.get("cast"), id)
        yield id, {"description": ", ".join(filter(None, (_text(person, "name"), _text(person, "job")))) or id}


def _moves(root: Map, scenes: list[str]) -> Iterator[tuple[str, Schema]]:
    """Give for each scene with choices what a test may choose there."""
    for id in scenes:
        scene = child(root.get("scenes"), id)
        moves = [*_ids(child(scene, "choices")), *(f"look:{look}" for look in _ids(child(scene, "looks")))]
        if moves:
            move = {"anyOf": [{"enum": moves}, {"type": "string"}]}
            yield id, {"anyOf": [move, {"type": "array", "items": move}], "description": _text(scene, "title") or id}


def _facts(root: Map) -> Iterator[tuple[str, Scalar | Items]]:
    for id in _keys(root, "facts"):
        start = child(root.get("facts"), id)
        if isinstance(start, (Scalar, Items)):
            yield id, start


def _keys(root: Map, group: str) -> list[str]:
    node = root.get(group)
    return [key.text for key, _ in node.entries] if isinstance(node, Map) else []


def _ids(options: Node | None) -> list[str]:
    items = options.items if isinstance(options, Items) else []
    return [id for item in items if (id := _text(item, "id"))]


def _text(node: Node | None, key: str) -> str:
    value = child(node, key)
    return value.text if isinstance(value, Scalar) else ""
