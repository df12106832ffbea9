"""A guide tells all who wait something: every screen concerned shows it, the hall hears it once."""

from types import SimpleNamespace
from urllib.parse import urlencode, urljoin

import pytest
from playwright.sync_api import expect

from tests.display.listening import Board
from tests.display.test_voice import briefly
from tests.journeys.screens import PHONE, Screens
from tests.journeys.test_faults_of_the_machine import drop_driving_licences, rewrite
from tests.journeys.test_who_may_do_what import FORM, signed_in
from tests.journeys.wire import Client
from tests.kiosk.walk import OUT_OF_REACH
from tests.program import PASSWORD, run
from tests.waiting import wait_until

DAY = "2026-11-23T"
OWN = "Quầy 07 <b>vẫn</b> nhận hồ sơ."
TOLD = f"Hệ thống giải quyết hồ sơ đang gián đoạn. {OWN} Dự kiến khoảng 30 phút."


@pytest.fixture
def server(new_server):
    server = new_server(briefly, at=f"{DAY}09:00:00").start()
    yield server
    server.kill()
    assert not server.traces(), server.traces()


def look_at_what_is_low(kiosk):
    """What is told takes no room from the half of the panel that everybody reaches."""
    low = kiosk.locator("[data-aid=low]")
    low.click()
    expect(kiosk.locator(".find")).to_be_in_viewport()
    half = kiosk.viewport_size["height"] / 2
    wait_until(
        "what is low begins at half the panel",
        lambda: half <= kiosk.locator(".find").bounding_box()["y"] < half + 60,
    )
    assert kiosk.evaluate(OUT_OF_REACH) == []
    low.click()


def test_it_is_shown_where_it_concerns_somebody_said_once_and_over_at_its_time(
    server, new_context, page
):
    screens = Screens(new_context, server)
    office = Client(server.port, server.tokens["api"])

    def take(service):
        answer = office.post("/api/tickets", {"service": service}).json
        return screens.phone(urljoin(server.url, answer["follow_url"]))

    def ask_board(zone):
        return office.get(f"/api/board?zone={zone}")

    board = Board(
        page, SimpleNamespace(url=server.url, token=server.tokens["display"], board=ask_board)
    ).leads()
    concerned, other = take("GTVT-LX"), take("XD")
    kiosk = screens.kiosk().page
    expect(kiosk.locator(".tile.ask")).to_be_visible()

    guide = screens.page(PHONE)
    guide.goto("/sign-in?next=/bulletins")
    guide.get_by_label("Tên đăng nhập").fill("huong")
    guide.get_by_label("Mật khẩu").fill(PASSWORD)
    guide.get_by_role("button", name="Đăng nhập").click()
    guide.get_by_text("Hệ thống gián đoạn").click()
    guide.get_by_label("Nói thêm (không bắt buộc)").fill(OWN)
    guide.get_by_label("Kéo dài khoảng").select_option("30")
    guide.get_by_label("Sở Giao thông vận tải").check()
    guide.get_by_role("button", name="Gửi tin").click()

    expect(board.page.locator(".told p")).to_contain_text(TOLD)
    expect(kiosk.locator(".bulletin p")).to_contain_text(TOLD)
    look_at_what_is_low(kiosk)
    kiosk.locator("[data-unit=XD]").click()
    expect(kiosk.locator(".pick")).to_be_visible()
    expect(kiosk.locator(".bulletin")).to_have_count(0)
    kiosk.locator(".back").click()
    expect(kiosk.locator(".bulletin")).to_have_count(1)
    expect(concerned.locator(".told b")).to_contain_text(TOLD)
    assert f"{TOLD}".replace("<", "&lt;").replace(">", "&gt;") in office.get("/now").text.decode()
    console = office.get("/api/counters/07").json["bulletins"]
    assert [each["texts"]["vi"][: len(TOLD)] for each in console] == [TOLD]
    assert office.get("/api/board?zone=tang1").json["bulletins"] == []
    assert other.locator(".told").count() == 0
    seq = office.get("/api/bulletins").json["seq"]
    assert [each["line"] for each in board.first_reports(2)] == [
        f"tret.{seq}.vi", f"tret.{seq}.en"
    ]  # fmt: skip

    # A restart shows it again and says nothing; its end is the rules', and everybody hears of it
    heard = len(board.heard())
    assert screens.script_errors == []
    office.close()
    server.restart()
    office = Client(server.port, server.tokens["api"])
    wait_until("the board is there again", lambda: ask_board("tret").json["loudspeakers"])
    expect(board.page.locator(".told p")).to_contain_text(TOLD)
    assert len(board.heard()) == heard
    server.set_clock(f"{DAY}10:00:01")
    for shown in (board.page, kiosk, concerned):
        expect(shown.locator(".told, .bulletin")).to_have_count(0)
    assert office.get("/api/bulletins").json["bulletins"] == []
    office.close()


