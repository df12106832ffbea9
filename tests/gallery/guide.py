"""Every state of the guide's tablet."""

from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.gallery.counters import sign_in
from tests.gallery.hall import DAY, Hall
from tests.gallery.paper import PrintingHall, agent_of
from tests.gallery.states import Group, Size, State, Visit, in_english

TABLET: Size = (1024, 768)
UPRIGHT: Size = (768, 1024)
ON_PAPER = frozenset({"landmark-one-main", "region"})
"""Nobody goes from part to part of a sheet of paper."""
A_MINUTE = 3
"""So many numbers a kiosk in trouble gives in a minute."""
PATIENCE = 200
"""Looks, ten a second, until something must be there."""
TYPED_IN = "input:not([type=checkbox], [type=radio])"
TARGETS = ((f"button, a, select, summary, [role=option], .pick label, {TYPED_IN}", 56),)
"""9.5 mm on the smallest tablet that the manual names."""


def on_duty(visit: Visit) -> None:
    """The tablet as it opens: alarms, every number in the hall, every unit."""
    sign_in(visit, "huong-dan")
    expect(visit.page.locator(".pill:not(.away)")).to_be_visible()
    visit.sees(".work .row")


def calm(visit: Visit) -> None:
    """Nobody waits too long, every unit has a counter."""
    sign_in(visit, "huong-dan")
    visit.sees(".calm")


def found(visit: Visit) -> None:
    """One number, found by typing it, with all that can be done for its holder."""
    on_duty(visit)
    number = visit.hall.get("/api/counters/21")["waiting"][-1]["number"]
    visit.page.locator(".seek input").fill(number)
    visit.click(f".work .row[data-number={number}]")
    visit.sees("dialog[open] .found-no", number)


def nothing_found(visit: Visit) -> None:
    """No such number: what to do next."""
    on_duty(visit)
    visit.page.locator(".seek input").fill("Z999")
    visit.sees(".work .none")


def moving(visit: Visit) -> None:
    """A wrong number is moved to the right service."""
    found(visit)
    visit.click("dialog[open] [data-choice=move]")
    visit.page.locator("dialog[open] [role=combobox]").fill("giay phep")
    visit.sees("dialog[open] [role=option]")


def cancelling(visit: Visit) -> None:
    """A number is cancelled, with a reason."""
    found(visit)
    visit.click("dialog[open] [data-choice=cancel]")


def run_of_numbers(visit: Visit) -> None:
    """Many numbers that one kiosk gave in a row: all but one are to be cancelled."""
    for _ in range(12):
        visit.hall.issue("TP", kiosk="K1")
    on_duty(visit)
    visit.click("[data-kind=run] button")
    visit.click("dialog[open] .run button")


def cancelled_run(visit: Visit) -> None:
    """The run was cancelled; that can be taken back."""
    run_of_numbers(visit)
    visit.page.locator("dialog[open]").get_by_role("button", name="Hủy").last.click()
    visit.sees(".notice [data-action=undo]")


def taken_back_run(visit: Visit) -> None:
    """The numbers of the run wait again."""
    cancelled_run(visit)
    visit.click(".notice [data-action=undo]")
    visit.sees(".notice", "đã vào lại hàng chờ")


def refused(visit: Visit) -> None:
    """The server does not do what was asked for: the number was cancelled meanwhile."""
    on_duty(visit)
    ticket = visit.hall.issue("TP")["ticket"]
    visit.page.locator(".seek input").fill(ticket["number"])
    visit.click(f".work .row[data-number={ticket['number']}]")
    visit.click("dialog[open] [data-choice=cancel]")
    visit.hall.post(f"/api/tickets/{ticket['id']}/cancel")
    visit.page.locator("dialog[open] .buttons button").last.click()
    visit.sees(".notice.refusal")


