"""The same page open twice: both tell the truth, and a press in either counts once."""

import re

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.counters.tablet import Tablet, on_duty
from tests.pages import let_in
from tests.program import in_a_hurry, server_in, serving

SERVICE, COUNTER = "NgV", "27"
SIGN_OUT = """() => fetch("/sign-out", {method: "POST", body: new URLSearchParams({
  csrf_token: document.querySelector("meta[name=csrf-token]").content})})"""
"""What the form of every page of staff sends."""


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tabs")
    with serving(server_in(folder, in_a_hurry, furnished=furnished)) as server:
        server.api = Api(server.url, server.tokens["api"])
        server.api.post(f"/api/counters/{COUNTER}/open")
        yield server


@pytest.fixture
def ticket(centre):
    return centre.api.post("/api/tickets", {"service": SERVICE}).json()


def state_of(centre, ticket):
    found = centre.api.get(f"/api/guide/tickets?number={ticket['ticket']['number']}").json()
    return found["tickets"][0]


def second_tab(page):
    other = page.context.new_page()
    other.goto(page.url)
    return other


def sign_in(page, centre, name, path):
    let_in(page, centre.url, name)
    page.goto(centre.url + path)


def test_a_phone_that_stepped_back_in_one_tab_says_so_in_the_other(page, centre, ticket):
    for _ in range(3):
        centre.api.post("/api/tickets", {"service": SERVICE})
    page.goto(f"{centre.url}{ticket['follow_url']}?ask=late")
    other = second_tab(page)
    deaf = page.context.new_page()
    deaf.route(re.compile("/(stream|view)$"), lambda route: route.abort())
    deaf.goto(page.url)
    page.locator("#panel button[type=submit]").first.click()
    for each in (page, other):
        expect(each.locator("#ticket")).to_contain_text("Số này đã lùi lại")
    # what a tab asks that has heard nothing of it yet is the same once more, and no second time
    deaf.locator("#panel button[type=submit]").first.click()
    expect(deaf.locator("#ticket")).to_contain_text("Số này đã lùi lại")
    view = centre.api.get(f"{ticket['follow_url']}/view").json()
    assert view["postpones"] == 1


def test_a_number_given_back_in_one_tab_is_gone_in_the_other(page, centre, ticket):
    page.goto(centre.url + ticket["follow_url"])
    other = second_tab(page)
    page.goto(f"{page.url}?ask=cancel")
    page.locator("#panel button.stop").click()
    for each in (page, other):
        expect(each.locator("#ticket")).to_contain_text("Số này đã hủy")
    assert state_of(centre, ticket)["state"] == "cancelled"


def test_a_guide_in_two_tabs_cancels_once_and_both_lists_are_true(page, centre, ticket):
    number = ticket["ticket"]["number"]
    first = on_duty(page, centre.url)
    second = Tablet(second_tab(page))
    for tablet in (first, second):
        tablet.find(number)
        tablet.open(number)
        tablet.choose("cancel")
    first.press("Hủy số")
    expect(first.notice).to_contain_text(f"Đã hủy số {number}")
    second.press("Hủy số")
    expect(second.notice).to_have_class(re.compile("refusal"))
    for tablet in (first, second):
        tablet.seek.fill("")
        expect(tablet.page.locator(f".work .row[data-number={number}]")).to_have_count(0)
    assert state_of(centre, ticket)["state"] == "cancelled"


@pytest.mark.parametrize(
    ("name", "path"), [("lan", "/counters/07"), ("huong", "/counters/guide"), ("giang", "/reports")]
)
def test_who_signs_out_in_one_tab_leaves_nothing_in_the_other(page, centre, name, path):
    if name == "lan":
        sign_in(page, centre, name, "/counters")
        page.get_by_role("button", name=re.compile("Quầy 07")).click()
        page.wait_for_url(f"**{path}")
    else:
        sign_in(page, centre, name, path)
    other = page.context.new_page()
    other.goto(f"{centre.url}/account")
    other.evaluate(SIGN_OUT)
    page.wait_for_url("**/sign-in?next=*")
    expect(page.locator("#password")).to_be_visible()
