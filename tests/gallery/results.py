"""Picking up a result: the kiosk asks for the code, tells; the public page; the administrator's."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.gallery.admin import DESK
from tests.gallery.admin import PHONE as ADMIN_PHONE
from tests.gallery.admin import TARGETS as ADMIN_TARGETS
from tests.gallery.admin import page as admin_page
from tests.gallery.hall import Hall
from tests.gallery.kiosk import PORTRAIT, TARGETS, english, home
from tests.gallery.phone import PHONE
from tests.gallery.states import Group, Reach, State, Visit, in_english
from tests.program import ZONE

LANDSCAPE = (1920, 1080)
TABLE = """Mã hồ sơ,Trạng thái,Ngày hẹn trả,Ngày có kết quả,Giấy tờ cần bổ sung,Cơ quan
H13.16-261102-0001,Đã có kết quả,,20/11/2026,,Sở Xây dựng
H13.16-261102-0002,Đang xử lý,30/11/2026,,,Sở Xây dựng
H13.16-261102-0003,Yêu cầu bổ sung,10/12/2026,,Bản vẽ hoàn công; Giấy ủy quyền có chứng thực,XD
H13.16-261102-0004,Đã trả kết quả,,18/11/2026,,Sở Xây dựng
H13.16-261102-0006,Đang xử lý,20/11/2026,,,Sở Xây dựng
H13.16-261102-0005,Chờ lãnh đạo ký,,,,Sở Xây dựng
"""
CARD = "092050000001||Tran Thi Ngan|02031950|Nu|x|10072021"
REST_MS = 500
"""So long after the page came a scan is whole: longer than QUIET_MS of scan_texts.js."""
SAVED = datetime(2026, 11, 23, 7, 30, tzinfo=ZONE)
READY, WAITS, MISSING, LATE, UNKNOWN = (f"H13.16-261102-000{n}" for n in (1, 2, 3, 6, 9))


def telling(settings: dict[str, Any]) -> None:
    """Change the configuration so that a table tells of dossiers, and cards of ages."""
    age = {"group": "elderly", "from_age": 75}
    settings["screens"]["kiosk"]["card"] = {"on": True, "priority_from": [age]}
    settings["results"] = {"on": True, "file": {"path": "dossiers.csv", "old_after_h": 24}}


def open_hall(folder: Path) -> Hall:
    """Open a hall whose office has saved a table."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "dossiers.csv"
    file.write_text(TABLE, encoding="utf-8")
    os.utime(file, (SAVED.timestamp(),) * 2)
    return Hall(folder, at="08:40", change=telling)


def code_page(visit: Visit, *aids: str) -> None:
    """The question for the code."""
    home(visit, *aids)
    visit.click(".quick button")
    visit.sees(".kb.code")


def told(code: str, *aids: str) -> Reach:
    """Return the way to what the kiosk tells of a code, once the table is read."""

    def reach(visit: Visit) -> None:
        code_page(visit, *aids)
        visit.page.locator(".field input").fill(code)
        visit.click(".kb .done")
        visit.sees(".told h1")
        while visit.page.get_by_text("Không tra cứu được").count():
            visit.click(".back")
            visit.page.locator(".field input").fill(code)
            visit.click(".kb .done")
            visit.sees(".told h1")

    return reach


def wrong(visit: Visit) -> None:
    """Nothing was typed."""
    code_page(visit)
    visit.click(".kb .done")
    visit.sees(".away")


def asked_for_card(visit: Visit, *aids: str) -> None:
    """The notice before a card is scanned."""
    home(visit, *aids)
    visit.click("[data-unit=XD]")
    visit.click(".yes")
    visit.sees(".verdict")


def scanned(card: str) -> Reach:
    """Return the way to what the age on a card gives."""

    def reach(visit: Visit) -> None:
        asked_for_card(visit)
        # The moments of keys are the browser's own, not those of the device's clock
        visit.page.wait_for_timeout(REST_MS)
        visit.page.keyboard.type(f"{card}\n")
        visit.let_pass(2)
        visit.sees("p[role=status]", "ưu tiên")

    return reach


def public(code: str = "") -> Reach:
    """Return the way to the public page, and what it says of a code."""

    def reach(visit: Visit) -> None:
        visit.open("/results")
        while code and not visit.page.locator(".told").count():
            visit.page.locator("#code").fill(code)
            visit.click(".plain-button")
            visit.sees(".told")
            if visit.page.get_by_text("Không tra cứu được").count():
                visit.open("/results")

    return reach


def public_in_english(visit: Visit) -> None:
    """Turn the page to English by its own link, and ask again."""
    visit.click("header [hreflang=en]")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


def tall(name: str, says: str, reach: Reach, english: Reach | None = english) -> State:
    """Return a state of the kiosk, also in English."""
    return State(f"kiosk-code{name}", says, reach, PORTRAIT, english)


KIOSK = (
    tall("", "A result is collected: the code is scanned or typed.", code_page),
    tall("-wrong", "Nothing that is a code.", wrong),
    tall("-ready", "The result is there: a number to collect it.", told(READY)),
    tall("-not-yet", "Not yet, and until when: the visit ends.", told(WAITS)),
    tall("-late", "Past its promised day: an apology, and a number.", told(LATE)),
    tall("-missing", "Which paper is missing.", told(MISSING)),
    tall("-unknown", "No such code: a number is given all the same.", told(UNKNOWN)),
    tall("-large", "The code, in large text.", lambda v: code_page(v, "large")),
    tall("-low", "The code, within reach from a wheelchair.", lambda v: code_page(v, "low")),
    tall("-missing-large", "The missing papers, in large text.", told(MISSING, "large")),
    tall("-ready-low", "It is ready, within reach.", told(READY, "low")),
    State("kiosk-code-landscape", "The code on a panel that lies.", code_page, LANDSCAPE, english),
)  # fmt: skip
CARDS = (
    State("kiosk-card", "A notice before the card is scanned.", asked_for_card, PORTRAIT, english),
    State("kiosk-card-old", "The age gives a group.", scanned(CARD), PORTRAIT),
    State("kiosk-card-low", "The card, within reach from a wheelchair.",
          lambda v: asked_for_card(v, "low"), PORTRAIT),
    State("kiosk-card-large", "The card, in large text.",
          lambda v: asked_for_card(v, "large"), PORTRAIT),
)  # fmt: skip
PUBLIC = (
    State("results", "Anybody's phone: the code is asked for.", public(), PHONE, public_in_english),
    State("results-ready", "It is ready.", public(READY), PHONE, public_in_english),
    State("results-late", "Past its promised day.", public(LATE), PHONE, public_in_english),
    State("results-missing", "A paper is missing.", public(MISSING), PHONE),
    State("results-unknown", "No such code.", public(UNKNOWN), PHONE),
)
ADMIN = (
    State("admin-results", "The table in force, and a row that was passed over.",
          admin_page("/admin/results"), DESK, in_english),
    State("admin-results-phone", "The same on a phone.", admin_page("/admin/results"), ADMIN_PHONE),
)  # fmt: skip
PLAIN = (("button, .field, header a", 44),)
GROUPS = (
    Group("collecting", open_hall, (*KIOSK, *CARDS), TARGETS),
    Group("public results", open_hall, PUBLIC, PLAIN),
    Group("administered results", open_hall, ADMIN, ADMIN_TARGETS),
)
