"""What somebody books for, as the addresses and forms of the pages carry it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from queueing.errors import InvalidField
from queueing.matters import MOST_MATTERS, Matter

BETWEEN = ","
"""Between the codes of services in an address; no code has one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing or several, each another service; the first may name a procedure. Never changed."""

    matters: tuple[Matter, ...]

    @property
    def first(self) -> Matter:
        """The one that a slot would be for."""
        return self.matters[0]

    @property
    def services(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(matter.service for matter in self.matters)

    @property
    def may_grow(self) -> bool:
        """Say whether one more may be added."""
        return len(self.matters) < MOST_MATTERS

    @property
    def also(self) -> str:
        """The further services, as a form sends them."""
        return BETWEEN.join(self.services[1:])

    def list_alone(self) -> list["tuple[str, Wanted | None]"]:
        """Return each service, and what is left without it; None: nothing would be."""
        return [
            (matter.service, Wanted(rest) if rest else None)
            for matter in self.matters
            for rest in [tuple(each for each in self.matters if each is not matter)]
        ]

    def add(self, service: str) -> "Wanted":
        """Return it with one more."""
        return Wanted((*self.matters, Matter(service)))

    def address(self, lang: str | None, **more: str) -> str:
        """Return the address of the page on which a time is chosen for it."""
        said = {
            "service": self.first.service,
            "procedure": self.first.procedure,
            "also": self.also,
            **more,
            "lang": lang,
        }
        return "/book?" + urlencode({name: text for name, text in said.items() if text})


def read_wanted(service: str, procedure: str | None, also: str) -> Wanted:
    """Return what an address or a form says; raises InvalidField for too many."""
    codes = dict.fromkeys(code for code in also.split(BETWEEN) if code and code != service)
    if len(codes) >= MOST_MATTERS:
        raise InvalidField(field="also")
    return Wanted((Matter(service, procedure), *map(Matter, codes)))