def in_trouble(visit: Visit) -> None:
    """Too many numbers were taken at a kiosk, which is held back; the last backup is old."""
    visit.hall.let_backup_grow_old()
    kiosk = {"Authorization": f"Bearer {visit.hall.token('kiosk', kiosk='K1')}"}
    for _ in range(A_MINUTE + 1):
        visit.page.request.post("/api/tickets", headers=kiosk, data={"service": "TP"})
    on_duty(visit)
    visit.sees(".alarms [data-kind=trouble]")
    visit.sees(".alarms [data-kind=upkeep]")


def held_back(settings: dict[str, Any]) -> None:
    """Change the configuration so that a kiosk gives few numbers a minute, for one service none."""
    settings["limits"]["numbers_per_device_per_min"] = A_MINUTE
    settings["services"]["NgV"]["intake"] = {"numbers_per_day": 0}


def with_wrong_clock(folder: Path) -> Hall:
    """Open a hall whose computer has lost the time over night."""
    hall = Hall(folder, at="08:40", lived=False)
    hall.issue("TP")
    hall.start_with_clock("1970-01-01T07:00")
    return hall


def after_the_day(folder: Path) -> Hall:
    """Open a hall whose day was closed, and whose computer still shows that day."""
    hall = Hall(folder, at="16:30", lived=False)
    hall.issue("TP")
    hall.end_day()
    hall.start_with_clock(f"{DAY}T17:05")
    return hall


def clock_is_told(visit: Visit) -> None:
    """The clock of the server is wrong."""
    sign_in(visit, "huong-dan")
    visit.sees(".alarms [data-kind=clock]")


def issuing(visit: Visit) -> None:
    """A number on behalf of somebody."""
    on_duty(visit)
    visit.click("[data-action=issue]")
    visit.page.locator("dialog[open] [role=combobox]").fill("ly lich")
    visit.sees("dialog[open] [role=option]")


def overriding(visit: Visit) -> None:
    """A number of a service for which kiosks give none now."""
    on_duty_with_nobody(visit)
    visit.click("[data-action=issue]")
    visit.page.locator("dialog[open] [role=combobox]").fill("ngoai vu")
    visit.page.keyboard.press("Enter")
    visit.sees("dialog[open] .hint", "Anh/Chị vẫn cấp được số.")


def on_duty_with_nobody(visit: Visit) -> None:
    """The tablet of an empty hall."""
    sign_in(visit, "huong-dan")
    visit.sees("[data-action=issue]")


def issued(visit: Visit) -> None:
    """The number that was given on behalf."""
    issuing(visit)
    visit.page.keyboard.press("Enter")
    visit.page.locator("dialog[open]").get_by_role("button", name="Cấp số").last.click()
    visit.sees("dialog[open] .found-no")


def issuing_several(visit: Visit) -> None:
    """One number for two matters, before it is given."""
    issuing(visit)
    visit.page.keyboard.press("Enter")
    visit.click("dialog[open] [data-action=more]")
    visit.page.locator("dialog[open] [role=combobox]").fill("giay phep")
    visit.sees("dialog[open] [role=option]")
    visit.page.keyboard.press("Enter")
    visit.sees("dialog[open] .primary", "2 việc")


def issued_several(visit: Visit) -> None:
    """The one number, with the probable order of what it is for."""
    issuing_several(visit)
    visit.click("dialog[open] .primary")
    visit.sees("dialog[open] .matters ol")


def ticket_several(visit: Visit) -> None:
    """What such a number is for, done and to come, found again in the list."""
    issued_several(visit)
    number = visit.page.locator("dialog[open] .found-no").inner_text()
    visit.page.keyboard.press("Escape")
    visit.click(f".work .row[data-number={number}]")
    visit.sees("dialog[open] .visit ol")


def missed(visit: Visit) -> None:
    """Who did not come, and until when they can come back."""
    visit.hall.call("22", "TP")
    visit.hall.press("22", "no-show")
    on_duty(visit)
    visit.click("#tab-missed")
    visit.sees(".work .row")


