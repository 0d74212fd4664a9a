import re
from pathlib import Path

from paged import Paged, join, paged, phone
from playwright.sync_api import Browser, Page, expect


def _open(page: Page, it: Paged) -> None:
    page.goto(it.desk_url)
    expect(page.locator("#state")).to_contain_text("Now: people come in.")


def _cast(it: Paged, choices: str) -> None:
    decision = it.desk.view()["room"]["decision"]
    [(name, ballot)] = [(name, one) for name, one in decision["votes"].items() if one["open"]]
    for number, one in zip(choices, it.crowd(len(choices)), strict=True):
        choice = ballot["options"][int(number)]
        one.act("vote", decision=decision["number"], round=name, choice=choice, sureness=3, reason="")


def test_the_private_link_opens_the_desk_once_is_gone_from_the_address_and_outlives_a_reload(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser) as (context, page):
        _open(page, it)
        assert it.desk_token not in page.url
        page.reload()
        expect(page.locator("#state")).to_contain_text("Now: people come in.")
        page.goto(f"{it.host}/s/{it.kept.code.lower()}/desk")
        expect(page.locator("#state")).to_contain_text("Now: people come in.")
        assert page.url == f"{it.phone_url}/desk"
        [somebody] = it.crowd(1)
        for wrong in ("", f"#{'w' * 32}", f"#{somebody.token}"):
            with phone(browser) as (_, other):
                other.goto(f"{it.phone_url}/desk{wrong}")
                expect(other.locator("#said")).to_contain_text("Open the desk by its private link")
                assert it.kept.code not in other.locator("#room").inner_text()


