from pathlib import Path
from typing import Any

from hostile import SHOWN
from paged import is_in, join, paged, phone, vote
from playwright.sync_api import Browser, Locator, Page, expect

from game.group.session.typed import DISSENT_LENGTH, NAME_LENGTH, REASON_LENGTH

WORDS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt; {patients} %s [red]x[/][@click=app.quit]y[/]",
    "\x1b[31mred\x1b]0;t\x07\u202egnp.exe\u2066x",
    "שלום עולם (5)",
)
MADE = "() => [document.scripts.length, document.querySelectorAll('main img, bdi *, blockquote *').length]"


# As people would see it: what is harmful by its number, each run of spaces as one.
def _shown(words: str) -> str:
    whole = "".join(it if it.isprintable() or it in "\u200c\u200d" else f"<U+{ord(it):04X}>" for it in words)
    return " ".join(whole.split())


# As a program does, that minds no limit of the page's.
def _fill_past_the_limit(box: Locator, words: str) -> None:
    box.evaluate("(it) => it.removeAttribute('maxlength')")
    box.fill(words)


def _nothing_ran(page: Page) -> None:
    assert page.evaluate(MADE) == [1, 0]


def test_names_reasons_and_dissent_are_shown_as_words_and_do_nothing(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path, own_names=True) as it, phone(browser) as (_, page), phone(browser, 1100, 900) as (_, desk):
        dialogs: list[Any] = []
        for one in (page, desk):
            one.on("dialog", lambda opened: dialogs.append(opened))
        join(page, it.phone_url)
        desk.goto(it.desk_url)
        page.get_by_text("Another name").click()
        desk.locator("#who-is-here summary").click()
        for words in WORDS:
            page.locator("#own-name").fill(words[:12])
            page.get_by_role("button", name="Use it").click()
            expect(page.locator("#who bdi")).to_have_text(_shown(words[:12]))
            expect(desk.locator("#who-is-here bdi")).to_have_text(_shown(words[:12]))
        it.to_the_vote()
        for words in WORDS:
            vote(page, 0, 1, words)
            expect(desk.locator("#waiting blockquote")).to_have_text(_shown(words))
        it.desk.act("close")
        desk.get_by_role("button", name="Pass it to the wall").click()
        expect(page.locator("#passed blockquote")).to_have_text(_shown(words))
        it.desk.act("decide", choice=it.desk.view()["room"]["decision"]["options"][2]["id"], reason=words)
        for words in WORDS:
            page.locator("#dissent textarea").fill(words)
            page.get_by_role("button", name="Leave it").click()
            expect(desk.locator("#waiting blockquote").last).to_have_text(_shown(words))
        expect(page.locator("#left")).to_have_text("Your sentence is kept. You can change it.")
        for one in (page, desk):
            _nothing_ran(one)
        assert dialogs == []


def test_what_is_too_long_is_refused_and_its_owner_is_told(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path, own_names=True) as it, phone(browser) as (_, page):
        page.goto(it.phone_url)
        long = "w" * 10_000
        door = page.get_by_label("Your name here, or nothing")
        assert door.get_attribute("maxlength") == str(NAME_LENGTH)
        _fill_past_the_limit(door, long)
        page.get_by_role("button", name="Join").click()
        expect(page.locator("#said")).not_to_be_empty()
        door.fill("Ann")
        page.get_by_role("button", name="Join").click()
        expect(page.locator("#who bdi")).to_have_text("Ann")
        expect(page.locator("#said")).to_be_empty()
        it.to_the_vote()
        assert page.locator("#ballot [name=reason]").get_attribute("maxlength") == str(REASON_LENGTH)
        for words in (long, "w" * 20_000):
            vote(page, 0, 1)
            is_in(page)
            _fill_past_the_limit(page.locator("#ballot [name=reason]"), words)
            page.get_by_role("button", name="Send my vote").click()
            expect(page.locator("#voted")).to_have_text("It did not count: the line at the top says why.")
            expect(page.locator("#said")).not_to_be_empty()
        assert {one["reason"] for one in it.votes()} == {""}
        vote(page, 0, 1, "w" * REASON_LENGTH)
        is_in(page)
        expect(page.locator("#said")).to_be_empty()
        it.desk.act("close")
        choice = it.desk.view()["room"]["decision"]["options"][2]["id"]
        it.desk.act("decide", choice=choice, reason="so")
        sentence = page.locator("#dissent textarea")
        assert sentence.get_attribute("maxlength") == str(DISSENT_LENGTH)
        _fill_past_the_limit(sentence, long)
        page.get_by_role("button", name="Leave it").click()
        expect(page.locator("#said")).not_to_be_empty()


def test_words_of_a_single_long_line_widen_neither_page_at_320_pixels(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path, own_names=True) as it, phone(browser, 320) as (_, page), phone(browser, 320) as (_, desk):
        join(page, it.phone_url)
        desk.goto(it.desk_url)
        page.get_by_text("Another name").click()
        page.locator("#own-name").fill("W" * NAME_LENGTH)
        page.get_by_role("button", name="Use it").click()
        expect(page.locator("#who")).to_contain_text("WWW")
        it.to_the_vote()
        vote(page, 0, 1, "W" * REASON_LENGTH)
        it.desk.act("close")
        desk.get_by_role("button", name="Pass it to the wall").click()
        expect(page.locator("#passed blockquote")).to_be_visible()
        desk.get_by_text("Change or remove somebody").click()
        desk.locator("#who-is-here summary").click()
        for one in (page, desk):
            assert one.evaluate("() => document.documentElement.scrollWidth") == 320


def test_every_hostile_text_that_is_short_enough_comes_through_as_a_reason(browser: Browser, tmp_path: Path) -> None:
    texts = [it for it in SHOWN if len(it) <= REASON_LENGTH]
    with paged(tmp_path) as it, phone(browser, 1100, 900) as (_, desk):
        desk.goto(it.desk_url)
        decision = it.to_the_vote()
        for one, words in zip(it.crowd(len(texts)), texts, strict=True):
            choice = decision["votes"]["first"]["options"][0]
            one.act("vote", decision=decision["number"], round="first", choice=choice, sureness=1, reason=words)
        kept = [one["reason"] for one in it.votes() if one["reason"]]
        expect(desk.locator("#waiting blockquote")).to_have_count(len(kept))  # the older ones folded away
        shown = desk.locator("#waiting blockquote").evaluate_all("(all) => all.map((it) => it.textContent)")
        assert shown == kept[::-1]
        _nothing_ran(desk)
