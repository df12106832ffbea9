"""The demo: a whole centre on this computer, lived in by simulated citizens and officers."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

import click

import assembly
from admin.catalogue_file import read_procedures
from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from settings.loading import Settings
from simulation import DemoClock, Simulation
from storage.accounts import Accounts
from storage.database import open_database
from web.pages import FRONT
from web.site import FrontLink

HOST = "127.0.0.1"
OPENING = time(7, 0)
FILLED = timedelta(hours=2, minutes=40)
STEP_S = 0.5
SAMPLES = Path(__file__).parent / "admin" / "samples" / "procedures.csv"
PEOPLE = (("can-bo", "officer"), ("huong-dan", "guide"), ("giam-doc", "director"))
log = logging.getLogger("xinmoi.demo")


def show(chosen: Settings, port: int, speed: float) -> None:
    """Serve a throw-away centre on loopback: a morning of history, then life at `speed`."""
    catalogue = chosen.catalogue()
    today = datetime.now(catalogue.zone_info).date()
    clock = DemoClock(datetime.combine(today, OPENING, catalogue.zone_info))
    with _data_folder() as data:
        chosen = _with_printers(chosen, data, speed)
        free = _free_counter(catalogue)
        devices = _accounts(data, free)
        known = _procedures(chosen, data, clock)
        parts = assembly.build(chosen, data, clock, devices)
        simulation = Simulation(parts.office, clock, known, leave_free=frozenset({free}))
        click.echo("Filling a morning of history ...")
        simulation.fill(clock() + FILLED)
        clock.run(speed)
        parts.site.front_page_links.extend(_links(free))
        assembly.serve(
            parts, data, HOST, port, lambda: parts.runtime.spawn(_live, simulation, parts)
        )


def _with_printers(chosen: Settings, data: Path, speed: float) -> Settings:
    """Return the settings with a printer at every kiosk that prints into a file, at this speed.

    People wait for a slip in the demo's own time, printers do not hurry.
    """
    c = chosen.configuration
    printers = {
        code: printer.model_copy(update={"connection": "file", "device": f"{data / code}.escpos"})
        for code, printer in c.printers.items()
    }
    slip = c.screens.kiosk.slip
    slip = slip.model_copy(update={"within_s": slip.within_s * max(1.0, speed)})
    kiosk = c.screens.kiosk.model_copy(update={"slip": slip})
    screens = c.screens.model_copy(update={"kiosk": kiosk})
    changed = c.model_copy(update={"printers": printers, "screens": screens})
    return replace(chosen, configuration=changed)


def _live(simulation: Simulation, parts: assembly.Parts) -> None:
    while True:
        try:
            simulation.catch_up()
        except CannotStore:
            return
        parts.runtime.sleep(STEP_S)


@contextmanager
def _data_folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="xinmoi-demo-") as folder:
        yield Path(folder)


def _accounts(data: Path, free: str) -> dict[str, str]:
    """Make the demo's people and return role -> token of its devices."""
    database = open_database(data)
    accounts = Accounts(database)
    for name, role in PEOPLE:
        accounts.create_person(name, role, token_urlsafe())
    tokens = {role: accounts.create_token(role, f"demo {role}") for role in ("kiosk", "display")}
    tokens["counter"] = accounts.create_token("counter", f"Quầy {free}", counter=free)
    database.close()
    return tokens


def _procedures(chosen: Settings, data: Path, clock: DemoClock) -> dict[str, list[str]]:
    """Store the sample catalogue; return service -> codes of its procedures."""
    database = open_database(data)
    reading = read_procedures(SAMPLES, chosen.catalogue(), lambda _rows: None)
    assembly.procedures_of(chosen, database, clock).replace(reading.procedures)
    database.close()
    by_service = defaultdict(list)
    for procedure in reading.procedures:
        by_service[procedure.service].append(procedure.code)
    return by_service


def _free_counter(catalogue: Catalogue) -> str:
    """Return a counter that shares its service: left free for whoever tries the demo."""
    shared = [
        counter.id
        for counter in catalogue.counters.values()
        if len(catalogue.counters_for[counter.serves[0].service]) > 1
    ]
    return shared[-1] if shared else next(iter(catalogue.counters))


def _links(free: str) -> list[FrontLink]:
    return [
        *FRONT[:2],
        FrontLink(
            f"/counters/{free}",
            {"vi": f"Quầy {free}: thử làm cán bộ", "en": f"Counter {free}: try an officer's work"},
            {"vi": "Mở quầy rồi gọi số tiếp theo.", "en": "Open the counter, then call the next."},
        ),
        FrontLink(
            "/counters",
            {"vi": "Đăng nhập là cán bộ, chọn quầy", "en": "Sign in as an officer"},
            {"vi": "Có thể nhận quầy của cán bộ khác.", "en": "Any counter can be taken over."},
            person="can-bo",
        ),
        FrontLink(
            "/counters/guide",
            {"vi": "Máy tính bảng của nhân viên hướng dẫn", "en": "The guide's tablet"},
            {
                "vi": "Tìm số, cấp số, chuyển đúng nội dung.",
                "en": "Find, issue and correct numbers.",
            },
            person="huong-dan",
        ),
        FrontLink(
            f"/rate?counter={free}",
            {"vi": f"Máy đánh giá ở quầy {free}", "en": f"Rating tablet of counter {free}"},
            {"vi": "Hỏi người vừa được phục vụ.", "en": "Asks whoever was just served."},
        ),
        FrontLink(
            "/display?layout=board",
            {"vi": "Màn hình sảnh, bảng các quầy", "en": "Lobby board with all counters"},
            {"vi": "Dành cho sảnh lớn.", "en": "For larger halls."},
        ),
        FrontLink(
            "/display/basic",
            {"vi": "Màn hình sảnh cho tivi cũ", "en": "Lobby board for old televisions"},
            {"vi": "Không cần tập lệnh.", "en": "Works without scripts."},
        ),
        FrontLink(
            "/reports",
            {"vi": "Báo cáo của giám đốc", "en": "The director's figures"},
            {"vi": "Thời gian chờ và phục vụ.", "en": "Waiting and service times."},
            person="giam-doc",
        ),
    ]
