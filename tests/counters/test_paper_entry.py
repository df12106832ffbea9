"""Slips of paper are entered on the guide's tablet: typed, scanned, refused, taken back."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.counters.tablet import on_duty
from tests.counters.test_api import refused
from web.paper_slips import PaperCodes, Roll

ROLL = Roll("D", 1, 50, date(2026, 11, 20))
ENTER = "/api/guide/enter-paper"


def code_of(centre, serial, roll=ROLL):
    return f"https://so.example/t/{PaperCodes(centre.site.app.secret_key).make(roll, serial)}"


def waiting(centre):
    return [ticket.number for ticket in centre.office.hall.queue("GTVT-LX")]


def test_slips_are_typed_corrected_entered_and_taken_back(page, centre, faults):
    centre.person("huong")
    centre.issue("GTVT-LX", minutes_ago=30)
    tablet = on_duty(page, centre.url)
    tablet.page.locator(".who").click()
    tablet.choose("paper")
    tablet.dialog.locator("[name=first]").fill("d9004")
    tablet.dialog.locator("[name=last]").fill("d9002")
    expect(tablet.dialog.locator("[name=service] option")).to_have_count(2)
    tablet.dialog.locator("button.primary").click()
    expect(tablet.dialog.get_by_role("alert")).to_contain_text("Phiếu đầu D9004 đứng sau")
    tablet.dialog.locator("[name=first]").fill("d9001")
    tablet.dialog.locator("[name=ended]").fill("23:59")
    expect(tablet.dialog.get_by_role("alert")).to_contain_text("sớm hơn bây giờ")
    tablet.dialog.locator("[name=ended]").fill("")
    tablet.press("Nhập 2 số")
    expect(tablet.notice).to_contain_text("Đã nhập 2 số, từ D9001 đến D9002.")
    assert waiting(centre) == ["D001", "D9001", "D9002"]
    expect(tablet.page.locator(".work .row[data-number=D9001]")).to_contain_text("không rõ")
    tablet.notice.locator("[data-action=undo]").click()
    expect(tablet.notice).to_contain_text("2 số phiếu giấy không còn trong hàng chờ")
    assert waiting(centre) == ["D001"]


def test_a_scanned_slip_says_its_roll_and_leads_to_its_ticket(centre):
    huong = centre.person("huong")
    body = {
        "service": "GTVT-LX",
        "first": code_of(centre, 1),
        "last": "D9003",
        "served_to": "D9001",
    }
    answer = huong.post(ENTER, body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["numbers"] == ["D9001", "D9002", "D9003"]
    assert (answer.json()["served"], answer.json()["known"]) == (1, 0)
    again = huong.post(ENTER, body).json()
    assert (again["numbers"], again["known"], again["tickets"]) == ([], 3, [])
    follow = code_of(centre, 2).rpartition("/")[2]
    assert centre.office.hall.tickets[centre.office.hall.follows[follow]].number == "D9002"
    other = code_of(centre, 4, Roll("D", 1, 60, ROLL.printed))
    refused(huong.post(ENTER, {**body, "last": other}), 409, "other_roll",
            first="D9001", last="D9004")  # fmt: skip
    refused(huong.post(ENTER, {**body, "last": "D9051"}), 409, "outside_roll",
            first="D9001", last="D9050")  # fmt: skip
    refused(huong.post(ENTER, {**body, "service": "none"}), 404, "unknown_service", service="none")
    assert centre.person("lan").post(ENTER, body).status_code == 403
    codes = PaperCodes(centre.site.app.secret_key)
    assert codes.read(follow).roll == ROLL
    wrong = re.sub(r"\d$", lambda last: str((int(last[0]) + 1) % 10), follow)
    assert codes.read(wrong) is codes.read("D9002") is None
    assert PaperCodes(b"another").read(follow) is None
