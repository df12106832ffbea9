"""The public pages: they work without scripts, say what is so now, and may be kept for a moment."""

import json
import re
from urllib.parse import quote

import pytest

from tests.admin.pages import Administration, Browser
from tests.kiosk.catalogue import catalogue
from tests.procedures.conftest import AHEAD, OVER, UNSERVED
from tests.waiting import wait_until

LICENCE, TELLING = "GTVT-LX-1", "TP-0"


def test_the_search_works_by_a_form_alone(read):
    status, headers, page = read("/procedures?q=doi+giay+phep+lai+xe")
    assert status == 200
    assert f'href="/procedures/{LICENCE}"' in page
    assert 'method="get" action="/procedures"' in page
    assert "set-cookie" not in headers
    assert "csrf" not in page, "nothing in it belongs to who asks"
    assert "Chưa tìm thấy" in read("/procedures?q=zzz")[2]
    for typed in ("can+cuoc", "cancuoc"):
        assert "Xin đến Công an xã, phường gần nhất." in read(f"/procedures?q={typed}")[2]
    by_department = read("/procedures?department=GTVT")[2]
    assert by_department.count('<a href="/procedures/GTVT-LX') == 4
    assert "<script>alert" not in read("/procedures?q=%3Cscript%3Ealert(1)%3C/script%3E")[2]
    assert read("/procedures?q=" + "a" * 101)[0] == 422


def test_a_page_says_what_the_kiosk_says(read):
    page = read(f"/procedures/{TELLING}")[2]
    for said in (
        "200.000 ₫", "10 ngày làm việc", "Trong ngày", "Căn cước", "Tờ khai",
        "Được, không cần đến trung tâm", "Trung tâm nào trong tỉnh, thành phố cũng nhận",
        'href="https://dichvucong.example.vn/ly-lich"', "Sở Tư pháp",
    ):  # fmt: skip
        assert said in page
    assert page.count('type="checkbox"') == 2
    assert "data:image/svg+xml" in page, "the code for paper is in the page itself"


def test_where_no_counter_takes_it_there_is_no_wait_to_look_up(read):
    page = read(f"/procedures/{UNSERVED}")[2]
    assert "Hiện chưa có quầy tiếp nhận" in page
    assert "số phút chờ" not in page
    assert "data:image/svg+xml" not in page
    assert "Hiện chưa có quầy tiếp nhận" in read("/procedures?department=TC")[2]
    assert "Hiện chưa có quầy" not in read("/procedures?department=TP")[2]


def test_in_english_the_page_is_english_and_the_papers_say_that_they_are_not(read):
    page = read(f"/procedures/{TELLING}?lang=en")[2]
    assert '<html lang="en">' in page
    assert "Papers to bring" in page
    assert '<ul lang="vi">' in page
    assert 'href="/procedures/TP-0?lang=vi"' in page
    assert '<html lang="en">' in read("/procedures", **{"Accept-Language": "en"})[2]


def test_the_minutes_are_those_of_the_number_that_one_would_take(read, api):
    api.post("/api/counters/21/open")
    for _ in range(3):
        issued = api.post("/api/tickets", {"service": "TP"}).json()
    assert issued["wait"]
    wait_until("the page is new", lambda: "3 người đang chờ" in read("/procedures/TP-0")[2])
    low, high = re.search(r"Chờ khoảng (\d+)–(\d+) phút", read("/procedures/TP-0")[2]).groups()
    assert int(low) >= issued["wait"]["low_min"]
    assert int(high) >= issued["wait"]["high_min"]
    api.post("/api/counters/21/close")


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        (OVER, 410, "Thủ tục này hết hiệu lực sau ngày 31/12/2025."),
        (AHEAD, 200, "Thủ tục này được tiếp nhận từ ngày"),
        ("XX-9", 404, ""),
    ],
)
def test_what_is_not_offered_says_why(read, code, status, said):
    found, _, page = read(f"/procedures/{quote(code)}")
    assert found == status
    assert said in page
    assert "Lúc này" not in page


def test_pages_are_kept_for_a_moment_and_not_sent_again_while_they_are_the_same(read):
    for path in (f"/procedures/{LICENCE}", "/procedures", "/procedures/GTVT-LX-1/qr.svg"):
        status, headers, _ = read(path)
        assert status == 200
        assert headers["cache-control"] == "public, max-age=5"
        assert "Accept-Language" in headers["vary"]
    tag = read("/procedures/GTVT-LX-1/qr.svg")[1]["etag"]
    assert read("/procedures/GTVT-LX-1/qr.svg", **{"If-None-Match": tag})[0] == 304


def test_pages_lead_to_booking_and_results_where_there_are_such(tmp_path):
    def everything(settings):
        settings["bookings"]["on"] = settings["results"]["on"] = True

    with Administration(tmp_path, everything) as centre:
        citizen, admin = Browser(centre.pages.app.test_client()), centre.person()
        procedure = catalogue()[0]
        centre.parts.procedures.replace([procedure])
        page = citizen.open(f"/procedures/{procedure.code}").text
        assert f'href="/book?procedure={procedure.code}"' in page
        for room in ("/now", "/book", "/results", "/complaints"):
            assert f'href="{room}" target="_top"' in page
            head = citizen.open(room).text
            assert f'href="{room}" target="_top" aria-current="page"' in head
            assert head.count('target="_top"') == 5
        assert "/results" in citizen.read("/procedures/poster?lang=en")
        assert 'href="/book"' in citizen.open("/").text
        admin.confirm(admin.fill("/admin/public", "bookings", without=("f-bookings-on",)))
        assert 'href="/book"' not in citizen.open("/").text
        assert 'href="/book"' not in citizen.open("/complaints").text


def test_the_codes_lead_to_the_page_and_to_where_it_is_filed(read):
    assert "<svg" in read(f"/procedures/{TELLING}/qr.svg")[2]
    assert "<svg" in read(f"/procedures/{TELLING}/online.svg")[2]
    assert read(f"/procedures/{LICENCE}/online.svg")[0] == 404
    assert read("/procedures/XX-9/qr.svg")[0] == 404
    poster = read("/procedures/poster")[2]
    assert "data:image/svg+xml" in poster
    assert "/procedures</p>" in poster


def test_the_list_for_browsers_has_what_is_offered_and_may_be_kept(read):
    listed = read("/procedures")[2]
    address = re.search(r'data-list="([^"]+)"', listed)[1]
    status, headers, text = read(address)
    assert (status, headers["cache-control"].startswith("public, max-age=31536000")) == (200, True)
    codes = {each["code"] for each in json.loads(text)["procedures"]}
    assert LICENCE in codes
    assert not {OVER, AHEAD} & codes
    assert read("/procedures/list.json")[1]["cache-control"] == "no-cache"


def test_the_page_of_a_ticket_leads_to_the_page_of_its_procedure(read, api):
    issued = api.post("/api/tickets", {"service": "GTVT-LX", "procedure": LICENCE}).json()
    page = read(f"{issued['follow_url']}?lang=en")[2]
    assert f'href="/procedures/{LICENCE}?lang=en"' in page
    assert "Giấy phép lái xe cũ" in page
    plain = api.post("/api/tickets", {"service": "GTVT-LX", "procedure": "nhan-ket-qua"}).json()
    assert "/procedures/" not in read(plain["follow_url"])[2]
