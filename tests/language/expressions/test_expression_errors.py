from __future__ import annotations

from collections.abc import Callable

import pytest
from expression_names import AT_THE_END, BARE, IN_PLAY

from game.language.expressions.errors import EXPRESSION_CODES, character_name, several, shown
from game.language.expressions.grammar import ExpressionError, parse_amount, parse_condition, parse_odds
from game.language.expressions.names import Names, folded, nearest
from game.scenario.expressions import Expression

Read = Callable[[str, Names], Expression]


def error_of(text: str, names: Names = IN_PLAY, read: Read = parse_condition) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        read(text, names)
    return caught.value


CORRECTED = [
    ("staff < 40 && told", "E004", "&&", "staff < 40 and told"),
    ("told||!counted", "E004", "||", "told or not counted"),
    ("!told", "E004", "!", "not told"),
    ("told = yes", "E004", "=", "told is yes"),
    ("cover=agency", "E004", "=", "cover is agency"),
    ("bells = 3", "E004", "=", "bells == 3"),
    ("staff === 40", "E004", "===", "staff == 40"),
    ("staff => 40", "E004", "=>", "staff >= 40"),
    ("staff =< 40", "E004", "=<", "staff <= 40"),
    ("staff <> 40", "E004", "<>", "staff != 40"),
    ("staff ≥ 40", "E004", "≥", "staff >= 40"),
    ("load // 2 > 3", "E004", "//", "load / 2 > 3"),
    ("load − 2 > 3", "E004", "−", "load - 2 > 3"),
    ("{load} > 5", "E004", "{", "load > 5"),
    ("load\u00a0> 5", "E005", "\u00a0", "load > 5"),
    ("load\u200b > 5", "E005", "\u200b", "load > 5"),
    ('cover is "agency"', "E006", '"agency"', "cover is agency"),
    ("cover is “own”", "E006", "“own”", "cover is own"),
    ("cover is 'Own'", "E006", "'Own'", "cover is own"),
    ('visited("night")', "E006", '"night"', "visited(night)"),
    ("staff > '40'", "E006", "'40'", "staff > 40"),
    ("staff > 'load", "E006", "'", "staff > load"),
    ("staff < 2.0", "E007", "2.0", "staff < 2"),
    ("staff < 1_000", "E007", "1_000", "staff < 1000"),
    ("told AND counted", "E008", "AND", "told and counted"),
    ("NOT told", "E008", "NOT", "not told"),
    ("told is Yes", "E008", "Yes", "told is yes"),
    ("staff < 40 told", "E010", "40 told", "staff < 40 and told"),
    ("staff < 1,000", "E010", ",", "staff < 1000"),
    ("staff is greater than 40", "E010", "greater than", "staff > 40"),
    ("bells at least 2", "E010", "bells at", "bells >= 2"),
    ("if told", "E010", "if told", "told"),
    ("(staff < 40", "E011", "(", "(staff < 40)"),
    ("staff < 40)", "E011", ")", "staff < 40"),
    ("cover in [agency)", "E011", ")", "cover in [agency]"),
    ("load -5 > 3", "E012", "-", "load - 5 > 3"),
    ("load - 5 -3 > 3", "E012", "-", "load - 5 - 3 > 3"),
    ("(load)-5 > 3", "E012", "-", "(load) - 5 > 3"),
    ("load- 5 > 3", "E012", "load-", "load - 5 > 3"),
    ("visted(night)", "E013", "visted", "visited(night)"),
    ("visited night", "E014", "visited", "visited(night)"),
    ("cover in (agency, own)", "E015", "(", "cover in [agency, own]"),
    ("cover in agency", "E015", "agency", "cover in [agency]"),
    ("cover is in [own]", "E015", "is in", "cover in [own]"),
    ("cover is not in [own]", "E015", "is not in", "cover not in [own]"),
    ("told == not counted", "E017", "not", "told is not counted"),
    ("cover is agency or own", "E020", "own", "cover in [agency, own]"),
    ("cover is none or agency or own", "E020", "agency", "cover in [none, agency, own]"),
    ("bells", "E032", "bells", "bells > 0"),
    ("told and bells + 1", "E032", "bells + 1", "bells + 1 > 0"),
    ("not bells", "E032", "bells", "bells > 0"),
    ("5", "E032", "5", "finance > 5"),
    ("cover", "E032", "cover", "cover is own"),
    ("role", "E032", "role", "role is matron"),
]

