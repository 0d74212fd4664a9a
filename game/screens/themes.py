"""Our own themes: dark, light and high contrast. Leading is blue and managing orange in all of them.

Every colour that text is written in has a contrast of at least 4.5 to every ground that text stands on, and of 7 in
high contrast; `tests/screens/test_contrast.py` reads it off the painted screens.
"""

from __future__ import annotations

from textual.theme import Theme

PREFIX = "two-hats-"
NAMES = {"dark": "Dark", "light": "Light", "contrast": "High contrast"}
"""The themes by the word that settings keep."""


def _theme(
    name: str, *, dark: bool, grounds: tuple[str, str, str], inks: tuple[str, str], accents: dict[str, str]
) -> Theme:
    """Make a theme. Grounds: page, surface, raised; inks: text, faint text."""
    page, surface, raised = grounds
    ink, faint = inks
    return Theme(
        name=PREFIX + name,
        dark=dark,
        primary=accents["accent"],
        secondary=accents["lead"],
        accent=accents["accent"],
        warning=accents["warning"],
        error=accents["worse"],
        success=accents["better"],
        foreground=ink,
        background=page,
        surface=surface,
        panel=raised,
        boost=raised,
        variables={
            **accents,
            "faint": faint,
            "raised": raised,
            "line": accents["line"],
            "text": ink,
            "text-muted": faint,
            "text-disabled": faint,
            "foreground-muted": faint,
            "foreground-disabled": faint,
            "border": accents["accent"],
            "border-blurred": accents["line"],
            "block-cursor-background": accents["accent"],
            "block-cursor-foreground": page,
            "block-cursor-blurred-background": raised,
            "block-cursor-blurred-foreground": ink,
            "input-cursor-background": ink,
            "input-cursor-foreground": page,
            "input-selection-background": raised,
            "scrollbar": accents["line"],
            "scrollbar-hover": faint,
            "scrollbar-active": faint,
            "scrollbar-background": page,
            "scrollbar-background-hover": page,
            "scrollbar-background-active": page,
            "scrollbar-corner-color": page,
        },
    )


DARK = _theme(
    "dark",
    dark=True,
    grounds=("#14181d", "#191e24", "#232a33"),
    inks=("#dfe4e8", "#98a3ae"),
    accents={
        "accent": "#8cc5d8", "lead": "#7db4f0", "manage": "#f0a860", "better": "#86d3b0", "worse": "#f29c98",
        "warning": "#e9c46a", "name": "#c9b6f2", "line": "#3c4653",
    },
)  # fmt: skip
LIGHT = _theme(
    "light",
    dark=False,
    grounds=("#faf8f4", "#f3f0ea", "#e8e4dc"),
    inks=("#23282d", "#575f66"),
    accents={
        "accent": "#0e5e75", "lead": "#1d559e", "manage": "#8f4300", "better": "#0d6043", "worse": "#a32a28",
        "warning": "#6f5200", "name": "#5a3d99", "line": "#c6c0b4",
    },
)  # fmt: skip
CONTRAST = _theme(
    "contrast",
    dark=True,
    grounds=("#000000", "#000000", "#1c1c1c"),
    inks=("#ffffff", "#d0d0d0"),
    accents={
        "accent": "#7fe3ff", "lead": "#9fcbff", "manage": "#ffbe73", "better": "#7dffc0", "worse": "#ffaaa5",
        "warning": "#ffe066", "name": "#dccbff", "line": "#b0b0b0",
    },
)  # fmt: skip

THEMES = (DARK, LIGHT, CONTRAST)
