"""Nothing overflows and nothing is cut off, on every size of screen, with the widest numbers."""

import pytest
from playwright.sync_api import expect

from tests.display.centre import Centre

SIZES = [(1920, 1080, 1), (960, 540, 2), (1280, 720, 1), (1366, 768, 1), (3840, 2160, 1)]

OVERFLOWS = """() => {
  const faults = [];
  const screen = document.querySelector(".screen").getBoundingClientRect();
  const boxes = ".no, .to b, .n, .q, .lab, .dp span, .dp p, .row b, .foot .text, .zone, .title, .d";
  for (const box of document.querySelectorAll(boxes)) {
    const range = document.createRange();
    range.selectNodeContents(box);
    const text = range.getBoundingClientRect();
    const parent = box.closest(".call, .row, .cell, .foot, .top, .hours").getBoundingClientRect();
    const inside = (outer) => text.left >= outer.left - 1 && text.right <= outer.right + 1;
    const cut = getComputedStyle(box).overflow === "hidden" && box.scrollWidth > box.clientWidth;
    if (cut || !inside(parent) || !inside(screen)) {
      faults.push(`${box.className || box.tagName}: ${box.textContent}`);
    }
  }
  for (const box of document.querySelectorAll(".call, .list, .bd, .cell, .screen, .side")) {
    if (box.scrollHeight > box.clientHeight + 1) {
      faults.push(`${box.className} is ${box.scrollHeight - box.clientHeight} px too low`);
    }
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A centre in which letter M has come to its thousandth number."""
    centre = Centre(tmp_path_factory.mktemp("busy"))
    tickets = [centre.issue("KCX", language="en") for _ in range(1000)]
    centre.open(*(f"{n:02d}" for n in range(2, 17)))
    for counter, service in {"02": "XD", "06": "KHĐT", "10": "YT", "14": "VHTTDL"}.items():
        centre.serve_next(counter, service)
    centre.at("13", "pause", reason="meeting")
    yield centre, {ticket["number"]: ticket["id"] for ticket in tickets}
    centre.stop()


@pytest.mark.parametrize("layout", ["hero", "board"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}@{size[2]}")
def test_wide_numbers_fit_everywhere(busy, browser, size, layout):
    centre, tickets = busy
    width, height, ratio = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=ratio,
        reduced_motion="reduce",
        base_url=centre.url,
    )
    page = context.new_page()
    page.goto(f"/display?zone=all&layout={layout}&token={centre.token}")
    page.wait_for_selector("html[data-ready]")
    for number in ("M888", "M1000"):
        centre.at("15", "call", ticket=tickets[number], reason="test")
        expect(page.locator(".call .no")).to_have_text(number)
        page.evaluate("() => document.fonts.ready")
        assert page.evaluate(OVERFLOWS) == []
        centre.at("15", "return")
    context.close()


def test_a_number_keeps_its_drawn_size_where_it_fits(busy, display):
    centre, _ = busy
    page = display(centre)
    page.set_viewport_size({"width": 1920, "height": 1080})
    number = centre.serve_next("07", "GTVT-LX")
    expect(page.locator(".call .no")).to_have_text(number)
    expect(page.locator(".call .no")).to_have_css("font-size", "420px")