EXPLAINED = [
    ("", "E001", "", "nothing", "Write a condition"),
    (" \n ", "E001", " \n ", "nothing", "Write a condition"),
    ("x" * 501, "E002", "x", "501 characters", "more simply"),
    ("(" * 21 + "told", "E003", "(", "20", "more simply"),
    ("load % 2 == 0", "E004", "%", "`%` has no meaning", "whole number alone"),
    ("staff < 40%", "E004", "%", "`%`", "`staff < 40`"),
    ("load ** 2 > 3", "E004", "**", "`**`", "multiply"),
    ("chose(look:acuity)", "E004", ":", "`:`", "its id alone"),
    ("told; counted", "E004", ";", "`;`", "`and`"),
    ("load–5 > 3", "E004", "–", "written `-`", "`-`"),
    ("told\x00", "E005", "\x00", "U+0000", "Take it out"),
    ("\ud800", "E005", "\ud800", "U+D800", "Take it out"),
    ('cover is "agncy"', "E006", '"agncy"', "without quotation marks", "`agncy`"),
    ("staff < 2.5", "E007", "2.5", "not a whole number", "`2` or `3`"),
    ("staff < .5", "E007", ".5", "not a whole number", "`0` or `1`"),
    ("staff < 5x", "E007", "5x", "neither a whole number nor a name", "starts with a letter"),
    ("staff <", "E009", "<", "after `<`", "belongs there"),
    ("and told", "E009", "and", "before `and`", "belongs there"),
    ("told and or told", "E009", "or", "between `and` and `or`", "belongs there"),
    ("()", "E009", ")", "between `(` and `)`", "belongs there"),
    ("min(1,) > 3", "E009", ")", "between `,` and `)`", "belongs there"),
    ("told is", "E009", "is", "after `is`", "belongs there"),
    ("staff wellbeing > 40", "E010", "staff wellbeing", "nothing joins", "`staff-wellbeing`"),
    ("told, counted", "E010", ",", "comma", "`and` or `or`"),
    ("cover not [agency]", "E010", "cover not", "nothing joins", "`and`"),
    ("load-5 > 3", "E012", "load-5", "`load-5`", "spaces around the minus: `load - 5`"),
    ("load-bells > 3", "E012", "load-bells", "`load-bells`", "`load - bells`"),
    ("__import__('os')", "E013", "__import__", "`__import__(…)`", "`visited(scene)`"),
    ("count(told)", "E013", "count", "`count(…)`", "`min(a, b)`"),
    ("visited()", "E014", "visited()", "wants an id", "`visited(scene)`"),
    ("visited(3)", "E014", "visited(3", "wants an id", "`visited(scene)`"),
    ("happened(family, told)", "E014", "happened(family,", "one id and nothing else", "`happened(event)`"),
    ("chose(a.b.c)", "E014", "chose(a.b.", "one id and nothing else", "`chose(choice)`"),
    ("max() > 3", "E014", "max()", "one number or more", "`max(a, b)`"),
    ("min > 3", "E014", "min", "needs brackets", "`min(a, b)`"),
    ("cover in []", "E015", "[]", "empty", "`in [a, b]`"),
    ("bells in [load]", "E015", "load", "written out", "`or`"),
    ("1 < bells in [2]", "E015", "1 < bells in [2]", "chain", "`and`"),
    ("[agency]", "E015", "[", "only after `in`", "grouping"),
    ("told.x", "E016", ".", "full stop", "`chose(scene.choice)`"),
    ("told != not counted", "E017", "not", "`not` needs brackets after `!=`", "`(not …)`"),
    ("Staff < 40", "E020", "Staff", "no meter or fact is called `Staff`", "Did you mean `staff`?"),
    ("meg_known", "E020", "meg_known", "`meg_known`", "`meg-known`"),
    ("még-known", "E020", "még-known", "`még-known`", "`meg-known`"),
    ("qqq > 3", "E020", "qqq", "`qqq`", "Known here: before, bells, counted"),
    ("night", "E020", "night", "`night`", "is a scene; write `visited(night)`"),
    ("family", "E020", "family", "`family`", "is an event; write `happened(family)`"),
    ("acuity", "E020", "acuity", "`acuity`", "is a choice or look; write `chose(acuity)`"),
    ("later", "E020", "later", "`later`", "`chose(complaint.later)` or `chose(night.later)`"),
    ("matron", "E020", "matron", "`matron`", "`matron` is a role; write `role is matron`"),
    ("told and plan", "E020", "plan", "`plan`", "`heard is plan`; for several, `heard in [porter, plan]`"),
    ("cover is agncy", "E021", "agncy", "not a word of `cover`", "Did you mean `agency`?"),
    ("cover in [own, plan]", "E021", "plan", "not a word of `cover`", "one of none, agency or own"),
    ("cover is own is before", "E021", "own", "not a word of `before`", "one of none or agency"),
    ("role is ward-manger", "E021", "ward-manger", "not a role", "Did you mean `ward-manager`?"),
    ("visited(nigth)", "E022", "nigth", "no scene is called `nigth`", "Did you mean `night`?"),
    ("visited(family)", "E022", "family", "no scene", "`happened(family)`"),
    ("happened(qqq)", "E022", "qqq", "no event", "The events are family, record-down and vacancy-panel."),
    ("chose(night)", "E022", "night", "no choice or look", "`visited(night)`"),
    ("chose(nihgt.later)", "E022", "nihgt", "no scene", "Did you mean `night`?"),
    ("chose(handover.later)", "E022", "later", "`handover` has no", "`chose(complaint.later)`"),
    ("chose(handover.acuti)", "E022", "acuti", "`handover` has no", "Did you mean `acuity`?"),
    ("chose(later)", "E023", "later", "in complaint and night", "`chose(complaint.later)`"),
    ("ending is held", "E024", "ending", "only in tests and promises", "Conditions in play"),
    ("choices > 3", "E024", "choices", "only in tests and promises", "Conditions in play"),
    ("avoid == 0", "E024", "avoid", "only in tests and promises", "Conditions in play"),
    ("share(held) > 3", "E024", "share(held)", "only in tests and promises", "Conditions in play"),
    ("cover is bells", "E030", "cover is bells", "`bells` is a number", "`cover is own`"),
    ("cover is yes", "E030", "cover is yes", "`yes` is yes or no", "`cover is own`"),
    ("cover in [3]", "E030", "cover in [3", "`3` is a number", "`cover is own`"),
    ("bells in [1, yes]", "E030", "bells in [1, yes", "`bells` is a number", "`bells > 0`"),
    ("staff == told", "E030", "staff == told", "`told` is yes or no", "`staff > 0`"),
    ("told is 3", "E030", "told is 3", "`told` is yes or no", "`told is yes`"),
    ("role is cover", "E030", "role is cover", "`role` is one of", "`role is matron`"),
    ("cover < agency", "E031", "cover", "`<` needs whole numbers", "`cover is own`"),
    ("staff < 'low'", "E031", "'low'", "`<` compares whole numbers", "`< 40`"),
    ("told > 3", "E031", "told", "`told` is yes or no", "`told is yes`"),
    ("told + 1 > 3", "E031", "told", "`+` needs whole numbers", "number facts"),
    ("-told > 3", "E031", "told", "`-` needs whole numbers", "number facts"),
    ("min(told) > 3", "E031", "told", "`min` needs whole numbers", "number facts"),
    ("staff > 40 > told", "E031", "told", "`>` needs whole numbers", "`told is yes`"),
]

