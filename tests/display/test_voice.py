"""The hall's voice in real browsers, in front of the real server, by real engines."""

from contextlib import closing
from functools import partial
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.display.centre import quickly
from tests.display.listening import Board
from tests.waiting import wait_until
from tests.web.sockets import Socket

TEN = {
    "01": "TT", "02": "XD", "04": "TNMT-DD", "06": "KHĐT", "07": "GTVT-LX",
    "10": "YT", "11": "CT", "12": "NV", "13": "TTTT", "14": "VHTTDL",
}  # fmt: skip


def briefly(settings):
    """Every call is said once, quickly, in few words, without a chime."""
    quickly(settings)
    voice = settings["voice"]
    voice.update(chime=False)
    voice["sentences"]["vi"]["call"] = "Mời {number}, quầy {counter}."
    voice["loudspeakers"]["tang1"]["mute"] = True


def with_chime(settings):
    """Every call is said twice after the chime, in few words."""
    briefly(settings)
    settings["voice"].update(chime=True, repeats=2, between_ms=100)


@pytest.fixture(scope="module")
def screen(browser):
    """A page of a browser of its own, like a screen in the hall."""
    contexts = []

    def make(**options):
        contexts.append(browser.new_context(locale="vi-VN", reduced_motion="reduce", **options))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def brief(new_centre, tmp_path_factory):
    centre = new_centre(tmp_path_factory.mktemp("brief"), briefly)
    centre.open(*TEN)
    yield centre
    centre.stop()


@pytest.fixture(scope="module")
def chiming(new_centre, tmp_path_factory):
    centre = new_centre(tmp_path_factory.mktemp("chiming"), with_chime)
    centre.open("02", "03")
    yield centre
    centre.stop()


@pytest.fixture(scope="module")
def first(chiming, screen):
    """The board that is heard in the second centre."""
    return Board(screen(), chiming).leads()


@pytest.fixture(scope="module")
def only(brief, screen):
    """The board that is heard in the first centre."""
    return Board(screen(), brief).leads()


def test_ten_calls_in_one_second_are_spoken_in_order_and_never_at_once(brief, only):
    board = only
    for service in TEN.values():
        brief.issue(service)
    called = [brief.at(counter, "finish-and-call-next")["ticket"]["number"] for counter in TEN]
    calls = {call["number"]: call["seq"] for call in brief.board("tret").json["calls"]}
    reports, spoken = board.first_reports(10), board.heard()
    assert [each["line"] for each in reports] == [f"tret.{calls[number]}.vi" for number in called]
    assert {each["result"] for each in reports} == {"played"}
    assert len(spoken) == 10
    assert all(before["to"] <= after["from"] for before, after in pairwise(spoken))
    assert all(said["to"] <= each["at"] for said, each in zip(spoken, reports, strict=True))


@pytest.mark.parametrize("how", ["close", "suspend"])
def test_a_board_whose_sound_went_away_is_heard_with_the_next_call(brief, only, how):
    only.forget().disturb(how)
    brief.serve_next("02", "XD")
    assert only.results(1) == ["played"]
    assert len(only.heard()) == 1


def test_a_board_that_cannot_sound_any_more_leaves_it_to_another_or_the_guide_is_told(
    brief, only, screen
):
    only.forget().lose_sound()
    told = partial(unheard_of, brief)
    wait_until("the guide is told", lambda: told() == ["broken"])
    Board(screen(), brief).leads()
    wait_until("the guide is calm", lambda: told() == [])
    only.page.evaluate("() => { window.noSound = false; }")


def unheard_of(centre):
    with closing(Socket(centre.url, "/guide", token=centre.server.tokens["api"])) as guide:
        return [each["cause"] for each in guide.view()["voice"]["unheard"]]


def test_muted_loudspeakers_are_silent_and_calls_are_shown(brief, screen):
    board = Board(screen(), brief, zone="tang1")
    brief.open("23")
    number = brief.serve_next("23", "LĐTBXH")
    expect(board.page.locator(".call[data-seq] .no")).to_have_text(number)
    assert brief.board("tang1").json["announcements"] == []
    assert board.heard() == []


def test_a_call_has_its_chime_once_and_is_said_twice(chiming, first):
    chiming.serve_next("02", "XD")
    assert first.results(1) == ["played"]
    assert first.chimes == 1
    said, again = first.heard()
    assert first.heard("tone")[0]["from"] < said["from"] < said["to"] <= again["from"]


def test_a_call_stays_large_until_it_was_said_and_the_next_is_in_the_list_meanwhile(chiming, first):
    first.forget()
    before, after = (chiming.serve_next(counter, "XD") for counter in ("02", "03"))
    first.is_saying()
    large, list_ = first.page.locator(".call[data-seq] .no"), first.page.locator(".list .n")
    expect(large).to_have_text(before)
    expect(list_.first).to_have_text(after)
    expect(large).to_have_text(after)
    assert first.results(1) == ["played"]
    expect(list_.first).to_have_text(before)
    first.reports(2)


def test_whoever_has_come_is_not_called_once_more(chiming, first):
    first.forget()
    chiming.serve_next("02", "XD")
    first.is_saying()
    chiming.at("02", "start")
    first.reports(1)
    assert len(first.heard()) == 1


def test_what_was_said_is_not_said_again_after_a_restart_of_the_server(chiming, first):
    first.forget()
    number = chiming.serve_next("03", "XD")
    (seq,) = [
        call["seq"] for call in chiming.board("tret").json["calls"] if call["number"] == number
    ]
    line = f"tret.{seq}.vi"
    first.count_reports(line)
    wait_until("the server knows", lambda: line not in listed(chiming))
    said, reported = len(first.heard()), first.count_reports(line)
    chiming.server.restart()
    first.count_reports(line, more_than=reported)
    wait_until("the server knows again", lambda: line not in listed(chiming))
    assert len(first.heard()) == said


def test_a_server_that_cannot_say_who_is_heard_for_a_moment_silences_nobody(chiming, first):
    first.leads().forget()
    page, asked = first.page, "**/lease"
    page.route(asked, lambda route: route.fulfill(status=503, json={"error": "cannot_store"}))
    with page.expect_response(lambda answer: answer.status == 503):
        pass
    chiming.serve_next("02", "XD")
    first.is_saying()
    page.unroute(asked)
    assert first.results(1) == ["played"]


def test_a_copy_of_the_board_s_tab_says_nothing_beside_it(chiming, first):
    copy = first.leads().duplicate()
    first.forget()
    copy.page.wait_for_function("() => window.player")
    chiming.serve_next("02", "XD")
    assert first.results(1) == ["played"]
    assert copy.heard() == []
    copy.page.close()
    first.page.reload()
    first.leads()


def listed(centre):
    return [each["id"] for each in centre.board("tret").json["announcements"]]


def test_when_the_board_that_is_heard_dies_another_says_what_is_left_once(chiming, first, screen):
    first.leads().forget()
    second = Board(screen(), chiming)
    chiming.serve_next("02", "XD")
    first.reports(1)
    assert second.heard() == []
    chiming.serve_next("03", "XD")
    first.is_saying()
    first.page.close()
    assert second.results(1) == ["played"]
    assert len(second.heard()) == 2
    assert second.chimes == 1
