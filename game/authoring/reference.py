"""The reference of every key, made from the language's own schema, so that the guide cannot fall behind."""

from __future__ import annotations

from typing import Any

from game.language import models

PARTS: tuple[tuple[str, type[models.Part]], ...] = (
    ("A scenario", models.Scenario),
    ("`clock`", models.Clock),
    ("`minutes`", models.PlayMinutes),
    ("`cast`, each", models.Person),
    ("`roles`, each", models.Role),
    ("`meters`, each", models.Meter),
    ("`scenes`, each", models.Scene),
    ("A beat of a text", models.Beat),
    ("`decision`", models.Decision),
    ("`looks`, each", models.Look),
    ("`choices`, each", models.Choice),
    ("`goto`, where it is a list, each", models.Branch),
    ("`chance`, each", models.Outcome),
    ("`later`, each", models.Later),
    ("`dynamics`, each", models.Dynamic),
    ("`events`, each", models.Event),
    ("`endings`, each", models.Ending),
    ("`debrief`", models.Debrief),
    ("`sources`, each", models.Source),
    ("`tests`, each", models.Test),
    ("`promises`, each", models.Promise),
)
"""Every part of the language, in the order in which the guide explains it."""

START = "<!-- reference: made by `python -m game.authoring.reference`, do not edit -->"
END = "<!-- end of reference -->"
"""Where the reference stands in the guide."""


def reference() -> str:
    """Return the reference as Markdown: a table for each part, the keys that it needs first."""
    schema = models.Scenario.model_json_schema()
    parts = {**schema["$defs"], models.Scenario.__name__: schema}
    return "\n\n".join(_table(title, parts[part.__name__]) for title, part in PARTS)


def renewed(guide: str) -> str:
    """Return the guide with the reference made anew between its marks."""
    before, _, rest = guide.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{reference()}\n\n{END}{after}"


def _table(title: str, part: dict[str, Any]) -> str:
    needed = part.get("required", [])
    keys = sorted(part["properties"].items(), key=lambda it: it[0] not in needed)
    rows = [_row(key, schema, key in needed) for key, schema in keys]
    return "\n".join([f"### {title}", "", part["description"], "", "| key | holds | means |", "|---|---|---|", *rows])


def _row(key: str, schema: dict[str, Any], needed: bool) -> str:
    mark = "**needed.** " if needed else ""
    return f"| `{key}` | {_holds(schema)} | {mark}{schema['description']} |"


def _holds(schema: dict[str, Any]) -> str:
    """Say what a key holds."""
    if "$ref" in schema:
        return "its own keys"
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        kinds = [_holds(it) for it in several if it.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "format" in schema:
        return str(schema["format"])
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{word}`" for word in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list: {_holds(schema['items'])}"
    if schema.get("type") == "object":
        return _mapping(schema)
    return "text"


def _mapping(schema: dict[str, Any]) -> str:
    """Say what a group of keys that the author names holds: `id: its own keys`."""
    if "patternProperties" in schema:
        [values] = schema["patternProperties"].values()
        return f"id: {_holds(values)}"
    return f"{_holds(schema.get('propertyNames', {'format': 'name'}))}: {_holds(schema['additionalProperties'])}"


def main() -> None:
    """Make the reference in the authors' guide anew."""
    from game.language.library import library_folder

    guide = library_folder() / "README.md"
    guide.write_text(renewed(guide.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
