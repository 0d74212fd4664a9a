from pathlib import Path

from browser import faults_of
from paged import Paged, Voice, join, paged, phone, vote
from playwright.sync_api import Browser, Page, expect

from game.present.facilitating import script


def _cast(it: Paged, crowd: list[Voice], round: str, reason: str = "It is safe") -> None:
    decision = it.desk.view()["room"]["decision"]
    for place, one in enumerate(crowd):
        one.act("vote", decision=decision["number"], round=round, sureness=2, reason=f"{reason} {place // 3}",
                choice=decision["votes"][round]["options"][place % 3])  # fmt: skip


def _in_sight(page: Page, selector: str) -> bool:
    box, size = page.locator(selector).bounding_box(), page.viewport_size
    assert box is not None and size is not None
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_what_comes_next_is_in_sight_however_far_down_the_desk_one_has_read(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, desk):
        crowd = it.crowd(40)
        it.to_the_vote()
        _cast(it, crowd, "first")
        for _ in range(2):
            it.desk.act("next")
        _cast(it, crowd, "second", "We have waited")
        it.desk.act("next")
        for width, height in ((1280, 800), (390, 844), (320, 568)):
            desk.set_viewport_size({"width": width, "height": height})
            desk.goto("about:blank")
            desk.goto(it.desk_url)
            _leads_to_the_decision(desk, height)


def _leads_to_the_decision(desk: Page, height: int) -> None:
    expect(desk.locator("#do-next")).to_have_text("Decide …")
    assert _in_sight(desk, "#do-next")
    desk.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")
    for wanted in ("#do-next", "#pausing", "#blanking"):
        assert _in_sight(desk, wanted), wanted
    # It leaves most of the window to what there is to read, and never hides what it leads to.
    assert desk.locator(".notices").evaluate("(it) => it.offsetHeight") < height / 3
    desk.locator("#do-next").click()
    expect(desk.locator("#deciding [name=choice]").first).to_be_in_viewport()
    top = desk.locator("#deciding").evaluate("(it) => it.getBoundingClientRect().top")
    assert top >= desk.locator(".notices").evaluate("(it) => it.getBoundingClientRect().bottom")
    expect(desk.locator("#deciding [name=choice]:checked, #deciding [name=choice]").first).to_be_focused()


def test_a_vote_that_people_are_not_in_yet_is_closed_only_when_asked_twice(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, desk):
        crowd = it.crowd(3)
        it.to_the_vote()
        desk.goto(it.desk_url)
        _cast(it, crowd[:1], "first")
        expect(desk.locator("#votes h2")).to_have_text("First vote: 1 of 3")
        desk.locator("#do-next").click()
        expect(desk.locator("#steps")).to_contain_text("2 not in yet: close all the same?")
        desk.locator("#wait-for-them").click()
        expect(desk.locator("#steps")).not_to_contain_text("not in yet")
        assert it.desk.view()["room"]["step"] == "first"
        desk.locator("#do-next").click()
        assert faults_of(desk) == []
        _cast(it, crowd[1:2], "first")
        expect(desk.locator("#steps")).to_contain_text("1 not in yet: close all the same?")
        desk.get_by_role("button", name="Close all the same").click()
        expect(desk.locator("#state")).to_contain_text("Now: talk.")


def test_once_everybody_is_in_nothing_is_asked_before_the_close(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, desk):
        crowd = it.crowd(2)
        it.to_the_vote()
        desk.goto(it.desk_url)
        desk.locator("#do-next").click()
        expect(desk.locator("#steps")).to_contain_text("2 not in yet")
        _cast(it, crowd, "first")
        expect(desk.locator("#steps")).not_to_contain_text("not in yet")
        desk.locator("#do-next").click()
        expect(desk.locator("#state")).to_contain_text("Now: talk.")


def test_waiting_words_are_by_kind_equal_ones_once_and_the_older_ones_folded(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser, 1280, 800) as (_, desk):
        crowd = it.crowd(24)
        it.to_the_vote()
        _cast(it, crowd, "first")
        it.desk.act("close")
        desk.goto(it.desk_url)
        expect(desk.locator("#waiting h3")).to_have_text("Reasons (8, the latest first)")
        expect(desk.locator("#waiting blockquote:visible")).to_have_count(5)
        expect(desk.locator("#waiting blockquote").first).to_have_text("It is safe 7")
        expect(desk.locator("#waiting .words").first).to_contain_text("3 people wrote it")
        desk.get_by_text("3 older").click()
        expect(desk.locator("#waiting blockquote:visible")).to_have_count(8)
        desk.locator("#waiting button").first.click()
        expect(desk.locator("#waiting .words").first).to_contain_text("On the wall")
        expect(desk.locator("#waiting h3")).to_have_text("Reasons (7, the latest first)")
        it.desk.act("skip")
        decision = it.desk.view()["room"]["decision"]
        it.desk.act("decide", choice=decision["options"][-1]["id"], reason="so")
        [unheard] = [one for one in crowd[:3] if "dissent" in one.view()["you"]["may"]][:1]
        unheard.act("dissent", decision=1, words="He will be off again")
        expect(desk.locator("#waiting h3").first).to_have_text("Those who voted otherwise wrote (1)")
        expect(desk.locator("#waiting-reason summary").first).to_have_text("Reasons (7)")
        button = desk.locator("#waiting").get_by_role("button", name="Pass it to the wall").first
        expect(button).to_have_accessible_description("He will be off again")


