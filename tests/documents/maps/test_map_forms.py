import csv
import io
import re
from html.parser import HTMLParser

import pytest
from generating import Tree, as_yaml, scenario_of, scenarios, trees
from hostile import TEXTS, came_through, harmful_in, hostile_words
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from game.documents.maps.documents import FORMS, Form, map_document
from game.documents.maps.graph import drawing_of
from game.documents.maps.making import around, map_of
from game.documents.maps.table import COLUMNS
from game.language.library import find_scenario
from game.language.loading import load
from game.present.glyphs import ASCII, UNICODE
from game.present.text import width
from game.scenario.story import Scenario

FIRST_SHIFT = load(find_scenario("first-shift"))
TAGS = {
    "html", "head", "meta", "nav", "title", "style", "body", "header", "main", "section", "h1", "h2", "h3", "p", "div",
    "ul", "ol", "li", "a", "span", "strong", "code", "label", "input",
}  # fmt: skip
MERMAID_TEXT = r'"[\w .,?!\'()<>#;\u200c\u200d\ufe0f-]*"'
MERMAID_LINES = [
    re.compile(r"flowchart TD"),
    re.compile(rf"    n\d+(\(\[|\[|\(|\{{\{{|\(\(){MERMAID_TEXT}(\]\)|\]|\)|\}}\}}|\)\))"),
    re.compile(rf"    n\d+ (-->|-\.->)(\|{MERMAID_TEXT}\|)? n\d+"),
    re.compile(r"    style n\d+ [a-z-]+: [\w ]+"),
]
DOT_TEXT = r'"(?:[^"\\]|\\\\|\\"|\\n|\\l)*"'
DOT_LINES = [
    re.compile(rf"digraph {DOT_TEXT} \{{"),
    re.compile(r"    (node|edge) \[.*\]"),
    re.compile(rf'    n\d+ \[label={DOT_TEXT}, shape=\w+(, style="[\w,]*")?\]'),
    re.compile(rf"    n\d+ -> n\d+ \[(label={DOT_TEXT})?(, )?(style=dashed, constraint=false)?\]"),
    re.compile(r"\}"),
]
hostile = st.tuples(trees(), st.integers(0, len(TEXTS) - 1))
# A file of such words is long, and making it smaller step by step would take minutes.
quickly = settings(deadline=None, max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def hostile_scenario(drawn: tuple[Tree, int]) -> Scenario:
    tree, first = drawn
    return scenario_of(as_yaml(tree, hostile_words(first)))


class Page(HTMLParser):
    """A page's tags, anchors, links and words; raises AssertionError where an element is closed out of turn."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.text = ""
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "input"):
            self.open.append(tag)
        for name, value in attrs:
            assert name in ("lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "type")
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.add(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def rows_of(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline=""), strict=True))


@settings(deadline=None, max_examples=10)
@given(scenarios)
@pytest.mark.parametrize("form", FORMS)
def test_every_scene_choice_event_and_ending_is_in_every_form(form: Form, scenario: Scenario) -> None:
    document = map_document(map_of(scenario), form, UNICODE)
    document = document.replace("\\n", "\n").replace("\\l", "\n") if form == "dot" else document
    ids = [choice.id for scene in scenario.scenes.values() for choice in scene.choices]
    ids += [event.id for event in scenario.events] + [ending.id for ending in scenario.endings]
    ids += list(scenario.scenes)
    if form == "csv":  # where what tells nothing has no words to review
        tells = {it["id"].rpartition(".")[2] for it in rows_of(document)}
        silent = {event.id for event in scenario.events if not (event.happening.text or event.happening.because)}
        assert set(ids) - silent <= tells
    else:
        assert all(re.search(rf"(?<![\w-]){id}(?![\w-])", document) for id in ids)


@settings(deadline=None, max_examples=10)
@given(scenarios)
def test_an_outline_fits_80_columns(scenario: Scenario) -> None:
    for glyphs in (UNICODE, ASCII):
        outline = map_document(map_of(scenario), "text", glyphs)
        assert max(width(line) for line in outline.splitlines()) <= 80
    assert outline.isascii()


def test_an_outline_says_what_leads_where_and_how_much_there_is_to_read() -> None:
    outline = map_document(map_of(FIRST_SHIFT), "text", UNICODE)
    for line in (
        "3 scenes, 3 decisions, 9 choices, 1 look, 1 event, 4 endings",
        "bed-six  Bed 6",
        "from: keys (sitter, hold-back, swipe)",
        "❯ swipe › bed-six; command; 3 hours; ↩ after 5 hours",
        "comes back here: keys.sitter and keys.hold-back",
        "words in an option: shortest hold-back (13), longest sitter (15)",
        "doors: Five o'clock, doors, if trust >= 50 and grip >= 50",
    ):
        assert f"  {line}\n" in outline or f"\n{line}\n" in outline
    assert re.search(r"A play reads \d+ to \d+ words of [\d,]+", outline)
    assert re.search(r"Reading age 1\d, by FORCAST", outline)


@settings(deadline=None, max_examples=10)
@given(scenarios, st.data())
def test_drawings_hold_every_way_and_nothing_that_is_no_drawing(scenario: Scenario, data: st.DataObject) -> None:
    whole = map_of(scenario)
    part = around(whole, data.draw(st.sampled_from(sorted(whole.places))))
    for it in (whole, part):
        drawing = drawing_of(it)
        keys = {box.key for box in drawing.boxes}
        assert len(keys) == len(drawing.boxes)
        assert {end for arrow in drawing.arrows for end in (arrow.source, arrow.target)} <= keys
        for form, patterns in (("mermaid", MERMAID_LINES), ("dot", DOT_LINES)):
            lines = map_document(it, form, UNICODE).splitlines()  # type: ignore[arg-type]
            assert all(any(pattern.fullmatch(line) for pattern in patterns) for line in lines)
    targets = {(way.scene, way.target) for way in whole.ways if way.kind in ("choice", "passage")}
    assert sum(not arrow.comes_back for arrow in drawing_of(whole).arrows) >= len(targets)


def test_a_neighbourhood_is_drawn_without_the_rest() -> None:
    drawing = drawing_of(around(map_of(FIRST_SHIFT), "bags"))
    scenes = [box.lines[0] for box in drawing.boxes if box.kind == "decision"]
    assert sorted(scenes) == ["Bed 6", "Noon"]
    assert not [box for box in drawing.boxes if box.kind in ("ending", "start")]


@settings(deadline=None, max_examples=10)
@given(scenarios)
def test_every_link_of_the_page_leads_to_one_place_in_it(scenario: Scenario) -> None:
    document = map_document(map_of(scenario), "html", UNICODE)
    page = Page(document)
    assert page.open == []
    assert page.tags <= TAGS
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {f"#scene-{id}" for id in scenario.scenes} <= page.links
    assert not re.search(r"""src\s*=|url\s*\(|@import|<script""", document)


@quickly
@given(hostile)
def test_hostile_words_stand_on_the_page_and_make_no_part_of_it(drawn: tuple[Tree, int]) -> None:
    document = map_document(map_of(hostile_scenario(drawn)), "html", UNICODE)
    page = Page(document)
    assert page.tags <= TAGS
    assert not harmful_in(document)
    assert came_through(page.text, drawn[1], shown=True)


@quickly
@given(hostile)
def test_hostile_words_draw_nothing_and_act_on_no_terminal(drawn: tuple[Tree, int]) -> None:
    found = map_of(hostile_scenario(drawn))
    mermaid, dot, text = (map_document(found, form, UNICODE) for form in ("mermaid", "dot", "text"))
    assert not harmful_in(mermaid + dot + text)
    assert all(any(pattern.fullmatch(line) for pattern in MERMAID_LINES) for line in mermaid.splitlines())
    assert all(any(pattern.fullmatch(line) for pattern in DOT_LINES) for line in dot.splitlines())
    assert max(width(line) for line in text.splitlines()) <= 80


@quickly
@given(hostile)
def test_hostile_words_stay_in_their_cells(drawn: tuple[Tree, int]) -> None:
    found = map_of(hostile_scenario(drawn))
    table = map_document(found, "csv", UNICODE)
    rows = rows_of(table)
    assert [it["text"] for it in rows] == [it.text for it in found.pieces]
    assert not harmful_in(table.replace("\r\n", "\n"))
    assert came_through("\n".join(it["text"] for it in rows), drawn[1], shown=True)


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1"])
def test_no_cell_begins_a_formula(begin: str) -> None:
    tree = {"two_hats": 1, "title": begin, "summary": "Plain.", "brief": begin, "clock": {"unit": "week", "starts": 1}}
    tree |= {"meters": {"patients": {"name": "P", "start": 1}}, "start": "one", "cast": {"amara": {"name": begin}}}
    tree |= {"scenes": {"one": {"text": [{"amara": begin}], "goto": "end"}}}
    tree |= {"endings": [{"id": "done", "title": "Done", "text": "Done."}]}
    rows = rows_of(map_document(map_of(scenario_of(as_yaml(tree))), "csv", UNICODE))
    marked = [cell for row in rows for cell in row.values() if cell.endswith(begin.strip())]
    assert len(marked) == 5  # title, brief, name, and a line with its speaker
    assert all(cell == f"'{begin}" for cell in marked)


def test_a_row_says_where_its_words_stand_who_says_them_and_when_they_are_read() -> None:
    table = map_document(map_of(FIRST_SHIFT), "csv", UNICODE)
    assert table.startswith(",".join(COLUMNS) + "\r\n") and table.count("\r\n") == table.count("\n")
    rows = {it["text"]: it for it in rows_of(table)}
    assert rows["Friday was the doors."] | {"number": ""} == {
        "number": "", "scene": "keys", "kind": "reply", "id": "keys.hold-back", "speaker": "Joseph Mensah",
        "read": "in the play", "condition": "", "text": "Friday was the doors.", "words": "4", "reading age": "",
    }  # fmt: skip
    shown = rows["If he is seeing to doors, there are forty of them out there."]
    assert (shown["scene"], shown["kind"], shown["condition"]) == ("bed-six", "text", "if knowing == 1")
    assert rows["Whose voice is not in the four plans?"]["read"] == "by the facilitator"


def test_a_page_links_to_events_only_where_something_happens_by_itself() -> None:
    assert 'href="#events"' in map_document(map_of(FIRST_SHIFT), "html", UNICODE)
    alone = scenario_of(
        "two_hats: 1\ntitle: T\nsummary: S.\nbrief: B.\nclock: {unit: day}\nmeters: {care: {name: Care, start: 50}}\n"
        "start: one\nscenes: {one: {text: One., goto: end}}\nendings: [{id: over, title: Over, text: O.}]\n"
    )
    assert "#events" not in map_document(map_of(alone), "html", UNICODE)


def test_a_number_is_never_on_another_line_than_its_unit() -> None:
    for name in ("first-shift", "acting-up"):
        outline = map_document(map_of(load(find_scenario(name))), "text", UNICODE)
        assert not re.search(r"\d\n +(s|min|words?)\b", outline)
