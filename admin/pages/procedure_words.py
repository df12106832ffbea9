"""The words of the pages for procedures: states, columns, faults of a file."""

from collections.abc import Mapping
from typing import Any

from admin.entries import COLUMNS
from admin.pages.frame import Frame
from admin.sheets.cells import Fault
from admin.sheets.sentences import translate
from admin.sheets.vietnamese import VIETNAMESE
from queueing.procedures import Offer, Procedure
from web.languages import SOURCE

OFFERS: Mapping[Offer, str] = {
    Offer.OFFERED: "Đang mở",
    Offer.OFF: "Tạm tắt",
    Offer.AHEAD: "Chưa có hiệu lực",
    Offer.OVER: "Hết hiệu lực",
    Offer.CLOSED: "Đã đóng",
}
CHANGES: Mapping[str, str] = {
    "import": "Nhập danh mục",
    "take back": "Hoàn lại lần nhập",
    "off": "Tắt thủ tục",
    "on": "Mở lại thủ tục",
}
FIELDS: Mapping[str, str] = {
    "code": "Mã thủ tục",
    "name_vi": "Tên thủ tục",
    "name_en": "Tên tiếng Anh",
    "name_km": "Tên tiếng Khmer",
    "department": "Cơ quan",
    "field": "Lĩnh vực",
    "service": "Nội dung giao dịch",
    "time_limit": "Thời hạn giải quyết",
    "fee": "Phí, lệ phí",
    "documents": "Thành phần hồ sơ",
    "online": "Dịch vụ công trực tuyến",
    "anywhere": "Phi địa giới hành chính",
    "same_day": "Trả kết quả trong ngày",
    "url": "Địa chỉ",
    "keywords": "Từ khóa",
    "decision": "Quyết định công bố",
    "valid_from": "Có hiệu lực từ",
    "valid_to": "Hết hiệu lực",
}
"""Field of a procedure, and column of a file -> its name."""
ONLINE: Mapping[str, str] = {"none": "Không", "part": "Một phần", "full": "Toàn trình"}


class Writer:
    """Writes procedures and faults in the language of the present request."""

    def __init__(self, frame: Frame) -> None:
        """Use the words of the frame's site, and the names of its configuration."""
        self._say = frame.translator()
        self._language = frame.site.language()
        self._catalogue = frame.site.office.hall.catalogue
        self._pick = frame.site.words.pick_name

    def name_department(self, code: str) -> str:
        """Return a department's name; its code where it is configured no more."""
        found = self._catalogue.departments.get(code)
        return self._pick(self._language, found.names) if found else code

    def name_service(self, code: str) -> str:
        """Return a service's name; its code where it is configured no more."""
        found = self._catalogue.services.get(code)
        return self._pick(self._language, found.names) if found else code

    def write(self, field: str, procedure: Procedure) -> str:
        """Return a field of a procedure as people read it."""
        value: Any = getattr(procedure, field)
        match field:
            case "department":
                return self.name_department(value)
            case "service":
                return self.name_service(value)
            case "online":
                return self._say(ONLINE[value])
        match value:
            case bool():
                return self._say("có") if value else self._say("không")
            case tuple():
                return "; ".join(value) or self._say("không có")
            case None | "":
                return self._say("không có")
            case str():
                return value
        return f"{value:%d/%m/%Y}"

    def list_changes(self, old: Procedure, new: Procedure) -> list[tuple[str, str, str]]:
        """Return (name of the field, old, new) of what differs."""
        return [
            (self._say(label), self.write(field, old), self.write(field, new))
            for field, label in FIELDS.items()
            if getattr(old, field) != getattr(new, field)
        ]

    def write_doubt(self, doubt: str) -> str:
        """Return what is asked before an import."""
        return translate(doubt, VIETNAMESE) if self._language == SOURCE else str(doubt)

    def write_fault(self, fault: Fault) -> str:
        """Return a fault as one sentence: where it is, what is wrong, what to do."""
        places = [self._say("trang tính “%(sheet)s”", sheet=fault.sheet)] if fault.sheet else []
        places.append(self._say("dòng %(line)s", line=fault.line))
        if fault.column in COLUMNS:
            label = self._say(FIELDS[fault.column])
            column = self._say("cột “%(column)s”", column=fault.heading or label)
            known = fault.heading.casefold() == fault.column
            places.append(f"{column} ({label})" if known else column)
        elif fault.column:
            places.append(self.write_doubt(fault.column))
        place = ", ".join(places)
        what = self.write_doubt(fault.what)
        return f"{place[:1].upper()}{place[1:]}: {what}{'' if what.endswith(('.', '?')) else '.'}"
