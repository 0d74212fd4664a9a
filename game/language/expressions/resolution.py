"""What the names of an expression stand for, and whether its parts fit: from the raw tree to the typed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from game.language.expressions import unknown
from game.language.expressions.errors import ExpressionError
from game.language.expressions.kinds import ANSWER, NUMBER, Kind, Misfits, Typed
from game.language.expressions.names import Names
from game.language.expressions.phrases import (
    Answer,
    Chain,
    Extremes,
    Joint,
    Listed,
    Number,
    Phrase,
    Prefixed,
    Question,
    Word,
)
from game.scenario.expressions import (
    Among,
    Arithmetic,
    Both,
    Call,
    Compare,
    Comparison,
    Constant,
    Either,
    Expression,
    Extreme,
    Name,
    Negative,
    Not,
    Operation,
)


def resolve_any(text: str, phrase: Phrase, names: Names) -> Expression:
    """Return the typed tree of a phrase, whatever its kind. Raises ExpressionError."""
    return _Resolver(text, names).typed(phrase).tree


def resolve_condition(text: str, phrase: Phrase, names: Names) -> Expression:
    """Return the typed tree of a phrase that is yes or no. Raises ExpressionError."""
    return _Resolver(text, names).answer(phrase)


def resolve_amount(text: str, phrase: Phrase, names: Names) -> Expression:
    """Return the typed tree of a phrase that is a whole number. Raises ExpressionError."""
    resolver = _Resolver(text, names)
    typed = resolver.typed(phrase)
    if typed.kind != NUMBER:
        raise resolver.misfits.no_amount(typed)
    return typed.tree


class _Resolver:
    """Resolves the phrases of one text. Every method may raise ExpressionError."""

    def __init__(self, text: str, names: Names) -> None:
        self.names = names
        self.misfits = Misfits(text, names)

    def typed(self, phrase: Phrase) -> Typed:
        return Typed(phrase, *self.resolved(phrase))

    def number(self, phrase: Phrase, needed_by: str) -> Expression:
        """Return the tree of a phrase that has to be a whole number."""
        typed = self.typed(phrase)
        if typed.kind != NUMBER:
            raise self.misfits.no_number(typed, needed_by)
        return typed.tree

    def answer(self, phrase: Phrase) -> Expression:
        """Return the tree of a phrase that has to be yes or no."""
        typed = self.typed(phrase)
        if typed.kind != ANSWER:
            raise self.misfits.no_condition(typed)
        return typed.tree

    def resolved(self, phrase: Phrase) -> tuple[Expression, Kind]:
        match phrase:
            case Number():
                return Constant(phrase.value, phrase.span), NUMBER
            case Answer():
                return Constant(phrase.value, phrase.span), ANSWER
            case Word():
                return self.name(phrase)
            case Question():
                return self.question(phrase)
            case Extremes():
                operands = tuple(self.number(operand, phrase.which) for operand in phrase.operands)
                return Extreme(phrase.which, operands, phrase.span), NUMBER
            case Prefixed(sign="not"):
                return Not(self.answer(phrase.operand), phrase.span), ANSWER
            case Prefixed():
                return self.signed(phrase), NUMBER
            case Chain():
                return self.chain(phrase)
            case Listed():
                raise AssertionError("the grammar reads a list only after `in`")

    # Names and questions

    def name(self, word: Word) -> tuple[Expression, Kind]:
        found = self.names.kind_of(word.id)
        if found is None:
            raise unknown.unknown_name(word, self.names)
        if self.names.words_of(word.id) is not None:
            kind = Kind("word", word.id)
        else:
            kind = ANSWER if word.id in self.names.flags else NUMBER
        return Name(found, word.id, word.span), kind

    def question(self, phrase: Question) -> tuple[Expression, Kind]:
        function, target = phrase.function, phrase.target.id
        if function == "chose":
            return Call(function, self.chosen(phrase), phrase.span), ANSWER
        if function == "share" and not self.names.finished:
            raise unknown.share_unfinished(phrase)
        if target not in self.names.known_to(function):
            raise unknown.unknown_target(phrase, self.names)
        return Call(function, target, phrase.span), NUMBER if function == "share" else ANSWER

    def chosen(self, phrase: Question) -> str:
        """Return `scene.id` for what `chose` asks about."""
        scenes = self.names.choices.get(phrase.target.id, ())
        if phrase.scene is not None:
            if phrase.scene.id not in scenes:
                raise unknown.unknown_choice_of_scene(phrase, phrase.scene, self.names)
            return f"{phrase.scene.id}.{phrase.target.id}"
        if not scenes:
            raise unknown.unknown_target(phrase, self.names)
        if len(scenes) > 1:
            raise unknown.shared_choice(phrase, scenes)
        return f"{scenes[0]}.{phrase.target.id}"

    # Operators

    def signed(self, phrase: Prefixed) -> Expression:
        operand = self.number(phrase.operand, phrase.sign)
        if phrase.sign == "+":
            return operand
        if isinstance(operand, Constant):
            return Constant(-cast(int, operand.value), phrase.span)
        return Negative(operand, phrase.span)

    def chain(self, phrase: Chain) -> tuple[Expression, Kind]:
        match phrase.rest[0][0]:
            case "or":
                self.check_words_alone(phrase)
                return Either(self.answers(phrase), phrase.span), ANSWER
            case "and":
                return Both(self.answers(phrase), phrase.span), ANSWER
            case "+" | "-" | "*" | "/":
                return self.arithmetic(phrase), NUMBER
            case _:
                lists = any(joint in ("in", "not in") for joint, _ in phrase.rest)
                return (self.among(phrase) if lists else self.comparison(phrase)), ANSWER

    def answers(self, phrase: Chain) -> tuple[Expression, ...]:
        return tuple(self.answer(part) for part in phrase.parts)

    def check_words_alone(self, phrase: Chain) -> None:
        """Refuse `cover is agency or own`, where the second word is meant for the same list."""
        for place, (before, part) in enumerate(pairwise(phrase.parts), 1):
            match before, part:
                case Chain(first=Word(id=owner), rest=(("==", Word(id=word)),)), Word(id=alone):
                    words = self.words(owner)
                    if alone in words and self.names.kind_of(alone) is None:
                        more = [it.id for it in phrase.parts[place:] if isinstance(it, Word) and it.id in words]
                        raise unknown.word_alone(part, owner, (word, *more))

    def arithmetic(self, phrase: Chain) -> Expression:
        tree = self.number(phrase.first, phrase.rest[0][0])
        for operation, part in phrase.rest:
            right = self.number(part, operation)
            tree = Arithmetic(cast(Operation, operation), tree, right, (phrase.first.span[0], part.span[1]))
        return replace(tree, span=phrase.span)

    # Comparisons

    def comparison(self, phrase: Chain) -> Expression:
        parts = phrase.parts
        typed = [
            self.beside(part, (*parts[max(place - 1, 0) : place], *parts[place + 1 : place + 2]))
            for place, part in enumerate(parts)
        ]
        rest = []
        for (left, right), (joint, _) in zip(pairwise(typed), phrase.rest, strict=True):
            self.check_pair(left, joint, right)
            rest.append((cast(Comparison, joint), right.tree))
        return Compare(typed[0].tree, tuple(rest), phrase.span)

    def beside(self, part: Phrase, neighbours: Sequence[Phrase]) -> Typed:
        """Resolve one side of a comparison: beside a list, `role` or `ending`, a bare word is one of its words."""
        if not isinstance(part, Word):
            return self.typed(part)
        owners = [node.id for node in neighbours if isinstance(node, Word) and self.names.words_of(node.id)]
        for owner in owners:
            if part.id in self.words(owner):
                return Typed(part, Constant(part.id, part.span), Kind("word", owner))
        if owners and self.names.kind_of(part.id) is None:
            raise unknown.unknown_word(part, owners[0], self.words(owners[0]))
        return self.typed(part)

    def check_pair(self, left: Typed, joint: Joint, right: Typed) -> None:
        """Refuse two neighbours in a chain of comparisons that cannot be compared so."""
        if joint not in ("==", "!="):
            for side in (left, right):
                if side.kind != NUMBER:
                    raise self.misfits.no_number(side, joint)
            return
        owners = {left.kind.owner, right.kind.owner}
        if left.kind.sort != right.kind.sort or (len(owners) > 1 and not owners <= self.names.lists.keys()):
            raise self.misfits.no_pair(left, right)
        for word, other in ((left, right), (right, left)):
            # Between two lists in one chain a word was read as the first one's; the second must have it too.
            if isinstance(word.phrase, Word) and isinstance(word.tree, Constant):
                self.check_word(word.phrase, other.kind.owner)

    def among(self, phrase: Chain) -> Expression:
        joint, listed = phrase.rest[0]
        if len(phrase.rest) > 1 or not isinstance(listed, Listed):
            help = "Join the two conditions with `and`."
            raise ExpressionError("`in` cannot stand in a chain of comparisons", help, phrase.span, "E015")
        operand = self.typed(phrase.first)
        values = tuple(self.value(part, operand) for part in listed.values)
        tree = Among(operand.tree, values, phrase.span)
        return Not(tree, phrase.span) if joint == "not in" else tree

    def value(self, part: Phrase, operand: Typed) -> Constant:
        """Return one value of the list after `in`."""
        if isinstance(part, Word) and operand.kind.owner:
            self.check_word(part, operand.kind.owner)
            return Constant(part.id, part.span)
        typed = self.typed(part)
        if not isinstance(typed.tree, Constant):
            help = "Compare with each by `is`, and join the comparisons with `or`."
            raise ExpressionError("a list holds only what is written out", help, part.span, "E015")
        if typed.kind != operand.kind:
            raise self.misfits.no_pair(operand, typed)
        return typed.tree

    def check_word(self, word: Word, owner: str) -> None:
        if word.id not in self.words(owner):
            raise unknown.unknown_word(word, owner, self.words(owner))

    def words(self, owner: str) -> tuple[str, ...]:
        return self.names.words_of(owner) or ()
