"""Centres of other sizes: one office, five, and as many as there are letters for their numbers."""

from functools import partial
from typing import Any

from tests.gallery import kiosk
from tests.gallery.hall import Hall
from tests.gallery.states import Group, State
from tests.program import Change

GUIDES = "TT"
FIVE = ("XD", "TNMT", "GTVT", "YT", "TP")
MORE = (
    ("F", "TCKH", "Thuế thành phố", "Thuế, lệ phí trước bạ", "money"),
    ("I", "BHXH", "Bảo hiểm xã hội thành phố", "Sổ, thẻ, chế độ bảo hiểm", "health"),
    ("J", "CA", "Công an thành phố", "Căn cước, cư trú, con dấu", "people"),
    ("O", "KB", "Kho bạc Nhà nước Khu vực", "Nộp ngân sách, tài khoản", "briefcase"),
    ("Q", "DT", "Ban Dân tộc", "Chính sách dân tộc, tôn giáo", "people"),
    ("U", "DL", "Công ty Điện lực", "Mua điện, đổi tên hợp đồng", "zone"),
    ("Y", "CN", "Công ty Cấp thoát nước", "Lắp đồng hồ, hợp đồng nước", "drop"),
    ("Z", "BD", "Bưu điện thành phố", "Nhận, trả hồ sơ tại nhà", "briefcase"),
)
"""(letter, code, name, what people come for, drawing) of offices beside the first centre's."""


def only(*codes: str) -> Change:
    """Return the change to a centre whose kiosk offers these offices and its guides."""

    def change(settings: dict[str, Any]) -> None:
        for code, department in settings["departments"].items():
            department["on_kiosk"] = code in (*codes, GUIDES)

    return change


def with_more(settings: dict[str, Any]) -> None:
    """Let an office begin with every letter that there is, half of the new ones upstairs."""
    settings["departments"]["TC"]["on_kiosk"] = True
    settings["services"]["TC"]["on_kiosk"] = True
    for place, (letter, code, name, about, icon) in enumerate(MORE, 31):
        settings["departments"][code] = {
            "letter": letter, "floor": ("tret", "1")[place % 2], "names": {"vi": name},
            "about": {"vi": about}, "icon": icon,
        }  # fmt: skip
        settings["services"][code] = {"department": code, "minutes": 6.0}
        settings["counters"][str(place)] = {"department": code, "serves": [code]}


def of(name: str, says: str, change: Change) -> Group:
    """Return the first page of a centre of this size, on a panel each way up."""
    return Group(
        name,
        partial(Hall, at="08:40", change=change),
        (
            State(f"kiosk-{name}", f"{says}, upright.", kiosk.home, kiosk.PORTRAIT,
                  english=kiosk.english),
            State(f"kiosk-{name}-landscape", f"{says}, on its side.", kiosk.home, kiosk.LANDSCAPE),
        ),
        kiosk.TARGETS,
    )  # fmt: skip


GROUPS = (
    of("one-office", "A centre of one office", only("XD")),
    of("five-offices", "A centre of five offices", only(*FIVE)),
    of("all-letters", "A centre with an office for every letter", with_more),
)