def printed(visit: Visit) -> None:
    """The whole queue on paper, for a total outage."""
    on_duty(visit)
    visit.page.emulate_media(media="print")
    visit.sees(".paper")


def offline(visit: Visit) -> None:
    """The server is away: the list can still be printed."""
    on_duty(visit)
    visit.lose_server()
    visit.sees("[role=alert]")


def printers_fail(visit: Visit) -> None:
    """One printer is without paper in the middle of a slip, the other one's roll ends soon."""
    agent = agent_of(visit)
    visit.hall.post("/api/printers/M1/new-roll")
    visit.hall.press("07", "open")
    ticket = visit.hall.issue("GTVT-LX", kiosk="K1")["ticket"]["id"]
    agent.slip(ticket, "sending", "unknown", cause="paper_out")
    agent.finds("M1", "paper_out")
    agent.finds("M2", "near_end")
    on_duty(visit)
    visit.sees(".alarms [data-kind=doubtful]")


def printers(visit: Visit) -> None:
    """How the printers are."""
    printers_fail(visit)
    visit.click(".alarms [data-kind=printer] button")
    visit.sees("dialog[open] .missed")


def new_roll(visit: Visit) -> None:
    """A new roll is in: what may come out of it at once."""
    printers(visit)
    visit.click("dialog[open] [data-care=new-roll]")
    visit.sees("dialog[open] .outcome", "Có thể in ra ngay bây giờ")
    agent_of(visit).finds("M1", "ready")
    visit.sees("dialog[open] .fine")


def tried(visit: Visit) -> None:
    """What became of a test print, in a hall where the printers are in order."""
    visit.hall.post("/api/printers/M1/new-roll")
    for printer in ("M1", "M2"):
        agent_of(visit).finds(printer, "ready")
    on_duty(visit)
    visit.click(".who")
    visit.click("dialog[open] [data-choice=printers]")
    with visit.page.expect_response("**/test") as answered:
        visit.click("dialog[open] [data-care=test]")
    agent_of(visit).tried("M1", answered.value.json()["trial"], "printed")
    visit.sees("dialog[open] .outcome", "Đã in thử")


def voice_fails(visit: Visit) -> None:
    """Another voice speaks than the chosen one, and one call was shown and not heard."""
    hall, board = visit.hall, "/api/board?zone=tret"
    hall.free("07")
    hall.post("/api/loudspeakers/tret/lease", player="picture", leads=True)
    number = hall.call("07", "GTVT-LX")["number"]
    for _ in range(PATIENCE):
        lines = [each for each in hall.get(board)["announcements"] if each["number"] == number]
        if lines:
            break
        visit.page.wait_for_timeout(100)
    hall.post(f"/api/announcements/{lines[0]['id']}/result", result="failed")
    on_duty(visit)
    visit.sees(".alarms [data-kind=voice]", number)
    expect(visit.page.locator(".alarms [data-kind=voice]")).to_have_count(2)


def without_its_voice(folder: Path) -> Hall:
    """Open a hall whose first voice is a program that is not there."""
    model = folder / "voice.onnx"
    model.touch()

    def by_piper(settings: dict[str, Any]) -> None:
        settings["voice"].update(engine="piper", fallbacks=["pyttsx3"], models={"vi": str(model)})

    return Hall(folder, at="08:40", change=by_piper)


def copied(visit: Visit) -> None:
    """A slip was asked for once more, and is out."""
    agent = agent_of(visit)
    agent.finds("M1", "ready")
    visit.hall.press("21", "open")
    ticket = visit.hall.issue("TP", kiosk="K1")["ticket"]
    agent.slip(ticket["id"], "sending", "printed")
    on_duty(visit)
    visit.page.locator(".seek input").fill(ticket["number"])
    visit.click(f".work .row[data-number={ticket['number']}]")
    with visit.page.expect_response("**/reprint"):
        visit.click("dialog[open] [data-choice=reprint]")
    agent.slip(ticket["id"], "sending", "printed", copy=1)
    visit.sees("dialog[open] .hint[role=status]", "Phiếu đã in ở")


