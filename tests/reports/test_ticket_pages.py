"""The tickets behind a figure and the page of one ticket, and who sees which."""

import re

import pytest

from queueing import commands as c
from reports.figures import BY_KEY
from tests.reports.centre import golden_day, house_in

DAY = "from=2026-11-23&to=2026-11-23"
ROW = re.compile(r'<a class="num" href="/reports/tickets/([^"?]+)\?lang=\w+">(\w+)</a>')
COUNT = re.compile(r'<h1>[^<]+: <span class="num">([\d.,]+)</span>')
NEXT = re.compile(r'rel="next" href="([^"]+)"')


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        house.people = {
            "director": house.person("director"), "auditor": house.person("auditor"),
            "admin": house.person("admin"), "xd": house.person("department-head", "XD"),
            "tp": house.person("department-head", "TP"), "guide": house.person("guide"),
            "officer": house.person("officer", "XD"),
        }  # fmt: skip
        yield house


def page(house, who, address, status=200):
    answer = house.people[who].get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def listed(house, figure, more="", who="director"):
    text = page(house, who, f"/reports/tickets?{DAY}&figure={figure}{more}")
    return int(COUNT.search(text)[1].replace(".", "")), [number for _, number in ROW.findall(text)]


# ── the list ──

BY_HAND = {
    "issued": 8, "transferred_in": 1, "called": 5, "served": 4, "no_show": 0, "cancelled": 2,
    "expired": 2, "transferred_out": 1, "parked": 1, "priority_share": 1, "recalls": 2,
    "ratings": 2, "satisfaction": 2, "wait_within_target": 5, "wait_within_red_line": 2,
    "wait_mean_s": 5, "visit_mean_s": 4,
}  # fmt: skip


@pytest.mark.parametrize("figure", BY_HAND)
def test_as_many_legs_are_listed_as_the_figure_counts(house, figure):
    count, rows = listed(house, figure)
    assert count == len(rows) == BY_HAND[figure]


def test_what_is_listed_is_what_the_report_counts(house):
    total = house.api().get(f"/api/reports/departments?{DAY}").get_json()["total"]
    for figure in [key for key in total if key in BY_KEY and BY_KEY[key].kind == "count"]:
        assert listed(house, figure)[0] == total[figure], figure


def test_behind_kept_promises_are_those_that_were_broken(house):
    promises, broken = (listed(house, figure)[0] for figure in ("promises", "promise_kept"))
    kept = house.api().get(f"/api/reports/statistics?{DAY}").get_json()["total"]["promise_kept"]
    assert round((promises - broken) / promises, 4) == kept


def test_a_list_keeps_the_part_and_the_largest_comes_first(house):
    assert listed(house, "called", "&department=TP&sort=waiting")[1] == ["C001", "A002"]
    assert listed(house, "called", "&priority=elderly")[1] == ["A003"]
    assert listed(house, "called", "&counter=2")[1] == ["A002", "A003"]
    assert listed(house, "called", "&officer=mai&service=C")[0] == 2
    assert listed(house, "called", "&officer=nobody")[0] == 0
    assert listed(house, "called", "&sort=time")[1] == ["C001", "A002", "A002", "A001", "A003"]


@pytest.mark.parametrize(
    "wrong",
    ["figure=late", "figure=abandonment", "sort=name", "page=1", "page=x:y:z", "from=yesterday"],
)
def test_a_list_that_cannot_be_asked_for_is_refused(house, wrong):
    page(house, "director", f"/reports/tickets?{wrong}", status=422)


def test_an_empty_list_says_what_to_do(house):
    text = page(house, "director", "/reports/tickets?from=2026-01-05&to=2026-01-05")
    assert "Hãy chọn kỳ khác" in text
    assert ROW.findall(text) == []


def test_long_lists_come_in_pages_that_leave_nothing_out(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("2", "minh"))
        for number in range(120):
            house.at(f"0{8 + number // 60}:{number % 60:02}").issue("A")
            house.press(c.FinishAndCallNext("2"))
        house.people = {"director": house.person("director")}
        address, seen = f"/reports/tickets?{DAY}&figure=called&sort=waiting", []
        while address:
            text = page(house, "director", address.replace("&amp;", "&"))
            seen.append([ticket for ticket, _ in ROW.findall(text)])
            found = NEXT.search(text)
            address = found and found[1]
        assert [len(tickets) for tickets in seen] == [50, 50, 20]
        assert len({ticket for tickets in seen for ticket in tickets}) == 120


# ── one ticket ──


