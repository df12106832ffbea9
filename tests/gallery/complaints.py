"""Every state of the pages about complaints: the citizen's, the guide's, the staff's."""

from functools import cache, partial

from tests.gallery.counters import sign_in
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Reach, Size, State, Visit, in_english

PHONE: Size = (390, 844)
TABLET: Size = (1024, 768)
DESK: Size = (1440, 900)
PAPER: Size = (794, 1123)
TARGETS = (
    (".card button, .frame-page button, select, textarea, #code, .strong, .tabs a", 44),
    ("a, button, summary", 24),
)
TEXT = "Tôi được hướng dẫn sai quầy nên phải lấy số lại từ đầu, mất cả buổi sáng."
ANSWER = "Trung tâm đã đổi bảng chỉ dẫn ở tầng trệt. Xin cảm ơn Ông/Bà."


def file(visit: Visit) -> str:
    """File a complaint as a program does; return its code."""
    return str(visit.hall.post("/complaints", text=TEXT)["code"])


def form(visit: Visit) -> None:
    """The public form as it opens."""
    visit.open("/complaints")
    visit.sees("textarea")


def taken(visit: Visit) -> None:
    """The code of what was just filed."""
    form(visit)
    visit.page.fill("#text", TEXT)
    visit.click("form .strong")
    visit.sees(".code")


def taken_in_english(visit: Visit) -> None:
    """The same in English: the page of a code has no address."""
    visit.open("/complaints?lang=en")
    visit.page.fill("#text", TEXT)
    visit.click("form .strong")
    visit.sees("html[lang=en] .code")


def asking(visit: Visit) -> None:
    """The page that asks for a code."""
    visit.open("/complaints/answer")
    visit.sees("#code")


def unknown(visit: Visit) -> None:
    """A code that nobody has."""
    asking(visit)
    visit.page.fill("#code", "ABCD-2345")
    visit.click("form .strong")
    visit.sees("[role=alert]")


def received(visit: Visit) -> None:
    """A complaint that nobody has answered yet."""
    code = file(visit)
    asking(visit)
    visit.page.fill("#code", code)
    visit.click("form .strong")
    visit.sees(".steps")


@cache
def desk(name: str, query: str = "") -> Reach:
    """Return the way to the staff's list, with something in it."""

    def reach(visit: Visit) -> None:
        file(visit)
        sign_in(visit, name, f"/complaints/desk{query}")
        visit.open(f"/complaints/desk{query}")
        visit.sees("main h1")

    return reach


def answered(visit: Visit) -> None:
    """The director has answered one, and looks at the answered ones."""
    desk("giam-doc")(visit)
    visit.click(".complaint summary")
    visit.page.locator(".complaint textarea").first.fill(ANSWER)
    visit.click(".complaint details[open] .main")
    visit.sees(".notice.good")
    visit.open("/complaints/desk?show=answered")
    visit.sees(".answer")


def offline(visit: Visit) -> None:
    """The server is away."""
    desk("giam-doc")(visit)
    visit.lose_server()
    visit.sees("[data-offline]")


def guide(path: str) -> Reach:
    """Return the way to a page of guides."""

    def reach(visit: Visit) -> None:
        sign_in(visit, "huong-dan", path)
        visit.open(path)
        visit.sees("main h1")

    return reach


phone = partial(State, size=PHONE, scripts=True)
STATES = (
    phone("complaint", "Filing without a ticket.", form, english=in_english),
    phone("complaint-taken", "The code, and by when it is answered.", taken,
          english=taken_in_english),
    phone("complaint-asking", "Asking by the code.", asking, english=in_english),
    phone("complaint-unknown", "No complaint has this code.", unknown),
    phone("complaint-received", "How far it is.", received),
    State("complaint-guide", "A guide writes it down for somebody.",
          guide("/complaints/for-somebody"), TABLET, in_english),
    State("complaints-desk", "The director's list.", desk("giam-doc"), DESK, in_english),
    State("complaints-desk-head", "A head's list: nothing is assigned.",
          desk("truong-phong"), DESK, in_english),
    State("complaints-desk-answered", "Answered ones.", answered, DESK),
    State("complaints-desk-narrow", "The list on a narrow screen.", desk("giam-doc"), (400, 900)),
    State("complaints-poster", "The sheet for the lobby.",
          guide("/complaints/poster"), PAPER, in_english),
    State("complaints-desk-offline", "The server is away.", offline, DESK, cut_off=True),
)  # fmt: skip
GROUPS = (Group("complaints", partial(Hall, at="08:40", lived=False), STATES, TARGETS),)
