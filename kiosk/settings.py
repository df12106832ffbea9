"""The section `screens.kiosk` of config.yaml: what kiosks do."""

from pydantic import Field

from kiosk.printing.settings import PaperSlip
from web.section import WORDS, Part, Phrase, Text


class Elsewhere(Part):
    """What people ask for that is not done here. `go_to` follows "Xin đến"."""

    asked: list[Phrase] = Field(min_length=1, description="a list of texts that people type")
    go_to: Text


class KioskScreen(Part):
    """How every kiosk behaves.

    `guidance`: the service for those who do not know whom to see; `results`: the one that hands out
    finished dossiers; without them these short cuts are left out. `results_at_offices`: each office
    hands out its own, and `results` is for those who do not know the office. `synonyms`: words
    people type -> words of the catalogue. `elsewhere`: what is done at other offices. `most_asked`:
    codes of procedures that the search begins with, until the centre has counted its own.
    """

    idle_s: int = Field(default=45, ge=10, le=600, description="seconds, 10 to 600")
    ticket_page_s: int = Field(default=30, ge=5, le=120, description="seconds, 5 to 120")
    panel_inches: float = Field(default=27, ge=7, le=100, description="inches, 7 to 100")
    guidance: str | None = Field(default=None, description="a service of the section services")
    results: str | None = Field(default=None, description="a service of the section services")
    results_at_offices: bool = Field(default=True, description="true or false")
    synonyms: dict[str, Phrase] = Field(default={}, description=WORDS)
    most_asked: list[str] = Field(default=[], description="a list of codes of procedures")
    elsewhere: list[Elsewhere] = Field(default=[], description="a list of what is not done here")
    slip: PaperSlip = PaperSlip()
