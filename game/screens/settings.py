"""What a player can set, as one value that goes down to every page."""

from __future__ import annotations

from typing import NamedTuple


class Settings(NamedTuple):
    """The settings as they stand; each is one of the words of its `Setting`."""

    theme: str = "dark"
    glyphs: str = "auto"
    motion: str = "on"
    choosing: str = "two"
    reasons: str = "ask"


class Setting(NamedTuple):
    """One thing that can be set."""

    key: str
    """The name of its field, and of what is kept."""
    label: str
    values: tuple[tuple[str, str], ...]
    """Each word that may be kept, with how the screen names it."""
    about: str


SETTINGS = (
    Setting(
        "theme", "Colours", (("dark", "Dark"), ("light", "Light"), ("contrast", "High contrast")),
        "Colour never carries meaning alone.",
    ),
    Setting(
        "glyphs", "Signs", (("auto", "As the terminal can"), ("unicode", "Unicode"), ("ascii", "Plain ASCII")),
        "Choose plain ASCII where lines or marks look broken.",
    ),
    Setting(
        "motion", "Motion", (("on", "Meters move"), ("off", "No motion")),
        "With motion, meters count to their new number after the words.",
    ),
    Setting(
        "choosing", "Choosing", (("two", "A number, then Enter"), ("one", "A number alone")),
        "A number alone is quicker; u takes a choice back either way.",
    ),
    Setting(
        "reasons", "Reasons", (("ask", "Ask at some decisions"), ("skip", "Never ask")),
        "A reason is a line of yours that the debrief quotes back to you. Enter skips one.",
    ),
)  # fmt: skip


def changed(settings: Settings, key: str, value: str) -> Settings:
    """Return the settings with one of them changed; an unknown word changes nothing."""
    setting = next(it for it in SETTINGS if it.key == key)
    if value not in dict(setting.values):
        return settings
    return settings._replace(**{key: value})


def neighbour(settings: Settings, key: str, by: int) -> str:
    """Return the word that comes after (1) or before (-1) the one that is set, going round."""
    words = [word for word, _ in next(it for it in SETTINGS if it.key == key).values]
    return words[(words.index(getattr(settings, key)) + by) % len(words)]
