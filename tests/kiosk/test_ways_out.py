"""Where a service gives no number: the kiosk says why, when again, and what can be done instead."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.kiosk.catalogue import catalogue, import_procedures
from tests.kiosk.conftest import open_kiosk
from tests.program import at_any_hour, server_in, serving

WHERE = {"online": "full", "url": "https://dichvucong.gov.vn"}
WASTE = replace(
    catalogue()[0], code="MT-1", department="TNMT", service="TNMT-MT",
    name_vi="Đăng ký môi trường", **WHERE,
)  # fmt: skip


def online(procedure):
    """Let what is built be filed online."""
    return replace(procedure, **WHERE) if procedure.service == "XD" else procedure


@pytest.fixture(scope="module")
def taken(furnished, tmp_path_factory):
    """A centre whose last number for the environment is taken."""

    def one_number(settings):
        at_any_hour(settings)
        settings["services"]["TNMT-MT"]["intake"] = {"numbers_per_day": 1}
        settings["services"]["XD"]["intake"] = {"numbers_per_day": 0}

    server = server_in(tmp_path_factory.mktemp("taken"), one_number, furnished=furnished)
    import_procedures(server, [WASTE, *map(online, catalogue())])
    with serving(server):
        yield server


@pytest.fixture(scope="module")
def last_number(taken):
    api = Api(taken.url, taken.tokens["kiosk"])
    return api.post("/api/tickets", {"service": "TNMT-MT"}).json()["ticket"]


@pytest.fixture
def kiosk(page, taken, last_number):
    open_kiosk(page, taken, taken.tokens["kiosk"])
    return page


def test_the_last_number_is_the_last_until_it_is_given_back(taken, last_number):
    api = Api(taken.url, taken.tokens["kiosk"])
    refused = api.post("/api/tickets", {"service": "TNMT-MT"})
    assert (refused.status_code, refused.json()["reason"]) == (409, "all_given")
    api.post(f"/api/tickets/{last_number['id']}/cancel", {})
    assert api.post("/api/tickets", {"service": "TNMT-MT"}).status_code == 201
    rows = api.get("/api/services").json()["departments"]
    services = {each["code"]: each for unit in rows for each in unit["services"]}
    assert services["TNMT-MT"]["others"] == ["TNMT-DD"]
    assert (services["TNMT-DD"]["others"], services["TNMT-DD"]["opens_at"]) == ([], None)


def test_a_closed_service_leads_to_another_of_its_office(kiosk):
    kiosk.locator("[data-unit=TNMT]").click()
    kiosk.locator(".r.closed").click()
    expect(kiosk.locator("p[role=status]")).to_have_text("Hôm nay đã hết số")
    expect(kiosk.get_by_role("heading", name="Ông/Bà có thể:")).to_be_visible()
    kiosk.locator(".back").click()
    expect(kiosk.locator(".r.closed")).to_be_visible()
    kiosk.locator(".r.closed").click()
    kiosk.get_by_role("button", name="Đất đai").click()
    kiosk.locator(".groups .no").click()
    expect(kiosk.locator(".tk .no")).to_contain_text("B")


def test_it_leads_to_the_search_where_something_can_be_done_online(kiosk):
    kiosk.locator("[data-unit=XD]").click()
    kiosk.get_by_role("button", name="Nộp hồ sơ trực tuyến").click()
    expect(kiosk.locator(".res .r").first).to_be_visible()


def test_it_leads_at_once_to_the_code_of_the_only_procedure_that_is_done_online(kiosk):
    kiosk.locator("[data-unit=TNMT]").click()
    kiosk.locator(".r.closed").click()
    kiosk.get_by_role("button", name="Nộp hồ sơ trực tuyến").click()
    expect(kiosk.locator(".qr img")).to_have_attribute("src", "/procedures/MT-1/online.svg")
    kiosk.locator(".back").click()
    kiosk.locator(".back").click()
    expect(kiosk.locator(".r.closed")).to_be_visible()


def test_what_is_taken_instead_goes_on_the_list_of_several_matters(kiosk):
    kiosk.locator("[data-unit=YT]").click()
    kiosk.get_by_role("button", name="Thêm việc khác").click()
    kiosk.locator("[data-unit=TNMT]").click()
    kiosk.locator(".r.closed").click()
    kiosk.get_by_role("button", name="Đất đai").click()
    expect(kiosk.locator(".list-of-matters li.r")).to_have_count(2)
    expect(kiosk.locator(".list-of-matters li.r small:has-text('Quầy')")).to_have_count(2)
    expect(kiosk.locator(".list-of-matters li.r .w")).to_have_count(2)


def test_it_leads_to_a_guide_in_english_too(kiosk):
    kiosk.locator(".lang [lang=en]").click()
    kiosk.locator("[data-unit=TNMT]").click()
    kiosk.locator(".r.closed").click()
    expect(kiosk.locator("p[role=status]")).to_have_text("No more numbers today")
    kiosk.get_by_role("button", name="I am not sure what to do").click()
    expect(kiosk.locator(".groups .no")).to_be_visible()
    kiosk.locator(".back").click()
    expect(kiosk.locator(".r.closed")).to_be_visible()
