"""`/admin/procedures/import`: a file is sent, seen with what it would do, confirmed, taken back."""

import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from admin.doubts import find_doubts, find_in_file
from admin.offices import say_elsewhere
from admin.pages.frame import Frame
from admin.pages.procedure_words import Writer
from admin.pages.reading import ReadFile, ReadFiles
from queueing.errors import CannotStore
from queueing.hall.tickets import OVER
from queueing.procedures import Differences, Procedure, ProceduresChanged
from web.callers import Caller
from web.files import SentFile, serve_file_form
from web.redirects import see_other
from web.roles import Right

MOST_SHOWN = 200
GONE = "Tệp này không còn trên máy chủ hoặc cấu hình vừa đổi. Hãy gửi tệp lần nữa."
NOT_SURE = "Hãy đánh dấu là Anh/Chị đã xem các điểm cần hỏi."
NOT_LEFT_OUT = "Hãy đánh dấu bỏ qua các cơ quan không có ở đây, hoặc sửa tên cơ quan trong tệp."
LISTS = ("Sẽ bị đóng", "Mở lại", "Thêm mới")
NOT_STORED = "Không ghi được danh mục. Chưa đổi gì."


def install_importing(frame: Frame, home: str) -> None:
    """Serve the form's answer, the preview, its confirmation, and taking the last one back."""
    site, files = frame.site, ReadFiles(frame.site.runtime, frame.site.processes)
    pages = _Pages(frame, files, home)

    def most_bytes() -> int:
        most = site.limits.import_mb
        return sys.maxsize if most is None else most * 2**20

    @serve_file_form(site, f"{home}/import", Right.RUN_CENTRE, most_bytes)
    def send(caller: Caller, sent: SentFile) -> Response:
        if not sent.name:
            return see_other(home)
        read = files.read(caller.id, sent.name, sent.content, site.office.hall.catalogue)
        return see_other(f"{home}/import?{pages.address(id=read.id)}")

    @site.staff_page(f"{home}/import", Right.RUN_CENTRE)
    def preview(caller: Caller) -> Response:
        return pages.show(caller, request.args.get("id", ""))

    @site.post(f"{home}/confirm", Right.RUN_CENTRE)
    def confirm(caller: Caller) -> Response:
        return pages.confirm(caller, request.form.get("id", ""))

    @site.staff_page(f"{home}/take-back", Right.RUN_CENTRE)
    def foresee(caller: Caller) -> Response:
        return pages.show_back(caller, request.args.get("id", 0, int))

    @site.post(f"{home}/take-back", Right.RUN_CENTRE)
    def take_back(caller: Caller) -> Response:
        return pages.take_back(caller, request.form.get("id", 0, int))