OF_AMOUNTS = [
    ("told", "E033", "told", "`told` is yes or no", "under `when`"),
    ("staff < 40", "E033", "staff < 40", "`staff < 40` is yes or no", "under `when`"),
    ("cover", "E033", "cover", "one of none, agency or own", "under `when`"),
    ("3 3", "E010", "3 3", "nothing joins `3` and `3`", "one number"),
    ("+3%", "E004", "+3%", "the number alone", "`+3`"),
    ("-3 per cent", "E004", "-3 per cent", "the number alone", "`-3`"),
    ("+3 points", "E010", "+3 points", "the number alone", "`+3`"),
    ("up 3", "E010", "up 3", "with a sign", "`+3`"),
    ("down by 4 points", "E010", "down by 4 points", "with a sign", "`-4`"),
    ("-three", "E020", "-three", "in figures", "`-3`"),
    ("three", "E020", "three", "in figures", "`+3` or `-3`"),
    ("-1.5", "E007", "-1.5", "not a whole number", "`-1` or `-2`"),
    ("load + 5%", "E004", "%", "`%`", "`load + 5`"),
    ("load -5", "E012", "-", "space on both sides", "`load - 5`"),
    ("+", "E009", "+", "after `+`", "belongs there"),
]

AT_THE_END_TOO = [
    ("ending", "E032", "ending", "yes or no", "`ending is trust`"),
    ("held", "E020", "held", "`held`", "`held` is an ending; write `ending is held`"),
    ("ending is hold", "E021", "hold", "not an ending", "Did you mean `held`?"),
    ("ending is role", "E030", "ending is role", "`role` is one of", "`ending is trust`"),
    ("share(hold) < 3", "E022", "hold", "no ending", "Did you mean `held`?"),
    ("share(held)", "E032", "share(held)", "is a number", "`share(held) > 0`"),
]

