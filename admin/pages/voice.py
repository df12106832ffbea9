"""`/admin/voice`: who speaks the calls, where they are heard, and a test call."""

from flask import Response, request

from admin.pages.frame import Frame
from web.administrator_views import LoudspeakersForAdministrators
from web.callers import Caller
from web.redirects import see_other
from web.roles import Right

HERE = "/admin/voice"
CHIME = "chime"
SPEAKERS = {
    CHIME: "chỉ có chuông",
    "clips": "bản ghi âm",
    "pyttsx3": "pyttsx3",
    "espeak-ng": "espeak-ng",
    "piper": "piper",
}
CAUSES = {
    "not_installed": "chưa cài trên máy chủ",
    "no_voice": "không có giọng cho ngôn ngữ này",
    "timed_out": "không trả lời kịp",
    "died": "bị ngắt giữa chừng",
    "worn_out": "bị ngắt quá nhiều lần",
    "bad_sound": "âm thanh tạo ra bị hỏng",
    "missing_clip": "thiếu bản ghi âm",
    "cannot_store": "không ghi được lên đĩa",
    "fault": "lỗi khác, xem nhật ký máy chủ",
}
FAULTS = {
    "blocked": "Màn hình chưa được bật âm thanh. Hãy chạm vào màn hình một lần.",
    "broken": "Màn hình không phát được tiếng. Hãy xem loa, rồi tắt và bật lại màn hình.",
    "no_player": "Không có màn hình nào phát tiếng. Hãy xem màn hình có điện và có mạng không.",
}
RESULTS = {
    "played": "Đã đọc ở khu chờ.",
    "failed": "Màn hình không phát được tiếng.",
    "blocked": "Màn hình chưa được bật âm thanh. Hãy chạm vào màn hình một lần.",
    "unreported": "Không màn hình nào báo là đã đọc.",
    "no_sound": "Không tạo được giọng đọc.",
    "silent": "Loa đang tắt tiếng hoặc trong giờ yên lặng, nên chỉ nghe được ở đây.",
}


def install_voice(frame: Frame) -> None:
    """Serve the list of loudspeakers, and the button that says a test call."""
    site, voice = frame.site, frame.hall.voice

    @site.staff_page(HERE, Right.RUN_CENTRE)
    def show(caller: Caller) -> Response:
        return frame.page(
            caller,
            HERE,
            "voice.html",
            voice=voice.make_administrator_view(),
            speakers=SPEAKERS,
            causes=CAUSES,
            zone=lambda code: _name_zone(frame, code),
            write_fault=lambda group: _write_fault(frame, group),
            write_trial=lambda group: _write_trial(frame, group),
        )

    @site.post(f"{HERE}/test", Right.RUN_CENTRE)
    def test(_caller: Caller) -> Response:
        group = request.form.get("loudspeakers", "")
        voice.request_trial(group)
        return see_other(f"{HERE}#{group}")


def _name_zone(frame: Frame, code: str) -> str:
    zone = frame.site.office.hall.catalogue.zones.get(code)
    return code if zone is None else frame.site.words.pick_name(frame.site.language(), zone.names)


def _write_fault(frame: Frame, group: LoudspeakersForAdministrators) -> str:
    """Return what is wrong with loudspeakers, and what to do; empty where nothing is."""
    say, fault = frame.translator(), group["fault"]
    if fault is None:
        return ""
    if fault["cause"] in FAULTS and fault["number"] is None:
        return say(FAULTS[fault["cause"]])
    return say(
        "Số %(number)s không được đọc lên. Hãy xem loa của màn hình.", number=fault["number"]
    )


def _write_trial(frame: Frame, group: LoudspeakersForAdministrators) -> str:
    """Return how far a test call is."""
    say, trial = frame.translator(), group["trial"]
    if trial is None:
        return ""
    if trial["result"] is not None:
        return say(RESULTS.get(trial["result"], RESULTS["unreported"]))
    if group["player"] is None:
        return say("Chưa có màn hình nào phát tiếng ở khu này, nên chỉ nghe được ở đây.")
    return say("Đang chờ đọc: số của người dân được đọc trước.")
