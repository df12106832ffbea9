"""Picking up a result past a cut cable and a killed server: the number is given once."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.kiosk.conftest import open_kiosk
from tests.program import at_any_hour, server_in, serving
from tests.results.service import Service
from tests.results.test_kiosk import READY, WAITS, tells, type_code

GIVEN_MS = 60_000
"""The kiosk posts again after 2, 4, 8 … seconds, and the server starts meanwhile."""


@pytest.fixture(scope="module")
def office():
    """The office's own system."""
    service = Service()
    for code in (READY, WAITS):
        service.answers[code] = {"status": "ready", "since": "2026-11-25", "department": "XD"}
    yield service
    service.stop()


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory, office):
    def asking(settings):
        settings["results"] = {"on": True, "source": "http"}
        settings["results"]["http"] = {"url": office.url, "timeout_s": 0.5}

    server = server_in(tmp_path_factory.mktemp("faults"), at_any_hour, asking, furnished=furnished)
    with serving(server):
        yield server


@pytest.fixture(scope="module")
def kiosk(browser, program):
    context = browser.new_context(
        viewport={"width": 1080, "height": 1920}, base_url=program.url, locale="vi-VN"
    )
    page = context.new_page()
    open_kiosk(page, program, program.tokens["kiosk"])
    yield page
    context.close()


def ask_of(kiosk, code):
    kiosk.locator(".quick button").first.click()
    type_code(kiosk, code)


def take(kiosk, button):
    """Take the number that is offered, and leave its page; return it."""
    kiosk.get_by_role("button", name=button).click()
    kiosk.locator(".groups .no").click()
    number = kiosk.locator(".tk .no")
    expect(number).to_be_visible(timeout=GIVEN_MS)
    return number.inner_text().strip()


def count_issued(program):
    return Api(program.url, program.tokens["api"]).get(
        "/api/reports/statistics?by=department"
    ).json()["total"]["issued"]  # fmt: skip


def test_a_server_killed_between_press_and_answer_gives_the_number_once(kiosk, program):
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch().json()["ticket"]["number"])
            program.kill()
            route.abort()
            program.start()
        else:
            route.continue_()

    ask_of(kiosk, READY)
    tells(kiosk, "Hồ sơ đã có kết quả")
    kiosk.route("**/api/tickets", lose)
    assert take(kiosk, "Lấy số nhận kết quả") == lost[0]
    kiosk.unroute_all()
    assert count_issued(program) == 1
    kiosk.get_by_role("button", name="Xong").click()


def test_with_the_offices_cable_cut_the_number_is_given_all_the_same(kiosk, program, office):
    expect(kiosk.locator(".tile.ask")).to_be_visible(timeout=GIVEN_MS)
    office.free.clear()
    ask_of(kiosk, WAITS)
    tells(kiosk, "Không tra cứu được lúc này")
    kiosk.get_by_role("button", name="Lấy số nhận kết quả").click()
    kiosk.locator(".offices [data-unit=XD]").click()
    kiosk.locator(".groups .no").click()
    expect(kiosk.locator(".tk .no")).to_be_visible(timeout=GIVEN_MS)
    assert count_issued(program) == 2
