"""`/admin/printers`: how each printer of slips is, and a test sheet from it."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, request

from admin.pages.devices import CONDITIONS
from admin.pages.frame import Frame
from queueing.catalogue import STAFF
from web.callers import Caller
from web.redirects import see_other
from web.roles import Right
from web.view_types import TrialPrint

HERE = "/admin/printers"
CAN_PRINT = ("ready", "near_end")
AWAY, NO_STATUS = "away", "no_status"
CAUSES = {
    "broken_off": "mất kết nối giữa chừng",
    "late": "quá thời gian chờ in",
    "interrupted": "chương trình in bị ngắt",
    "agent_silent": "chương trình in bị ngắt",
}
REMEDIES = {
    "near_end": "Hãy chuẩn bị cuộn giấy mới.",
    "paper_out": "Hãy thay cuộn giấy rồi đóng nắp.",
    "cover_open": "Hãy đóng chặt nắp máy in.",
    "error": "Hãy tắt máy in, gỡ giấy kẹt rồi bật lại.",
    "offline": "Hãy xem máy in đã bật và đã có giấy chưa.",
    "no_reply": "Hãy tắt máy in rồi bật lại, xem lại dây nối.",
    "garbled": "Hãy xem địa chỉ máy in trong cấu hình có đúng là máy in không.",
    "unreachable": "Hãy xem máy in đã bật và dây nối đã cắm chưa.",
    AWAY: "Hãy xem máy tính nối với máy in có bật và chương trình in có chạy không.",
}


def install_printers(frame: Frame) -> None:
    """Serve the list of printers, and the button that asks for a test sheet."""
    site, printers = frame.site, frame.hall.printers

    @site.staff_page(HERE, Right.RUN_CENTRE)
    def show(caller: Caller) -> Response:
        say = frame.translator()
        return frame.page(
            caller,
            HERE,
            "printers.html",
            printers=printers.make_administrator_view(site.office.hall),
            conditions=CONDITIONS,
            remedies=REMEDIES,
            can_print=CAN_PRINT,
            pick=lambda names: site.words.pick_name(site.language(), names),
            kiosk=lambda code: _name_kiosk(frame, code),
            write_trial=lambda trial: _write_trial(say, trial),
            when=datetime.fromisoformat,
        )

    @site.post(f"{HERE}/test", Right.MIND_PRINTERS)
    def test(_caller: Caller) -> Response:
        printer = request.form.get("printer", "")
        printers.request_test_print(printer)
        return see_other(f"{HERE}#{printer}")


def _name_kiosk(frame: Frame, code: str) -> str:
    names = frame.site.office.hall.catalogue.kiosks.get(code)
    if code == STAFF:
        return frame.translator()("cán bộ hướng dẫn")
    return code if names is None else frame.site.words.pick_name(frame.site.language(), names)


def _write_trial(say: Callable[..., str], trial: TrialPrint) -> str:
    """Return what is known of a test sheet, and what to do."""
    state, cause = trial["state"], trial["cause"]
    why = say(CAUSES.get(cause or "", CONDITIONS.get(cause or "", "chưa rõ vì sao"))).lower()
    match state:
        case "printed":
            return say("Đã in thử. Hãy xem tờ in: chữ rõ, vạch liền, mã QR quét được.")
        case "not_started":
            return say("Chưa in thử được: %(cause)s.", cause=why)
        case "unknown" if cause == NO_STATUS:
            return say("Đã gửi tờ in thử. Máy in này không báo lại, hãy xem giấy có ra không.")
        case "unknown":
            return say("Tờ in thử có thể chưa ra hết: %(cause)s.", cause=why)
    return say("Đang in thử, xin chờ.")
