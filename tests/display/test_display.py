"""The lobby display in a real browser, in front of the real server."""

import signal

import pytest
from playwright.sync_api import expect

from tests.display.centre import quickly
from tests.program import in_a_hurry, write_configuration
from tests.web.proxy import Network

LARGE = ".call[data-seq]"
BAND = "Đang kết nối lại, xin nghe loa"


def large(page, number):
    expect(page.locator(f"{LARGE} .no")).to_have_text(number)


def shown_in_turn(page, last):
    """The large calls so far, once `last` is among them and nothing waits any more."""
    expect(page.locator(LARGE)).to_have_attribute("data-number", last, timeout=60_000)
    return [call["number"] for call in page.evaluate("() => window.heroes")]


def rows(page):
    return page.locator(".list .row[data-seq] .n").all_text_contents()


@pytest.fixture(scope="module")
def full(new_centre, tmp_path_factory):
    """A centre of its own: a board of which has too many counters for one page."""
    centre = new_centre(tmp_path_factory.mktemp("full"))
    yield centre
    centre.stop()


def test_a_call_is_large_with_its_counter_department_and_floor(full, display):
    page = display(full)
    full.open("07")
    expect(page.get_by_text("Chưa có số nào được gọi")).to_be_visible()
    number = full.serve_next("07", "GTVT-LX")
    large(page, number)
    call = page.locator(".call.now")
    expect(call.locator(".to b")).to_have_text("07")
    expect(call).to_contain_text("Sở Giao thông vận tải")
    expect(call).to_contain_text("Tầng trệt")


def test_calls_made_while_the_network_was_cut_are_each_shown_when_it_is_back(lobby, display):
    network = Network(lobby.server.port)
    page = display(lobby, url=network.url)
    lobby.open("02")
    first = lobby.serve_next("02", "XD")
    large(page, first)
    network.cut()
    expect(page.get_by_text(BAND)).to_be_visible()
    missed = [lobby.serve_next("02", "XD") for _ in range(6)]
    large(page, first)
    network.mend()
    expect(page.get_by_text(BAND)).to_be_hidden()
    assert shown_in_turn(page, missed[-1]) == [first, *missed]
    assert rows(page) == [*missed[-2::-1], first]
    network.stop()


def test_a_killed_server_leaves_a_screen_that_does_not_look_live_and_comes_back_whole(
    lobby, display
):
    page = display(lobby)
    lobby.open("02", "03")
    number = lobby.serve_next("02", "XD")
    large(page, number)
    lobby.server.kill()
    expect(page.get_by_text(BAND)).to_be_visible()
    expect(page.locator(".screen.stale .call")).to_have_css("background-color", "rgb(43, 53, 56)")
    lobby.server.start()
    expect(page.get_by_text(BAND)).to_be_hidden()
    expect(page.locator(".screen.stale")).to_have_count(0)
    second = lobby.serve_next("03", "XD")
    large(page, second)
    assert rows(page)[0] == number


def test_a_display_that_is_opened_later_shows_the_newest_call_calmly(lobby, display):
    lobby.open("02")
    called = [lobby.serve_next("02", "XD") for _ in range(3)]
    page = display(lobby)
    large(page, called[-1])
    expect(page.locator(LARGE)).to_have_class("call calm")
    assert rows(page)[:2] == called[1::-1]
    assert page.evaluate("() => window.heroes") == []


def test_a_recall_is_shown_anew_without_a_second_row(lobby, display):
    lobby.open("08", "09")
    first, second = lobby.serve_next("08", "GTVT-LX"), lobby.serve_next("09", "GTVT-VT")
    page = display(lobby)
    large(page, second)
    lobby.at("08", "recall")
    large(page, first)
    expect(page.locator(".call.now .lab")).to_have_text("Xin nhắc lại, mời số")
    assert rows(page)[0] == second
    assert first not in rows(page)


def test_a_number_that_went_back_before_its_turn_is_never_large(lobby, display):
    page = display(lobby)
    lobby.open("02", "03", "07", "10")
    first = lobby.serve_next("02", "XD")
    gone = lobby.serve_next("03", "XD")
    lobby.at("03", "return")
    undone = lobby.serve_next("07", "GTVT-LX")
    lobby.at("07", "undo")
    last = lobby.serve_next("10", "YT")
    assert shown_in_turn(page, last) == [first, last]
    assert not {gone, undone} & set(rows(page))


def test_a_zone_shows_its_own_floor_and_the_whole_centre_says_which(lobby, display):
    lobby.open("02", "21")
    ground, upstairs = lobby.serve_next("02", "XD"), lobby.serve_next("21", "TP")
    page = display(lobby, zone="tret")
    large(page, ground)
    expect(page.locator(".zone")).to_have_text("Khu chờ tầng trệt")
    page = display(lobby, zone="all")
    large(page, upstairs)
    expect(page.locator(".call .floor")).to_have_text("Tầng 1")
    expect(page.locator(".list .row").first).to_contain_text("Tầng trệt")


