"""A free counter's next is called without a press: as its officer sees, holds and lives it."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from counters.attending import Attending
from queueing.auto_call_limits import AutoCallLimits
from tests.counters.test_practice import begin


@pytest.fixture
def quick(centre):
    """Counter 07 calls by itself after three seconds, if somebody pressed something."""
    catalogue = centre.catalogue
    counters = dict(catalogue.counters)
    counters["07"] = replace(counters["07"], auto_call=True)
    limits = replace(catalogue.limits, auto_call=AutoCallLimits(after_s=3))
    centre.office.reconfigure(
        replace(catalogue, counters=counters, limits=limits, digest="calls by itself")
    )
    return centre


def test_the_next_is_called_by_itself_after_a_finish_unless_the_officer_holds_it(quick, at_work):
    for _ in range(4):
        quick.issue()
    console = at_work()
    console.open()
    countdown = console.page.locator(".auto")
    expect(countdown).to_have_count(0)
    console.call("D001")
    console.press("h")
    expect(countdown).to_contain_text("Tự gọi số kế tiếp sau")
    console.shows("Đang gọi", "D002")
    expect(console.toast).to_contain_text("Đã gọi số D002")
    console.press("h", "l")
    console.shows("Sẵn sàng")
    expect(countdown).to_have_count(0)
    console.call("D003")
    called = [each for each in quick.entries() if type(each.event).__name__ == "TicketCalled"]
    assert [(each.event.automatic, each.actor) for each in called[1:]] == [
        (True, "auto-call"), (False, called[0].actor),
    ]  # fmt: skip


def test_only_who_works_there_tells_of_presses_and_only_there_the_view_has_a_moment(quick):
    lan = quick.person("lan", "07")
    lan.press("07", "open")
    quick.issue()
    quick.issue()
    lan.press("07", "call-next")
    lan.press("07", "finish")
    assert quick.api.view("07")["auto_call"]["at"] is not None
    assert quick.api.view("08")["auto_call"] is None
    assert lan.press("07", "pressed").json() == {}
    assert quick.person("hung").press("07", "pressed").status_code == 403
    assert lan.press("07", "hold-auto-call").json()["auto_call"]["at"] is None


def test_in_practice_too_the_next_is_called_by_itself_unless_it_is_held(quick, page, faults):
    console = begin(page, quick)
    console.open()
    console.press("Space")
    console.shows("Đang gọi")
    first = console.number.inner_text()
    console.press("h")
    expect(page.locator(".auto")).to_contain_text("Tự gọi số kế tiếp sau")
    console.shows("Đang gọi")
    expect(console.number).not_to_have_text(first)
    console.press("h", "l")
    console.shows("Sẵn sàng")
    expect(page.locator(".auto")).to_have_count(0)
    assert quick.office.hall.tickets == {}


def test_who_looks_on_at_a_console_is_not_its_officer(quick):
    watching = {("07", "lan"), ("07", "hung"), ("08", "hung")}
    attending = Attending(quick.site, lambda: watching)
    assert attending.list_counters() == set()
    quick.person("lan", "07").press("07", "open")
    assert attending.list_counters() == {"07"}
    watching.remove(("07", "lan"))
    assert attending.list_counters() == set()