def test_who_may_tell_and_what_cannot_be_told(server):
    office = Client(server.port, server.tokens["api"])
    kiosk = Client(server.port, server.tokens["kiosk"])
    said = {"reason": "own", "words": "Mời Ông/Bà uống nước ở sảnh.", "shown_min": 15}
    assert kiosk.post("/api/bulletins", said).status == 403
    first = office.post("/api/bulletins", said, key="one")
    assert (first.status, office.post("/api/bulletins", said, key="one").json) == (201, first.json)
    (told,) = office.get("/api/bulletins").json["bulletins"]
    assert told["texts"] == {
        "vi": said["words"], "en": "There is news for those who wait: please ask our staff.",
    }  # fmt: skip
    for wrong, field in (
        ({"reason": "power", "words": "x" * 141}, "words"),
        ({"reason": "power", "departments": ["QQ"]}, "departments"),
        ({"reason": "boredom"}, "reason"),
    ):
        answer = office.post("/api/bulletins", wrong)
        assert (answer.status, answer.json["field"]) == (422, field)
    empty = office.post("/api/bulletins", {"reason": "own"})
    assert (empty.status, empty.json["error"]) == (409, "empty_bulletin")
    gone = office.post("/api/bulletins", {**said, "corrects": "gone"})
    assert (gone.status, gone.json["error"]) == (404, "unknown_bulletin")
    assert office.post(f"/api/bulletins/{told['id']}/end").status == 200
    guide = signed_in(server, "huong")
    for words in ("Quầy 07 nghỉ.", "Quầy 07 nghỉ.", "Quầy 08 nghỉ."):
        form = urlencode({"csrf_token": guide.csrf, "key": "k", "reason": "own", "words": words})
        headers = {"Cookie": guide.cookie, "Content-Type": FORM}
        assert guide.client.ask("POST", "/bulletins", form.encode(), headers).status == 303
    told = [each["texts"]["vi"] for each in office.get("/api/bulletins").json["bulletins"]]
    assert told == ["Quầy 08 nghỉ.", "Quầy 07 nghỉ."], "a page gone back to loses no other words"
    for each in office.get("/api/bulletins").json["bulletins"]:
        assert office.post(f"/api/bulletins/{each['id']}/end").status == 200
    guide.client.close()
    assert office.get("/api/bulletins").json["bulletins"] == []
    office.close()
    kiosk.close()


def test_own_words_without_english_stand_on_english_pages_to_be_asked_about(server, new_context):
    screens = Screens(new_context, server)
    office = Client(server.port, server.tokens["api"])
    words = "Xin nộp ở quầy 07"
    follow = office.post("/api/tickets", {"service": "GTVT-LX"}).json["follow_url"]
    office.post("/api/bulletins", {"reason": "system", "words": words, "minutes": 30})
    (told,) = office.get("/api/bulletins").json["bulletins"]
    assert f"{words}. Dự kiến" in told["texts"]["vi"], "a sentence of its own"
    asked = f'<q lang="vi">{words}</q>'
    guide = signed_in(server, "huong")
    for ask, path in ((office.ask, "/now"), (office.ask, follow), (guide.ask, "/bulletins")):
        for language, times in (("vi", 0), ("en", 1)):
            page = ask("GET", f"{path}?lang={language}").text.decode()
            assert page.count(asked) == times, path
    guide.client.close()
    kiosk = screens.kiosk().page
    kiosk.goto("/kiosk?lang=en")
    expect(kiosk.locator(".bulletin q[lang=vi]")).to_have_text(words)

    office.post("/api/bulletins", {"reason": "own", "words": words, "words_en": "Go to 07!"})
    expect(kiosk.locator(".bulletin").first).to_contain_text("Go to 07!")
    expect(kiosk.locator(".bulletin q")).to_have_count(1)
    assert screens.script_errors == []
    office.close()


