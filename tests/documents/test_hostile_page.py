from html.parser import HTMLParser

from generating import Tree, as_yaml, plays, scenario_of, trees
from hostile import TEXTS, came_through, harmful_in, hostile_words
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from game.documents.debriefs import debrief_document
from game.findings.reflections import Reflections

TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "section", "dl", "dt", "dd",
    "footer", "svg", "desc", "g", "line", "path", "polyline", "circle", "text", "rect", "tspan",
}  # fmt: skip


class Page(HTMLParser):
    """What a reader of the page sees, and the tags that hold it."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


# A file of such words is long, and making it smaller step by step would take minutes.
@settings(deadline=None, max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(trees(), st.integers(0, len(TEXTS) - 1), st.data())
def test_hostile_texts_stand_on_the_page_and_make_no_part_of_it(tree: Tree, first: int, data: st.DataObject) -> None:
    play = data.draw(plays(scenario_of(as_yaml(tree, hostile_words(first)))))
    document = debrief_document(play, Reflections(), "html")
    page = Page(document)
    assert page.tags <= TAGS
    assert not harmful_in(document)
    assert came_through(page.text, first, shown=True)
