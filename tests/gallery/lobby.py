"""Every state of the lobby board, and of the plain page for old televisions."""

from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.gallery.hall import Hall
from tests.gallery.states import Group, Reach, Size, State, Visit, in_english

TELEVISION: Size = (1920, 1080)
UPRIGHT: Size = (1080, 1920)
LOADS_ITSELF = frozenset({"meta-refresh"})
"""Nobody operates the plain page, and calls must arrive without a script."""


def board(visit: Visit, layout: str = "board", zone: str = "tret", **query: str) -> None:
    """A board as it opens."""
    token = visit.hall.tokens["display"]
    more = "".join(f"&{name}={text}" for name, text in query.items())
    visit.open(f"/display?zone={zone}&layout={layout}&token={token}{more}")
    visit.sees("html[data-ready]")
    visit.sees(".screen")


def called(visit: Visit, layout: str = "board", zone: str = "tret", counter: str = "08") -> None:
    """A board on which a number has just been called."""
    visit.hall.free(counter)
    board(visit, layout, zone)
    service = "TP" if counter == "22" else "GTVT-LX"
    number = visit.hall.call(counter, service)["number"]
    expect(visit.page.locator(".call.now .no")).to_have_text(number)


def calm(visit: Visit, layout: str = "board", seconds: float = 25) -> None:
    """A board some time after the last call."""
    called(visit, layout)
    visit.let_pass(seconds)
    visit.sees(".call.calm")
    expect(visit.page.get_by_role("alert")).to_have_count(0)


def turn(selector: str) -> Reach:
    """Return the way to a turn of the place below the call."""

    def reach(visit: Visit) -> None:
        board(visit)
        for _ in range(8):
            if visit.page.locator(selector).count():
                break
            visit.let_pass(12)
            visit.page.wait_for_timeout(300)
        visit.sees(selector)
        expect(visit.page.get_by_role("alert")).to_have_count(0)

    return reach


def again(visit: Visit) -> None:
    """The same number, called a second time."""
    called(visit, "hero")
    visit.hall.press("08", "recall")
    visit.let_pass(7)
    visit.sees(".call .lab", "Xin nhắc lại")


def english_ticket(visit: Visit) -> None:
    """A call for somebody who took the number in English."""
    visit.hall.free("08")
    board(visit, "hero")
    visit.hall.call("08", "GTVT-LX", language="en")
    visit.sees(".call.now .en")


def paused(visit: Visit) -> None:
    """Two counters take a pause, and the bar below says so."""
    for counter in ("08", "13"):
        visit.hall.free(counter)
        visit.hall.press(counter, "pause", reason="meeting")
    board(visit)
    visit.sees(".cell.paused")
    visit.sees(".notice.on", "Tạm nghỉ")


def second_page(visit: Visit) -> None:
    """More counters than one page holds."""
    visit.hall.free("08")
    board(visit, zone="all")
    visit.sees(".part", "2/2")


def at(time: str, then: Reach) -> Reach:
    """Return the way to a board at a time of the day."""

    def reach(visit: Visit) -> None:
        visit.hall.set_clock(time)
        then(visit)

    return reach


def nobody_yet(visit: Visit) -> None:
    """The counters have opened and nobody has been called."""
    for counter in ("02", "03", "07", "10"):
        visit.hall.press(counter, "open")
    visit.hall.issue("XD")
    board(visit, "hero")
    visit.sees(".call.none", "Chưa có số nào được gọi")


def all_closed(visit: Visit) -> None:
    """People wait and every counter is closed."""
    board(visit)
    visit.hall.issue("XD")
    visit.sees(".call.none", "Các quầy đang đóng")


def stale(visit: Visit, layout: str = "board") -> None:
    """The server is away: the last calls stay, dimmed, and the band says what to do."""
    called(visit, layout)
    visit.lose_server()
    visit.sees("[role=alert]")


def sound_blocked(visit: Visit) -> None:
    """The browser keeps the sound back until somebody touches the screen."""
    board(visit, "hero")
    visit.sees(".offer")


