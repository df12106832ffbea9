"""The pages below /admin, as the centre's own administrator sees them."""

from functools import cache, partial

from playwright.sync_api import FilePayload

from tests.gallery.counters import sign_in
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Reach, Size, State, Visit, in_english
from tests.program import ROOT
from tests.waiting import wait_until

DESK: Size = (1440, 900)
PHONE: Size = (390, 844)
SAMPLES = (ROOT / "admin" / "samples" / "procedures.csv").read_text(encoding="utf-8")
OTHER_FILE = "Danh mục thủ tục hành chính năm 2026\n" + SAMPLES.replace(
    "Building permit", "A permit to build", 1
).replace("MAU-04", "MAU-14")
ELSEWHERE_FILE = SAMPLES.replace(",KHĐT,", ",Sở Tài chính thành phố,").replace(",XD,", ",XDD,", 1)
FAULTY_FILE = "hôm nay".join(
    SAMPLES.replace(",XD,", ",XDD,", 1).replace("MAU-003", "MAU 003").rsplit("2024-02-26", 1)
)
TARGETS = ((".frame-page .button", 44), ("button, a, input, select, summary", 24))


@cache
def page(path: str) -> Reach:
    """Return the way to a page below /admin."""

    def reach(visit: Visit) -> None:
        sign_in(visit, "quan-tri", to=path)
        visit.sees("main h1")

    return reach


def menu(visit: Visit) -> None:
    """Where one can go, on a phone."""
    page("/admin")(visit)
    visit.click(".menu summary")
    visit.sees(".entries a")


def examined(visit: Visit) -> None:
    """The computer was examined and a backup was made."""
    page("/admin")(visit)
    for work, sign in (("doctor", 'class="findings"'), ("backup", "about good")):
        with visit.page.expect_navigation():
            visit.click(f"form[action='/admin/{work}'] button")
        wait_until(f"{work} has ended", partial(_says, visit, sign))
        visit.open("/admin")


def reset(visit: Visit) -> None:
    """A password for once is shown."""
    page("/admin/people/can-bo-2")(visit)
    visit.click("form[action$='/reset'] button")
    visit.sees(".secret")


def refused(visit: Visit) -> None:
    """A head without a department is to be added."""
    page("/admin/people")(visit)
    visit.page.fill("[name=name]", "le-van-an")
    visit.page.select_option("[name=role]", "department-head")
    visit.click("form[action='/admin/people/add'] button")
    visit.sees("[role=alert]:visible")


def _says(visit: Visit, sign: str) -> bool:
    # The device's clock stands still: its page does not look again by itself
    visit.page.wait_for_timeout(500)
    return sign in visit.page.request.get("/admin").text()


def offline(visit: Visit) -> None:
    """The server is away when a button is pressed."""
    page("/admin")(visit)
    visit.hall.stop()
    visit.click("form[action='/admin/backup'] button")
    visit.sees("[data-offline]")


def too_large(visit: Visit) -> None:
    """A number that is too large."""
    page("/admin/rules")(visit)
    visit.page.fill("#f-rules-recalls", "21")
    visit.click("#rules button[type=submit]")
    visit.sees("[role=alert] p")


def looked_at(visit: Visit) -> None:
    """A Saturday is opened, a rule of today changed: what that will do."""
    page("/admin/hours")(visit)
    visit.page.fill("#f-hours-week-saturday", "07:00-10:30")
    visit.click("#week button[type=submit]")
    visit.sees(".changes li")


def saved(visit: Visit) -> None:
    """The change is in force."""
    looked_at(visit)
    visit.click("button[name=confirmed]")
    visit.sees(".notice.good")


def stale(visit: Visit) -> None:
    """Somebody else has changed the file meanwhile."""
    page("/admin/notices")(visit)
    visit.page.fill("#f-centre-phone", "1900 1234")
    config = visit.hall.config
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('"recalls": 3', '"recalls": 4'), encoding="utf-8")
    visit.click("#centre button[type=submit]")
    visit.click("button[name=confirmed]")
    visit.sees("[role=alert] p")
    config.write_text(text, encoding="utf-8")


def dated(visit: Visit) -> None:
    """One notice is over, another has not begun; nothing is saved yet."""
    page("/admin/notices")(visit)
    visit.page.fill("#f-centre-notices-1-until", "31/12/2025")
    visit.page.fill("#f-centre-notices-2-from", "1/1/2099")
    visit.page.fill("#f-centre-notices-2-until", "31/1/2099")
    visit.page.fill("#f-centre-notices-4-vi", "Trung tâm làm việc sáng Thứ Bảy.")
    visit.click("button[value=add]")
    visit.sees("#notice-5")
    visit.page.evaluate("scrollTo(0, 0)")


def told_days(visit: Visit) -> None:
    """What changing the notices will do."""
    dated(visit)
    visit.click("#notices .actions button")
    visit.sees(".changes li")


def faulty(visit: Visit) -> None:
    """Somebody has made a mistake in the file."""
    config = visit.hall.config
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('"recalls": 3', '"recalls": 33'), encoding="utf-8")
    try:
        page("/admin/rules")(visit)
        visit.sees("[role=alert] p", "Số lần gọi lại")
    finally:
        config.write_text(text, encoding="utf-8")


