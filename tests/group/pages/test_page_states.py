from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import faults_of
from paged import Paged, Voice, is_in, join, paged, phone, vote
from playwright.sync_api import Browser, Page, expect

STATES = {
    "lobby": ("You are in.", "Now: people come in."),
    "prebrief": ("Before you begin.", "Now: the prebrief."),
    "scene": ("Read.", "Now: the scene."),
    "first": ("Your vote is in", "First vote: 7 of 7"),
    "talk": ("Talk now, in the room.", "Now: talk."),
    "second": ("Your vote is in", "Second vote: 7 of 7"),
    "deciding": ("The vote is closed.", "Now: you decide."),
    "dissent": ("You voted otherwise.", "Now: those who voted otherwise may write."),
    "consequence": ("What came of it.", "Now: what came of it."),
    "ending": ("Take a moment.", "Now: the ending."),
    "reactions": ("How was that?", "Debrief: the reactions"),
    "description": ("You chose", "Debrief: what happened, 1 of"),
    "my_view": ("What to keep", "Debrief: everyone's own view"),
    "analysis": ("I see it otherwise", "Debrief: the findings, 1 of"),
    "summary": ("For yourself: no report holds it", "What the group will do"),
    "closed": ("Keep your record now", "Now: the session is closed."),
}
"""By step and phase: words of the phone and of the desk, by which a test knows that they are there."""
NARROW, HIGH = 320, 256
"""CSS pixels: a small phone, and a 1280 by 1024 screen at 400% zoom."""


# What is wrong with a page as it stands: by axe in light and in dark, too wide for 320 pixels, or moving.
def _faults(page: Page) -> list[str]:
    page.emulate_media(color_scheme="light")
    found = faults_of(page)
    page.emulate_media(color_scheme="dark")
    found += [f"in the dark: {it}" for it in faults_of(page, "color-contrast", "link-in-text-block")]
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    moving = page.evaluate("() => document.getAnimations().length")
    small = page.locator("button:visible, input[type=text]:visible, select:visible, summary:visible").evaluate_all(
        "(all) => all.filter((it) => it.getBoundingClientRect().height < 24).map((it) => it.outerHTML)"
    )
    return [*found, *([f"{wide} wide"] if wide > NARROW else []), *(["it moves"] if moving else []), *small]


# Each state of a session in turn, the facilitator's steps taken over HTTP.
def _states(it: Paged, page: Page, crowd: list[Voice]) -> Iterator[str]:
    desk, voted = it.desk, False
    while True:
        seen = desk.view()
        room, step = seen["room"], seen["room"]["step"]
        if step in ("first", "second") and voted:
            desk.act("close")  # once is enough
            continue
        if step in ("first", "second"):
            voted = step == "second"
            options = room["decision"]["votes"][step]["options"]
            for number, one in enumerate(crowd):
                one.act("vote", decision=room["decision"]["number"], round=step, sureness=1 + number % 3,
                        choice=options[number % 2], reason=f"Reason {number}")  # fmt: skip
            vote(page, 2, 3, "Mine")
            is_in(page)
        yield room["debrief"]["phase"] if room["debrief"] and step == "debrief" else step
        if step == "closed":
            return
        if step == "talk" and not voted:
            desk.act("reveal", round="first", decision=None)
            desk.act("pass", item=seen["desk"]["waiting"][0]["item"])
        if room["debrief"] and room["debrief"]["phase"] == "summary":
            desk.act("finish")
        elif seen["desk"]["next"]:
            desk.act("next")
        else:
            choice = next(one["id"] for one in room["decision"]["options"] if one["kind"] == "choice" and one["open"])
            desk.act("decide", choice=choice, reason="so")
        if (debrief := desk.view()["room"]["debrief"]) and debrief["phase"] in ("description", "analysis"):
            desk.act("turn", number=1)


