import json
import os
import re
import signal
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from on_the_way import PATIENCE, host_process, proxy
from paged import Paged, Voice, is_in, join, paged, phone, vote
from playwright.sync_api import Browser, Error, Page, expect
from serving import new_session

from game.group.keeping.store import Store
from game.group.keeping.tokens import FACILITATOR
from game.group.service.sessions import let_in

SOON = 5_000
"""Milliseconds: what `group.md` promises for coming back, and for finding a way round a proxy."""
BETWEEN = """([from, to]) => {
  const begun = (part) => performance.getEntriesByType("resource").find((it) => it.name.includes(part)).startTime;
  return begun(to) - begun(from);
}"""


# The milliseconds from a page's first request of one kind to its first of another.
def waited(page: Page, before: str, after: str) -> float:
    return float(page.evaluate(BETWEEN, [before, after]))


def test_behind_proxies_that_hold_streams_back_pages_poll_within_5_seconds(browser: Browser, tmp_path: Path) -> None:
    with ExitStack() as stack:
        proxies = [stack.enter_context(proxy("answers")), stack.enter_context(proxy("bodies"))]
        it = stack.enter_context(paged(tmp_path))
        pages = [stack.enter_context(phone(browser))[1] for _ in proxies]
        for between, page in zip(proxies, pages, strict=True):
            between.target = it.host
            join(page, f"{between.url}/s/{it.kept.code}")
            assert waited(page, "/events", "/poll") < SOON
        it.to_the_vote()
        for page in pages:
            vote(page)
            is_in(page)
        it.desk.act("next")
        for page in pages:
            expect(page.locator("#now")).to_contain_text("Talk now, in the room.")
            expect(page.locator("#status")).to_be_empty()


def test_where_long_polls_are_cut_as_well_pages_poll_every_few_seconds(browser: Browser, tmp_path: Path) -> None:
    with proxy("polls") as between, paged(tmp_path) as it, phone(browser) as (_, page):
        between.target = it.host
        # Every look at the clock is six seconds after the one before: a poll that is cut has waited for long then.
        page.add_init_script("const then = Date.now(); let looks = 0; Date.now = () => then + 6000 * looks++;")
        join(page, f"{between.url}/s/{it.kept.code}")
        for _ in range(2):
            with page.expect_response(re.compile(r"/poll\?wait=0&after=\d+$")):
                pass
        it.to_the_vote()
        vote(page)
        is_in(page)
        it.desk.act("next")
        expect(page.locator("#now")).to_contain_text("Talk now, in the room.")
        expect(page.locator("#status")).to_be_empty()


def test_after_kill_9_between_the_votes_phones_and_desk_are_back_by_themselves_and_no_vote_is_lost_or_twice(
    browser: Browser, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path}/sessions.sqlite"
    with closing(Store.open(database)) as store, ExitStack() as stack:
        kept = new_session(store)
        token = let_in(store, kept, FACILITATOR)
        process, port = stack.enter_context(host_process(tmp_path, database))
        it = Paged(store, kept, f"http://127.0.0.1:{port}", token)
        (_, ann), (_, ben), (_, desk) = (stack.enter_context(phone(browser)) for _ in range(3))
        join(ann, it.phone_url)
        join(ben, it.phone_url)
        desk.goto(it.desk_url)
        it.to_the_vote()
        vote(ann, 0, 3, "Before")
        is_in(ann)
        expect(desk.locator("#votes h2")).to_have_text("First vote: 1 of 2")
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
        for page in (ann, desk):
            expect(page.locator("#status")).to_have_text("Reconnecting. Nothing you sent is lost.")
        vote(ben, 1, 1, "While nobody was there")
        expect(ben.locator("#voted")).to_contain_text("Not sent yet. It is kept here")
        stack.enter_context(host_process(tmp_path, database, port))
        for page in (ann, ben, desk):
            expect(page.locator("#status")).to_be_empty(timeout=SOON)
        is_in(ben)
        expect(ann.locator("#voted")).to_contain_text("Your vote is in")
        expect(desk.locator("#votes h2")).to_have_text("First vote: 2 of 2")
        for _ in range(2):
            desk.locator("#do-next").click()
        for page in (ann, ben):
            vote(page, 2)
            is_in(page)
        desk.locator("#do-next").click()
        expect(desk.locator("#state")).to_contain_text("you decide")
        assert [(it["round"], it["reason"]) for it in it.votes()] == [
            ("first", "Before"), ("first", "While nobody was there"), ("second", ""), ("second", ""),
        ]  # fmt: skip
        assert [it.code for it in store.sessions()] == [kept.code]


