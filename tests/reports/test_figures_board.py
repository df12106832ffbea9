"""The board of public figures: the last day on which people came, as the reports have it."""

import re
from datetime import timedelta

import pytest

from queueing import commands as c
from tests.reports.centre import golden_day, house_in

ADDRESS, DATA = "/display/figures", "/api/board/figures"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The golden Monday; on the Thursday after it twelve people, each called after five minutes."""
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        house.now += timedelta(days=3)
        house.at("08:00").press(c.OpenCounter("2", "minh"))
        for minute in range(12):
            house.at(f"08:{2 * minute:02}").issue("A")
        for minute in range(12):
            house.at(f"08:{2 * minute + 30:02}").press(c.FinishAndCallNext("2"))
        house.press(c.FinishService("2"))
        house.at("16:00")
        house.board = house.device("display")
        yield house


def shown(house):
    """Vietnamese name of a figure -> its value, and the whole page."""
    text = house.board.get(ADDRESS).get_data(as_text=True)
    cards = re.findall(r"<h2><span>(.*?)</span>.*?<b class=\"num\">(.*?)</b>", text, re.DOTALL)
    return dict(cards), text


def test_it_shows_the_last_day_before_today_on_which_people_came(house):
    figures, text = shown(house)
    assert "23/11/2026" in text
    assert "Monday 23 November 2026" in text.replace(",", "")
    api = house.api()
    _, total = api.departments()
    assert figures["Số phiếu đã cấp"] == str(total["issued"])
    share = total["wait_within_target"]
    assert figures["Chờ không quá 15 phút"] == f"{int(share * 100)}%"
    assert figures["Hài lòng, 2 đánh giá"] == "–"
    assert "Không nêu: dưới 10 đánh giá." in text
    assert "Not told: fewer than 10 ratings." in text


def test_a_lobby_board_gets_the_same_in_short_without_what_has_no_value(house):
    told = house.board.get(f"{DATA}?lang=en").json
    figures, _ = shown(house)
    assert told["day"].replace(",", "") == "Monday 23 November 2026"
    assert told["figures"][0] == {
        "name": "Tickets issued", "value": figures["Số phiếu đã cấp"], "unit": "",
    }  # fmt: skip
    assert not [each for each in told["figures"] if each["name"].startswith("Satisfied")]
    assert house.app.test_client().get(DATA).status_code == 401


def test_from_midnight_on_it_shows_the_day_that_is_over(house):
    house.next_day()
    figures, text = shown(house)
    assert "26/11/2026" in text
    assert figures["Số phiếu đã cấp"] == "12"
    assert figures["Một nửa chờ dưới"] == "30,0"
    assert re.search(r"Xây dựng</th><td class=\"num\">12</td><td class=\"num\">30,0</td>", text)
    assert "Tư pháp</th>" not in text


def test_of_a_centre_without_a_day_it_says_so(tmp_path):
    with house_in(tmp_path) as empty:
        empty.board = empty.device("display")
        figures, text = shown(empty)
        assert figures == {}
        assert "Chưa có số liệu" in text
        assert "No figures yet" in text
        assert empty.board.get(DATA).json == {"day": None, "figures": []}


def test_only_boards_and_people_of_the_centre_see_it(house):
    assert house.app.test_client().get(ADDRESS).status_code == 401
    assert house.device("printer").get(ADDRESS).status_code in (401, 403)
    assert house.board.get(ADDRESS).headers["Cache-Control"] == "no-store"
