"""Centres of other sizes: one office, five, and forty, more than there are letters."""

from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.gallery import admin, counters, guide, kiosk, lobby, phone, reports, statistics
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Reach, Size, State, Visit
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
    ("AB", "HQ", "Chi cục Hải quan khu vực", "Tờ khai hải quan, giám sát", "truck"),
    ("AC", "THA", "Thi hành án dân sự thành phố", "Yêu cầu thi hành án, nhận tiền", "scales"),
    ("AD", "QLTT", "Chi cục Quản lý thị trường", "Giấy xác nhận, kiểm tra hàng hóa", "zone"),
    ("AE", "NHCS", "Ngân hàng Chính sách xã hội", "Vay vốn, trả nợ, tiết kiệm", "money"),
    ("BA", "VPĐK", "Văn phòng Đăng ký đất đai", "Đăng ký biến động, thế chấp", "landscape"),
    ("BC", "CC1", "Phòng Công chứng số 1", "Công chứng hợp đồng, bản dịch", "document"),
    ("BD", "ĐG", "Trung tâm Dịch vụ đấu giá tài sản", "Đăng ký đấu giá", "briefcase"),
    ("BE", "QS", "Bộ Chỉ huy quân sự thành phố", "Nghĩa vụ quân sự, chế độ", "medal"),
    ("CA", "PCCC", "Phòng Cảnh sát phòng cháy, chữa cháy", "Thẩm duyệt, nghiệm thu", "emergency"),
    ("CB", "CSGT", "Phòng Cảnh sát giao thông", "Đăng ký xe, sang tên", "car"),
    ("CD", "TGPL", "Trung tâm Trợ giúp pháp lý", "Tư vấn, trợ giúp pháp lý", "help"),
    ("CE", "DVVL", "Trung tâm Dịch vụ việc làm", "Bảo hiểm thất nghiệp, tìm việc", "people"),
    ("DA", "VT", "Viễn thông thành phố", "Lắp đặt, đổi tên thuê bao", "antenna"),
    ("WM", "XNC", "Phòng Quản lý xuất nhập cảnh", "Hộ chiếu, thị thực, tạm trú", "globe"),
)
"""(letter, code, name, what people come for, drawing) of offices beside the first centre's."""
DESKS = range(31, 48)
"""Their counters, beside the 23 of the first centre; some have two offices."""
WIDEST, ITS_DESK = "XNC", counters.COUNTER
PANEL: Size = (1024, 600)


def only(*codes: str) -> Change:
    """Return the change to a centre whose kiosk offers these offices and its guides."""

    def change(settings: dict[str, Any]) -> None:
        for code, department in settings["departments"].items():
            department["on_kiosk"] = code in (*codes, GUIDES)

    return change


def with_more(settings: dict[str, Any]) -> None:
    """Let there be forty offices and forty counters, half of the new ones upstairs."""
    settings["departments"]["TC"]["on_kiosk"] = True
    settings["services"]["TC"]["on_kiosk"] = True
    for place, (letter, code, name, about, icon) in enumerate(MORE):
        desk = str(DESKS[place % len(DESKS)])
        settings["departments"][code] = {
            "letter": letter, "floor": ("tret", "1")[place % 2], "names": {"vi": name},
            "about": {"vi": about}, "icon": icon,
        }  # fmt: skip
        settings["services"][code] = {"department": code, "minutes": 6.0}
        settings["counters"].setdefault(desk, {"department": code, "serves": []})
        settings["counters"][desk]["serves"].append(code)
    settings["counters"][ITS_DESK]["serves"].append(WIDEST)


def on_a_small_panel(settings: dict[str, Any]) -> None:
    """Let the kiosk of the forty offices be of 10.1 inches."""
    with_more(settings)
    settings["screens"]["kiosk"]["panel_inches"] = 10.1


def busy(folder: Path) -> Hall:
    """Open the hall of forty offices; somebody waits at each of the new ones, some are called."""
    hall = Hall(folder, at="08:40", weeks=True, change=with_more)
    for _, code, *_ in MORE:
        hall.issue(code)
    for desk in map(str, DESKS):
        hall.press(desk, "open")
        hall.press(desk, "call-next")
    return hall


