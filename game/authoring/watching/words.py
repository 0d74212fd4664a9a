"""What there is to say about a file being watched, as paragraphs for a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.authoring.explaining import explained
from game.authoring.watching.beginning import beginning_words, goes_back
from game.authoring.watching.replaying import Replayed
from game.authoring.watching.watch import Watch
from game.language.diagnostics import Diagnostic
from game.language.rendering import count, render_one
from game.present.glyphs import Glyphs
from game.present.parts import Paragraph, Part, Role, heading, paragraph
from game.present.text import safe

UNKEPT = "Nothing that is played here is kept."


def status(watch: Watch, glyphs: Glyphs) -> Paragraph:
    """Return the line that always stands there: whether what is played is the file as it is now, and what is wrong."""
    wrong, words = _state(watch)
    failing = wrong or any(it.severity == "error" for it in watch.findings)
    mark = glyphs.times if failing else glyphs.dot if watch.findings else glyphs.done
    sign = Part(f"{mark} ", "worse" if failing and not wrong else "warning" if watch.findings or wrong else "key")
    return Paragraph((sign, Part(words, "warning" if wrong else "plain")), whole=True)


def findings_rows(watch: Watch, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """Return the list of findings, with what the last save changed above it; keys are their places."""
    new, findings = watch.new, watch.findings
    wrong, words = _state(watch)
    rows = [heading(safe(watch.name), gap=0), paragraph(words, "warning" if wrong else "plain")]
    rows += [paragraph(it, gap=0) for it in _since(watch, len(new))]
    for place, it in enumerate(findings):
        rows += _finding(place, it, place in new, glyphs)
    if not watch.behind:
        rows.append(paragraph(watch.walked or "Every path is still to be walked.", "faint"))
    if watch.play is not None:
        rows.append(paragraph(UNKEPT, "faint", gap=0 if not watch.behind else 1))
    return tuple(rows)


def beginning_rows(watch: Watch) -> tuple[Paragraph, ...]:
    """Return what stands above the story: where this play begins, and what became of the moves after a save."""
    rows = [paragraph(it, "warning", gap=0) for it in watch.lost]
    if watch.scenario is not None and watch.beginning.elsewhere:
        said = f"This play begins {beginning_words(watch.scenario, watch.beginning)}. {UNKEPT}"
        first = watch.beginning.scene
        if first is not None and goes_back(watch.scenario, first):
            said += " No event led here, so where the scene goes back, the play ends."
        rows.append(paragraph(said, "faint", gap=0))
    if watch.replayed is not None:
        rows += _moves(watch.replayed)
        # Where the play begins elsewhere than before, everything differs, and that was said.
        rows += () if watch.lost else _differences(watch.replayed)
    return tuple(it._replace(gap=1) if place == 0 else it for place, it in enumerate(rows))


def finding_rows(it: Diagnostic, lines: Sequence[str]) -> tuple[Paragraph, ...]:
    """Return a finding whole, as `check` shows it, and then the page of its code."""
    title, meaning, *examples = explained(it.code).split("\n\n", 2)
    rows = [_typed(line) for line in render_one(it, lines).split("\n")]
    rows += [heading(title, gap=2), paragraph(" ".join(meaning.split()), gap=0)]
    for part in examples:
        rows += [_typed(line)._replace(gap=1 if n == 0 else 0) for n, line in enumerate(part.split("\n"))]
    return tuple(rows)


def _state(watch: Watch) -> tuple[bool, str]:
    """Say whether something is in the way, and how the file stands, in a line."""
    found = count(watch.findings).removesuffix(".") if watch.findings else "nothing to mend"
    found += "" if watch.walked or watch.behind or watch.findings else " so far"
    plays = "the last good edition plays on" if watch.play is not None else "it cannot be played yet"
    if watch.gone:
        return True, f"The file is not there; {plays}."
    if watch.behind:
        place = next((f", line {it.place.line}" for it in watch.findings if it.place), "")
        return True, f"{found}{place}; {plays}."
    return False, f"{'Saved' if watch.saved else 'Read'}: {found}."


def _since(watch: Watch, new: int) -> Iterator[str]:
    if new or watch.mended:
        said = [f"{new} new" if new else "", f"{watch.mended} mended" if watch.mended else ""]
        yield f"The last save: {', '.join(filter(None, said))}."


def _finding(place: int, it: Diagnostic, new: bool, glyphs: Glyphs) -> list[Paragraph]:
    role: Role = "worse" if it.severity == "error" else "warning"
    sign = Part(f"  {glyphs.times if it.severity == 'error' else glyphs.dot} ", role)
    where = f"line {it.place.line}" if it.place else "the file"
    head = (Part(f"{it.severity} {it.code}", role), Part(f"  {where}", "faint"), Part("  new" if new else "", "key"))
    return [
        Paragraph(head, (sign,), 4, 1, str(place)),
        Paragraph((Part(safe(it.message)),), indent=4, key=str(place)),
    ]


def _moves(it: Replayed) -> Iterator[Paragraph]:
    """Say whether the moves so far fit the edition that was saved."""
    made = f"{it.made} move{'' if it.made == 1 else 's'}"
    if it.why:
        move = safe(it.left[0])
        fit = f"{made} of yours fit{'s' if it.made == 1 else ''}, and then {move} does not"
        said = fit if it.made else f"your first move, {move}, no longer fits"
        yield paragraph(f"Saved: {said}. {it.why}", "warning", gap=0)
    elif it.made:
        yield paragraph(f"Saved: your {made} fit{'s' if it.made == 1 else ''}.", "faint", gap=0)


def _differences(it: Replayed) -> Iterator[Paragraph]:
    """Say where the play first differs from what it was before the save, and how."""
    if not it.differences:
        saved = "" if it.made or it.why else "Saved. "
        yield paragraph(f"{saved}Nothing that is told, shown or offered up to here differs.", "faint", gap=0)
    for place, difference in enumerate(it.differences):
        head = "It differs further" if place else "The play first differs"
        yield Paragraph((Part(f"{head} {safe(difference.where)}:", "warning"),))
        yield from (Paragraph((Part(safe(what)),), (Part("- ", "faint"),), 2) for what in difference.what)


def _typed(line: str) -> Paragraph:
    """Return a line that keeps the spaces before it, also where it has to be wrapped."""
    text = line.lstrip(" ")
    return Paragraph((Part(safe(text)),), indent=len(line) - len(text))
