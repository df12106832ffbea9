"""The section `screens.kiosk` of config.yaml: what kiosks do."""

from pydantic import Field, model_validator

from kiosk.printing.settings import PaperSlip
from web.procedure_view_types import ElsewhereJson
from web.section import WORDS, Part, Phrase, Text
from web.spans import WrongText


class Elsewhere(Part):
    """What people ask for that is not done here. `go_to` follows "Xin đến"."""

    asked: list[Phrase] = Field(min_length=1, description="a list of texts that people type")
    go_to: Text


class AgePriority(Part):
    """The group of priority that an age belongs to."""

    group: str = Field(description="a group of the section priorities")
    from_age: int = Field(ge=1, le=120, description="years, 1 to 120")


class IdentityCard(Part):
    """The priority of age by a scanned identity card. `numbers_per_day`: of one card; null: any."""

    on: bool = Field(default=False, description="true or false")
    priority_from: list[AgePriority] = Field(
        default=[], max_length=10, description="a list of groups, each with its age"
    )
    numbers_per_day: int | None = Field(default=None, ge=1, le=100, description="1 to 100, or null")

    @model_validator(mode="after")
    def _gives_something(self) -> "IdentityCard":
        if self.on and not self.priority_from:
            raise WrongText("a card that is scanned needs a group in priority_from")
        return self


class KioskScreen(Part):
    """How every kiosk behaves.

    `guidance`: the service for those who do not know whom to see; `results`: the one that hands out
    finished dossiers; without them these short cuts are left out. `results_at_offices`: each office
    hands out its own, and `results` is for those who do not know the office. `synonyms`: words
    people type -> words of the catalogue. `elsewhere`: what is done at other offices. `most_asked`:
    codes of procedures that the search begins with, until the centre has counted its own. `card`:
    priority by a scanned identity card. `offer_unfinished`: languages too in which
    texts of the kiosk are missing.
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
    card: IdentityCard = IdentityCard()
    offer_unfinished: bool = Field(default=False, description="true or false")
    slip: PaperSlip = PaperSlip()

    def list_elsewhere(self) -> list[ElsewhereJson]:
        """Return `elsewhere` as pages get it."""
        return [{"asked": each.asked, "go_to": each.go_to.names()} for each in self.elsewhere]
