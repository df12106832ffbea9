"""What all who wait are told, where it is written; and a counter that calls for help."""

from functools import partial

from tests.gallery.counters import PANEL, PRESSED, WIDE, sign_in, sit_down
from tests.gallery.guide import TABLET
from tests.gallery.hall import Hall
from tests.gallery.kiosk import PORTRAIT, home
from tests.gallery.lobby import TELEVISION, board
from tests.gallery.now import PHONE, TARGETS
from tests.gallery.phone import SERVICE, follow
from tests.gallery.states import Group, Reach, Size, State, Visit, in_english

DESK: Size = (1280, 900)
OWN = "Quầy 07 và 08 vẫn nhận hồ sơ giấy, Ông/Bà có thể nộp tại đó và nhận giấy hẹn."


def tell(hall: Hall, reason: str = "system", **more: object) -> None:
    """Tell people that, and nothing else."""
    for each in hall.get("/api/bulletins")["bulletins"]:
        hall.post(f"/api/bulletins/{each['id']}/end")
    hall.post("/api/bulletins", reason=reason, **more)


def told(then: Reach, sees: str = ".bulletin", **said: object) -> Reach:
    """Return the way to a screen while people are told something."""

    def reach(visit: Visit) -> None:
        tell(visit.hall, **{"minutes": 30, "words": OWN, **said})  # type: ignore[arg-type]
        then(visit)
        visit.sees(sees)

    return reach


def page(visit: Visit) -> None:
    """The page, with what is told now and the form."""
    sign_in(visit, "huong-dan", "/bulletins")
    visit.open("/bulletins")
    visit.sees(".tell-now li")


def correcting(visit: Visit) -> None:
    """What is told is being corrected."""
    page(visit)
    visit.click(".tell-acts a")
    visit.sees("#tell input[name=corrects] ~ h2")


def phone(visit: Visit) -> None:
    """A ticket's page."""
    follow(visit, 2)


def public(visit: Visit) -> None:
    """The page of the present; the browser keeps another address for some seconds."""
    visit.open("/now?told")


def calling(then: Reach, sees: str, counter: str, *, test: bool = False) -> Reach:
    """Return the way to a screen while a counter calls for help."""

    def reach(visit: Visit) -> None:
        visit.hall.end_help("07", "08")
        visit.hall.press(counter, "call-for-help", test=test)
        then(visit)
        visit.sees(sees)

    return reach


def asked_for_help(visit: Visit) -> None:
    """The small question behind the button, before the call."""
    visit.hall.end_help("07", "08")
    sit_down(visit)
    visit.click(".sos")
    visit.sees("dialog[open] [data-choice=call-for-help]")


def on_duty(visit: Visit) -> None:
    """The guide's tablet."""
    sign_in(visit, "huong-dan", "/counters/guide")


def managing(visit: Visit) -> None:
    """The director's live page."""
    sign_in(visit, "giam-doc", "/reports")


STATES = (
    State("bulletins", "What people are told now, and the form for more.", told(page, ".tell-now",
          departments=["XD"]), DESK, in_english),
    State("bulletins-correcting", "A message is being corrected.", told(correcting, "#tell"),
          PHONE),
    State("board-told", "A message in the place of the notices.", told(board), TELEVISION,
          in_english),
    State("board-evacuation", "The house is to be left.", told(
          partial(board, layout="hero"), reason="evacuation", minutes=None,
          words="Không dùng thang máy."), TELEVISION),
    State("kiosk-told", "A message before the number is taken.", told(home), PORTRAIT),
    State("phone-told", "A message to who waits for the service.",
          told(phone, ".told", services=[SERVICE]), PHONE),
    State("now-told", "A message to those who are still at home.", told(public, ".told"), PHONE),
    State("console-told", "The officer reads what people are told.", told(sit_down), WIDE),
    State("console-told-narrow", "The same on a narrow panel.", told(sit_down), PANEL),
    State("counter-help-asked", "One more Enter calls for help.", asked_for_help, WIDE),
    State("counter-help-called", "A test call of the own counter was sent.",
          calling(sit_down, ".sos.on", "08", test=True), WIDE, in_english),
    State("counter-help-near", "A counter of the same floor calls for help.",
          calling(sit_down, ".helps", "07"), PANEL),
    State("guide-help", "A counter calls for help.",
          calling(on_duty, "[data-kind=help]", "07"), TABLET, in_english),
    State("managers-help", "A manager is told of it too.",
          calling(managing, ".alert.helps", "07"), DESK, in_english),
)  # fmt: skip
GROUPS = (
    Group(
        "bulletins",
        partial(Hall, at="08:40", lived=False),
        STATES,
        (*TARGETS, (f".console :is({PRESSED})", 36), (".tell button, .tell select", 44)),
    ),
)
