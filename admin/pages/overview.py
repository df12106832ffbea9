"""`/admin`: whether the centre is safe and sound: backups, the journal, this computer."""

from flask import Response

from admin.pages.frame import Frame
from admin.pages.procedure_words import CHANGES
from admin.pages.works import Works
from admin.remaining import CentreState, list_remaining
from storage.backup import read_last_backup
from web.callers import Caller
from web.redirects import see_other
from web.roles import Right, Role

HERE = "/admin"
BACKUPS = "backups"
KEPT_BACKUPS = 14
STATES = {"ok": "Tốt", "warning": "Cần chú ý", "FAULT": "Có lỗi"}


def install_overview(frame: Frame) -> None:
    """Serve `/admin` and what its buttons ask for."""
    site = frame.site

    @site.staff_page(HERE, Right.RUN_CENTRE)
    def overview(caller: Caller) -> Response:
        hall, works = site.office.hall, frame.works
        last = frame.hall.procedures.last_import()
        return frame.page(
            caller,
            HERE,
            "overview.html",
            seq=hall.seq,
            last_at=hall.last_at,
            in_hall=len(hall.tickets),
            backup=read_last_backup(works.data),
            folder=works.data / BACKUPS,
            backing_up=works.last("backup"),
            verifying=works.last("verify"),
            examining=works.last("doctor"),
            findings=_read_findings,
            states=STATES,
            offered=len(frame.hall.procedures.procedures()),
            last_import=last,
            last_import_at=site.local_time(last.at) if last else None,
            changes=CHANGES,
            who=frame.write_actor,
            remaining=_list_remaining(frame),
        )

    @site.post("/admin/backup", Right.RUN_CENTRE)
    def back_up(caller: Caller) -> Response:
        folder = frame.works.data / BACKUPS
        folder.mkdir(mode=0o700, exist_ok=True)
        file = folder / f"xinmoi-{site.office.now():%Y%m%d-%H%M%S}.zip"
        frame.works.start("backup", caller.id, str(file), "--keep", str(KEPT_BACKUPS), config=True)
        return see_other(HERE)

    @site.post("/admin/verify", Right.RUN_CENTRE)
    def verify(caller: Caller) -> Response:
        frame.works.start("verify", caller.id)
        return see_other(HERE)

    @site.post("/admin/doctor", Right.RUN_CENTRE)
    def examine(caller: Caller) -> Response:
        frame.works.start("doctor", caller.id, config=True)
        return see_other(HERE)


def _list_remaining(frame: Frame) -> list[tuple[str, str]]:
    """Return (address, text) of what a new centre has still to do."""
    hall, accounts = frame.site.office.hall, frame.site.guard.accounts
    printers = frame.hall.printers.make_administrator_view(hall)
    results = frame.hall.dossiers.make_administrator_view()
    people = [each for each in accounts.people() if each.disabled_at is None]
    devices = [each for each in accounts.tokens() if each.revoked_at is None]
    anywhere = frame.site.guard.signed_in.settings.officers_anywhere
    state = CentreState(
        catalogue=hall.catalogue,
        people=len(people),
        officers={
            None if anywhere else each.department for each in people if each.role == Role.OFFICER
        },
        manned={each.counter for each in devices if each.role == Role.COUNTER},
        devices={Role(each.role) for each in devices},
        sample=frame.door.list_sample_values(),
        untested=[
            each["id"]
            for each in printers
            if each["trial"] is None and hall.printer_state(each["id"]).used_mm == 0
        ],
        procedures=len(frame.hall.procedures.procedures()),
        has_backup=_has_backup(frame.works),
        no_dossiers=results["on"] and results["source"] == "file" and results["table"] is None,
    )
    say = frame.translator()
    return [(each.address, say(each.text, **each.fields)) for each in list_remaining(state)]


def _has_backup(works: Works) -> bool:
    """Say whether there is one here, or one was just made at another host."""
    if read_last_backup(works.data) is not None:
        return True
    last = works.last("backup")
    return last is not None and last.succeeded is True


def _read_findings(lines: list[str]) -> list[tuple[str, str, str]]:
    """Return (state, check, what) of the lines that `./run doctor` prints, the worst first."""
    found = []
    for line in lines:
        state, _, rest = line.partition(" ")
        check, _, what = rest.strip().partition(": ")
        if state in STATES:
            found.append((state, check, what))
    return sorted(found, key=lambda finding: -list(STATES).index(finding[0]))
