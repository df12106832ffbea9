"""The same number twice from one kiosk: whoever stands there is asked first, nobody else is."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.kiosk.conftest import open_kiosk
from tests.program import server_in, serving


def asking_for_an_hour(settings):
    settings["rules"]["again_within_s"] = 3600


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("again")
    with serving(server_in(folder, asking_for_an_hour, furnished=furnished)) as server:
        yield server


@pytest.fixture(scope="module")
def api(program):
    return Api(program.url, program.tokens["api"])


def number_of(answer):
    assert answer.status_code == 201, answer.text
    return answer.json()["ticket"]["number"]


def test_a_kiosk_asks_before_the_second_number_a_guide_or_a_program_does_not(program, api):
    kiosk = Api(program.url, program.tokens["kiosk"])
    body, key = {"service": "XD"}, {"Idempotency-Key": "first press"}
    first = number_of(kiosk.post("/api/tickets", body, **key))
    assert number_of(kiosk.post("/api/tickets", body, **key)) == first, "a repeat asks nobody"
    asked = kiosk.post("/api/tickets", body)
    assert (asked.status_code, asked.json()["error"]) == (409, "just_taken")
    assert asked.json()["number"] == first
    assert first in asked.json()["message"]
    second = number_of(kiosk.post("/api/tickets", body | {"again": True}))
    assert api.post("/api/tickets", body | {"kiosk": "K1"}).status_code == 201
    assert kiosk.post("/api/tickets", body).json()["number"] != second, "the newest is named"
    wrong = kiosk.post("/api/tickets", body | {"again": "maybe"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "again")


def take(page, unit="YT"):
    page.locator(f".tile[data-unit={unit}]").click()
    page.locator(".groups .no").click()


def test_the_page_asks_the_one_who_has_it_and_the_next_in_one_touch(panel, program, api):
    open_kiosk(panel, program, program.tokens["kiosk"])
    take(panel)
    number = panel.locator(".tk .no").inner_text()
    panel.locator(".act .pri").click()
    take(panel)
    question = panel.get_by_role("alertdialog")
    expect(question).to_contain_text(f"Số {number} vừa được lấy")
    expect(question.get_by_role("button").first).to_be_focused()
    expect(panel.locator(".groups .no")).to_have_count(1)  # over the page on which it was pressed
    question.get_by_role("button", name="Tôi đã có số").click()
    expect(question).to_have_count(0)
    assert api.waiting("YT") == 1
    take(panel)
    question.get_by_role("button", name="Lấy số").click()
    expect(panel.locator(".tk .no")).to_be_visible()
    assert panel.locator(".tk .no").inner_text() != number
    assert api.waiting("YT") == 2
    panel.locator(".act .pri").click()


def test_a_question_that_nobody_answers_goes_home_without_a_number(new_context, program, api):
    page = new_context().new_page()
    page.clock.install()
    open_kiosk(page, program, program.tokens["kiosk"])
    if api.waiting("NN") == 0:
        take(page, "NN")
        page.locator(".act .pri").click()
    take(page, "NN")
    question = page.get_by_text("vừa được lấy")
    expect(question).to_be_visible()
    for _ in range(120):
        page.clock.run_for(1000)
    expect(page.locator("main.home")).to_be_visible()
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert api.waiting("NN") == 1
