"""The procedures that the kiosks of the tests know; a few have papers, a fee or a time limit."""

from contextlib import closing
from datetime import UTC, date, datetime

from queueing.procedures import Procedure
from storage.database import open_database
from storage.procedures import Procedures

LICENCE_PAPERS = ("Căn cước", "Giấy phép lái xe cũ", "Giấy khám sức khỏe")
MANY_PAPERS = tuple(
    f"{paper}, bản {place}"
    for place in ("chính", "sao có chứng thực", "điện tử")
    for paper in (
        "Giấy đề nghị đăng ký doanh nghiệp theo mẫu",
        "Điều lệ công ty có chữ ký của chủ sở hữu và người đại diện theo pháp luật",
        "Giấy tờ pháp lý của chủ sở hữu",
        "Văn bản ủy quyền, nếu nộp thay",
    )
)
PROCEDURES = {
    "XD": ["Cấp giấy phép xây dựng công trình", "Cấp giấy phép xây dựng nhà ở riêng lẻ"],
    "KHĐT": [
        "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
        "Đăng ký thay đổi ngành, nghề kinh doanh",
        "Đăng ký giải thể doanh nghiệp",
    ],
    "GTVT-LX": [
        "Cấp lại giấy phép lái xe bị mất",
        "Đổi giấy phép lái xe",
        "Đổi giấy phép lái xe của nước ngoài",
        "Cấp giấy phép xe tập lái",
    ],
    "TP": ["Cấp phiếu lý lịch tư pháp cho công dân Việt Nam", "Cấp lại thẻ công chứng viên"],
    "LĐTBXH": ["Cấp giấy phép lao động cho người nước ngoài"],
}
FACTS = {
    "Đổi giấy phép lái xe": {
        "documents": LICENCE_PAPERS,
        "fee": "135.000 ₫",
        "time_limit": "05 ngày làm việc",
    },
    "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên": {
        "documents": MANY_PAPERS,
        "fee": "Miễn lệ phí khi nộp qua mạng; 50.000 ₫ mỗi lần khi nộp tại quầy",
        "time_limit": "03 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
    },
    "Cấp lại thẻ công chứng viên": {"fee": "Không thu"},
    "Cấp phiếu lý lịch tư pháp cho công dân Việt Nam": {
        "documents": ("Tờ khai", "Căn cước"),
        "fee": "200.000 ₫",
        "time_limit": "10 ngày làm việc",
        "online": "full",
        "url": "https://dichvucong.example.vn/ly-lich",
        "anywhere": True,
        "same_day": True,
    },
}
ENGLISH = {
    "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên": (
        "Registration of the establishment of a single-member limited liability company"
    ),
}


def import_procedures(server, rows=None):
    """Store the catalogue, or another, before the server starts."""
    with closing(open_database(server.data)) as database:
        Procedures(database, utc_now, today).replace(catalogue() if rows is None else rows)


def catalogue():
    """All procedures, by service."""
    return [
        Procedure(
            code=f"{service}-{place}",
            name_vi=name,
            name_en=ENGLISH.get(name),
            department=service.partition("-")[0],
            field="",
            service=service,
            valid_from=date(2024, 1, 1),
            **FACTS.get(name, {}),
        )
        for service, names in PROCEDURES.items()
        for place, name in enumerate(names)
    ]


def utc_now():
    return datetime.now(UTC)


def today():
    return utc_now().date()