tablet = partial(State, size=TABLET)
upright = partial(State, size=UPRIGHT)

DUTY = (
    tablet("guide", "Alarms, every number, every unit.", on_duty, english=in_english),
    upright("guide-upright", "The tablet held upright.", on_duty, english=in_english),
    upright("guide-upright-found", "Upright: a number, and what can be done.", found),
    tablet("guide-found", "A number, and what can be done for its holder.", found),
    tablet("guide-none", "No such number.", nothing_found),
    tablet("guide-move", "Moving a number to the right service; it keeps its place.", moving),
    tablet("guide-cancel", "Cancelling a number.", cancelling),
    tablet("guide-issue", "A number on behalf of somebody.", issuing),
    tablet("guide-issued", "The number that was given.", issued),
    tablet("guide-issue-several", "One number for two matters.", issuing_several),
    tablet("guide-issued-several", "The number, and the order of its matters.", issued_several),
    tablet("guide-ticket-several", "What such a number is for.", ticket_several),
    State("guide-issue-several-narrow", "The same on a phone.", issuing_several, (400, 900)),
    tablet("guide-missed", "Who did not come.", missed),
    tablet("guide-paper", "The queue on paper, for a total outage.", printed, allows=ON_PAPER,
           english=in_english),
    tablet("guide-run", "Many numbers that one kiosk gave in a row are cancelled in one press.",
           run_of_numbers),
    tablet("guide-run-cancelled", "The run is cancelled, and can be taken back.", cancelled_run),
    tablet("guide-run-restored", "The run waits again.", taken_back_run),
    tablet("guide-refused", "A press that came too late.", refused),
    tablet("guide-offline", "The server is away: the list can still be printed.", offline,
           cut_off=True),
)  # fmt: skip
QUIET = (tablet("guide-calm", "Nothing asks for the guide.", calm, english=in_english),)
PAPER = (
    tablet("guide-printer-alarms", "No paper here, a late slip there, and a roll that ends soon.",
           printers_fail),
    tablet("guide-printers", "How each printer is, and what to do.", printers),
    State("guide-printers-narrow", "The printers on a phone.", printers, (390, 844)),
    tablet("guide-new-roll", "A new roll is in: slips that may come out at once.", new_roll),
    tablet("guide-test-print", "What became of a test print.", tried),
    tablet("guide-copy", "A copy is followed to the printer it comes out of.", copied),
)  # fmt: skip

VOICE = (
    tablet("guide-voice-alarms", "A call that was not heard; another voice than the chosen one.",
           voice_fails, english=in_english),
)  # fmt: skip

TROUBLES = (
    tablet("guide-override", "Kiosks give no number for a service, and why; the guide may.",
           overriding),
    tablet("guide-troubles", "A kiosk is held back, and the last backup is old.", in_trouble,
           english=in_english),
    State("guide-troubles-narrow", "The same on a phone.", in_trouble, (390, 844)),
)  # fmt: skip
CLOCK = (tablet("guide-clock", "The server's clock is wrong.", clock_is_told, english=in_english),)
DAY_OVER = (
    tablet("guide-day-over", "The day is over, if the clock is right.", clock_is_told,
           english=in_english),
)  # fmt: skip

GROUPS = (
    Group("guide", partial(Hall, at="08:40"), DUTY, TARGETS),
    Group("quiet guide", partial(Hall, at="07:05", lived=False), QUIET, TARGETS),
    Group("guide without its voice", without_its_voice, VOICE, TARGETS),
    Group("guide in trouble", partial(Hall, at="08:40", lived=False, change=held_back), TROUBLES,
          TARGETS),
    Group("guide with a wrong clock", with_wrong_clock, CLOCK, TARGETS),
    Group("guide after the day", after_the_day, DAY_OVER, TARGETS),
    Group("guide with printers", partial(PrintingHall, at="07:05", lived=False), PAPER, TARGETS),
)  # fmt: skip
