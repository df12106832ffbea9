"""The demo's front page: every screen at one click, signed in as whoever works there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from cli.demo_dossiers import NOT_YET, READY, make_code
from cli.demo_folder import ADMINISTRATOR, DIRECTOR, GUIDE, HEAD, OFFICER
from queueing.hall import Hall
from simulation import WEEKS
from web.front_links import (
    ADMINISTRATORS,
    CITIZENS,
    GUIDES,
    MANAGERS,
    OFFICERS,
    WAITING_HALL,
    FrontLink,
    Step,
)

KIOSK = "/kiosk"
RESULTS = "/results"
KEPT = (
    KIOSK, "/now", "/procedures", "/book", RESULTS, "/complaints", "/display/figures",
    "/healthz",
)  # fmt: skip
"""Links of a real centre that the demo has too; the others sign somebody in here."""


def demo_links(
    real: Iterable[FrontLink], hall: Hall, free: str, *, own_dossiers: bool
) -> list[FrontLink]:
    """Return the links of the demo; `free`: the counter that nobody works at.

    `own_dossiers`: the centre tells of its own; else those of the demo can be tried.
    """
    kept = [
        replace(link, about=_CODES_TO_TRY) if link.url == RESULTS and not own_dossiers else link
        for link in real
        if link.url in KEPT
    ]
    kiosk = [replace(link, step=_take_one(hall, free)) for link in kept if link.url == KIOSK]
    others = [link for link in kept if link.url != KIOSK]
    managers = [_LIVE, _of_four_weeks(hall), *_FOR_OTHER_MANAGERS]
    staff = [*_at_the_counter(free), *_FOR_GUIDES]
    return list(
        chain(
            kiosk, _on_a_phone(hall, free), _IN_THE_HALL, staff, managers, [_ADMINISTRATION], others
        )
    )


def _take_one(hall: Hall, free: str) -> Step:
    """Return the first step: a number that the free counter will call."""
    departments = hall.catalogue.departments
    names = departments[hall.counter(free).department].names
    return Step(
        1,
        {
            "vi": f"Lấy một số của {names['vi']} ở máy lấy số.",
            "en": f"Take a number at the kiosk: {names.get('en', names['vi'])}.",
        },
    )


_CODES_TO_TRY = {
    "vi": f"Thử mã {make_code(READY)} (đã có kết quả), {make_code(NOT_YET)} (chưa có), "
    "cả ở máy lấy số.",
    "en": f"Try {make_code(READY)} (ready) and {make_code(NOT_YET)} (not yet), at the kiosk too.",
}


def _on_a_phone(hall: Hall, free: str) -> list[FrontLink]:
    waiting = [ticket for service in hall.counter(free).services for ticket in hall.queue(service)]
    return [
        FrontLink(
            f"/t/{ticket.follow}",
            {
                "vi": f"Điện thoại theo dõi số {ticket.number}",
                "en": f"Phone that follows {ticket.number}",
            },
            {"vi": "Mở bằng mã QR trên phiếu.", "en": "Opened by the code on the slip."},
            CITIZENS,
            "phone/front/phone.webp",
        )
        for ticket in waiting[-1:]
    ]


_IN_THE_HALL = (
    FrontLink(
        "/display?layout=hero",
        {"vi": "Màn hình sảnh", "en": "Lobby board"},
        {"vi": "Số vừa được gọi, cỡ lớn.", "en": "The number just called, large."},
        WAITING_HALL,
        "display/front/display-hero.webp",
        step=Step(
            3,
            {"vi": "Xem số hiện ra ở màn hình sảnh.", "en": "See the number on the lobby board."},
        ),
    ),
    FrontLink(
        "/display?layout=board",
        {"vi": "Màn hình sảnh, bảng các quầy", "en": "Lobby board with all counters"},
        {"vi": "Dành cho sảnh lớn.", "en": "For larger halls."},
        WAITING_HALL,
        "display/front/display-board.webp",
    ),
    FrontLink(
        "/display/basic",
        {"vi": "Màn hình sảnh cho tivi cũ", "en": "Lobby board for old televisions"},
        {"vi": "Không cần tập lệnh.", "en": "Works without scripts."},
        WAITING_HALL,
        "display/front/display-basic.webp",
    ),
)
_LIVE = FrontLink(
    "/reports",
    {"vi": "Tình hình trực tiếp", "en": "Today, live"},
    {"vi": "Giám đốc theo dõi cả trung tâm.", "en": "The director follows the whole centre."},
    MANAGERS,
    "reports/front/reports.webp",
    DIRECTOR,
)
_FOR_OTHER_MANAGERS = (
    FrontLink(
        "/reports?tv=1",
        {"vi": "Màn hình treo tường", "en": "On a wall"},
        {"vi": "Trong phòng giám đốc, không cần bấm.", "en": "In the director's room."},
        MANAGERS,
        "reports/front/reports-wall.webp",
        DIRECTOR,
    ),
    FrontLink(
        "/reports",
        {"vi": "Trưởng phòng của một cơ quan", "en": "The head of one department"},
        {"vi": "Chỉ thấy cơ quan của mình.", "en": "Sees their own department alone."},
        MANAGERS,
        "reports/front/reports-department.webp",
        HEAD,
    ),
    FrontLink(
        "/reports/hand-over",
        {"vi": "Phiếu bàn giao", "en": "Hand-over sheet"},
        {"vi": "Việc đang dở của từng cơ quan.", "en": "What is open in each department."},
        MANAGERS,
        "reports/front/reports-hand-over.webp",
        DIRECTOR,
    ),
)


_ADMINISTRATION = FrontLink(
    "/admin",
    {"vi": "Quản trị trung tâm", "en": "Administration"},
    {
        "vi": "Cơ quan, quầy, giờ làm việc, nhân sự, thiết bị. Thay đổi mất đi khi dừng chạy thử.",
        "en": "Departments, counters, hours, people, devices. Changes go with the demo.",
    },
    ADMINISTRATORS,
    "admin/front/admin-overview.webp",
    ADMINISTRATOR,
)


def _of_four_weeks(hall: Hall) -> FrontLink:
    today = hall.day or date.min
    first, last = today - timedelta(weeks=WEEKS), today - timedelta(days=1)
    return FrontLink(
        f"/reports/statistics?from={first}&to={last}",
        {"vi": "Báo cáo bốn tuần qua", "en": "Reports of the last four weeks"},
        {"vi": "Theo cơ quan, quầy, ngày, giờ.", "en": "By department, counter, day, hour."},
        MANAGERS,
        "reports/front/statistics.webp",
        DIRECTOR,
    )


def _at_the_counter(free: str) -> list[FrontLink]:
    return [
        FrontLink(
            f"/counters/{free}",
            {"vi": f"Quầy {free}: thử làm cán bộ", "en": f"Counter {free}: try an officer's work"},
            {"vi": "Mở quầy rồi gọi số tiếp theo.", "en": "Open the counter, then call the next."},
            OFFICERS,
            "counters/front/counter-side.webp",
            step=Step(
                2,
                {
                    "vi": f"Mở quầy {free} đang trống, gọi số tiếp theo.",
                    "en": f"Open counter {free}, which is free, and call the next number.",
                },
            ),
        ),
        FrontLink(
            "/counters",
            {"vi": "Đăng nhập là cán bộ, chọn quầy", "en": "Sign in as an officer"},
            {"vi": "Có thể nhận quầy của cán bộ khác.", "en": "Any counter can be taken over."},
            OFFICERS,
            "counters/front/counter-choose.webp",
            OFFICER,
        ),
        FrontLink(
            f"/display/counter/{free}",
            {"vi": f"Màn hình ở quầy {free}", "en": f"Display on counter {free}"},
            {"vi": "Số đang gọi tại quầy.", "en": "The counter's own number."},
            OFFICERS,
            "rating/front/counter-display-calling.webp",
        ),
        FrontLink(
            f"/rate?counter={free}",
            {"vi": f"Máy đánh giá ở quầy {free}", "en": f"Rating tablet of counter {free}"},
            {"vi": "Hỏi người vừa được phục vụ.", "en": "Asks whoever was just served."},
            OFFICERS,
            "rating/front/rating-asked.webp",
        ),
    ]


_FOR_GUIDES = (
    FrontLink(
        "/counters/guide",
        {"vi": "Máy tính bảng của nhân viên hướng dẫn", "en": "The guide's tablet"},
        {"vi": "Tìm số, cấp số, chuyển đúng nội dung.", "en": "Find, issue and correct numbers."},
        GUIDES,
        "counters/front/guide.webp",
        GUIDE,
    ),
    FrontLink(
        "/bulletins",
        {"vi": "Báo tin cho người đang chờ", "en": "Tell those who wait"},
        {
            "vi": "Gián đoạn, chậm trễ: trên màn hình, điện thoại và loa.",
            "en": "Interruptions and delays: on boards, phones and loudspeakers.",
        },
        GUIDES,
        "counters/front/bulletins.webp",
        GUIDE,
    ),
)
