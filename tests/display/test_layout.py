"""Nothing overflows and nothing is cut off, on every size of screen, with the widest numbers."""

import re

import pytest
from playwright.sync_api import expect

from settings.advice import REACH_AT_55_INCHES_M
from tests.display.centre import quickly
from tests.kiosk.walk import AT_REST

MANY = ("KCX", "GTVT-LX")
SIZES = [(1920, 1080, 1), (960, 540, 2), (1280, 720, 1), (1366, 768, 1), (3840, 2160, 1)]
SIZES += [(1080, 1920, 1)]
WITHIN = """(percent) => {
  const [across, down] = [innerWidth, innerHeight].map((side) => side * percent / 100);
  return [".call .no", ".call .to b", ".clk b", ".zone", ".foot .tag", ".list .row:last-child"]
    .filter((kind) => {
      const box = document.querySelector(kind).getBoundingClientRect();
      return box.left < across || box.top < down || box.right > innerWidth - across
        || box.bottom > innerHeight - down;
    });
}"""

OVERFLOWS = """() => {
  const faults = [];
  const screen = document.querySelector(".screen").getBoundingClientRect();
  const boxes = ".no, .to b, .n, .q, .lab, .dp span, .dp p, .row b, .foot .text, .zone, .title, "
    + ".d, .waiting h2, .tip h2, .tip p, .hours p";
  for (const box of document.querySelectorAll(boxes)) {
    const range = document.createRange();
    range.selectNodeContents(box);
    const text = range.getBoundingClientRect();
    const home = box.closest(".call, .row, .cell, .foot, .top, .hours, .waiting, .tip");
    const parent = home.getBoundingClientRect();
    const inside = (outer) => text.left >= outer.left - 1 && text.right <= outer.right + 1;
    const cut = getComputedStyle(box).overflow === "hidden" && box.scrollWidth > box.clientWidth;
    if (cut || !inside(parent) || !inside(screen)) {
      faults.push(`${box.className || box.tagName}: ${box.textContent}`);
    }
  }
  for (const box of document.querySelectorAll(".no, .to b, .n, .q, .row b")) {
    const range = document.createRange();
    range.selectNodeContents(box);
    const text = range.getBoundingClientRect();
    const style = getComputedStyle(box);
    const home = box.getBoundingClientRect();
    const from = home.left + parseFloat(style.paddingLeft);
    const to = home.right - parseFloat(style.paddingRight);
    if (text.left < from - 1 || text.right > to + 1) {
      faults.push(`${box.className || box.tagName} leaves its box: ${box.textContent}`);
    }
  }
  const rooms = ".call, .list, .bd, .cell, .screen, .side, .waiting, .tip, .waiting .row";
  for (const box of document.querySelectorAll(rooms)) {
    if (box.scrollHeight > box.clientHeight + 1) {
      faults.push(`${box.className} is ${box.scrollHeight - box.clientHeight} px too low`);
    }
  }
  return faults;
}"""

CUT_MARKS = """() => {
  const cut = [];
  const walk = document.createTreeWalker(document.querySelector(".screen"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const box = walk.currentNode.parentElement;
    const style = getComputedStyle(box);
    const isWord = /[a-zà-ỹđ]{2}/i.test(walk.currentNode.data) && !box.closest(".vh");
    if (isWord && parseFloat(style.lineHeight) < 1.15 * parseFloat(style.fontSize) - 0.01) {
      cut.push(`${box.className || box.tagName}: ${walk.currentNode.data}`);
    }
  }
  return cut;
}"""

CAPITAL = 0.728
"""Height of Inter's capitals and digits in parts of the font size."""
MM_A_PIXEL_AT_55_INCHES = 55 * 25.4 * 16 / (16**2 + 9**2) ** 0.5 / 1920
STRICT, WORKING = 0.0122178, 1 / 200
"""Height over distance: 0.7° for the called pair, a two-hundredth for lists (EN 301 549)."""


def with_a_margin(settings):
    """One of the zones has a television that cuts its edges."""
    quickly(settings)
    settings["screens"]["display"]["zones"]["tang1"]["margin_percent"] = 4


@pytest.fixture(scope="module")
def busy(new_centre, tmp_path_factory):
    """A centre in which letters M and D have come to their thousandth number."""
    crowd = [service for service in MANY for _ in range(1000)]
    centre = new_centre(tmp_path_factory.mktemp("busy"), with_a_margin, crowd=crowd)
    centre.open(*(f"{n:02d}" for n in range(2, 17)))
    for counter, service in {"02": "XD", "06": "KHĐT", "10": "YT", "14": "VHTTDL"}.items():
        centre.serve_next(counter, service)
    centre.at("13", "pause", reason="meeting")
    yield centre, centre.tickets
    centre.stop()


