"""The demo's dossiers: a table as an office saves it, to try the picking up of a result."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from queueing.catalogue import Department

FILE = "dossiers.csv"
HEADINGS = (
    "Mã hồ sơ", "Trạng thái", "Ngày hẹn trả", "Ngày có kết quả", "Ngày trả kết quả",
    "Giấy tờ cần bổ sung", "Hạn bổ sung", "Cơ quan",
)  # fmt: skip
READY, NOT_YET, PAPER_MISSING, RETURNED, LATE = range(1, 6)
OFFICES = 3


def make_code(number: int) -> str:
    """Return the code of a dossier of the demo, the same on every day."""
    return f"H13.16-260105-{number:04}"


def write_dossiers(folder: Path, departments: Iterable[Department], day: date) -> Path:
    """Write the table: a dossier of each state, and some more that wait for their day."""
    names = [each.names["vi"] for each in departments][:OFFICES]
    first, last = names[0], names[-1]

    def on(days: int) -> str:
        return f"{day + timedelta(days=days):%d/%m/%Y}"

    rows = [
        (READY, "Đã có kết quả", on(1), on(-1), "", "", "", first),
        (NOT_YET, "Đang xử lý", on(4), "", "", "", "", first),
        (PAPER_MISSING, "Yêu cầu bổ sung", on(6), "", "", "Bản sao căn cước", on(3), last),
        (RETURNED, "Đã trả kết quả", on(-2), on(-3), on(-2), "", "", last),
        (LATE, "Đang xử lý", on(-5), "", "", "", "", last),
        *(
            (number, "Đang xử lý", on(number % 9 + 1), "", "", "", "", name)
            for number, name in enumerate(names * 10, LATE + 1)
        ),
    ]
    file = folder / FILE
    with file.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows(
            [HEADINGS, *((make_code(number), *rest) for number, *rest in rows)]
        )
    return file
