"""Takes the pictures in docs/screens from a running demo: python tools/pictures.py http://127.0.0.1:PORT."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "screens"
SETTLED_MS = 1500


def as_it_opens(_page: Page) -> None:
    """Leave the screen as it is."""


def aid(name: str) -> Callable[[Page], None]:
    """Return what turns one of the kiosk's aids on."""
    return lambda page: page.locator(f"[data-aid={name}]").click()


def search(page: Page) -> None:
    """Type a procedure's name without diacritics."""
    page.get_by_role("button", name="Tìm thủ tục").click()
    for letter in "giay phep":
        page.keyboard.press("Space" if letter == " " else letter)


def take_number(page: Page) -> None:
    """Take a number for the centre's own desk."""
    page.get_by_role("button", name="Tôi chưa rõ cần gặp ai").click()
    without_priority = page.get_by_role("button", name="Không", exact=False).first
    if without_priority.is_visible():
        without_priority.click()
    page.locator("main.ticket").wait_for()


def follow(page: Page) -> None:
    """Take a number, and open its page as the phone does."""
    take_number(page)
    code = page.locator("section.qr img").get_attribute("src") or ""
    page.goto(page.url.split("/kiosk")[0] + code.removesuffix("/qr.svg"))


def call(page: Page) -> None:
    """Open the counter where it is closed, and call someone."""
    for words in ("Mở quầy", "Gọi số tiếp theo"):
        button = page.get_by_role("button", name=words).first
        if button.is_visible():
            button.click()
            page.wait_for_timeout(SETTLED_MS)


def practise(page: Page) -> None:
    """Begin a practice as a demo officer."""
    page.get_by_role("button", name="Đăng nhập là cán bộ").click()
    page.get_by_role("button", name="Tập dùng thử").click()
    call(page)


def guide(page: Page) -> None:
    """Enter as the demo's guide."""
    page.get_by_role("button", name="Máy tính bảng của nhân viên hướng dẫn").click()


@dataclass(frozen=True)
class Picture:
    """A screen at its real size; `prepare` brings it to the state that is shown."""

    name: str
    size: tuple[int, int]
    path: str
    prepare: Callable[[Page], None] = as_it_opens


KIOSK, LOBBY, PHONE = (1080, 1920), (1920, 1080), (390, 844)
PICTURES = (
    Picture("kiosk", KIOSK, "/kiosk"),
    Picture("kiosk-search", KIOSK, "/kiosk", search),
    Picture("kiosk-ticket", KIOSK, "/kiosk", take_number),
    Picture("kiosk-large", KIOSK, "/kiosk", aid("large")),
    Picture("kiosk-contrast", KIOSK, "/kiosk", aid("contrast")),
    Picture("kiosk-low", KIOSK, "/kiosk", aid("low")),
    Picture("kiosk-landscape", LOBBY, "/kiosk"),
    Picture("display-hero", LOBBY, "/display?layout=hero&zone=tret"),
    Picture("display-board", LOBBY, "/display?layout=board"),
    Picture("display-basic", LOBBY, "/display/basic"),
    Picture("counter-side", (400, 900), "/counters", call),
    Picture("counter", (1440, 900), "/counters", call),
    Picture("practice", (1440, 900), "/", practise),
    Picture("guide", (1024, 768), "/", guide),
    Picture("phone", PHONE, "/kiosk", follow),
)


def main(address: str) -> None:
    """Open every screen of the demo and save what it shows."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for picture in PICTURES:
            take(browser, address, picture)
        browser.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Save one picture."""
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce",
    )  # fmt: skip
    page.goto(address + picture.path)
    page.wait_for_load_state("networkidle")
    picture.prepare(page)
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main(sys.argv[1])
