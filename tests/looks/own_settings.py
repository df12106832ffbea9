"""A page as the reader's browser is set: larger letters, zoom, own colours."""

from collections.abc import Iterator

from tests.gallery.states import State, Visit
from tests.looks.measures import faults

USUAL_PX, LARGE_PX = 16, (24, 32)
ZOOMS = (0.8, 1.5, 2.0)
NAMES = {
    "counter-priority",
    "counter-transfer",
    "counter-undo",
    "counter-side-serving",
    "guide",
    "guide-found",
    "phone",
    "phone-called",
    "reports",
    "statistics",
    "admin-rules",
    "admin-people-phone",
    "sign-in",
}
"""One of each kind of page: tests/looks/ measures every state as browsers come."""
ROOT_PX = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
NOT_SEEN = """(kinds) => [...document.querySelectorAll(kinds)]
  .filter((e) => e.getClientRects().length > 0 && !e.closest("[hidden]"))
  .filter((e) => {
    const {backgroundColor, color} = getComputedStyle(e);
    const other = e.parentElement.querySelector(
      `:scope > ${e.tagName}:not([aria-pressed=true], [aria-selected=true], [aria-current])`);
    return other && getComputedStyle(other).backgroundColor === backgroundColor;
  }).map((e) => e.textContent)"""
UNREACHED = """(kinds) => [...document.querySelectorAll(kinds)]
  .filter((e) => e.checkVisibility({visibilityProperty: true}))
  .slice(0, 40)
  .filter((e) => {
    e.scrollIntoView({block: "nearest", inline: "nearest"});
    const {left, right, top, bottom, width, height} = e.getBoundingClientRect();
    const wide = Math.min(right, innerWidth) - Math.max(left, 0);
    const high = Math.min(bottom, innerHeight) - Math.max(top, 0);
    if (wide < 0 || high < 0 || wide * high < width * height / 2) return true;
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    // The bar of the last press lies over the list for some seconds.
    const own = there === null || e.contains(there) || there.contains(e);
    return !own && !there.closest(".said, label");
  }).map((e) => e.outerHTML.slice(0, 100))"""
CONTROLS = ("button", "a", "input:not([type=radio], [type=hidden], [aria-hidden=true])", "select")


def find_faults_as_set(visit: Visit, state: State) -> list[str]:
    """What is wrong as soon as the browser is set as readers do; all is as it was afterwards."""
    try:
        return [*_with_large_letters(visit, state), *_in_own_colours(visit), *_zoomed(visit, state)]
    finally:
        visit.page.set_viewport_size({"width": state.size[0], "height": state.size[1]})


def _with_large_letters(visit: Visit, state: State) -> Iterator[str]:
    """Letters are as large as the browser is told, up to twice the size."""
    browser = visit.page.context.new_cdp_session(visit.page)
    try:
        for pixels in LARGE_PX:
            browser.send("Page.setFontSizes", {"fontSizes": {"standard": pixels}})
            # What is asked in em of the window is asked anew when its size changes
            for less in (1, 0):
                visit.page.set_viewport_size(
                    {"width": state.size[0], "height": state.size[1] - less}
                )
            visit.settle()
            if visit.page.evaluate(ROOT_PX) != pixels:
                yield f"letters of {pixels} px: the page has its own"
            yield from _misfits(visit, f"letters of {pixels} px")
    finally:
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": USUAL_PX}})
        browser.detach()


def _in_own_colours(visit: Visit) -> Iterator[str]:
    """In the reader's own colours it is still seen what is chosen."""
    visit.page.emulate_media(forced_colors="active")
    try:
        chosen = "[aria-pressed=true], [aria-selected=true], a[aria-current]"
        for fault in (*visit.page.evaluate(NOT_SEEN, chosen), *faults(visit.page, [])):
            yield f"own colours: {fault}"
    finally:
        visit.page.emulate_media(forced_colors="none")


def _zoomed(visit: Visit, state: State) -> Iterator[str]:
    """The page is whole at every zoom."""
    for zoom in ZOOMS:
        width, height = (round(pixels / zoom) for pixels in state.size)
        visit.page.set_viewport_size({"width": max(width, 320), "height": height})
        visit.settle()
        yield from _misfits(visit, f"zoom {zoom}")


def _misfits(visit: Visit, where: str) -> Iterator[str]:
    """What is cut off, and every control that cannot be brought into view."""
    home = "dialog[open]" if visit.page.locator("dialog[open]").count() else "main"
    unreached = visit.page.evaluate(UNREACHED, ", ".join(f"{home} {kind}" for kind in CONTROLS))
    for fault in (*faults(visit.page, []), *unreached):
        yield f"{where}: {fault}"