class _Pages:
    def __init__(self, frame: Frame, files: ReadFiles, home: str) -> None:
        self._frame, self._files, self._home = frame, files, home
        self._procedures = frame.hall.procedures

    def address(self, **parameters: str) -> str:
        """Return the parameters of an address in the language of the present one."""
        language = {"lang": request.args["lang"]} if "lang" in request.args else {}
        return urlencode(parameters | language)

    def show(
        self, caller: Caller, id: str, faults: Sequence[str] = (), status: int = 200
    ) -> Response:
        """Return what a file would do, or all that is wrong with it."""
        read, writer = self._find(caller, id), Writer(self._frame)
        if read is None:
            return self._page(caller, faults=[self._frame.translator()(GONE)], status=410)
        elsewhere = read.reading.elsewhere
        unknown = writer.write_doubt(say_elsewhere(elsewhere, read.catalogue)) if elsewhere else ""
        if read.reading.faults:
            faults_shown = read.reading.faults[:MOST_SHOWN]
            return self._page(
                caller,
                status=422,
                file=read.name,
                wrong=[writer.write_fault(each) for each in faults_shown],
                more_wrong=len(read.reading.faults) - len(faults_shown),
                unknown=unknown,
            )
        differences, seen = self._procedures.compare(read.reading.procedures)
        doubts = [writer.write_doubt(each) for each in self._find_doubts(read)]
        return self._page(
            caller,
            status=status,
            faults=faults,
            file=read.name,
            read=read,
            seen=seen,
            doubts=doubts,
            passed=list(read.reading.passed.items())[:MOST_SHOWN],
            unknown=unknown,
            **self._describe(differences, writer),
        )

    def confirm(self, caller: Caller, id: str) -> Response:
        """Store what was seen."""
        say, read = self._frame.translator(), self._find(caller, id)
        if read is None or read.reading.faults:
            return self.show(caller, id)
        if self._find_doubts(read) and "sure" not in request.form:
            return self.show(caller, id, [say(NOT_SURE)], 422)
        if read.reading.elsewhere and "leave_out" not in request.form:
            return self.show(caller, id, [say(NOT_LEFT_OUT)], 422)
        try:
            changes = self._procedures.replace(
                read.reading.procedures,
                actor=caller.id,
                file=read.name,
                seen=request.form.get("seen", -1, int),
            )
        except ProceduresChanged as refusal:
            return self.show(caller, id, [self._frame.say_refusal(refusal)], 409)
        except CannotStore:
            return self.show(caller, id, [say(NOT_STORED)], 503)
        self._files.forget(id)
        changed = changes.added or changes.changed or changes.closed
        done = "imported" if changed else "unchanged"
        return see_other(f"{self._home}?{self.address(done=done)}")

    def show_back(self, caller: Caller, change: int) -> Response:
        """Return what taking the last import back would do."""
        differences = self._procedures.foresee_taking_back(change)
        return self._page(caller, back=change, **self._describe(differences, Writer(self._frame)))

    def take_back(self, caller: Caller, change: int) -> Response:
        """Take the last import back."""
        self._procedures.take_back(change, actor=caller.id)
        return see_other(f"{self._home}?{self.address(done='back')}")

    def _find(self, caller: Caller, id: str) -> ReadFile | None:
        """Return the file, unless it was read with another configuration."""
        catalogue = self._frame.site.office.hall.catalogue
        read = self._files.find(caller.id, id, catalogue)
        return read if read is not None and read.catalogue is catalogue else None

    def _find_doubts(self, read: ReadFile) -> list[str]:
        stored, reading = self._procedures.open_names(), read.reading
        given = {each.code: each.name_vi for each in reading.procedures}
        # Thousands of names are compared: beside the event loop
        doubts = self._frame.site.runtime.offload_slow(find_doubts, stored, given)
        unseen = find_in_file(reading.hidden, reading.hidden_columns, reading.struck)
        return [*doubts, *unseen]

    def _describe(self, differences: Differences, writer: Writer) -> dict[str, Any]:
        """Return what the template shows of differences."""
        codes = {each.code for each in differences.closed}
        codes |= {old.code for old, _ in differences.moved}
        return {
            "differences": differences,
            "lists": [
                (title, _list(procedures, writer), max(0, len(procedures) - MOST_SHOWN))
                for title, procedures in zip(
                    LISTS,
                    (differences.closed, differences.reopened, differences.added),
                    strict=True,
                )
            ],
            "edited": [
                (new, writer.list_changes(old, new))
                for old, new in differences.changed[:MOST_SHOWN]
            ],
            "people": self._count_people(codes),
        }

    def _count_people(self, codes: set[str]) -> int:
        """Return how many people are here for these procedures."""
        tickets = self._frame.site.office.hall.tickets.values()
        return sum(each.procedure in codes and each.state not in OVER for each in tickets)

    def _page(self, caller: Caller, **context: Any) -> Response:
        shown: dict[str, Any] = {
            "faults": [],
            "file": "",
            "read": None,
            "wrong": (),
            "more_wrong": 0,
            "doubts": (),
            "unknown": "",
        }
        rest = {"passed": (), "differences": None, "lists": (), "edited": (), "back": None}
        return self._frame.page(
            caller, self._home, "import.html", here=self._home, **{**shown, **rest, **context}
        )


def _list(procedures: Iterable[Procedure], writer: Writer) -> list[tuple[str, str, str]]:
    """Return (code, name, service) of the first ones."""
    shown = islice(procedures, MOST_SHOWN)
    return [(each.code, each.name_vi, writer.name_service(each.service)) for each in shown]
