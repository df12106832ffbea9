"""The priority of age by an identity card: a notice, a scan, a group; nothing of it is kept."""

import re

import pytest
from playwright.sync_api import expect

from kiosk.cards import COUNTS, KEYS, CardCounts, CardUsedUp
from queueing.commands import CloseDay
from tests.admin.pages import Administration
from tests.api import Api
from tests.hands import Scanner, stand_still
from tests.kiosk.conftest import open_kiosk
from tests.program import at_any_hour, run, server_in, serving

OLD = "092050000001|340123456|Tran Thi Ngan|02031950|Nu|12 duong so 3, Ninh Kieu|10072021"
YOUNG = "092201000002||Le Van An|02032001|Nam|12 duong so 3|10072021"
TRACES = re.compile(rb"092050000001|340123456|Tran Thi Ngan|02031950|Ninh Kieu, 12|092201000002")


def with_cards(settings):
    settings["screens"]["kiosk"]["card"] = {
        "on": True, "priority_from": [{"group": "elderly", "from_age": 75}],
    }  # fmt: skip


def limited(settings):
    settings["screens"]["kiosk"]["card"]["numbers_per_day"] = 2


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cards")
    server = server_in(folder, at_any_hour, with_cards, limited, furnished=furnished)
    with serving(server):
        yield server


@pytest.fixture(scope="module")
def api(program):
    return Api(program.url, program.tokens["api"])


@pytest.fixture
def card_page(panel, program):
    """The page that waits for a card, before a number of a service; its clock stands still."""
    panel.clock.install()
    open_kiosk(panel, program, program.tokens["kiosk"])
    panel.locator("[data-unit=XD]").click()
    panel.locator(".yes", has_text="Quét thẻ căn cước").click()
    expect(panel.locator(".told h1")).to_have_text("Ưu tiên theo tuổi")
    stand_still(panel)
    yield panel
    panel.clock.resume()


def test_a_card_gives_the_group_of_its_age_and_only_the_number_to_be_counted_is_sent(card_page):
    expect(card_page.locator(".q p")).to_contain_text("Máy chỉ đọc năm sinh")
    Scanner(card_page).scan(OLD)
    expect(card_page.locator(".verdict")).to_contain_text("Từ 75 tuổi trở lên")
    with card_page.expect_request("**/api/tickets") as asked:
        card_page.clock.resume()
        card_page.get_by_role("button", name="Lấy số ưu tiên").click()
    body = asked.value.post_data_json
    assert (body["priority"], body["card"]) == ("elderly", "092050000001")
    assert not re.search("Ngan|1950|Kieu", asked.value.post_data)
    expect(card_page.locator(".tk .no")).to_be_visible()
    kept = card_page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not TRACES.search(kept.encode())


def test_who_is_younger_or_no_card_is_told_so_and_takes_a_usual_number(card_page):
    Scanner(card_page).scan(YOUNG)
    expect(card_page.locator(".verdict")).to_contain_text("chưa thuộc nhóm ưu tiên")
    Scanner(card_page).scan("H13.16-240226-0123")
    expect(card_page.locator(".verdict")).to_contain_text("Chưa đọc được thẻ")
    expect(card_page.get_by_role("button", name="Lấy số ưu tiên")).to_have_count(0)
    card_page.clock.resume()
    card_page.locator(".back").click()
    expect(card_page.locator(".groups .no")).to_be_visible()


def take(api, key, card="092050000003"):
    body = {"service": "XD", "priority": "elderly", "card": card, "kiosk": "K1"}
    return api.post("/api/tickets", body, **{"Idempotency-Key": key})


def test_a_card_gives_so_many_numbers_a_day_and_a_lost_answer_counts_once(api):
    assert [take(api, key).status_code for key in ("a", "a", "b", "b")] == [201] * 4
    refused = take(api, "c")
    assert (refused.status_code, refused.json()["error"]) == (409, "card_used_up")
    assert take(api, "d", card="092050000004").status_code == 201
    assert take(api, "e", card="12 duong").status_code == 422
    api.post("/api/tickets/give-up", **{"Idempotency-Key": "b"})
    assert take(api, "f").status_code == 201


def test_what_gave_no_number_counts_nothing(api):
    for key in ("g", "h", "i"):
        body = {"service": "none", "priority": "elderly", "card": "092050000005"}
        assert api.post("/api/tickets", body, **{"Idempotency-Key": key}).status_code == 404
    assert take(api, "j", card="092050000005").status_code == 201


def test_with_the_day_the_count_ends_and_no_file_knows_a_card(program, api):
    run("close-day", "--yes", "--at-once", "--data", program.data)
    held = [file.read_bytes() for file in program.data.rglob("*") if file.is_file()]
    assert not any(TRACES.search(each) or b"0920500000" in each for each in held)
    assert b"0920500000" not in program.log.encode()


def test_the_key_is_destroyed_with_the_day(tmp_path):
    with Administration(tmp_path, with_cards, limited) as centre:
        shared = centre.pages.processes.shared
        counts = CardCounts(shared, lambda: centre.now.date())
        counts.count("092050000006", "press", 1)
        with pytest.raises(CardUsedUp):
            counts.count("092050000006", "another press", 1)
        assert b"092050000006" not in repr(shared.read(COUNTS)).encode()
        centre.issue()
        centre.office.submit(CloseDay(), actor="test", reply=lambda *_: None)
        assert shared.read(KEYS) == shared.read(COUNTS) == {}
