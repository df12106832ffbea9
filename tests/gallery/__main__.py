"""Takes pictures of the screens' states: python -m tests.gallery [--docs | --front | NAME…].

Without names it takes all of them. They go to pictures/, with a page that shows them side by side;
with ``--docs`` the few that the documentation shows are taken anew, in docs/screens; with
``--front`` the small ones of the front page, in each screen's static/front. Either shows the states
that its files are named for.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from tests.gallery.index import GROUPS, write_index
from tests.gallery.states import LONG_MS, Group, State, opened
from tests.needs import CHROMIUM, SWITCHES

ROOT = Path(__file__).parents[2]
PICTURES, DOCS = ROOT / "pictures", ROOT / "docs" / "screens"
FRONT = "*/static/front/*.webp"
SMALL = (420, 300)
"""Pixels: twice as many as the front page shows, for fine displays."""
COLOURS = 256
WITH_SOUND = "--autoplay-policy=no-user-gesture-required"


def main(arguments: Sequence[str]) -> int:
    """Save what every screen shows in these states; 2 when a name is of no state."""
    names, files = set(arguments), dict[str, Path]()
    if names & {"--docs", "--front"}:
        found = ROOT.glob(FRONT) if "--front" in names else DOCS.glob("*.png")
        files = {file.stem: file for file in found}
        names = set(files)
    states = {state.name for group in GROUPS for state in group.states}
    if unknown := names - states:
        print(f"no such state: {', '.join(sorted(unknown))}; there are:", *sorted(states))
        return 2
    PICTURES.mkdir(exist_ok=True)
    expect.set_options(timeout=LONG_MS)
    with _browsers() as browsers:
        for group in GROUPS:
            wanted = [state for state in group.states if not names or state.name in names]
            if wanted:
                _take(browsers, group, wanted, files)
    if not files:
        print(write_index(PICTURES))
    return 0


@contextmanager
def _browsers() -> Iterator[dict[bool, Browser]]:
    """Give two browsers: whether it keeps sound back -> browser."""
    with sync_playwright() as playwright:
        browsers = {
            silent: playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=SWITCHES if silent else [*SWITCHES, WITH_SOUND],
            )
            for silent in (False, True)
        }
        yield browsers
        for browser in browsers.values():
            browser.close()


def _take(
    browsers: dict[bool, Browser],
    group: Group,
    states: Sequence[State],
    files: Mapping[str, Path],
) -> None:
    with TemporaryDirectory(prefix="xinmoi-gallery-") as data, opened(group, data) as room:
        for state in states:
            with room.shows(browsers[state.silent], state) as visit:
                drawn = visit.page.screenshot(animations="disabled")
            _save(drawn, files.get(state.name, PICTURES / f"{state.name}.png"))
            print(state.name, flush=True)


def _save(drawn: bytes, file: Path) -> None:
    """Keep the picture with as many colours as it needs to look the same, and no more.

    One of the front page is small, and shows the upper part of a tall screen.
    """
    picture = Image.open(BytesIO(drawn)).convert("RGB")
    if file.suffix == ".webp":
        picture = picture.crop((0, 0, picture.width, min(picture.height, picture.width * 4 // 3)))
        picture.thumbnail(SMALL, Image.Resampling.LANCZOS)
        picture.save(file, quality=76, method=6)
        return
    fewer = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    fewer.save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