def taken(visit: Visit) -> None:
    """The number of an office beyond the letters, just taken; its tile may be on another page."""
    kiosk.home(visit)
    while not visit.page.locator(f"[data-unit={WIDEST}]").count():
        visit.page.get_by_role("button", name="Trang sau").click()
    visit.click(f"[data-unit={WIDEST}]")
    visit.click(".groups .no")
    visit.sees(".tk .no", "WM0")


def called(layout: str) -> Reach:
    """Return the way to a board that calls a number of an office beyond the letters."""

    def reach(visit: Visit) -> None:
        visit.hall.free(ITS_DESK)
        lobby.board(visit, layout, zone="all")
        number = visit.hall.call(ITS_DESK, WIDEST)["number"]
        expect(visit.page.locator(".call.now .no")).to_have_text(number)

    return reach


def followed(visit: Visit) -> None:
    """The page of such a number."""
    answer = visit.hall.issue(WIDEST)
    visit.open(answer["follow_url"])
    visit.sees("#ticket .no", answer["ticket"]["number"])


def followed_to_the_desk(visit: Visit) -> None:
    """The same, called."""
    visit.hall.free(ITS_DESK)
    answer = visit.hall.issue(WIDEST)
    visit.open(answer["follow_url"])
    visit.hall.press(ITS_DESK, "call", ticket=answer["ticket"]["id"], reason="other")
    visit.sees("#ticket.now")


def at_the_desk(visit: Visit) -> None:
    """The counter's screen with such a number, and others that wait."""
    visit.hall.free(ITS_DESK)
    visit.hall.call(ITS_DESK, WIDEST)
    visit.hall.issue(WIDEST)
    counters.sit_down(visit)
    visit.sees(".card .no", "WM0")


def sought(visit: Visit) -> None:
    """The guide has typed such a number."""
    guide.on_duty(visit)
    visit.page.locator(".seek input").fill("wm1")
    visit.click(".work .row[data-number=WM001]")
    visit.sees("dialog[open] .found-no", "WM001")


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


def below(visit: Visit) -> None:
    """The end of the managers' table."""
    reports.live(visit)
    visit.page.locator("table .letter", has_text="WM").scroll_into_view_if_needed()


tall = partial(State, size=kiosk.PORTRAIT)
wide = partial(State, size=lobby.TELEVISION)
desk = partial(State, size=reports.DESK)

FORTY = (
    tall("forty-kiosk", "Forty offices, upright.", kiosk.home, english=kiosk.english),
    wide("forty-kiosk-landscape", "Forty offices, on its side.", kiosk.home),
    tall("forty-kiosk-ticket", "A number of an office beyond the letters.", taken),
)
FORTY_SMALL = (
    State("forty-kiosk-small", "Forty offices on a panel of 10.1 inches.", kiosk.home, PANEL),
    State("forty-ticket-small", "The number there.", taken, PANEL),
)
FORTY_BOARDS = (
    wide("forty-hero", "The widest number of forty offices in one large call.", called("hero")),
    wide("forty-board", "The same beside forty counters.", called("board")),
    State("forty-phone", "The page of such a number.", followed, phone.PHONE),
    State("forty-phone-called", "The same, called.", followed_to_the_desk, phone.PHONE),
    desk("forty-console", "The counter's screen with such a number.", at_the_desk),
    State("forty-console-side", "The same beside another window.", at_the_desk, (400, 900)),
)
FORTY_STAFF = (
    State("forty-guide", "The guide of forty offices.", guide.on_duty, guide.TABLET),
    State("forty-guide-found", "Such a number, found.", sought, guide.TABLET),
    desk("forty-reports", "The day so far in forty offices.", reports.live),
    desk("forty-reports-below", "The departments without a letter of their own.", below),
    State("forty-reports-wall", "The same on a wall.", reports.on_the_wall, reports.WALL),
    desk("forty-statistics", "A week by department.",
         lambda v: statistics.report(v, statistics.WEEK)),
    desk("forty-admin", "Forty departments and counters.", admin.page("/admin/departments")),
)  # fmt: skip
GROUPS = (
    of("one-office", "A centre of one office", only("XD")),
    of("five-offices", "A centre of five offices", only(*FIVE)),
    Group("forty-offices", partial(Hall, at="08:40", change=with_more), FORTY, kiosk.TARGETS),
    Group("forty-small", partial(Hall, at="08:40", change=on_a_small_panel), FORTY_SMALL),
    Group("forty-staff", busy, FORTY_STAFF),
    Group("forty-boards", busy, FORTY_BOARDS),
)
