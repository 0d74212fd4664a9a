# The contrast of what is painted, read off the screens themselves; and that a state can be told without colour.

from __future__ import annotations

from contextlib import aclosing

import pytest
from rich.color import Color
from rich.style import Style
from textual.color import Color as Shade
from textual.theme import Theme
from walking import walk

from game.screens.themes import DARK, THEMES

LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
DRAWN = frozenset(" ─│━╸└·░█▁▂▃▄▅▆▇▌▊▎▏▔▍▋▉")
ACCENTS = ("accent", "lead", "manage", "better", "worse", "warning", "name", "faint")


def luminance(shade: Shade) -> float:
    parts = [it / 12.92 if it <= 0.03928 else ((it + 0.055) / 1.055) ** 2.4 for it in shade.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Shade, other: Shade) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shade(color: Color | None) -> Shade:
    assert color is not None and color.triplet is not None, "something is painted in no colour of the theme"
    return Shade(*color.triplet)


def too_faint(text: str, style: Style | None, least: float) -> bool:
    if style is None or not set(text) - DRAWN:
        return False
    ink, ground = shade(style.color), shade(style.bgcolor)
    if style.reverse:
        ink, ground = ground, ink
    return contrast(ink, ground) < least


@pytest.mark.parametrize("theme", LEAST)
async def test_everything_written_can_be_read(theme: str) -> None:
    faint = set()
    async with aclosing(walk((100, 30), theme=theme)) as places:
        async for name, pilot in places:
            for strip in pilot.app.screen._compositor.render_strips(pilot.app.screen.size):
                for segment in strip:
                    if too_faint(segment.text, segment.style, LEAST[theme]):
                        faint.add((name, segment.text.strip(), str(segment.style)))
    assert not faint


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_accent_stands_out_from_every_ground(theme: Theme) -> None:
    least = LEAST[theme.name.removeprefix("two-hats-")]
    grounds = [ground for ground in (theme.background, theme.surface, theme.panel) if ground]
    for name in ACCENTS:
        for ground in grounds:
            assert contrast(Shade.parse(theme.variables[name]), Shade.parse(ground)) >= least, (name, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_leading_is_blue_and_managing_is_orange(theme: Theme) -> None:
    lead, manage = Shade.parse(theme.variables["lead"]), Shade.parse(theme.variables["manage"])
    assert lead.b > lead.r and manage.r > manage.b


def test_contrast_is_reckoned_as_the_standard_reckons_it() -> None:
    assert contrast(Shade.parse("#000000"), Shade.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Shade.parse("#777777"), Shade.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert too_faint("a", Style.parse("#777777 on #ffffff"), 4.5)
    assert not too_faint("─", Style.parse("#777777 on #ffffff"), 4.5)
    assert DARK.dark
