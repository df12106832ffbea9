"""Slips with numbers for a day without kiosk or power, and the sheets that go with them."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from PIL import Image

from centre.options import make_paper_options
from cli.folders import data_option
from cli.options import config_option
from kiosk.printing.agent.examining import describe_outcome
from kiosk.printing.agent.memory import Memory
from kiosk.printing.agent.runner import NO_STATUS, run_job
from kiosk.printing.server.options import PaperOptions
from kiosk.printing.slip.encoding import encode
from kiosk.printing.slip.facts import Slip
from kiosk.printing.slip.paper_roll import (
    ON_PAGE,
    RollSheets,
    draw_counters_sheets,
    draw_guides_sheets,
    draw_roll_slip,
    lay_out_slips,
    write_pdf,
)
from kiosk.printing.slip.slip import choose_paper_language, make_layout
from kiosk.printing.transports import connect
from queueing.catalogue import Catalogue, Counter, Names
from queueing.hall.print_jobs import JobState
from settings.loading import Settings, load
from web.names import choose_name
from web.paper_slips import PaperCodes, Roll, make_roll
from web.secret import secret_key

RANGE = re.compile(r"(\d{1,3})-(\d{1,3})")
file_type = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True)
class _Wanted:
    """What the command line asks for; see its options."""

    code: str
    numbers: str
    out: Path | None
    printer: str | None
    sheet: Path | None
    start: int | None
    printed: datetime | None
    address: str | None
    language: str


@dataclass(frozen=True)
class _Prepared:
    """A roll with all that its slips say. `address`: in front of their links, "": no code."""

    sheets: RollSheets
    plain: Slip
    options: PaperOptions
    codes: PaperCodes
    address: str

    def draw(self, serials: range, width: int) -> Iterator[Image.Image]:
        """Yield slips one by one."""
        layout = make_layout(self.options.slip.lines, self.options.logo)
        for serial in serials:
            code = self.codes.make(self.sheets.roll, serial)
            link = f"{self.address}/t/{code}" if self.address else ""
            yield draw_roll_slip(self.plain, self.sheets, serial, link, width, layout)


@click.command("paper-roll")
@click.argument("code")
@click.argument("numbers")
@click.option("--out", type=file_type, default=None, help="The slips as a PDF file, to be cut.")
@click.option("--printer", default=None, help="The slips on a printer that this computer reaches.")
@click.option("--sheet", type=file_type, default=None, help="A PDF file to keep the day by hand.")
@click.option("--from", "start", type=int, default=None, help="Print on from this one of the roll.")
@click.option("--date", "printed", type=click.DateTime(["%Y-%m-%d"]), default=None,
              help="The day that names the roll; else today.")  # fmt: skip
@click.option("--address", default=None, help="Where phones reach the server; else its public_url.")
@click.option("--language", default="vi", help="The language of the slips.")
@config_option
@data_option
def paper_roll(config: Path, data: Path, **asked: Any) -> None:
    """Print slips with NUMBERS (like 1-200) for a service or a department, its CODE.

    They are handed out while no kiosk gives numbers, and entered on the guide's tablet afterwards:
    docs/operating.md.
    """
    wanted = _Wanted(**asked)
    if not (wanted.out or wanted.printer or wanted.sheet):
        raise click.UsageError("say where to: --out, --printer or --sheet")
    chosen = load(config)
    catalogue = chosen.catalogue()
    printed = wanted.printed or datetime.now(UTC).astimezone(catalogue.zone_info)
    roll = _read_roll(catalogue, wanted.code, wanted.numbers, printed)
    prepared = _prepare(chosen, roll, wanted, data)
    serials = range(_find_start(roll, wanted.start), roll.last + 1)
    if wanted.out is not None:
        _save(wanted.out, lay_out_slips(list(prepared.draw(serials, ON_PAGE))))
    if wanted.sheet is not None:
        sheets = prepared.sheets
        _save(wanted.sheet, [*draw_guides_sheets(sheets), *draw_counters_sheets(sheets)])
    if wanted.printer is not None:
        sys.exit(_print(prepared, serials, wanted.printer))


def _read_roll(catalogue: Catalogue, code: str, numbers: str, printed: datetime) -> Roll:
    service, department = catalogue.services.get(code), catalogue.departments.get(code)
    if service is None and department is None:
        raise click.UsageError(f"there is no service and no department {code}")
    letter = service.letter if service else department.letter if department else ""
    asked = RANGE.fullmatch(numbers.strip())
    try:
        first, last = (int(each) for each in asked.groups()) if asked else (0, 0)
        return make_roll(letter, first, last, printed.date())
    except ValueError as wrong:
        raise click.UsageError(f"{numbers}: {wrong}, like 1-200")


def _find_start(roll: Roll, start: int | None) -> int:
    if start is not None and not roll.first <= start <= roll.last:
        raise click.UsageError(f"--from {start} is not from {roll.first} to {roll.last}")
    return roll.first if start is None else start


def _prepare(chosen: Settings, roll: Roll, wanted: _Wanted, data: Path) -> _Prepared:
    catalogue, options, centre = chosen.catalogue(), make_paper_options(chosen), chosen.centre
    spoken, code = choose_paper_language(wanted.language), wanted.code

    def say(names: Names) -> str:
        return choose_name(names, spoken)

    known = catalogue.services.get(code)
    department = catalogue.departments[known.department if known else code]
    counters = _find_counters(catalogue, code)
    link = (wanted.address or chosen.server.public_url or "").rstrip("/")
    if not link:
        click.echo("The slips have no code: give --address, or set server.public_url.", err=True)
    name, service = say(department.names), say(known.names) if known else ""
    plain = Slip(
        language=spoken,
        centre=say(centre.names.names()),
        city=say(centre.city.names()),
        department=name,
        service=service,
        number="",
        priority=False,
        counters=tuple(counter.label for counter in counters) if known else (),
        floor=say(catalogue.floors[department.floor].names) if catalogue.has_floors else "",
        ahead=None,
        wait=None,
        papers=(),
        issued_at=datetime.combine(roll.printed, datetime.min.time(), catalogue.zone_info),
        kiosk="",
        follow_url="",
        motto=say(centre.motto.names()),
        header=tuple(say(line.names()) for line in options.slip.header),
        footer=tuple(say(line.names()) for line in options.slip.footer),
    )
    sheets = RollSheets(
        roll, spoken, plain.centre, service if service and service != name else name,
        tuple(counter.label for counter in counters),
    )  # fmt: skip
    return _Prepared(sheets, plain, options, PaperCodes(secret_key(data)), link)


def _find_counters(catalogue: Catalogue, code: str) -> list[Counter]:
    """Return the counters of a service, or of all services of a department."""
    services = [
        service.code
        for service in catalogue.services.values()
        if code in (service.code, service.department)
    ]
    found = (counter for each in services for counter in catalogue.own_counters_for.get(each, ()))
    return list({counter.id: counter for counter in found}.values())


def _save(file: Path, pages: Iterable[Image.Image]) -> None:
    content = write_pdf(pages)
    try:
        file.write_bytes(content)
    except OSError as fault:
        raise click.UsageError(f"{file} cannot be written: {fault.strerror}")
    click.echo(f"{file} is written.")


def _print(prepared: _Prepared, serials: range, name: str) -> int:
    """Print slip by slip; stop at the first that may not be on paper, and say where to go on."""
    printers = prepared.options.printers
    if name not in printers:
        known = ", ".join(printers) or "none; see the section printers of the configuration"
        raise click.UsageError(f"there is no printer {name} (there is: {known})")
    reached = printers[name].reach(name)
    memory = Memory(in_doubt=True)
    for serial, image in zip(serials, prepared.draw(serials, reached.width), strict=True):
        job = encode(image, reached.cutter)
        outcome = run_job(reached, connect(reached), job, lambda: True, memory)
        if outcome.state is not JobState.PRINTED and outcome.cause != NO_STATUS:
            number = prepared.sheets.roll.number(serial)
            what = describe_outcome(reached, outcome, "the slip")
            click.echo(f"{number} is not printed for sure: {what}.")
            day = f"{prepared.sheets.roll.printed:%Y-%m-%d}"
            click.echo(f"Look at the paper, then print on with --from {serial} --date {day}.")
            return 1
    roll = prepared.sheets.roll
    click.echo(f"Slips {roll.number(serials[0])} to {roll.number(serials[-1])} are printed.")
    return 0