def test_a_session_is_led_by_the_keyboard_and_focus_stays_where_it_was(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser, 1100, 900) as (_, page):
        _open(page, it)
        page.locator("#do-next").focus()
        for words in ("the prebrief", "the scene", "the first vote"):
            page.keyboard.press("Enter")
            expect(page.locator("#state")).to_contain_text(f"Now: {words}.")
            expect(page.locator("#do-next")).to_be_focused()
        _cast(it, "0112")
        expect(page.locator("#votes td")).to_have_text(["1", "2", "1"])
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text("Now: talk.")
        expect(page.locator("#clock")).to_have_text(re.compile(r"^This step has [23]:\d\d left\.$"))
        page.locator("#pausing").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text("paused")
        expect(page.locator("#clock")).to_contain_text("its clock stands still")
        expect(page.locator("#pausing")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#state")).not_to_contain_text("paused")
        page.locator("#split-first").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#split-first")).to_have_text("Hide the split from the room")
        expect(page.locator("#split-first")).to_be_focused()
        page.locator("#do-next").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text("Now: the second vote.")
        page.keyboard.press("Enter")
        expect(page.locator("#steps")).to_contain_text("4 not in yet: close all the same?")
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text("Now: you decide.")
        expect(page.locator("#do-next")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#deciding [name=choice]:checked")).to_be_focused()
        page.locator("#deciding [name=choice]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Nobody voted again")
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text("Now: those who voted otherwise may write.")
        assert it.desk.view()["room"]["decision"]["decided"]["reason"] == "Nobody voted again"


def test_a_double_click_and_a_key_held_down_take_one_step(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        _open(page, it)
        page.locator("#do-next").dblclick()
        expect(page.locator("#state")).to_contain_text("Now: the prebrief.")
        page.locator("#do-next").focus()
        for _ in range(4):
            page.keyboard.down("Enter")  # the second and later ones repeat
        page.keyboard.up("Enter")
        expect(page.locator("#state")).to_contain_text("Now: the scene.")
        page.locator("#pausing").click()
        expect(page.locator("#state")).to_contain_text("Now: the scene, paused.")


def test_what_is_being_picked_and_typed_stays_while_the_room_changes(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        _open(page, it)
        it.to_the_vote()
        _cast(it, "001")
        it.desk.act("skip")
        picked = page.locator("#deciding [name=choice]")
        expect(picked.nth(0)).to_be_checked()
        picked.nth(2).check()
        page.locator("#deciding input[type=text]").fill("Because of the corr")
        page.locator("#who-is-here summary").click()
        page.get_by_text("Change or remove somebody").click()
        page.locator("#somebody-name").fill("An")
        it.desk.act("remove", participant=it.desk.view()["desk"]["people"][0]["id"])
        it.crowd(2)
        expect(page.locator("#who-is-here li")).to_have_count(4)
        expect(page.locator("#somebody-who option")).to_have_count(5)
        expect(picked.nth(2)).to_be_checked()
        expect(page.locator("#deciding input[type=text]")).to_have_value("Because of the corr")
        expect(page.locator("#somebody-name")).to_be_focused()
        page.keyboard.type("n")
        expect(page.locator("#somebody-name")).to_have_value("Ann")
        for opened in ("#who-is-here", "#about-somebody"):
            expect(page.locator(opened)).to_have_attribute("open", "")


def test_a_list_that_is_open_is_not_shut_by_people_who_come(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        _open(page, it)
        it.crowd(1)
        page.get_by_text("Change or remove somebody").click()
        page.locator("#somebody-who").focus()
        before = page.locator("#somebody-who").element_handle()
        it.crowd(2)
        expect(page.locator("#state")).to_contain_text("3 of 3 here.")
        assert before.evaluate("(it) => it.isConnected")
        page.locator("#somebody-name").focus()
        expect(page.locator("#somebody-who option")).to_have_count(4)


def test_somebody_is_renamed_seated_let_go_and_shut_out(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page), phone(browser) as (_, theirs):
        join(theirs, it.phone_url)
        _open(page, it)
        page.get_by_text("Change or remove somebody").click()
        page.locator("#who-is-here summary").click()

        def pick_and(button: str) -> None:
            page.locator("#somebody-who").select_option(index=1)
            page.get_by_role("button", name=button).click()

        page.locator("#somebody-name").fill("Ann")
        pick_and("Give them this name")
        expect(theirs.locator("#who bdi")).to_have_text("Ann")
        page.locator("#somebody-seat").select_option("Callum Reid")
        pick_and("Give them this seat")
        expect(theirs.locator("#seat h2")).to_have_text("Your seat: Callum Reid")
        pick_and("They have gone: count without them")
        expect(page.locator("#who-is-here li")).to_have_text("Ann, as Callum Reid (gone)")
        pick_and("Shut them out, and their open vote")
        expect(theirs.locator("#said")).to_contain_text("You were taken out")
        expect(page.locator("#who-is-here li")).to_have_count(0)


def test_hands_are_counted_at_the_desk_and_phones_told_that_nobody_joins(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path, hands=True) as it, phone(browser) as (_, page), phone(browser) as (_, theirs):
        theirs.goto(it.phone_url)
        expect(theirs.locator("#joining")).to_contain_text("This room votes by show of hands")
        _open_hands(page, it)
        boxes = page.locator("#votes fieldset input")
        for number, count in enumerate(("4", "0", "7")):
            boxes.nth(number).fill(count)
        page.locator("#count-hands").click()
        expect(page.locator("#votes td")).to_have_text(["4", "0", "7"])


def _open_hands(page: Page, it: Paged) -> None:
    it.to_the_vote()
    page.goto(it.desk_url)
    expect(page.locator("#votes fieldset")).to_be_visible()


def test_a_past_decision_is_taken_otherwise_beside_the_real_line_and_its_split_shown_late(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser, 1100, 900) as (_, page), phone(browser) as (_, theirs):
        join(theirs, it.phone_url)
        it.to_the_vote()
        _cast(it, "01")
        it.desk.act("skip")
        it.desk.act("decide", choice=it.desk.view()["room"]["decision"]["options"][1]["id"], reason="so")
        for _ in range(2):
            it.desk.act("next")
        page.goto(it.desk_url)
        expect(page.locator("#what-if option")).to_have_count(3)
        page.locator("#what-if").select_option(index=1)
        page.locator("#show-what-if").click()
        expect(theirs.locator("#told h3")).to_have_text("What if: decision 1, The keys")
        page.locator("#do-what_if_end").click()
        expect(theirs.locator("#told h3")).to_have_count(0)
        page.get_by_text("Votes of past decisions").click()
        page.locator("#past-1-first").click()
        expect(page.locator("#past-1-first")).to_have_text("Hide the split")