def test_a_vote_sent_offline_outlives_a_reload_and_is_sent_once(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (context, page):
        join(page, it.phone_url)
        it.to_the_vote()
        expect(page.locator("#ballot")).to_be_visible()
        context.set_offline(True)
        vote(page, 1, 3, "Offline")
        expect(page.locator("#status")).to_contain_text("Not sent yet")
        assert it.votes() == []
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            page.reload()
        context.set_offline(False)
        page.goto(it.phone_url)
        is_in(page)
        expect(page.locator("#ballot [name=choice]").nth(1)).to_be_checked()
        expect(page.locator("#ballot [name=reason]")).to_have_value("Offline")
        page.reload()
        is_in(page)
        assert [one["reason"] for one in it.votes()] == ["Offline"]


def test_what_is_filled_in_and_not_sent_outlives_a_reload(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        it.to_the_vote()
        page.locator("#ballot [name=choice]").nth(2).check()
        page.locator("#ballot [name=reason]").fill("Half a thou")
        page.reload()
        expect(page.locator("#ballot [name=choice]").nth(2)).to_be_checked()
        expect(page.locator("#ballot [name=reason]")).to_have_value("Half a thou")
        assert it.votes() == []


def test_what_was_filled_in_when_the_vote_closed_is_said_to_be_lost_and_its_reason_kept_for_the_next(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        it.to_the_vote()
        page.locator("#ballot [name=choice]").nth(2).check()
        page.locator("#ballot [name=reason]").fill("Half a thought")
        it.desk.act("close")
        expect(page.locator("#now")).to_contain_text("Not sent: the vote closed. Your line of why is kept")
        page.reload()
        expect(page.locator("#now")).to_contain_text("Not sent: the vote closed.")
        it.desk.act("next")
        expect(page.locator("#ballot [name=reason]")).to_have_value("Half a thought")
        expect(page.locator("#ballot [name=choice]:checked")).to_have_count(0)
        expect(page.locator("#now")).not_to_contain_text("Not sent")
        vote(page, 1, 2, "A  whole\u202ething")  # which the host writes otherwise
        is_in(page)
        it.desk.act("close")
        expect(page.locator("#now")).to_contain_text("The vote is closed.")
        expect(page.locator("#now")).not_to_contain_text("Not sent")


def test_a_vote_that_was_changed_and_not_sent_again_is_said_to_count_as_it_was(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        it.to_the_vote()
        vote(page, 0)
        is_in(page)
        page.locator("#ballot [name=choice]").nth(2).check()
        it.desk.act("close")
        expect(page.locator("#now")).to_contain_text("Not sent: the vote closed. What you sent before counts.")


def test_after_the_close_the_record_stands_without_the_host_and_nothing_is_reconnecting(
    browser: Browser, tmp_path: Path
) -> None:
    with phone(browser) as (_, page), phone(browser) as (_, desk):
        with paged(tmp_path) as it:
            join(page, it.phone_url)
            desk.goto(it.desk_url)
            it.to_the_vote()
            vote(page, 0, 3, "For the record")
            is_in(page)
            _to_the_end(it.desk)
            expect(page.locator("#now")).to_contain_text("Keep your record now: this page works until the host")
            expect(desk.locator("#state")).to_contain_text("Now: the session is closed.")
        for one in (page, desk):
            # It wakes, and does not ask for a host that is gone.
            one.evaluate("() => { const then = Date.now; Date.now = () => then() + 60000; }")
            one.evaluate("() => window.dispatchEvent(new Event('pageshow'))")
            one.evaluate("() => new Promise(requestAnimationFrame)")
            expect(one.locator("#status")).to_be_empty()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Keep it as a file").click()
        assert "(For the record)" in saved.value.path().read_text()


def test_a_vote_after_the_close_is_refused_and_its_owner_is_told_why(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (context, page):
        join(page, it.phone_url)
        it.to_the_vote()
        expect(page.locator("#ballot")).to_be_visible()
        context.set_offline(True)
        vote(page)
        expect(page.locator("#voted")).to_contain_text("Not sent yet")
        it.desk.act("next")
        context.set_offline(False)
        expect(page.locator("#said")).to_have_text("That vote is closed. What you sent last before the close counts.")
        expect(page.locator("#now")).to_contain_text("Talk now, in the room.")
        expect(page.locator("#said")).not_to_be_empty()
        assert it.votes() == []


def test_the_same_post_sent_five_times_counts_once(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        it.to_the_vote()
        with page.expect_request("**/act") as sent:
            vote(page, 1)
        is_in(page)
        again = """async ({ url, headers, body }) => {
          const one = () => fetch(url, { method: "POST", headers, body }).then((it) => it.status);
          return Promise.all([one(), one(), one(), one()]);
        }"""
        posted = {"url": sent.value.url, "headers": sent.value.headers, "body": sent.value.post_data}
        assert page.evaluate(again, posted) == [200] * 4
        assert len(it.votes()) == 1


def test_reconnecting_never_changes_a_vote(browser: Browser, tmp_path: Path) -> None:
    with proxy() as between, paged(tmp_path) as it, phone(browser) as (_, page):
        between.target = it.host
        join(page, f"{between.url}/s/{it.kept.code}")
        it.to_the_vote()
        vote(page, 1)
        is_in(page)
        for here in range(2, 5):
            between.cut()
            it.crowd(1)
            # It is back, and reads again, once it knows who came meanwhile.
            expect(page.locator("#who")).to_contain_text(f"{here} here.", timeout=60_000)
        page.reload()
        is_in(page)
        expect(page.locator("#status")).to_be_empty()
        assert len(it.votes()) == 1
        assert list(it.desk.view()["desk"]["votes"]["first"]["tally"].values()) == [0, 1, 0]


def test_two_tabs_of_one_phone_are_one_person_with_one_vote(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (context, first):
        join(first, it.phone_url)
        second = context.new_page()
        second.goto(it.phone_url)
        expect(second.locator("#who")).to_contain_text(first.locator("#who").inner_text())
        it.to_the_vote()
        first.bring_to_front()
        vote(first, 0)
        is_in(second)
        expect(second.locator("#ballot [name=choice]").nth(0)).to_be_checked()
        context.set_offline(True)
        second.bring_to_front()
        vote(second, 1)
        expect(second.locator("#status")).to_contain_text("Not sent yet")
        context.set_offline(False)
        expect(first.locator("#voted")).to_contain_text(it.desk.view()["room"]["decision"]["options"][2]["text"].rstrip("."))
        room, tally = it.desk.view()["room"], it.desk.view()["desk"]["votes"]["first"]["tally"]
        assert (room["people"]["joined"], list(tally.values())) == (1, [0, 1, 0])


@pytest.mark.parametrize("woken", ["document:visibilitychange", "window:pageshow", "window:online"])
def test_a_phone_that_wakes_opens_its_stream_anew(browser: Browser, tmp_path: Path, woken: str) -> None:
    target, event = woken.split(":")
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        # It slept: nothing has come for longer than a living stream is silent.
        page.evaluate("() => { const then = Date.now; Date.now = () => then() + 60000; }")
        with page.expect_request(re.compile(r"/events\?after=\d+$")):
            page.evaluate(f"() => {target}.dispatchEvent(new Event('{event}'))")
        it.desk.act("next")
        expect(page.locator("#now")).to_contain_text("Before you begin.")
        expect(page.locator("#status")).to_be_empty()


def test_no_byte_that_reaches_a_phone_before_the_split_is_shown_tells_how_others_voted(
    browser: Browser, tmp_path: Path
) -> None:
    with proxy() as between, paged(tmp_path) as it, phone(browser) as (_, page):
        between.target = it.host
        join(page, f"{between.url}/s/{it.kept.code}")
        decision = it.to_the_vote()
        for number, one in enumerate(it.crowd(6)):
            one.act("vote", decision=decision["number"], round="first", choice=decision["votes"]["first"]["options"][2],
                    sureness=3, reason=f"between us {number}")  # fmt: skip
        vote(page, 0, 1, "mine alone")
        is_in(page)
        expect(page.locator("#who")).to_contain_text("7 of 7 have voted.")
        it.desk.act("close")
        expect(page.locator("#now")).to_contain_text("Talk now, in the room.")
        seen = between.seen.decode()
        tallies = re.findall(r'"(?:tally|by_seat|by_sureness|leaders|ahead|waiting|shift)":(.{4})', seen)
        assert set(tallies) == {"null"}
        assert "between us" not in seen and "mine alone" in seen
        assert it.desk_token not in seen
        it.desk.act("reveal", round="first", decision=None)
        expect(page.locator("#passed td").nth(2)).to_have_text("6")
        assert '"tally":{' in between.seen.decode()


def test_somebody_who_is_taken_out_is_told_and_sees_nothing_more(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        [person] = it.desk.view()["desk"]["people"]
        it.desk.act("remove", participant=person["id"])
        expect(page.locator("#said")).to_have_text("You were taken out of this session. Speak to your facilitator.")
        expect(page.locator("#room")).to_have_count(0)
        page.reload()
        expect(page.locator("#said")).to_have_text("The facilitator has closed this session to you.")
        assert it.desk.view()["room"]["people"]["joined"] == 1


def test_a_purged_session_says_so_and_leaves_nothing_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page), phone(browser) as (_, desk):
        join(page, it.phone_url)
        desk.goto(it.desk_url)
        expect(desk.locator("#state")).to_contain_text("1 of 1 here.")
        it.store.purge(it.kept.code)
        for one in (page, desk):
            expect(one.locator("#said")).to_contain_text("This session has been deleted")
            expect(one.locator("#room")).to_have_count(0)
            assert one.evaluate("() => localStorage.length + sessionStorage.length") == 0
        page.reload()
        expect(page.locator("#said")).to_have_text("No session has this code. Look at the wall again.")
        page.get_by_role("link", name="Type another code").click()
        expect(page.get_by_label("The code on the wall")).to_be_visible()


REFUSED = "Object.defineProperty(window, '{}', {{ get() {{ throw new DOMException('no', 'SecurityError'); }} }});"


def test_a_window_that_keeps_nothing_takes_part_all_the_same_and_its_owner_stays_one_person(
    browser: Browser, tmp_path: Path
) -> None:
    with paged(tmp_path) as it, phone(browser) as (context, page):
        context.add_init_script(REFUSED.format("localStorage") + REFUSED.format("sessionStorage"))
        page.goto(it.phone_url)
        expect(page.locator("#joining")).to_contain_text("This browser keeps nothing: leave this tab open")
        page.get_by_role("button", name="Join").click()
        it.to_the_vote()
        expect(page.locator("#ballot")).to_be_visible()
        context.set_offline(True)
        vote(page, 1)
        expect(page.locator("#voted")).to_contain_text("Not sent yet")
        context.set_offline(False)
        is_in(page)
        page.reload()  # the cookie knows who they are
        is_in(page)
        assert it.desk.view()["room"]["people"]["joined"] == len(it.votes()) == 1


def test_a_session_that_is_over_still_gives_everybody_their_record(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        it.to_the_vote()
        vote(page, 0, 3, "For the record")
        is_in(page)
        _to_the_end(it.desk)
        page.reload()
        expect(page.locator("#now")).to_contain_text("The session is closed. Keep your record now")
        with page.expect_download() as saved:
            page.get_by_role("link", name="Keep it as a file").click()
        assert saved.value.suggested_filename == "two-hats-my-record.txt"
        assert "(For the record)" in saved.value.path().read_text()
        _said_over(page)


def _to_the_end(desk: Voice) -> None:
    for _ in range(60):
        seen = desk.view()
        room = seen["room"]
        if room["step"] == "debrief":
            break
        if seen["desk"]["next"]:
            desk.act("next")
        else:
            choice = next(it["id"] for it in room["decision"]["options"] if it["kind"] == "choice" and it["open"])
            desk.act("decide", choice=choice, reason="so")
    desk.act("finish")


# Somebody new finds a closed door.
def _said_over(page: Page) -> None:
    page.context.clear_cookies()
    page.evaluate("() => localStorage.clear()")
    page.reload()
    expect(page.locator("#joining")).to_have_text("This session is over.")


def test_a_captive_portal_that_answers_for_the_host_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        join(page, it.phone_url)
        it.to_the_vote()
        expect(page.locator("#ballot")).to_be_visible()
        page.route("**/act", lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Log in</h1>"))
        vote(page)
        expect(page.locator("#voted")).to_contain_text("Not sent yet")
        page.unroute("**/act")
        page.route("**/act", lambda route: route.fulfill(status=404, content_type="text/html", body="<h1>Gone</h1>"))
        with page.expect_response("**/act"):
            pass
        page.unroute("**/act")
        is_in(page)
        assert len(it.votes()) == 1


def test_the_desk_and_a_phone_in_one_browser_do_not_send_for_each_other(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (context, page):
        join(page, it.phone_url)
        desk = context.new_page()
        desk.goto(it.desk_url)
        it.to_the_vote()
        expect(desk.locator("#state")).to_contain_text("first vote")
        context.set_offline(True)
        page.bring_to_front()
        vote(page)
        expect(page.locator("#voted")).to_contain_text("Not sent yet")
        desk.bring_to_front()
        desk.locator("#pausing").click()
        expect(desk.locator("#status")).to_contain_text("Not sent yet")
        context.set_offline(False)
        is_in(page)
        expect(desk.locator("#state")).to_contain_text("paused")
        kinds = [one.kind for one in it.store.entries(it.kept.id)]
        assert (kinds.count("voted"), kinds.count("paused")) == (1, 1)
        assert json.dumps(desk.evaluate("() => Object.keys(localStorage)")).count("unsent") == 0


def test_the_pages_fetch_nothing_from_elsewhere(browser: Browser, tmp_path: Path) -> None:
    with paged(tmp_path) as it, phone(browser) as (_, page):
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        join(page, it.phone_url)
        page.goto(it.desk_url)
        expect(page.locator("#state")).to_contain_text("here.")
        assert {os.path.commonprefix([one, it.host]) for one in asked} == {it.host}