OF_A_BARE_SCENARIO = [
    ("role is matron", "E025", "role", "no roles", "`roles`"),
    ("staff > 3", "E020", "staff", "`staff`", "Known here: now."),
    ("visited(night)", "E022", "night", "no scene", "There are no scenes."),
    ("chose(night.x)", "E022", "night", "no scene", "There are no scenes."),
    ("3", "E032", "3", "is a number", "`now > 3`"),
]


@pytest.mark.parametrize(("text", "code", "spot", "right"), CORRECTED)
def test_a_mistake_is_answered_with_the_whole_text_put_right(text: str, code: str, spot: str, right: str) -> None:
    error = error_of(text)
    assert (error.code, text[slice(*error.span)], error.help) == (code, spot, f"Write `{right}`.")
    assert parse_condition(right, IN_PLAY)


OF_ODDS = [
    ("70%", "E004", "70%", "the number alone", "`70`"),
    ("0.7", "E007", "0.7", "not a whole number", "`70`"),
    (".125", "E007", ".125", "not a whole number", "`12` or `13`"),
    ("1.5", "E007", "1.5", "not a whole number", "`1` or `2`"),
    ("7/10", "E007", "7/10", "comes to 0 here: a division drops", "`70`"),
    ("1 / 3", "E007", "1 / 3", "comes to 0 here", "`33` or `34`"),
    ("6 in 10", "E007", "6 in 10", "how many in a hundred", "`60`"),
    ("1 out of 4", "E007", "1 out of 4", "how many in a hundred", "`25`"),
]

ALL_EXPLAINED = [
    *((parse_condition, IN_PLAY, *row) for row in EXPLAINED),
    *((parse_amount, IN_PLAY, *row) for row in OF_AMOUNTS),
    *((parse_odds, IN_PLAY, *row) for row in OF_ODDS),
    *((parse_condition, AT_THE_END, *row) for row in AT_THE_END_TOO),
    *((parse_condition, BARE, *row) for row in OF_A_BARE_SCENARIO),
]


@pytest.mark.parametrize(("read", "names", "text", "code", "spot", "said", "helped"), ALL_EXPLAINED)
def test_a_mistake_is_explained_where_it_stands(
    read: Read, names: Names, text: str, code: str, spot: str, said: str, helped: str
) -> None:
    error = error_of(text, names, read)
    assert (error.code, text[slice(*error.span)]) == (code, spot)
    assert said in error.message
    assert helped in error.help