def test_a_short_floor_stands_on_one_line(lobby, display):
    lobby.open("02", "21", "22")
    for counter, service in (("21", "TP"), ("02", "XD")):
        lobby.serve_next(counter, service)
    last = lobby.serve_next("22", "TP")
    one_line = "node => node.offsetHeight < 2 * parseFloat(getComputedStyle(node).fontSize)"
    for layout in ("hero", "board"):
        page = display(lobby, zone="all", layout=layout)
        large(page, last)
        floors = page.locator(".list .c small").filter(has_text="Tầng")
        expect(floors.nth(1)).to_be_visible()
        assert all(each.evaluate(one_line) for each in floors.all()), layout


def test_the_board_has_every_counter_with_its_number_or_its_state(lobby, display):
    lobby.open("04", "05", "13", "21")
    lobby.serve_next("21", "TP")
    lobby.at("21", "finish")
    lobby.at("21", "close")
    number = lobby.serve_next("04", "TNMT-DD")
    lobby.at("13", "pause", reason="meeting")
    lobby.open("22")
    page = display(lobby, layout="board", zone="tang1")
    expect(page.locator(".cell[data-counter]")).to_have_count(7)
    expect(page.locator(".cell[data-counter='21'] .n")).to_have_text("Đã đóng")
    page = display(lobby, layout="board")
    expect(page.locator(".cell[data-counter='04'] .n")).to_have_text(number)
    expect(page.locator(".cell[data-counter='05'] .n")).to_have_text("Chờ gọi số")
    expect(page.locator(".cell[data-counter='13'] .n")).to_have_text("Tạm nghỉ")


def test_more_than_fourteen_counters_take_turns(full, display):
    full.open(*(f"{n:02d}" for n in range(2, 17)))
    page = display(full, layout="board")
    first = page.locator(".cell[data-counter='02']")
    last = page.locator(".cell[data-counter='16']")
    expect(first).to_be_visible()
    expect(page.locator(".cell[data-counter]")).to_have_count(14)
    expect(page.locator(".part")).to_have_text("1/2")
    expect(last).to_be_visible()
    expect(page.locator(".part")).to_have_text("2/2")


def test_the_part_with_the_call_comes_at_once_and_calls_at_once_are_both_marked(full, display):
    full.open(*(f"{n:02d}" for n in range(2, 17)))
    page = display(full, layout="board")
    marked = page.locator(".cell.now")
    for counter, service in (("16", "TNMT-MT"), ("02", "XD"), ("16", "TNMT-MT")):
        number = full.serve_next(counter, service)
        own = page.locator(f".cell.now[data-counter='{counter}'] .n", has_text=number)
        expect(own).to_be_visible()
    other = full.serve_next("03", "XD")
    expect(marked.filter(has_text=other)).to_have_count(1)


def test_a_paused_counter_is_announced_below_and_notices_take_turns(lobby, display):
    lobby.open("02", "13")
    page = display(lobby)
    lobby.at("13", "pause", reason="meeting")
    expect(page.locator(".notice", has_text="Quầy 13")).to_have_count(1)
    on = page.locator(".notice.on")
    texts = page.locator(".notice .text").all_text_contents()
    for _ in range(2):
        expect(on).to_have_count(1)
        expect(on).to_be_visible()
        expect(page.locator(".notice:visible")).to_have_count(1)
        now = texts.index(on.locator(".text").text_content())
        expect(on.locator(".text")).to_have_text(texts[(now + 1) % len(texts)])


def test_everything_is_said_in_english_and_tickets_in_english_get_a_line(lobby, display):
    lobby.open("10")
    page = display(lobby)
    lobby.serve_next("10", "YT", language="en")
    expect(page.locator(".call .en")).to_have_text("Please go to counter 10.")
    expect(page.locator(".call .en")).to_have_attribute("lang", "en")
    page = display(lobby, lang="en")
    expect(page.locator(".call .lab")).to_have_text("Now calling")
    expect(page.locator(".call")).to_contain_text("Department of Health")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_device_that_is_not_enrolled_is_told_so(lobby, page):
    answer = page.goto(f"{lobby.url}/display?zone=tret")
    assert answer.status == 401
    expect(page.get_by_role("heading", name="Thiết bị chưa được ghép")).to_be_visible()
    page.get_by_text("Có sẵn mã thiết bị").click()
    page.get_by_label("Mã thiết bị", exact=True).fill(lobby.token)
    page.get_by_role("button").click()
    expect(page.locator(".screen .zone")).to_have_text("Khu chờ tầng trệt")
    assert "token" not in page.url


def test_a_changed_configuration_reaches_the_screen_by_itself(full, display):
    page = display(full)
    expect(page.locator(".zone")).to_have_text("Khu chờ tầng trệt")

    def renamed(settings):
        settings["zones"]["tret"]["names"]["vi"] = "Sảnh chính"

    write_configuration(full.server.config, in_a_hurry, quickly, renamed)
    full.server.signal(signal.SIGHUP)
    expect(page.locator(".zone")).to_have_text("Sảnh chính")


def test_an_unknown_zone_is_refused(lobby, display, page):
    display(lobby)
    assert page.goto(f"{lobby.url}/display?zone=mái").status == 404
    refused = lobby.board("mai")
    assert (refused.status, refused.json["error"]) == (404, "unknown_zone")
