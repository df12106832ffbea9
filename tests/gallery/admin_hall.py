"""The pages below /admin about what stands in the hall: media, voice, printers."""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import FilePayload

from tests.gallery.admin import DESK, PHONE, TARGETS, page
from tests.gallery.hall import Hall
from tests.gallery.print_agent import PrintAgent
from tests.gallery.states import Group, Reach, State, Visit, in_english
from tests.waiting import wait_until

SHOWN = {
    "lễ hội đua ghe.png": "#0b6b5d",
    "phí và lệ phí.png": "#2456a6",
    "bến Ninh Kiều.png": "#b4552d",
}


def furnished(settings: dict[str, Any]) -> None:
    """Change the configuration so that one board shows pictures, and printers are at hand."""
    settings["screens"]["display"]["zones"]["tret"]["media"] = "pictures"
    settings["voice"].update(engine="espeak-ng", fallbacks=[])
    for printer in settings["printers"].values():
        printer.update(connection="file", device="/dev/null", beside="K1")


def open_hall(folder: Path) -> Hall:
    """Open a hall whose ground floor shows three pictures."""
    hall = Hall(folder, at="08:40", lived=False, change=furnished)
    place = hall.config.parent / "pictures"
    for at in (place, place / "removed"):
        at.mkdir()
    for name, colour in SHOWN.items():
        (place / name).write_bytes(_draw(colour))
    (place / "removed" / "tết 2026.png").write_bytes(_draw("#7a1f5c"))
    return hall


def _draw(colour: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (640, 360), colour).save(content, "PNG")
    return content.getvalue()


def media(visit: Visit) -> None:
    """Three pictures are shown, one was taken away."""
    page("/admin/media")(visit)
    visit.click(".panel details summary")
    visit.page.wait_for_function(
        "() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)"
    )


def broken(visit: Visit) -> None:
    """A file that is no picture was chosen."""
    page("/admin/media")(visit)
    visit.sees("[data-upload=tret] input:enabled")
    file = FilePayload(name="ghi chú.png", mimeType="image/png", buffer=b"no picture")
    visit.page.locator("[data-upload=tret] input").set_input_files(file)
    visit.sees("[data-upload-faults]", "ghi chú.png")


def voice(visit: Visit) -> None:
    """A test call over loudspeakers that nobody plays."""
    page("/admin/voice")(visit)
    visit.click("form[action='/admin/voice/test'] button")
    visit.sees(".work")

    def is_made() -> bool:
        visit.open("/admin/voice")
        return visit.page.locator("audio").count() == 2

    wait_until("the test call has its sounds", is_made)


def printers(visit: Visit) -> None:
    """One printer has no paper, of the others no agent has reported."""
    hall = visit.hall
    agent = PrintAgent(hall.port, hall.tokens["api"], M1="paper_out")
    try:
        page("/admin/printers")(visit)
        visit.click("form[action='/admin/printers/test'] button")
        visit.sees(".work")
        visit.open("/admin/printers")
    finally:
        agent.stop()


def sized(name: str, says: str, reach: Reach) -> tuple[State, State]:
    """Return the state on a desk, also in English, and on a phone."""
    return (
        State(name, says, reach, size=DESK, english=in_english),
        State(f"{name}-phone", "The same on a phone.", reach, size=PHONE),
    )


STATES = (
    *sized("admin-media", "Pictures of the ground floor's board.", media),
    State("admin-media-refused", "A file that is no picture.", broken, size=PHONE),
    *sized("admin-voice", "A test call, to be heard in the browser.", voice),
    *sized("admin-printers", "A printer without paper, and a test sheet.", printers),
)
GROUPS = (Group("admin-hall", open_hall, STATES, TARGETS),)
