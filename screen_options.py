"""What the configuration says of each screen, in the screen's own terms."""

import logging
from collections.abc import Iterator

import display
import kiosk
from kiosk.printing.examining import examine
from kiosk.printing.printers import Printer
from settings.loading import Settings
from settings.printers import Printer as Configured
from voice_options import voice_options

log = logging.getLogger("xinmoi")


def kiosk_options(chosen: Settings) -> kiosk.Options:
    """Return what the configuration says of kiosks."""
    screen = chosen.screens.kiosk
    return kiosk.Options(
        guidance=screen.guidance,
        results=screen.results,
        idle_s=screen.idle_s,
        ticket_page_s=screen.ticket_page_s,
        panel_inches=screen.panel_inches,
        synonyms=screen.synonyms,
        paper=paper_options(chosen),
    )


def paper_options(chosen: Settings) -> kiosk.PaperOptions:
    """Return what the configuration says of slips and of the printers that there are."""
    slip, printers = chosen.screens.kiosk.slip, chosen.configuration.printers
    return kiosk.PaperOptions(
        printers={
            code: kiosk.PrinterOptions(printer(code, each), each.beside)
            for code, each in printers.items()
            if each.connection != "none"
        },
        lines=tuple(slip.lines),
        header=tuple(line.names() for line in slip.header),
        footer=tuple(line.names() for line in slip.footer),
        logo=_logo(chosen),
        public_url=chosen.server.public_url,
    )


def printer(code: str, configured: Configured) -> Printer:
    """Return how a configured printer is reached."""
    return Printer(
        id=code,
        connection=configured.connection,
        width=configured.width,
        cutter=configured.cutter,
        status=configured.status == "full",
        answer_s=configured.answer_s,
        host=configured.host or "",
        port=configured.port,
        vendor=configured.vendor or 0,
        product=configured.product or 0,
        device=configured.device or "",
        baud=configured.baud,
        queue=configured.queue or "",
    )


def own_printers(chosen: Settings) -> bool:
    """Say whether there are printers that this server itself prints on."""
    return any(each.beside is None for each in paper_options(chosen).printers.values())


def printer_lines(chosen: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield how each printer of this server is: state, check, sentence; others are only named."""
    devices = paper_options(chosen).printers
    if not devices:
        yield "ok", "printers", "none is configured; kiosks show numbers to photograph"
    for code, device in devices.items():
        if device.beside is None:
            state, sentence = examine(device.printer)
            yield state, "printer", sentence
        else:
            yield "ok", "printer", f"{code} is beside kiosk {device.beside}; look there"


def display_options(chosen: Settings) -> display.Options:
    """Return what the configuration says of lobby boards."""
    screens = chosen.screens.display
    return display.Options(
        boards={
            zone: display.Board(board.layout, chosen.media(zone))
            for zone, board in screens.zones.items()
        },
        hero_s=screens.hero_s,
        bright_s=screens.bright_s,
        page_s=screens.page_s,
        notice_s=screens.notice_s,
        turn_s=screens.turn_s,
        voice=voice_options(chosen),
    )


def _logo(chosen: Settings) -> bytes | None:
    """Return the picture above the centre's name; one that cannot be read never stops a slip."""
    file = chosen.slip_logo
    try:
        return None if file is None else file.read_bytes()
    except OSError as fault:
        log.warning("slips have no logo: %s: %s", file, fault)
        return None
