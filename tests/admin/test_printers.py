"""The page of printers: how each is, and a test sheet, by the same ways as the guide's dialog."""

import re

import pytest

from tests.admin.pages import words_of
from tests.gallery.print_agent import PrintAgent
from tests.program import PASSWORD, server_in, serving
from tests.waiting import wait_until
from tests.web.browser import Browser
from tests.web.sockets import Socket

HERE = "/admin/printers"
PLUGGED_IN = {"connection": "file", "device": "/dev/null", "beside": "K1"}


def with_printers(settings):
    for printer in settings["printers"].values():
        printer.update(PLUGGED_IN)


@pytest.fixture(scope="module")
def hall(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("printers")
    with serving(server_in(folder, with_printers, furnished=furnished)) as server:
        yield server


@pytest.fixture
def admin(hall):
    browser = Browser(hall.url)
    browser.sign_in("quan", PASSWORD)
    return browser


@pytest.fixture
def agent(hall):
    agent = PrintAgent(hall.port, hall.token("printer", kiosk="K1"), M1="ready")
    yield agent
    agent.stop()


@pytest.fixture
def screen(hall):
    """What the print agent is told."""
    screen = Socket(hall.url, "/printers", token=hall.token("printer", kiosk="K1"))
    yield screen
    screen.close()


def part(admin, printer="M1"):
    page = admin.open(HERE)
    assert page.status_code == 200
    section = rf'<section class="panel" aria-labelledby="{printer}">.*?</section>'
    found = re.search(section, page.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_printer_without_an_agent_says_so(admin):
    assert "Chưa có chương trình in" in part(admin, "M2")
    assert "chưa kết nối từ khi máy chủ khởi động" in part(admin, "M2")


def test_a_printer_is_shown_as_its_agent_reports_it_with_its_last_fault(admin, agent):
    assert "Sẵn sàng" in part(admin)
    assert "Chương trình in đang kết nối" in part(admin)
    assert "file /dev/null, cạnh" in part(admin)
    agent.finds("M1", "paper_out")
    assert "Hết giấy Hãy thay cuộn giấy rồi đóng nắp." in part(admin)
    agent.finds("M1", "ready")
    assert "Lỗi gần nhất Hết giấy, " in part(admin)


@pytest.mark.parametrize(
    ("state", "cause", "said"),
    [
        ("printed", None, "Đã in thử."),
        ("not_started", "cover_open", "Chưa in thử được: đang mở nắp."),
        ("unknown", "no_status", "Đã gửi tờ in thử."),
        ("unknown", "broken_off", "có thể chưa ra hết: mất kết nối giữa chừng."),
    ],
)
def test_a_test_sheet_is_asked_for_and_told_of(hall, admin, agent, screen, state, cause, said):
    assert admin.submit(f"{HERE}/test", printer="M1").status_code == 303
    assert "Đang in thử, xin chờ." in part(admin)

    def wanted():
        printers = screen.views[-1]["printers"] if screen.views else ()
        return next((each["trial"] for each in printers if each["id"] == "M1"), None)

    agent.tried("M1", wait_until("the agent is asked", wanted), state, cause)
    assert said in part(admin)


def test_a_printer_that_is_none_is_refused_and_others_may_not_see_the_page(hall, admin):
    refused = admin.submit(f"{HERE}/test", printer="M9")
    assert (refused.status_code, "Không có" in words_of(refused)) == (404, True)
    other = Browser(hall.url)
    other.sign_in("giang", PASSWORD)
    assert other.open(HERE).status_code == 403
    assert other.submit(f"{HERE}/test", printer="M1").status_code == 403