def test_a_director_finds_the_way_to_the_other_pages_beside_the_form(server):
    for name, menu in (("giang", True), ("huong", False)):
        person = signed_in(server, name)
        page = person.ask("GET", "/bulletins?lang=vi").text.decode()
        assert ('href="/bulletins?lang=vi" aria-current="page"' in page) is menu
        assert ('href="/counters/guide?lang=vi"' in page) is not menu
        person.client.close()


def test_nothing_that_was_typed_or_set_is_lost_by_a_correction_or_a_refusal(server):
    office = Client(server.port, server.tokens["api"])
    said = {"reason": "power", "minutes": 25, "shown_min": 100}
    told = [office.post("/api/bulletins", said).json["id"] for _ in range(4)]
    guide = signed_in(server, "huong")
    page = guide.ask("GET", f"/bulletins?lang=vi&correct={told[0]}").text.decode()
    assert '<option value="25" selected>25 phút</option>' in page
    assert '<option value="100" selected>100 phút</option>' in page
    form = urlencode(
        {"csrf_token": guide.csrf, "key": "k", "reason": "own", "words": "Quầy 07 nghỉ."}
    )
    headers = {"Cookie": guide.cookie, "Content-Type": FORM}
    refused = guide.client.ask("POST", "/bulletins?lang=vi", form.encode(), headers)
    assert refused.status == 422
    assert 'value="Quầy 07 nghỉ."' in refused.text.decode(), "a fifth came too late"
    guide.client.close()
    office.close()


def test_whom_it_concerns_is_named_by_code_once_the_centre_offers_that_no_more(server):
    office = Client(server.port, server.tokens["api"])
    assert office.post("/api/bulletins", {"reason": "power", "services": ["GTVT-LX"]}).status == 201
    assert "<b>GTVT-LX:</b>" not in office.get("/now").text.decode()
    rewrite(server.config, drop_driving_licences)
    run("reload", "--data", server.data)
    guide = signed_in(server, "huong")
    assert "<b>GTVT-LX:</b>" in office.get("/now").text.decode()
    assert "GTVT-LX · " in guide.ask("GET", "/bulletins?lang=vi").text.decode()
    board = Client(server.port, server.tokens["display"])
    assert board.get("/display/basic").status == 200
    for client in (office, guide.client, board):
        client.close()


def test_late_in_the_evening_the_form_offers_no_more_than_the_day_has(new_server, new_context):
    server = new_server(briefly, at=f"{DAY}23:20:00").start()
    screens = Screens(new_context, server)
    guide = screens.page(PHONE)
    guide.goto("/sign-in?next=/bulletins")
    guide.get_by_label("Tên đăng nhập").fill("huong")
    guide.get_by_label("Mật khẩu").fill(PASSWORD)
    guide.get_by_role("button", name="Đăng nhập").click()
    shown = guide.get_by_label("Hiện tin trong")
    offered = [" ".join(each.split()) for each in shown.locator("option").all_inner_texts()]
    assert offered == ["15 phút", "30 phút", "Đến 00:00, khi hết ngày làm việc"]
    expect(shown.locator("option:checked")).to_have_text(offered[-1])
    guide.get_by_text("Mất điện", exact=True).click()
    guide.get_by_role("button", name="Gửi tin").click()
    expect(guide.locator(".tell-about")).to_contain_text("đến 00:00")
    office = Client(server.port, server.tokens["api"])
    answer = office.post("/api/bulletins", {"reason": "power", "shown_min": 240})
    assert answer.json["until"] == f"{DAY}17:00:00.000Z"
    office.close()
    server.kill()
    assert not server.traces(), server.traces()
