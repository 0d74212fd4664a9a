"""Help and credits as pages: the help is made from the bindings themselves."""

from __future__ import annotations

from textual.binding import ActiveBinding

from game import __version__
from game.present.parts import Paragraph, Part, heading, labelled, paragraph
from game.present.text import unmarked
from game.present.words import listed
from game.scenario.story import Scenario
from game.screens.page import Page
from game.screens.widgets.bars import key_name


def help_rows(page: Page) -> tuple[Paragraph, ...]:
    """Return what can be pressed on a page, its own keys before those that work everywhere."""
    own: list[ActiveBinding] = []
    everywhere: list[ActiveBinding] = []
    for binding in page.active_bindings.values():
        (everywhere if binding.node is page.app else own).append(binding)
    words = [paragraph(page.HELP_TEXT, gap=0)] if page.HELP_TEXT else []
    return (*words, heading("Here", gap=2), *_keys(own), heading("Everywhere", gap=2), *_keys(everywhere))


def _keys(bindings: list[ActiveBinding]) -> list[Paragraph]:
    """Return a line for each thing that can be done, with all the keys that do it."""
    keys: dict[tuple[str, str], list[str]] = {}
    for _, binding, enabled, _ in bindings:
        if enabled and binding.description and not binding.system:
            keys.setdefault((binding.action.split("(")[0] + binding.description, binding.description), []).append(
                key_name(binding.key)
            )
    rows: list[Paragraph] = []
    for (_, description), names in keys.items():
        digits = len(names) > 2 and all(name.isdigit() for name in names)
        named = "1, 2 and so on" if digits else listed(names, "or")
        rows.append(Paragraph((Part(description),), (Part(f"  {named}", "key"),), 26, 0 if rows else 1))
    return rows


def credit_rows(scenario: Scenario | None) -> tuple[Paragraph, ...]:
    """Return who made this, under which licences, and what the scenario in play leans on."""
    rows = [
        heading(f"Two Hats {__version__}", gap=0),
        paragraph(
            "A game for practising healthcare leadership and management, by the Two Hats maintainers. The program is "
            "under the MIT licence; every scenario is under the licence that it names."
        ),
        paragraph(
            "It is built with Textual, Rich, PyYAML, pydantic, click and platformdirs, and played by people who did "
            "a shift first. Thank you."
        ),
    ]
    if scenario is not None:
        rows.append(heading(unmarked(scenario.title), gap=2))
        about = (
            ("By", listed(unmarked(it) for it in scenario.authors)),
            ("Licence", unmarked(scenario.licence)),
            ("Facts as of", unmarked(scenario.as_of)),
            ("Where", unmarked(scenario.jurisdiction)),
        )
        rows += [labelled(label, said, indent=14, gap=0) for label, said in about if said]
        for source in scenario.sources.values():
            strength = f" Strength: {source.strength}." if source.strength else ""
            rows.append(paragraph(f"{source.cite} {source.says}{strength}"))
    return tuple(rows)