def test_a_ticket_shows_its_states_and_their_sum(house):
    text = page(house, "xd", "/reports/tickets/261123-A001")
    spent = re.findall(r'<td class="num">(\d+:\d\d)</td></tr>', text)
    assert spent == ["5:00", "0:30", "0:30", "4:00", "10:00", "5:00", "25:00"]


def test_auditors_read_what_happened_and_why_a_number_came_first(house):
    text = page(house, "auditor", "/reports/tickets/261123-A003")
    assert "Trong 3 số đang chờ Quầy 02" in text
    assert "A001, A002 đến trước nhưng được gọi sau, vì lượt cao tuổi được tính như đến sớm" in text
    assert text.index(">A003<") < text.index(">A001</a>") < text.index(">A002</a>")
    assert "Quầy 02 hoàn tác thao tác vừa làm." in text
    english = page(house, "auditor", "/reports/tickets/261123-A003?lang=en")
    assert "Why was this number called first?" in english
    assert "A001, A002 had come earlier but were called later" in english


def test_a_chosen_call_and_a_change_of_officers_are_said_with_reason_cost_and_names(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("1", "user:lan"))
        house.issue("A")
        chosen = house.at("08:01").issue("A")
        other = house.issue("A")
        house.at("08:03").press(c.CallTicket("1", chosen, "help"))
        house.at("08:05").press(c.HandOver("1", by="user:lan"))
        house.press(c.OpenCounter("1", "user:mai"), actor="user:mai")
        house.at("08:10").press(c.FinishService("1"), actor="user:mai")
        house.at("08:20").press(c.HandOver("1"), actor="user:mai")
        house.people = {"director": house.person("director")}
        text = page(house, "director", f"/reports/tickets/{chosen}")
        assert "Quầy 01 gọi số chỉ định, ngoài thứ tự: Giúp. <a" in text
        assert "Quầy 01: lan bàn giao quầy." in text
        assert text.count("bàn giao quầy") == 1, "that of another time is not its own"
        assert "Quầy 01: mai nhận quầy từ lan." in text
        assert "bàn giao" not in page(house, "director", f"/reports/tickets/{other}")
        for language, heading in (("vi", ">Họ chờ thêm</th>"), ("en", ">Their extra wait</th>")):
            said = f"/reports/tickets?{DAY}&lang={language}&figure="
            text = page(house, "director", said + "chosen")
            assert heading in text
            cells = re.findall(r"<td[^>]*>([^<]*)</td>", text)
            at = cells.index("Giúp")
            assert cells[at + 1 : at + 3] in (["1", "7,0"], ["1", "7.0"])
            assert heading not in page(house, "director", said + "called")


def test_the_page_says_why_a_number_waited_and_draws_what_the_counters_did(house):
    text = page(house, "tp", "/reports/tickets/261123-C001")
    part = text.split('id="wait-1"')[1].split('<div class="panel"')[0]
    assert "Vì sao chờ 20 phút?" in part
    assert (
        "Khi số C001 vào hàng, phía trước có 1 người: A002. Trong lúc đó, 1 quầy có thể gọi số này "
        "đã dùng thời gian như sau: 70% trống, 30% phục vụ người khác."
    ) in part
    assert "<dt>Quầy 03</dt><dd>trống 14 phút · phục vụ A002 6 phút</dd>" in part
    drawn = re.findall(r'<rect[^>]*width="([\d.]+)"[^>]*class="doing doing-(\w+)"', part)
    assert [kind for _, kind in drawn] == ["idle", "serving"]
    assert float(drawn[0][0]) / float(drawn[1][0]) == pytest.approx(14 / 6, rel=0.01)
    again = page(house, "director", "/reports/tickets/261123-A002")
    assert again.count('<p class="why">Khi số A002') == 3  # at first, after it was missed, sent on
    english = page(house, "tp", "/reports/tickets/261123-C001?lang=en")
    assert "Why a wait of 20 minutes?" in english
    assert "<dd>idle 14 min · served A002 6 min</dd>" in english


def test_events_and_calling_order_are_for_auditors_directors_and_administrators(house):
    for who in ("director", "auditor", "admin"):
        assert "Nhật ký của số này" in page(house, who, "/reports/tickets/261123-A001")
    for who in ("xd", "officer"):
        ticket = "261123-A001" if who == "xd" else "261124-A001"
        text = house.people[who].get(f"/reports/tickets/{ticket}").get_data(as_text=True)
        assert "Nhật ký của số này" not in text
        assert "Vì sao số này được gọi trước?" not in text


def test_what_a_citizen_wrote_is_nowhere(house):
    text = page(house, "auditor", "/reports/tickets/261123-C001")
    assert "Người dân đánh giá: bình thường." in text
    assert "r1" not in text


