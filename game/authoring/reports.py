"""What `check` found, for people, editors and machines."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from pydantic import BaseModel

from game import __version__
from game.authoring.checking import Checked
from game.authoring.explaining import page_of
from game.authoring.grouping import render_grouped
from game.language.diagnostics import Diagnostic, Severity
from game.language.rendering import count, replay_line
from game.present.text import safe

Form: TypeAlias = Literal["full", "concise", "json", "github", "sarif"]
"""`full` for people, `concise` a line each, `github` for its annotations, `json` and `sarif` for other programs."""


class DiagnosticData(BaseModel):
    """One diagnostic. Lines and columns count from 1, the end is past the last; null for a fault of the whole file."""

    code: str
    severity: Severity
    message: str
    help: str
    file: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    where: str
    moves: list[str]
    seed: int | None
    role: str | None


class Findings(BaseModel):
    """What `check --json` prints."""

    diagnostics: list[DiagnosticData]


def report(checked: Sequence[Checked], form: Form, named: Sequence[str] = ()) -> str:
    """Return everything that was found in some files, in one of the forms; `named`: as somebody typed the files."""
    found = [it for one in checked for it in one.diagnostics]
    match form:
        case "full":
            return _full(checked, named or [one.document.file for one in checked])
        case "concise":
            return "\n".join(_line(it) for it in found)
        case "json":
            return _json(Findings(diagnostics=[_data(it) for it in found]).model_dump(mode="json"))
        case "github":
            return "\n".join(_annotation(it) for it in found)
        case "sarif":
            return _json(_sarif(found))


def _full(checked: Sequence[Checked], named: Sequence[str]) -> str:
    files = f"{len(checked)} file{'s' if len(checked) != 1 else ''}"
    wrong = [one for one in checked if one.diagnostics]
    played = played_words(checked)
    unrun = _unrun_words(checked, named)
    if not wrong:
        return f"{files} checked, nothing to mend.{played}{unrun}"
    shown = [render_grouped(one.diagnostics, one.document.lines) for one in wrong]
    all_found = [it for one in wrong for it in one.diagnostics]
    code = min(all_found, key=lambda it: it.severity != "error").code
    last = f"{files} checked.{played} More about a code: twohats explain {code}{unrun}"
    if len(wrong) > 1:
        last = f"Together {count(all_found).removesuffix('.')} in {len(wrong)} of {last}"
    return "\n\n".join([*shown, last])


def _unrun_words(checked: Sequence[Checked], named: Sequence[str]) -> str:
    """Say on a line of its own that the authors' tests and promises were not run, and what runs them."""
    models = [one.examined.model for one in checked if one.examined.scenario is not None and one.examined.model]
    tests, promises = sum(len(it.tests) for it in models), sum(len(it.promises) for it in models)
    counted = [f"{n} {what}{'s' if n > 1 else ''}" for n, what in ((tests, "test"), (promises, "promise")) if n]
    if not counted:
        return ""
    were, them = ("was", "it") if tests + promises == 1 else ("were", "them")
    whose = "Its" if len(checked) == 1 else "Their"
    command = shlex.join(["twohats", "test", *named])
    return safe(f"\n{whose} {' and '.join(counted)} {were} not run. To run {them}: {command}")


def played_words(checked: Sequence[Checked]) -> str:
    """Say how far the files were played, in a sentence or two after a space; nothing where none was."""
    walked = [one.paths for one in checked if one.paths is not None and one.paths.exact]
    sampled = [one for one in checked if one.paths is not None and not one.paths.exact]
    said = ""
    if walked:
        counts = [view.plays for paths in walked for view in paths.views]
        total = sum(count for count in counts if count is not None)
        plays = "no end of plays" if None in counts else f"{total:,.0f} play{'s' if total != 1 else ''}"
        where = f" of {len(walked)} file{'s' if len(walked) != 1 else ''}" if len(walked) < len(checked) else ""
        said += f" Every path{where} walked: {plays}."
    for one in sampled:
        assert one.paths is not None
        sampled_plays = max(view.sampled for view in one.paths.views)
        name = f" in {one.document.file}" if len(checked) > 1 else ""
        why = next(view.why for view in one.paths.views if not view.exact)
        seeds = f"{sampled_plays:,} plays sampled, seeds 0 to {sampled_plays - 1:,}"
        said += f" Not every path was walked{name}, since {why}: {seeds if sampled_plays else 'it cannot be sampled'}."
    return safe(said)


def _line(it: Diagnostic) -> str:
    place = f":{it.place.line}:{it.place.column}" if it.place else ""
    return safe(f"{it.file}{place}: {it.severity} {it.code} {it.message}")


def _json(data: object) -> str:
    from game.documents.data import to_json  # brings the whole debrief with it, which people who check never need

    return to_json(data).rstrip("\n")


def _data(it: Diagnostic) -> DiagnosticData:
    place = it.place
    return DiagnosticData(
        code=it.code,
        severity=it.severity,
        message=it.message,
        help=it.help,
        file=it.file,
        line=place.line if place else None,
        column=place.column if place else None,
        end_line=place.end_line if place else None,
        end_column=place.end_column if place else None,
        where=it.where,
        moves=list(it.moves),
        seed=it.seed,
        role=it.role,
    )


def _annotation(it: Diagnostic) -> str:
    """Return a workflow command; what it means is in the help pages of GitHub Actions."""
    values = {"file": it.file}
    if it.place:
        values |= {"line": str(it.place.line), "endLine": str(it.place.end_line)}
        if it.place.line == it.place.end_line:
            values |= {"col": str(it.place.column), "endColumn": str(it.place.end_column)}
    values["title"] = it.code
    named = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in values.items())
    text = _sentences(it)
    return safe(f"::{it.severity} {named}::{_escaped(text)}")


def _sentences(it: Diagnostic) -> str:
    """Return what is wrong, what to do, and the command that shows it, as a paragraph."""
    line = replay_line(it)
    return " ".join(part for part in (f"{it.message}.", it.help, line and f"See it: {line}") if part)


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def _sarif(found: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return a log in the form SARIF 2.1.0."""
    found = list(found)
    codes = sorted(Counter(it.code for it in found))
    driver = {"name": "twohats", "version": __version__, "rules": [_rule(code) for code in codes]}
    results = [_result(it, codes.index(it.code)) for it in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    page = page_of(code)
    return {"id": code, "shortDescription": {"text": page.title}, "fullDescription": {"text": page.meaning}}


def _result(it: Diagnostic, rule: int) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(it.file).as_posix())}}
    if it.place:
        place = it.place
        where["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
    location: dict[str, Any] = {"physicalLocation": where}
    if it.where:
        location["logicalLocations"] = [{"fullyQualifiedName": it.where}]
    return {
        "ruleId": it.code,
        "ruleIndex": rule,
        "level": it.severity,
        "message": {"text": _sentences(it)},
        "locations": [location],
        **({"properties": {"moves": list(it.moves), "seed": it.seed, "role": it.role}} if it.seed is not None else {}),
    }
