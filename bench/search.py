"""A keystroke in the kiosk's search over 1,430 names, in Chromium slowed down six times."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Page

from admin.catalogue_file import read_procedures
from bench.browser import chromium, slow_down
from bench.program import ROOT, Program, data_folder, serving
from bench.table import share_rows, show
from bench.years import centre
from storage.database import open_database
from storage.procedures import Procedures

NAMES = 1_430
SLOWER = 6
SEARCH_MS = 16.0
DRAWN_MS = 100.0
QUERIES = (
    "giay phep xay dung", "gplx", "doi bang lai", "so do", "chung nhan dau tu",
    "giayphep moi truong", "dang ky kinh doanh", "zzzz",
)  # fmt: skip
# One keystroke: the event, the redrawing that follows it in the same task, and the layout.
MEASURE = """async (typings) => {
  const stroke = async (field, text) => {
    const began = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve().then(() => {}).then(() => {});
    document.body.offsetHeight;
    return performance.now() - began;
  };
  const bare = document.body.appendChild(document.createElement("input"));
  bare.addEventListener("input", () => {});
  const field = document.querySelector(".field input");
  const { asset_base: base } = JSON.parse(document.getElementById("page").textContent);
  const search = await import(`${base}/web/search.js`);
  const finder = await import(`${base}/kiosk/finder.js`);
  const listing = await (await fetch("/api/procedures")).json();
  const view = JSON.parse(document.getElementById("view").textContent);
  const indexed = search.index(finder.findable(view, listing.procedures), listing.synonyms);
  const [drawn, sought, empty] = [[], [], []];
  for (const text of typings) {
    empty.push(await stroke(bare, text));
    drawn.push(await stroke(field, text));
    const began = performance.now();
    search.query(indexed, text, 5);
    sought.push(performance.now() - began);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return [sought, drawn, empty, document.querySelectorAll(".res .r").length];
}"""


def run() -> bool:
    """Measure, print, and say whether the limit is kept."""
    with data_folder() as folder, serving(folder) as program:
        _store(folder)
        sought, drawn, empty = _measure(program)
    beside = ("empty page", empty)
    rows = share_rows("search", (50, 95), sought, beside, SEARCH_MS)
    rows += share_rows("search, drawing and layout", (50, 95), drawn, beside, DRAWN_MS)
    return show(f"search: a keystroke among {NAMES} names, processor slowed {SLOWER} times", rows)


def _store(folder: Path) -> None:
    """Store the sample procedures again and again, each time with another number in the name."""
    catalogue = centre()
    sample = read_procedures(ROOT / "admin/samples/procedures.csv", catalogue).procedures
    many = [
        replace(each, code=f"P{n}", name_vi=f"{each.name_vi} {n}")
        for n, each in enumerate(islice(cycle(sample), NAMES))
    ]
    with open_database(folder) as database:
        Procedures(database, lambda: datetime.now(UTC), date.today).replace(many)


def _measure(program: Program) -> tuple[list[float], list[float], list[float]]:
    typings = [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1080, "height": 1920})
        _open_search(page, program)
        sought, drawn, empty, shown = page.evaluate(MEASURE, typings)
    assert shown > 0, "the results were on the page"
    return sought, drawn, empty


def _open_search(page: Page, program: Program) -> None:
    page.goto(f"http://127.0.0.1:{program.port}/kiosk?token={program.server.token('kiosk')}")
    page.get_by_text("1.4", exact=False).first.wait_for()
    page.locator(".find").click()
    page.locator(".field input").fill("giay")
    page.locator(".res .r").first.wait_for()
    slow_down(page, SLOWER)
