"""The section `screens` of config.yaml: what kiosks, lobby boards and phones do."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from settings.parts import WORDS, Part, Phrase, Text

SlipLine = Literal[
    "department", "service", "counters", "ahead", "wait", "papers", "qr", "time", "motto", "keep"
]


def _each_once(lines: list[str]) -> list[str]:
    if len(set(lines)) < len(lines):
        raise ValueError("list each line once; their order on the slip does not change")
    return lines


class PaperSlip(Part):
    """What stands on a ticket's slip beside the centre's name and the number, and for how long."""

    within_s: float = Field(default=20, ge=5, le=120, description="seconds, 5 to 120")
    staff_printer: str | None = Field(default=None, description="a printer of the section printers")
    logo: str | None = Field(
        default=None,
        pattern=r"^.+\.(png|PNG)$",
        max_length=300,
        description="a picture of the kind .png, like media/logo.png",
    )
    header: list[Text] = Field(default=[], max_length=3, description="a list of at most 3 texts")
    footer: list[Text] = Field(default=[], max_length=3, description="a list of at most 3 texts")
    lines: Annotated[list[SlipLine], AfterValidator(_each_once)] = Field(
        default=list(get_args(SlipLine)), description=f"a list of {', '.join(get_args(SlipLine))}"
    )


class KioskScreen(Part):
    """How every kiosk behaves."""

    idle_s: int = Field(default=45, ge=10, le=600, description="seconds, 10 to 600")
    ticket_page_s: int = Field(default=12, ge=5, le=120, description="seconds, 5 to 120")
    panel_inches: float = Field(default=27, ge=7, le=100, description="inches, 7 to 100")
    guidance: str | None = Field(default=None, description="a service of the section services")
    results: str | None = Field(default=None, description="a service of the section services")
    synonyms: dict[str, Phrase] = Field(default={}, description=WORDS)
    slip: PaperSlip = PaperSlip()


class Board(Part):
    """The lobby board of one zone."""

    layout: Literal["hero", "board"] = Field(default="board", description="hero or board")
    panel_inches: float = Field(default=55, ge=7, le=150, description="inches, 7 to 150")
    viewing_m: float = Field(default=7, gt=0, le=100, description="metres, above 0, at most 100")
    media: str | None = Field(
        default=None, min_length=1, max_length=300, description="a folder, like media/tret"
    )


class DisplayScreen(Part):
    """How every lobby board behaves; `zones` has what differs."""

    hero_s: float = Field(default=6, ge=2, le=60, description="seconds, 2 to 60")
    bright_s: float = Field(default=20, ge=5, le=120, description="seconds, 5 to 120")
    page_s: float = Field(default=10, ge=5, le=60, description="seconds, 5 to 60")
    notice_s: float = Field(default=12, ge=5, le=120, description="seconds, 5 to 120")
    turn_s: float = Field(default=12, ge=5, le=120, description="seconds, 5 to 120")
    zones: dict[str, Board] = Field(
        default={}, description="a zone of the section zones and its board"
    )


class PhoneScreen(Part):
    """What citizens write on their phones."""

    words_kept_days: int = Field(default=30, ge=1, le=3650, description="days, 1 to 3650")


class Screens(Part):
    """The screens of kiosks, lobby and phones."""

    kiosk: KioskScreen = KioskScreen()
    display: DisplayScreen = DisplayScreen()
    phone: PhoneScreen = PhoneScreen()
