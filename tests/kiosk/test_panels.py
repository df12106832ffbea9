"""Kiosks from 10 to 55 inches, both ways up: every control is reached, and large enough."""

import pytest

from settings.advice import advice
from settings.loading import load
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.walk import every_page, stand_on
from tests.program import write_configuration

SMALL = [
    (10.1, (1024, 600)), (10.1, (600, 1024)), (12.1, (1024, 768)), (15.6, (1366, 768)),
    (15.6, (768, 1366)),
]  # fmt: skip
ROOMY = [
    (15.6, (1280, 800)), (17, (1280, 1024)), (19, (1024, 1280)), (24, (1920, 1200)),
    (55, (3840, 2160)),
]  # fmt: skip
LARGE_LETTERS_TOO = [
    (13.3, (1280, 800)), (21.5, (1920, 1080)), (21.5, (1080, 1920)), (55, (2160, 3840)),
]  # fmt: skip
"""Where letters have room, each panel is looked at with letters of one size or the other."""
LEAST_MM, LEAST_KEY_MM = 15, 10.5
SET_INCHES = """async (inches) => {
  const {asset_base} = JSON.parse(document.getElementById("page").textContent);
  (await import(`${asset_base}/kiosk/extra.js`)).extra.panel_inches = inches;
  dispatchEvent(new Event("resize"));
}"""
OUT_OF_REACH = """([inches, leastMm, leastKeyMm]) => {
  const mm = inches * 25.4 / Math.hypot(innerWidth, innerHeight);
  const asked = document.querySelector("[role=alertdialog]");
  const faults = [];
  for (const e of (asked || document).querySelectorAll("#screen button, #screen input")) {
    e.scrollIntoView({block: "nearest"});
    const box = e.getBoundingClientRect();
    if (box.width === 0) continue;
    const name = `${e.className} "${e.textContent.trim().slice(0, 30)}"`;
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1
        || box.bottom > innerHeight + 1) {
      faults.push(`${name} outside: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
      continue;
    }
    for (const [x, y] of [[0.5, 0.5], [0.1, 0.15], [0.9, 0.15], [0.1, 0.85], [0.9, 0.85]]) {
      const over = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      if (!over || !(e.contains(over) || over.contains(e))) {
        faults.push(`${name} covered by ${over && over.className}`);
        break;
      }
    }
    const wide = e.matches("input, .kb button") ? leastKeyMm : leastMm;
    const high = e.matches("input") ? leastKeyMm : leastMm;
    if (box.width * mm < wide - 0.2 || box.height * mm < high - 0.2) {
      faults.push(`${name} ${(box.width * mm).toFixed(1)} x ${(box.height * mm).toFixed(1)} mm`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.push("too wide");
  return faults;
}"""


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_every_control_is_reached_on_every_panel(page, program, kiosk_token, large):
    faults = []
    open_kiosk(page, program, kiosk_token)
    if large:
        page.locator("[data-aid=large]").click()
    for name in every_page(page):
        for inches, size in SMALL + (LARGE_LETTERS_TOO if large else ROOMY):
            page.evaluate(SET_INCHES, inches)
            stand_on(page, size)
            found = page.evaluate(OUT_OF_REACH, [inches, LEAST_MM, LEAST_KEY_MM])
            faults += [f"{name} {inches} {size}: {fault}" for fault in found]
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize(("inches", "warned"), [(9.7, True), (10.1, False)])
def test_a_panel_below_ten_inches_is_named(tmp_path, inches, warned):
    def on_a_panel(settings):
        settings["screens"]["kiosk"]["panel_inches"] = inches

    found = advice(load(write_configuration(tmp_path / "config.yaml", on_a_panel)))
    assert ("screens.kiosk.panel_inches" in [fault.path for fault in found]) is warned