def test_axe_finds_nothing_in_any_state_of_phone_and_desk_nor_are_they_too_wide_or_moving(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser, NARROW, HIGH) as (_, page), phone(browser, NARROW, HIGH) as (_, desk):
        page.goto(it.phone_url)
        expect(page.get_by_role("button", name="Join")).to_be_visible()
        assert _faults(page) == []
        join(page, it.phone_url)
        desk.goto(it.desk_url)
        seen = []
        for state in _states(it, page, it.crowd(6)):
            if state in seen:
                continue
            seen.append(state)
            for one, words in zip((page, desk), STATES[state], strict=True):
                expect(one.locator("body")).to_contain_text(words)
            assert (state, _faults(page), _faults(desk)) == (state, [], [])
        assert seen == list(STATES)


@pytest.mark.parametrize("path", ["", "/nothing-here"])
def test_axe_finds_nothing_where_a_code_is_asked_for(browser: Browser, tmp_path: Path, path: str) -> None:
    with paged(tmp_path) as it, phone(browser, NARROW, HIGH) as (_, page):
        page.goto(it.host + path)
        assert _faults(page) == []
        page.get_by_label("The code on the wall").fill(f" {it.kept.code.lower()[:3]} {it.kept.code[3:]}")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=f"Join session {it.kept.code}")).to_be_visible()


def test_axe_finds_nothing_where_the_host_is_away_the_link_is_wrong_or_somebody_is_shut_out(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser, NARROW) as (context, page), phone(browser, NARROW) as (_, desk):
        join(page, it.phone_url)
        it.to_the_vote()
        expect(page.locator("#ballot")).to_be_visible()
        context.set_offline(True)
        vote(page)
        expect(page.locator("#status")).to_contain_text("Not sent yet")
        assert _faults(page) == []
        context.set_offline(False)
        is_in(page)
        it.desk.act("remove", participant=it.desk.view()["desk"]["people"][0]["id"])
        expect(page.locator("#said")).to_contain_text("taken out")
        assert _faults(page) == []
        desk.goto(f"{it.phone_url}/desk")
        expect(desk.locator("#said")).to_contain_text("Open the desk by its private link")
        assert _faults(desk) == []


def test_a_whole_decision_is_taken_part_in_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser, NARROW, HIGH) as (_, page):
        page.goto(it.phone_url)
        expect(page.get_by_role("button", name="Join")).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        it.to_the_vote()
        expect(page.get_by_role("link", name="To your vote")).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # to the ballot, past the story
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")  # the second choice
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # a guess
        page.keyboard.press("Tab")
        page.keyboard.type("By hand")
        page.keyboard.press("Enter")
        is_in(page)
        [cast] = it.votes()
        options = it.desk.view()["room"]["decision"]["votes"]["first"]["options"]
        assert (cast["choice"], cast["sureness"], cast["reason"]) == (options[1], 1, "By hand")
        expect(page.locator("#ballot [name=reason]")).to_be_focused()


def test_what_is_read_out_does_not_change_while_others_come_and_vote(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        decision = it.to_the_vote()
        expect(page.locator("#now")).to_contain_text("The first vote.")
        page.evaluate("""() => {
          window.heard = 0;
          const watch = new MutationObserver((all) => { window.heard += all.length; });
          for (const it of document.querySelectorAll("[aria-live], [role=status], [role=alert]"))
            watch.observe(it, { childList: true, subtree: true, characterData: true });
        }""")
        for one in it.crowd(3):
            one.act("vote", decision=decision["number"], round="first", choice=decision["votes"]["first"]["options"][0],
                    sureness=1, reason="")  # fmt: skip
        expect(page.locator("#who")).to_contain_text("4 here. 3 of 4 have voted.")
        assert page.evaluate("() => window.heard") == 0
        it.desk.act("next")
        expect(page.locator("#now")).to_contain_text("Talk now, in the room.")
        assert page.evaluate("() => window.heard") > 0