# ── finding one by its number ──


@pytest.mark.parametrize("typed", ["a3", "A003", "a 003", "A-3"])
def test_a_number_leads_to_its_page_however_it_is_typed(house, typed):
    answer = house.people["director"].get(f"/reports/find?number={typed}&day=2026-11-23")
    assert (answer.status_code, answer.headers["Location"]) == (
        303, "/reports/tickets/261123-A003?lang=vi",
    )  # fmt: skip


def test_a_number_without_its_letter_offers_all_of_the_day_that_one_may_see(house):
    found = ROW.findall(page(house, "director", "/reports/tickets?figure=issued&" + DAY))
    assert {"A001", "B001", "C001"} <= {number for _, number in found}
    text = page(house, "director", "/reports/find?number=1&day=2026-11-23")
    assert re.findall(r'<b class="num">(\w+)</b>', text) == ["A001", "B001", "C001"]
    answer = house.people["tp"].get("/reports/find?number=1")
    assert answer.headers["Location"].startswith("/reports/tickets/261123-C001")
    assert "Không có số A001" in page(house, "tp", "/reports/find?number=A001")
    assert "Không có số C009" in page(house, "director", "/reports/find?number=C009")


@pytest.mark.parametrize("query", ["number=xin", "number=ABC1", "number=1&day=yesterday"])
def test_what_is_no_number_or_no_day_is_said(house, query):
    assert 'role="alert"' in page(house, "director", f"/reports/find?{query}", status=422)


def test_the_page_of_a_ticket_leads_back_to_where_one_came_from(house):
    def back(referrer):
        answer = house.people["director"].get(
            "/reports/tickets/261123-A003?lang=vi", Referer=referrer
        )
        return re.search(r'<a class="button" href="([^"]+)">', answer.get_data(as_text=True))[
            1
        ].replace("&amp;", "&")

    listed = f"/reports/tickets?{DAY}&figure=called"
    assert back(f"http://localhost{listed}") == listed
    assert back("http://localhost/reports/tickets/261123-A001") == "/reports/tickets/261123-A001"
    for elsewhere in (
        "", "http://localhost/reports/tickets/261123-A003?lang=en", "http://evil.example/reports",
        "http://localhost//evil.example",
    ):  # fmt: skip
        assert back(elsewhere) == "/reports"


# ── who may see what ──


def test_a_head_sees_the_tickets_of_the_own_department_only(house):
    assert listed(house, "called", who="tp")[1] == ["C001", "A002"]
    page(house, "tp", f"/reports/tickets?{DAY}&department=XD", status=403)
    page(house, "tp", "/reports/tickets/261123-A001", status=404)
    page(house, "tp", "/reports/tickets/261123-A002")  # it came by a transfer
    page(house, "xd", "/reports/tickets/261123-A002")
    page(house, "xd", "/reports/tickets/261123-C001", status=404)


def test_an_officer_sees_the_own_tickets_only(tmp_path):
    with house_in(tmp_path) as house:
        officer = house.person("officer", "XD")
        house.people = {"officer": officer}
        house.at("08:00").press(c.OpenCounter("1", "officer-XD"))
        house.press(c.OpenCounter("2", "minh"))
        mine, another = house.issue("A"), house.issue("A")
        house.press(c.CallNext("1"))
        house.press(c.CallNext("2"))
        assert listed(house, "called", who="officer") == (1, ["A001"])
        page(house, "officer", f"/reports/tickets?{DAY}&officer=minh", status=403)
        page(house, "officer", f"/reports/tickets/{mine}")
        page(house, "officer", f"/reports/tickets/{another}", status=404)


def test_guides_and_devices_see_no_tickets(house):
    for address in ("/reports/tickets", "/reports/tickets/261123-A001"):
        page(house, "guide", address, status=403)
        for role in ("kiosk", "display", "counter", "printer"):
            assert house.device(role).get(address).status_code == 403
        stranger = house.app.test_client().get(address)
        assert stranger.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("ticket", ["nobody", "261123-A099", "%25", "x" * 300])
def test_a_ticket_that_never_was_is_not_there(house, ticket):
    text = page(house, "director", f"/reports/tickets/{ticket}", status=404)
    assert "Hãy mở lại từ danh sách phiếu." in text


def test_every_leg_of_the_rows_can_be_opened(house):
    for ticket in {row["ticket"] for row in house.rows()}:
        assert "Tổng cộng, từ lúc lấy số" in page(house, "director", f"/reports/tickets/{ticket}")
