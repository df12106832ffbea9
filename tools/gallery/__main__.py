"""Takes the pictures in docs/screens: python -m tools.gallery [NAME…], all states or those."""

import os
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tools.gallery.index import GROUPS, write_index
from tools.gallery.states import LONG_MS, Group, State, opened

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
COLOURS = 256
WITH_SOUND = "--autoplay-policy=no-user-gesture-required"


def main(names: Iterable[str]) -> None:
    """Open every screen in every state and save what it shows."""
    FOLDER.mkdir(exist_ok=True)
    expect.set_options(timeout=LONG_MS)
    wanted = set(names)
    with sync_playwright() as playwright:
        browsers = {silent: _browser(playwright, silent) for silent in (False, True)}
        for group in GROUPS:
            states = [state for state in group.states if not wanted or state.name in wanted]
            if states:
                _take(browsers, group, states)
        for browser in browsers.values():
            browser.close()
    if not wanted:
        write_index(FOLDER)


def _browser(playwright: Playwright, silent: bool) -> Browser:
    return playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        args=["--no-sandbox"] if silent else ["--no-sandbox", WITH_SOUND],
    )


def _take(browsers: dict[bool, Browser], group: Group, states: Sequence[State]) -> None:
    with TemporaryDirectory(prefix="xinmoi-gallery-") as folder, opened(group, folder) as room:
        for state in states:
            with room.shows(browsers[state.silent], state) as visit:
                drawn = visit.page.screenshot(animations="disabled")
            _save(drawn, FOLDER / f"{state.name}.png")
            print(state.name, flush=True)


def _save(drawn: bytes, file: Path) -> None:
    """Keep the picture with as many colours as it needs to look the same, and no more."""
    picture = Image.open(BytesIO(drawn)).convert("RGB")
    fewer = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    fewer.save(file, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
