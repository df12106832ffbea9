"""Takes the pictures in docs/screens from a running demo: python tools/pictures.py http://127.0.0.1:PORT."""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "screens"
PICTURES = (
    ("kiosk", 1080, 1920, "/kiosk"),
    ("display-hero", 1920, 1080, "/display?layout=hero&zone=tret"),
    ("display-board", 1920, 1080, "/display?layout=board"),
    ("counter-side", 400, 900, "/counters"),
    ("counter", 1440, 900, "/counters"),
)
OPEN, CALL = "Mở quầy", "Gọi số tiếp theo"


def main(address: str) -> None:
    """Open every screen of the demo at its real size and save what it shows."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for name, width, height, path in PICTURES:
            take(browser, address + path, FOLDER / f"{name}.png", (width, height))
        browser.close()


def take(browser: Browser, address: str, file: Path, size: tuple[int, int]) -> None:
    """Save one picture; a counter is opened and calls someone first."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce",
    )  # fmt: skip
    page.goto(address)
    page.wait_for_load_state("networkidle")
    for words in (OPEN, CALL):
        button = page.get_by_role("button", name=words).first
        if "/counters" in page.url and button.is_visible():
            button.click()
            page.wait_for_timeout(1500)
    page.wait_for_timeout(1500)
    page.screenshot(path=file)
    page.close()


if __name__ == "__main__":
    main(sys.argv[1])