def _to_the_debrief(it: Paged) -> None:
    desk = it.desk
    for _ in range(60):
        seen = desk.view()
        if seen["room"]["step"] == "debrief":
            return
        if seen["desk"]["next"]:
            desk.act("next")
        else:
            options = seen["room"]["decision"]["options"]
            choice = next(one["id"] for one in options if one["kind"] == "choice" and one["open"])
            desk.act("decide", choice=choice, reason="so")
    raise AssertionError("no debrief")


def test_the_desk_counts_what_people_would_keep_or_change_and_who_sees_a_finding_otherwise(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser, 390, 844) as (_, desk), phone(browser) as (_, theirs):
        join(theirs, it.phone_url)
        crowd = it.crowd(4)
        _to_the_debrief(it)
        it.desk.act("phase", phase="my_view")
        for one in crowd:
            one.act("my_view", same=1, change=2, counts={}, keep="", differently="")
        desk.goto(it.desk_url)
        expect(desk.locator("#debrief")).to_contain_text("once 5 have answered")
        theirs.locator("#same").select_option("2")
        theirs.locator("#to-keep").fill("We asked first")
        theirs.locator("#keep").click()
        expect(desk.locator("#debrief tbody tr").nth(0)).to_have_text("1. The keys40")
        expect(desk.locator("#debrief tbody tr").nth(1)).to_have_text("2. Bed 614")
        assert "We asked first" not in str(it.desk.view())
        theirs.get_by_text("Read it here").click()
        expect(theirs.locator("#own-record")).to_contain_text("What to keep: We asked first")
        it.desk.act("phase", phase="analysis")
        theirs.locator("#otherwise-1").check()
        expect(desk.locator("#findings li").first).to_contain_text("(1 of 5 sees it otherwise)")
        expect(theirs.locator("#debrief")).not_to_contain_text("sees it otherwise")
        desk.locator("#judging").click()
        expect(theirs.locator("#debrief")).to_contain_text("1 of 5 sees it otherwise.")


def test_the_next_finding_then_the_summary_and_then_the_close_are_the_main_step(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser, 1280, 800) as (_, desk):
        it.crowd(1)
        _to_the_debrief(it)
        it.desk.act("phase", phase="analysis")
        many = it.desk.view()["room"]["debrief"]["of"]
        desk.goto(it.desk_url)
        for _ in range(many - 1):
            expect(desk.locator("#do-next")).to_have_text("Next: the finding after this")
            desk.locator("#do-next").click()
        expect(desk.locator("#do-next")).to_have_text("Next: Go to the summary")
        desk.locator("#do-next").click()
        expect(desk.locator("#do-next")).to_have_text("Close the session …")
        desk.locator("#do-next").focus()
        desk.keyboard.press("Enter")
        expect(desk.locator("#do-finish")).to_be_focused()
        assert it.desk.view()["room"]["step"] == "debrief"
        desk.keyboard.press("Enter")
        expect(desk.locator("#state")).to_contain_text("Now: the session is closed.")
        expect(desk.locator("#do-next")).to_have_count(0)
        expect(desk.locator("#ending")).to_contain_text("twohats session report")


def test_the_prebrief_is_there_to_read_aloud_and_each_phase_of_the_debrief_has_its_minutes(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, desk):
        it.crowd(1)
        desk.goto(it.desk_url)
        desk.locator("#do-next").click()
        for words in script(own_names=False):
            expect(desk.locator("#notes")).to_contain_text(words)
        _to_the_debrief(it)
        expect(desk.locator("#notes")).to_be_empty()
        expect(desk.locator("#debrief")).to_contain_text("About 4 minutes. One word each")
        it.desk.act("phase", phase="description")
        expect(desk.locator("#debrief")).to_contain_text("About 5 minutes. Step through the decisions")
        expect(desk.locator("#prompts li").first).to_have_text("Whose voice is not in the four plans?")


def test_what_to_do_now_stays_in_sight_on_a_phone_that_has_read_on(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser, 375, 700) as (_, theirs):
        join(theirs, it.phone_url)
        it.to_the_vote()
        theirs.get_by_role("button", name="Send my vote").scroll_into_view_if_needed()
        expect(theirs.locator("#now")).to_be_in_viewport()
        theirs.get_by_role("link", name="To your vote").click()
        theirs.keyboard.press("Tab")
        theirs.keyboard.press("Space")
        picked = theirs.locator("#ballot [name=choice]:checked")
        expect(picked).to_be_focused()
        below = theirs.locator("#now").evaluate("(it) => it.getBoundingClientRect().bottom")
        box = picked.bounding_box()
        assert box is not None and box["y"] >= below


def test_the_author_s_notes_are_in_plain_words(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, desk):
        it.to_the_vote()
        desk.goto(it.desk_url)
        expect(desk.locator("#notes")).to_contain_text("Nobody has the answer yet.")
        words = desk.locator("#notes").inner_text().lower()
        assert not [it for it in ("tame", "wicked", "critical") if it in words]


def test_a_facilitator_who_decides_against_most_votes_is_told_so_with_the_reason_on_phone_and_desk(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, theirs), phone(browser) as (_, desk):
        join(theirs, it.phone_url)
        desk.goto(it.desk_url)
        it.to_the_vote()
        vote(theirs, 0)
        it.desk.act("skip")
        choice = it.desk.view()["room"]["decision"]["options"][2]["id"]
        it.desk.act("decide", choice=choice, reason="We have <b>Dawn</b>")
        for page in (theirs, desk):
            for words in ("Most had voted for something else.", "Because: We have <b>Dawn</b>"):
                expect(page.locator("#told")).to_contain_text(words)
        it.desk.act("next")
        expect(theirs.locator("#now")).to_contain_text("What came of it.")
        expect(theirs.locator("#told")).to_contain_text("Because: We have <b>Dawn</b>")
