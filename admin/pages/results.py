"""`/admin/results`: by which source citizens learn of their dossiers, and a table by hand."""

import sys
from datetime import datetime
from urllib.parse import urlencode

from flask import Response, request

from admin.pages.frame import Frame
from web.administrator_views import TableFault
from web.callers import Caller
from web.files import SentFile, serve_file_form
from web.redirects import see_other
from web.roles import Right

HERE = "/admin/results"
STANDINGS = {
    "ready": "Đã có kết quả",
    "not_yet": "Chưa có kết quả",
    "paper_missing": "Cần bổ sung giấy tờ",
    "returned": "Đã trả kết quả",
}
FAULTS = {
    "unreadable": "Không đọc được tệp: %(said)s.",
    "no_column": "Tệp không có cột “%(said)s”.",
    "no_code": "Dòng %(line)s: không có mã hồ sơ đúng dạng.",
    "no_status": "Dòng %(line)s: chưa biết trạng thái “%(said)s” nghĩa là gì.",
    "empty": "Tệp không có hồ sơ nào.",
    "too_long": "Tệp có hơn %(said)s hồ sơ.",
    "too_large": "Tệp lớn hơn 20 MB.",
    "not_there": "Không mở được tệp (%(said)s).",
}
TAKEN = "Đã nhận bảng mới. Máy lấy số và trang tra cứu dùng bảng này từ bây giờ."


def install_results(frame: Frame) -> None:
    """Serve the page, and the form that puts a table in force."""
    site, dossiers = frame.site, frame.hall.dossiers

    def most_bytes() -> int:
        most = site.limits.import_mb
        return sys.maxsize if most is None else most * 2**20

    @site.staff_page(HERE, Right.RUN_CENTRE)
    def show(caller: Caller) -> Response:
        return _show(frame, caller)

    @serve_file_form(site, f"{HERE}/file", Right.RUN_CENTRE, most_bytes)
    def take(caller: Caller, sent: SentFile) -> Response:
        language = {"lang": request.args["lang"]} if "lang" in request.args else {}
        if not sent.name:
            return see_other(f"{HERE}?{urlencode(language)}")
        fault = dossiers.take_file(sent.name, sent.content)
        if fault is not None:
            return _show(frame, caller, [_say_fault(frame, fault)], 422)
        return see_other(f"{HERE}?{urlencode({'done': 'taken', **language})}")


def _show(
    frame: Frame, caller: Caller, faults: list[str] | None = None, status: int = 200
) -> Response:
    shown = frame.hall.dossiers.make_administrator_view()
    return frame.page(
        caller,
        HERE,
        "dossiers.html",
        status=status,
        faults=faults or [],
        done=frame.translator()(TAKEN) if request.args.get("done") == "taken" else "",
        shown=shown,
        standings=STANDINGS,
        here=HERE,
        at=datetime.fromisoformat,
        say_fault=lambda fault: _say_fault(frame, fault),
    )


def _say_fault(frame: Frame, fault: TableFault) -> str:
    """Return what is wrong with a table, or a row of it, in the language of the request."""
    vietnamese = frame.site.language() == "vi"
    said = fault["said_vi"] if vietnamese and fault["said_vi"] else fault["said"]
    return frame.translator()(FAULTS[fault["what"]], said=said, line=fault["line"])