def media(visit: Visit) -> None:
    """A picture of the centre's has its turn below the call."""
    turn(".panel .medium img, .panel img")(visit)
    visit.page.evaluate("Promise.all([...document.images].map((image) => image.decode()))")


def basic(visit: Visit) -> None:
    """The page without scripts."""
    visit.open(f"/display/basic?zone=tret&token={visit.hall.tokens['display']}")
    visit.sees(".call")


def figures(visit: Visit) -> None:
    """The board of public figures."""
    visit.open(f"/display/figures?token={visit.hall.tokens['display']}")
    visit.sees("#figures h1")


def with_figures(settings: dict[str, Any]) -> None:
    """Give the last day's figures a turn on the boards."""
    settings["screens"]["display"]["figures"] = True


def figures_turn(visit: Visit, layout: str = "board") -> None:
    """The last day's figures have their turn, some time after a call."""
    calm(visit, layout)
    for _ in range(12):
        if visit.page.locator(".last-day").count():
            break
        visit.let_pass(12)
        visit.page.wait_for_timeout(300)
    visit.sees(".last-day .row")


def figures_beside(visit: Visit) -> None:
    """The same beside one large call."""
    figures_turn(visit, "hero")


def figures_give_way(visit: Visit) -> None:
    """A call comes while the figures have their turn: it has the place at once."""
    figures_turn(visit)
    visit.hall.free("08")
    number = visit.hall.call("08", "GTVT-LX")["number"]
    expect(visit.page.locator(".call.now .no")).to_have_text(number)
    expect(visit.page.locator(".last-day")).to_have_count(0)


def figures_offline(visit: Visit) -> None:
    """The server of the board of public figures is away for ten minutes."""
    figures(visit)
    visit.hall.stop()
    for _ in range(11):
        visit.let_pass(61)
        visit.page.wait_for_timeout(100)
    visit.sees("[data-away]", "Đang kết nối lại")


def english_board(visit: Visit) -> None:
    """The same board in English."""
    in_english(visit)
    visit.sees(".call, .screen")


def keeping_hours(settings: dict[str, Any]) -> None:
    """Take nobody in outside the hours."""
    settings["hours"]["enforced"] = True


def with_pictures(settings: dict[str, Any]) -> None:
    """Give the ground floor's board a folder of pictures."""
    settings["screens"]["display"]["zones"]["tret"]["media"] = "media"


def cinema(folder: Path) -> Hall:
    """Open a hall whose board has a picture."""
    river(folder / "media")
    return Hall(folder, at="08:40", change=with_pictures)