def sought(visit: Visit) -> None:
    """Procedures are found as at the kiosk."""
    page("/admin/procedures")(visit)
    visit.page.fill("#sought", "giay phep")
    visit.sees("[data-found] mark")


@cache
def sent(text: str) -> Reach:
    """Return the way to what the page says of a file."""

    def reach(visit: Visit) -> None:
        page("/admin/procedures")(visit)
        file: FilePayload = {
            "name": "danh-muc-2026.csv",
            "mimeType": "text/csv",
            "buffer": text.encode(),
        }
        visit.page.set_input_files("#file", [file])
        visit.click("form[action^='/admin/procedures/import'] button")
        visit.sees("#sum, #wrong")

    return reach


desk, phone = partial(State, size=DESK), partial(State, size=PHONE)

STATES = (
    desk("admin-overview", "Nothing was backed up yet.", page("/admin"), english=in_english),
    phone("admin-overview-phone", "The same on a phone.", page("/admin")),
    phone("admin-menu-phone", "Where one can go, on a phone.", menu, english=in_english),
    desk("admin-examined", "A backup was made, the computer examined.", examined),
    phone("admin-examined-phone", "The same on a phone.", lambda v: page("/admin")(v)),
    desk("admin-people", "Who may sign in.", page("/admin/people"), english=in_english),
    phone("admin-people-phone", "The same on a phone.", page("/admin/people")),
    desk("admin-people-refused", "A person that cannot be added.", refused),
    desk("admin-person", "One account.", page("/admin/people/can-bo"), english=in_english),
    phone("admin-person-phone", "The same on a phone.", page("/admin/people/can-bo")),
    phone("admin-person-reset", "A password that is shown once.", reset),
    desk(
        "admin-departments",
        "Departments, counters, areas.",
        page("/admin/departments"),
        english=in_english,
    ),
    desk(
        "admin-counter",
        "A counter and what it serves.",
        page("/admin/departments?part=counters&item=07"),
        english=in_english,
    ),
    phone("admin-counter-phone", "The same.", page("/admin/departments?part=counters&item=07")),
    desk("admin-services", "Services and priority groups.", page("/admin/services")),
    desk("admin-hours", "Hours and holidays.", page("/admin/hours"), english=in_english),
    phone("admin-hours-phone", "The same on a phone.", page("/admin/hours")),
    desk("admin-notices", "Notices and the centre's name.", page("/admin/notices")),
    desk("admin-notices-dated", "Notices with their days.", dated),
    phone("admin-notices-dated-phone", "The same on a phone.", dated),
    desk("admin-notices-look", "What changing them will do.", told_days),
    desk(
        "admin-public",
        "What citizens see from afar, are told and may say.",
        page("/admin/public"),
        english=in_english,
    ),
    phone("admin-public-phone", "The same on a phone.", page("/admin/public")),
    desk("admin-rules", "Rules and limits.", page("/admin/rules"), english=in_english),
    desk("admin-refused", "A number is too large.", too_large),
    desk("admin-look", "What a change will do.", looked_at),
    phone("admin-look-phone", "The same on a phone.", looked_at),
    desk("admin-stale", "Somebody else was first.", stale),
    desk("admin-faulty", "The file has a fault.", faulty),
    desk("admin-saved", "The change is in force.", saved),
    desk(
        "admin-procedures", "The catalogue by unit.", page("/admin/procedures"), english=in_english
    ),
    phone("admin-procedures-phone", "The same on a phone.", page("/admin/procedures")),
    desk("admin-procedures-sought", "Procedures are found as at the kiosk.", sought),
    phone("admin-procedures-sought-phone", "The same on a phone.", sought),
    desk(
        "admin-procedures-listed",
        "The procedures of one unit.",
        page("/admin/procedures?department=GTVT"),
        english=in_english,
    ),
    phone(
        "admin-procedures-listed-phone",
        "The same on a phone.",
        page("/admin/procedures?department=GTVT"),
    ),
    desk(
        "admin-procedure",
        "One procedure and its switch.",
        page("/admin/procedures/one?code=MAU-015"),
        english=in_english,
    ),
    phone(
        "admin-procedure-phone",
        "The same on a phone.",
        page("/admin/procedures/one?code=MAU-015"),
    ),
    desk("admin-import", "What a file would do.", sent(OTHER_FILE), english=in_english),
    phone("admin-import-phone", "The same on a phone.", sent(OTHER_FILE)),
    desk(
        "admin-import-elsewhere",
        "Departments that this centre has not are left out by a tick.",
        sent(ELSEWHERE_FILE),
        english=in_english,
    ),
    phone("admin-import-elsewhere-phone", "The same on a phone.", sent(ELSEWHERE_FILE)),
    desk("admin-import-faults", "What is wrong in a file.", sent(FAULTY_FILE), english=in_english),
    phone("admin-import-faults-phone", "The same on a phone.", sent(FAULTY_FILE)),
    desk("admin-system", "Who changed what.", page("/admin/system"), english=in_english),
    phone("admin-system-phone", "The same on a phone.", page("/admin/system")),
    desk("admin-offline", "The server is away.", offline, cut_off=True),
)

GROUPS = (Group("admin", partial(Hall, at="08:40", lived=False), STATES, TARGETS),)
