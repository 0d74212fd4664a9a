from __future__ import annotations

from game.findings.evidence import CARDS
from game.findings.positions import POSITIONS


def test_every_position_has_two_sides_or_more_and_each_is_cited() -> None:
    for position in POSITIONS:
        assert len(position.sides) >= 2
        assert len({side.id for side in position.sides}) == len(position.sides)
        assert all(side.claim and side.cite for side in position.sides)
    assert len({it.id for it in POSITIONS}) == len(POSITIONS)


def test_every_card_says_how_strong_it_is_and_why_not_stronger() -> None:
    assert all(card.claim and card.caveat and card.cite for card in CARDS)
    assert len({card.id for card in CARDS}) == len(CARDS)
    assert next(card for card in CARDS if card.id == "table").strength == "low"  # its article gives no references