@pytest.mark.parametrize("layout", ["hero", "board"])
def test_wide_numbers_fit_everywhere(busy, browser, layout):
    centre, tickets = busy
    pages = {}
    for ratio in (1, 2):
        context = browser.new_context(
            device_scale_factor=ratio, reduced_motion="reduce", base_url=centre.url
        )
        pages[ratio] = context.new_page()
        pages[ratio].goto(f"/display?zone=all&layout={layout}&token={centre.token}")
        pages[ratio].wait_for_selector("html[data-ready]")
    for number in ("M888", "M1000", "D1000"):
        counter = "15" if number[0] == "M" else "09"
        centre.at(counter, "call", ticket=tickets[number], reason="other")
        for width, height, ratio in SIZES:
            page = pages[ratio]
            page.set_viewport_size({"width": width, "height": height})
            expect(page.locator(".call .no")).to_have_text(number)
            page.evaluate(AT_REST)
            page.evaluate("() => document.fonts.ready")
            found = page.evaluate(OVERFLOWS), page.evaluate(CUT_MARKS)
            assert found == ([], []), (number, width, height)
        centre.at(counter, "return")
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("percent", [0, 3, 10])
def test_a_margin_keeps_everything_from_the_edges(busy, display, percent):
    centre, tickets = busy
    centre.at("09", "call", ticket=tickets["D1000"], reason="other")
    for layout in ("hero", "board"):
        page = display(centre, zone="all", layout=layout, margin=percent)
        for width, height in ((1280, 720), (1080, 1920)):
            page.set_viewport_size({"width": width, "height": height})
            expect(page.locator(".call .no")).to_be_visible()
            page.evaluate(AT_REST)
            assert page.evaluate(WITHIN, percent) == []
            assert page.evaluate(OVERFLOWS) == []
    centre.at("09", "return")


def test_a_margin_that_is_none_leaves_the_boards_own(busy):
    margins = ("", "11", "-1", "x", "3.5")
    pages = [busy[0].load(f"/display?zone=tang1&layout=hero&margin={each}") for each in margins]
    assert [re.findall(r'data-margin="(.*?)"', page) for page in pages] == [["4"]] * len(margins)


def test_the_plain_board_keeps_its_margin_too(busy, page):
    centre, _ = busy
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{centre.url}/display/basic?zone=all&margin=5&token={centre.token}")
    for part in (".bar", ".call", ".no", ".time"):
        box = page.locator(part).bounding_box()
        assert 64 <= box["x"] <= 1280 - 64 - box["width"], part
        assert 36 <= box["y"] <= 720 - 36 - box["height"], part


@pytest.mark.parametrize("layout", ["hero", "board"])
def test_a_counter_keeps_its_drawn_size_in_both_languages(busy, display, layout):
    centre, tickets = busy
    centre.at("09", "call", ticket=tickets["D018"], reason="other")
    drawn = []
    for language in ("vi", "en"):
        page = display(centre, zone="all", layout=layout, lang=language)
        for width, height in ((1920, 1080), (1280, 720)):
            page.set_viewport_size({"width": width, "height": height})
            expect(page.locator(".call .no")).to_have_text("D018")
            page.evaluate(AT_REST)
            page.evaluate("() => document.fonts.ready")
            assert page.evaluate(OVERFLOWS) == []
            size = page.locator(".call .to b").evaluate("box => getComputedStyle(box).fontSize")
            drawn.append(float(size.removesuffix("px")) / height)
    assert max(drawn) - min(drawn) < 0.001
    centre.at("09", "return")


def test_what_takes_turns_below_the_call_fits_too_in_both_languages(busy, browser):
    centre, _ = busy
    pages = []
    for (width, height, ratio), language in ((SIZES[1], "vi"), (SIZES[2], "en")):
        page = browser.new_page(
            viewport={"width": width, "height": height},
            device_scale_factor=ratio,
            reduced_motion="reduce",
            base_url=centre.url,
        )
        page.goto(f"/display?zone=tret&layout=board&lang={language}&token={centre.token}")
        pages.append(page)
    for turn in (".waiting [data-department='XD']", ".waiting [data-department='TT']", ".tip"):
        for page in pages:
            expect(page.locator(turn)).to_be_visible(timeout=60_000)
            assert page.evaluate(OVERFLOWS) == []
            assert page.evaluate(CUT_MARKS) == []
    for page in pages:
        page.close()


@pytest.mark.parametrize(
    ("layout", "pair", "list_"),
    [("hero", (".no", ".to b"), (".list .n",)), ("board", (".no", ".to b"), (".cell .n",))],
)
def test_the_configuration_is_checked_against_the_sizes_that_are_drawn(
    busy, display, layout, pair, list_
):
    centre, _ = busy
    page = display(centre, layout=layout)
    page.set_viewport_size({"width": 1920, "height": 1080})
    number = centre.serve_next("08", "GTVT-LX")
    expect(page.locator(".call .no")).to_have_text(number)

    def reach_m(selector, rule):
        box = page.locator(f"{selector}:visible").first
        size = float(box.evaluate("box => getComputedStyle(box).fontSize").removesuffix("px"))
        return size * CAPITAL * MM_A_PIXEL_AT_55_INCHES / rule / 1000

    reaches = [reach_m(selector, STRICT) for selector in pair]
    reaches += [reach_m(selector, WORKING) for selector in list_]
    assert min(reaches) >= REACH_AT_55_INCHES_M[layout] > min(reaches) - 1


def test_a_number_keeps_its_drawn_size_where_it_fits(busy, display):
    centre, tickets = busy
    page = display(centre)
    page.set_viewport_size({"width": 1920, "height": 1080})
    centre.at("07", "call", ticket=tickets["D018"], reason="other")
    expect(page.locator(".call .no")).to_have_text("D018")
    expect(page.locator(".call .no")).to_have_css("font-size", "420px")