def test_every_code_has_a_mistake_that_shows_it() -> None:
    assert {row[1] for row in CORRECTED} | {row[3] for row in ALL_EXPLAINED} == EXPRESSION_CODES.keys()


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("staff < 40 && told", "`&&` is written `and` here", "Write `staff < 40 and told`."),
        ("staff < 2.5", "`2.5` is not a whole number", "Write `2` or `3`."),
        ("told AND counted", "`AND` is written in lower case", "Write `told and counted`."),
        ("told and", "something is missing after `and`", "A name, a number or a question belongs there."),
        ("load -5 > 3", "a minus between two amounts needs a space on both sides", "Write `load - 5 > 3`."),
        ("load-5 > 3", "no meter or fact is called `load-5`", "Put spaces around the minus: `load - 5`."),
        ("visited(nigth)", "no scene is called `nigth`", "Did you mean `night`?"),
        (
            "cover is agncy",
            "`agncy` is not a word of `cover`",
            "Did you mean `agency`? `cover` is one of none, agency or own.",
        ),
        (
            "chose(later)",
            "`later` is a choice or look in complaint and night",
            "Write `chose(complaint.later)` or `chose(night.later)`.",
        ),
        (
            "lead == 0",
            "`lead` is known only in tests and promises",
            "Conditions in play read meters, facts, `now`, `role`, and what was visited, chosen or happened.",
        ),
        (
            "staff == yes",
            "`staff` is a number, and `yes` is yes or no",
            "Compare what is of one kind, such as `staff > 0`.",
        ),
        ("bells", "`bells` is a number, and a condition is yes or no", "Write `bells > 0`."),
        ("cover", "`cover` is one of none, agency or own, and a condition is yes or no", "Write `cover is own`."),
        (
            "__import__('os')",
            "nothing is asked with `__import__(…)`",
            "What can be asked is `visited(scene)`, `chose(choice)`, `happened(event)`, `share(ending)`, "
            "`min(a, b)` and `max(a, b)`.",
        ),
    ],
)
def test_a_mistake_is_told_in_these_words(text: str, message: str, help: str) -> None:
    error = error_of(text)
    assert (error.message, error.help) == (message, help)
    assert str(error) == message


@pytest.mark.parametrize("text", ["cover", "ending", "cover is own", "ending is held", "cover is ending", "cover < 3"])
def test_a_list_without_words_is_no_trouble(text: str) -> None:
    assert error_of(text, Names(lists={"cover": ()}, finished=True)).code in EXPRESSION_CODES


def test_a_correction_that_would_be_wrong_itself_is_not_shown() -> None:
    assert error_of("told = yes and stafff > 3").help == "Write `is`."
    assert error_of("min(1 2) > 3").help == "Join them with `and`, `or` or a comparison."


def test_a_correction_that_is_too_long_to_read_is_not_shown() -> None:
    assert error_of("told && " + " and ".join(["counted"] * 8)).help == "Write `and`."


def test_what_an_author_wrote_is_shown_on_one_short_line() -> None:
    assert shown("a\n  b") == "`a b`"
    assert shown("a`b") == "`a'b`"
    assert shown("x" * 41) == f"`{'x' * 39}…`"
    assert shown("\x1b[31m") == "`U+001B[31m`"
    assert character_name("\u00a0") == "no-break space"


def test_several_ids_make_a_phrase() -> None:
    assert several([]) == ""
    assert several(["a"]) == "a"
    assert several(["a", "b"], last="or") == "a or b"
    assert several(["a", "b", "c"]) == "a, b and c"
    assert several("abcdefghij") == "a, b, c, d, e, f, g, h … and 2 more"


def test_the_nearest_name_looks_past_case_accents_spaces_and_underscores() -> None:
    assert folded("  Még Known_now ") == "meg-known-now"
    assert nearest("MEG KNOWN", ["meg-known", "meg-leads"]) == "meg-known"
    assert nearest("meg-leeds", ["meg-known", "meg-leads"]) == "meg-leads"
    assert nearest("own", ["Öwn"]) == "Öwn"
    assert nearest("qqq", ["meg-known"]) is None
    assert nearest("x", []) is None
