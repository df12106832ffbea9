"""An officer calls for help in silence: who is near is told, nobody in the lobby."""

import re

from playwright.sync_api import expect

from tests.counters.tablet import on_duty
from tests.counters.test_api import refused

HELP_KEY = "Control+Shift+Space"


def test_a_press_reaches_guide_and_neighbour_who_come_and_end_it(
    centre, at_work, new_context, faults
):
    console = at_work()
    console.open()
    centre.person("huong")
    guide = on_duty(new_context().new_page(), centre.url)
    neighbour, far = centre.person("hung", "08"), centre.device("counter", counter="21")
    boards = centre.office.hall.calls

    # In a field of a dialog as well; the page says it in a word
    console.press("/")
    expect(console.dialog).to_be_visible()
    console.page.keyboard.press(HELP_KEY)
    expect(console.page.locator(".sos-state")).to_have_text("Đã báo")
    expect(guide.alarms.first).to_contain_text("Quầy 07 cần hỗ trợ ngay")
    assert [each["counter"] for each in neighbour.view("08")["help"]["near"]] == ["07"]
    assert far.view("21")["help"]["near"] == []
    refused(far.post("/api/help/07/come", {}), 403, "not_allowed")

    refused(neighbour.post("/api/help/07/end", {}), 409, "counter_closed")
    neighbour.post("/api/help/07/come", {})
    expect(console.page.locator(".sos-state")).to_have_text("hung đang đến")
    expect(guide.alarms.first).to_contain_text("hung đang đến")
    guide.alarms.first.get_by_role("button", name="Đã ổn").click()
    expect(guide.page.locator("[data-kind=help]")).to_have_count(0)
    expect(console.page.locator(".sos-state")).to_be_empty()
    assert centre.office.hall.calls == boards
    actors = [(type(e.event).__name__, e.actor) for e in centre.entries()[-3:]]
    assert actors == [
        ("HelpCalled", "user:lan"), ("HelpComing", "user:hung"), ("HelpEnded", "user:huong")
    ]  # fmt: skip

    # The neighbour of a test call reads that it is one; the button and Enter make it
    console.press("Escape")
    console.page.locator(".sos").click()
    console.press("2")
    expect(console.page.locator(".sos-state")).to_have_text("Thử: Đã báo")
    expect(guide.alarms.first).to_contain_text("Thử: Quầy 07 gọi hỗ trợ")
    centre.clock.skip(minutes=11)
    centre.office.tick()
    expect(guide.page.locator("[data-kind=help]")).to_have_count(0)


def test_the_end_of_the_own_call_is_offered_once_it_is_accepted(centre, at_work):
    console = at_work()
    console.open()
    console.page.locator(".sos").click()
    console.press("2")
    expect(console.page.locator(".sos-state")).to_have_text("Thử: Đã báo")
    console.page.locator(".sos").click()
    over = console.dialog.locator("[data-choice=end-help]")
    expect(over).to_have_attribute("aria-disabled", "true")
    expect(over).to_contain_text(re.compile(r"Bấm được sau \d+ giây"))
    console.press("2")
    expect(console.dialog).to_be_visible()
    expect(console.notice).to_have_count(0)
    assert len(centre.office.hall.help_calls) == 1
    centre.clock.skip(seconds=10)
    console.page.reload()
    console.page.locator(".sos").click()
    expect(over).to_have_attribute("aria-disabled", "false")
    console.press("2")
    expect(console.page.locator(".sos-state")).to_be_empty()


def test_an_end_that_is_refused_near_the_counter_is_said(centre, at_work):
    # Who calls and goes to another counter reads the own call as one near
    centre.person("lan", "08").post("/api/counters/08/call-for-help", {"test": False})
    console = at_work()
    console.open()
    near = console.page.locator("[data-help='08']")
    near.get_by_role("button", name="Đã ổn").click()
    expect(console.notice).to_contain_text("giây")
    expect(near).to_be_visible()
    centre.clock.skip(seconds=10)
    near.get_by_role("button", name="Đã ổn").click()
    expect(near).to_have_count(0)