def river(folder: Path) -> None:
    """Draw a quiet river at sunrise, so that no photograph has to be kept for this."""
    folder.mkdir()
    width, height = 1280, 720
    picture = Image.new("RGB", (width, height), "#fde7b0")
    pen = ImageDraw.Draw(picture)
    for row in range(height):
        share = row / height
        sky = (int(255 - 40 * share), int(214 - 40 * share), int(140 + 60 * share))
        pen.line((0, row, width, row), fill=sky)
    pen.ellipse((520, 190, 760, 430), fill="#ffc93c")
    pen.polygon([(0, 400), (220, 340), (430, 390), (640, 350), (900, 395), (1280, 330),
                 (1280, 460), (0, 460)], fill="#2f6b62")  # fmt: skip
    for wave, colour in enumerate(("#0b5563", "#0a4c59", "#08414d", "#06333d")):
        top = 430 + wave * 75
        edge = [(x, top + (18 if (x // 80 + wave) % 2 else 0)) for x in range(0, width + 80, 80)]
        pen.polygon([*edge, (width, height), (0, height)], fill=colour)
    pen.polygon([(540, 470), (740, 470), (700, 510), (580, 510)], fill="#062f38")
    picture.save(folder / "ben-song.png")


wide = partial(State, size=TELEVISION)
translated = partial(wide, english=english_board)

MORNING = (
    wide("display-hero", "One large call and the last six.", lambda v: called(v, "hero")),
    wide("display-hero-again", "The same number, called again.", again),
    wide("display-hero-english", "A second line for a number taken in English.", english_ticket),
    translated("display-hero-calm", "Later: the call is still there, calm.",
               lambda v: calm(v, "hero")),
    translated("display-board", "All counters of a zone beside the call.", called),
    translated("display-board-waiting", "Between calls: who waits where.", turn(".waiting")),
    translated("display-board-phone", "Between calls: the number on one's own phone.",
               turn(".tip")),
    wide("display-other-floor", "A call for another floor names the floor.",
         lambda v: called(v, "hero", "all", "22")),
    translated("display-pause", "Counters that pause say so, and the bar below explains.", paused),
    translated("display-pages", "More than fourteen counters: the second page.",
               at("08:40:10", second_page)),
    translated("display-sound", "The browser keeps the sound back until the screen is touched.",
         sound_blocked, silent=True),
    State("display-basic", "The plain page for old televisions.", basic, TELEVISION,
          english=english_board, allows=LOADS_ITSELF),
    wide("display-stale", "Out of touch: the board never looks live.", stale, cut_off=True),
    wide("display-stale-hero", "Out of touch, with one large call.",
         lambda v: stale(v, "hero"), cut_off=True),
)  # fmt: skip
QUIET = (
    translated("display-early", "Before opening: dark, with the hours.",
               at("06:40", lambda v: board(v, "hero"))),
    State("display-basic-none", "The plain page before the first call.", basic, TELEVISION,
          english=english_board, allows=LOADS_ITSELF),
    translated("display-all-closed", "People wait and every counter is closed.",
               at("07:01", all_closed)),
    translated("display-none", "The counters are open, nobody has been called.",
               at("07:02", nobody_yet)),
)  # fmt: skip
EVENING = (
    translated("display-closed", "After the hours: dark, with the next opening.", board),
    wide("figures-none", "The board of public figures before the first day.", figures),
)  # fmt: skip
PICTURES = (wide("display-media", "The centre's own pictures have their turn.", media),)
FIGURES = (
    wide("figures", "The board of public figures.", figures),
    State("figures-upright", "The same on a screen that stands upright.", figures, UPRIGHT),
    translated("display-figures", "The last day's figures have their turn.", figures_turn),
    wide(
        "display-figures-hero",
        "The same beside one large call.",
        partial(figures_turn, layout="hero"),
    ),
    wide("display-figures-call", "A call takes their place at once.", figures_give_way),
    wide("figures-offline", "Its server is away.", figures_offline, cut_off=True),
)


def told_to_get_ready(visit: Visit) -> None:
    """Two numbers are certain to be called next: nobody else has come."""
    visit.hall.press("08", "open")
    for minute in ("07:11", "07:12", "07:13", "07:14"):
        visit.hall.set_clock(minute)
        visit.hall.issue("GTVT-LX")
    visit.hall.set_clock("07:45")
    visit.hall.press("08", "call-next")
    visit.hall.set_clock("07:46")
    board(visit)
    visit.sees(".next-up b")


def with_next_up(settings: dict[str, Any]) -> None:
    """Let the boards say who should get ready."""
    settings["screens"]["display"]["next_up"] = True


READY = (
    translated("display-next-up", "At the foot: who should get ready.",
               at("07:10", told_to_get_ready)),
)  # fmt: skip

GROUPS = (
    Group("lobby", partial(Hall, at="08:40"), MORNING),
    Group("quiet lobby", partial(Hall, at="06:40", lived=False, change=keeping_hours), QUIET),
    Group("evening lobby", partial(Hall, at="17:20", lived=False, change=keeping_hours), EVENING),
    Group("who gets ready", partial(Hall, at="07:10", lived=False, change=with_next_up), READY),
    Group("lobby with pictures", cinema, PICTURES),
    Group("public figures", partial(Hall, at="08:40", weeks=True, change=with_figures), FIGURES),
)
