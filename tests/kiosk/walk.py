"""The way through every page of the kiosk, and what can be measured on each."""

import re

from playwright.sync_api import expect

LONG = "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên"

TOO_WIDE = """() => [...document.querySelectorAll("#screen *")]
  .filter((e) => !(e instanceof SVGElement) && !e.classList.contains("vh"))
  .filter((e) => getComputedStyle(e).display !== "inline" && e.clientWidth > 0)
  .filter((e) => e.scrollWidth > e.clientWidth + 1
    || (e.matches("button, main, footer, .depts, .res, .groups, .known, .paged, .papers, .tk, "
      + "main > div")
      && e.scrollHeight > e.clientHeight + 1))
  .map((e) => e.className + ": " + e.textContent.slice(0, 40))"""
SMALL_TARGETS = """([kinds, least]) => [...document.querySelectorAll(kinds)]
  .map((e) => [e.textContent, e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && Math.min(box.width, box.height) < least - 0.5)
  .map(([text, box]) => text + " " + Math.round(box.width) + "x" + Math.round(box.height))"""
CROWDED = """(least) => {
  const asked = document.querySelector("[role=alertdialog]") || document;
  const all = [...asked.querySelectorAll("#screen button")]
    .map((e) => [e.textContent, e.getBoundingClientRect()]).filter(([, box]) => box.width > 0);
  const apart = (a, b) => Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom,
    b.top - a.bottom);
  return all.flatMap(([text, box], place) => all.slice(place + 1)
    .filter(([, other]) => apart(box, other) < least - 0.5)
    .map(([other, otherBox]) => text + " | " + other + " " + apart(box, otherBox)));
}"""
SMALL_TEXT = """(least) => [...document.querySelectorAll("#screen *")]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .filter((e) => e.getClientRects().length > 0)
  .map((e) => [e.textContent, parseFloat(getComputedStyle(e).fontSize)])
  .filter(([, size]) => size < least - 0.1)"""
OUT_OF_REACH = """() => [...document.querySelectorAll("#screen button, #screen input")]
  .filter((e) => e.getClientRects().length > 0
    && e.getBoundingClientRect().top < window.innerHeight / 2)
  .map((e) => e.textContent)"""
FAINT = """(least) => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
    .map((p) => p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (e) => {
    const colour = getComputedStyle(e).backgroundColor;
    const solid = parts(colour).length < 4 || parts(colour)[3] === 1;
    return solid || e === document.documentElement ? colour : behind(e.parentElement);
  };
  return [...document.querySelectorAll("#screen *")]
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())
      || e.matches("svg.i"))
    .map((e) => {
      const [low, high] = [light(getComputedStyle(e).color), light(behind(e))]
        .sort((one, other) => one - other);
      return [e.textContent || e.parentElement.className, (high + 0.05) / (low + 0.05)];
    })
    .filter(([, ratio]) => ratio < least);
}"""


# The page divides its lists anew when letters arrive or the panel changes, which it hears with the
# next frame; two frames later it has done so.
AT_REST = """() => document.fonts.ready.then(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))"""


def search(page, words):
    page.locator(".find").click()
    page.locator(".field input").fill(words)
    expect(page.locator(".res .r").first).to_be_visible()


def stand_on(page, panel):
    """Put the page on a panel of that (width, height), and let it come to rest there."""
    page.set_viewport_size({"width": panel[0], "height": panel[1]})
    page.evaluate(AT_REST)


def every_page(page):
    """Go from home to the number and its last question; yield the name of each page, at rest."""
    for name in _steps(page):
        page.evaluate(AT_REST)
        yield name


def _steps(page):
    expect(page.locator(".tile").first).to_be_visible()
    yield "home"
    page.locator(".quick button").first.click()
    expect(page.locator(".offices .tile.ask")).to_be_visible()
    yield "offices"
    page.locator(".back").click()
    search(page, "giay phep")
    yield "search"
    page.locator(".field input").fill("cong ty trach nhiem")
    page.locator(".r", has_text=re.compile("công ty|company")).first.click()
    expect(page.locator(".papers li").first).to_be_visible()
    yield "facts"
    page.locator(".leave button").first.click()
    expect(page.locator(".leaving .qr img")).to_be_visible()
    yield "leaving"
    page.locator(".back").click()
    expect(page.locator(".leave button").first).to_be_visible()
    page.locator(".back").click()
    page.locator(".field input").fill("ly lich tu phap")
    page.locator(".r", has_text=re.compile("lý lịch")).first.click()
    expect(page.locator(".leave button:not(.more)")).to_have_count(2)
    yield "all facts"
    page.locator(".leave button:not(.more)").last.click()
    expect(page.locator(".leaving .qr img")).to_be_visible()
    yield "online"
    page.locator(".back").click()
    page.locator(".back").click()
    page.locator(".back").click()
    search(page, "giao thong van tai")
    page.locator(".r").first.click()
    expect(page.locator(".pick .r")).to_have_count(2)
    yield "unit"
    page.locator(".pick .r").first.click()
    expect(page.locator(".groups .yes").first).to_be_visible()
    yield "priority"
    page.locator(".back").click()
    page.locator(".back").click()
    search(page, "khu che xuat")
    page.locator(".r").first.click()
    page.locator(".groups .no").click()
    expect(page.locator(".tk .no")).to_contain_text(re.compile(r"^M\d{3,}$"))
    yield "ticket"
    page.locator(".ticket .act .sec").click()
    expect(page.get_by_role("alertdialog")).to_be_visible()
    yield "cancelling"
