"""Slips of a morning in Cần Thơ, one of each kind, and their pictures as they were approved.

python -m tests.kiosk.printing.slips    draws the approved pictures anew; look at every one
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageChops

from kiosk.printing.device import PrinterDevice
from kiosk.printing.slip import Reprint, Slip, draw_slip
from kiosk.printing.slip.paper_roll import (
    RollSheets,
    draw_counters_sheets,
    draw_guides_sheets,
    draw_roll_slip,
)
from kiosk.printing.slip.slip import Layout
from kiosk.printing.slip.test_sheet import draw_test_sheet
from queueing.staffing import NoCounter
from web.paper_slips import PaperCodes, Roll

GOLDEN = Path(__file__).parent / "golden"
MORNING = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PLAIN = Slip(
    language="vi",
    centre="Trung tâm Phục vụ hành chính công",
    city="Thành phố Cần Thơ",
    department="Sở Giao thông vận tải",
    service="Đổi giấy phép lái xe",
    number="D018",
    priority=False,
    counters=("07", "08", "09"),
    floor="Tầng trệt",
    ahead=12,
    wait=(12, 20),
    papers=("Căn cước", "Giấy phép lái xe cũ", "Giấy khám sức khỏe"),
    issued_at=MORNING,
    kiosk="Máy lấy số cửa chính",
    follow_url="https://so.cantho.gov.vn/t/8Xh2kPq9vLw3nR5tY7uZaQ",
    motto="Chuyên nghiệp, tận tình, chính xác, đúng hẹn",
)
SLIPS = {
    "plain": PLAIN,
    "priority": replace(
        PLAIN,
        department="Sở Tư pháp",
        service="Cấp phiếu lý lịch tư pháp cho công dân Việt Nam",
        number="N007",
        priority=True,
        counters=("21", "22"),
        floor="Tầng 1",
        papers=(),
    ),
    "reprint": replace(PLAIN, reprint=Reprint(MORNING.replace(minute=16), 1)),
    "no-wait": replace(PLAIN, wait=None, ahead=0, papers=()),
    "longest": replace(
        PLAIN,
        department="Ban Quản lý các khu chế xuất và công nghiệp Cần Thơ",
        service="Thủ tục cấp giấy chứng nhận đăng ký đầu tư đối với dự án đầu tư không thuộc diện "
        "chấp thuận chủ trương đầu tư của Thủ tướng Chính phủ hoặc Ủy ban nhân dân cấp tỉnh",
        number="M1000",
        priority=True,
        counters=tuple(f"{n:02}" for n in range(1, 17)),
        papers=(
            "Giấy đề nghị đăng ký doanh nghiệp theo mẫu, bản chính",
            "Điều lệ công ty có chữ ký của chủ sở hữu và người đại diện theo pháp luật",
            "Giấy tờ pháp lý của chủ sở hữu",
            "Văn bản ủy quyền, nếu nộp thay",
            "Danh sách thành viên",
        ),
        header=("Ủy ban nhân dân thành phố Cần Thơ",),
        footer=("Số bị lỡ được gọi lại trong 30 phút. Xin báo nhân viên ở quầy số 1.",),
        reprint=Reprint(MORNING.replace(hour=10, minute=16), 2),
    ),
    "no-counter": replace(
        PLAIN,
        wait=None,
        ahead=0,
        papers=(),
        no_counter=NoCounter.OVER,
        opens_at=MORNING.replace(day=24, hour=7, minute=0),
    ),
    "english": replace(
        PLAIN,
        language="en",
        centre="Public Administration Service Centre",
        city="Cần Thơ City",
        department="Department of Transport",
        service="Renewal of a driving licence",
        priority=True,
        floor="Ground floor",
        ahead=1,
        kiosk="Kiosk at the main entrance",
        motto="Professional, dedicated, accurate, on time",
    ),
}
PAPERS = (576, 384)
SHEETS = RollSheets(
    Roll("D", 1, 200, MORNING.date()), "vi", PLAIN.centre, "Giấy phép lái xe", ("07", "08", "09")
)
ROLL_LINK = f"https://so.cantho.gov.vn/t/{PaperCodes(b'a key of tests').make(SHEETS.roll, 18)}"


def approved(name, width):
    return GOLDEN / f"{name}-{width}.png"


def trial(width, **more):
    """Return the sheet of a test print, on the printer at the main entrance."""
    known = {"connection": "network", "host": "10.0.0.21", **more}
    return draw_test_sheet(PrinterDevice("Máy in cửa chính", width=width, **known), MORNING)


def of_a_roll(width):
    """Return a slip that was printed before a day of need."""
    plain = replace(PLAIN, ahead=None, wait=None, papers=(), kiosk="")
    return draw_roll_slip(plain, SHEETS, 18, ROLL_LINK, width, Layout())


def dots(image):
    """Return the picture as comparable bytes."""
    return image.mode, image.size, image.tobytes()


def ink(image):
    """Return left, top, right, bottom of what is black."""
    return ImageChops.invert(image.convert("L")).getbbox()


def opened(file):
    with Image.open(file) as image:
        return image.convert("1")


if __name__ == "__main__":
    for name, slip in SLIPS.items():
        for width in PAPERS:
            draw_slip(slip, width).save(approved(name, width), optimize=True)
    for width in PAPERS:
        trial(width).save(approved("test-sheet", width), optimize=True)
        of_a_roll(width).save(approved("roll", width), optimize=True)
    (sheet,) = draw_guides_sheets(SHEETS)
    sheet.save(GOLDEN / "guides-sheet.png", optimize=True)
    next(draw_counters_sheets(SHEETS)).save(GOLDEN / "counters-sheet.png", optimize=True)
