"""What citizens come for: an administrative procedure as the centre's catalogue has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Procedure:
    """One administrative procedure; `service` is the queue it leads to.

    `documents`: the papers to bring. `online`: none, part or full. `keywords`: other words people
    use. Offered from `valid_from` to `valid_to`, both included.
    """

    code: str
    name_vi: str
    department: str
    field: str
    service: str
    valid_from: date
    valid_to: date | None = None
    name_en: str | None = None
    name_km: str | None = None
    time_limit: str | None = None
    fee: str | None = None
    documents: tuple[str, ...] = ()
    online: str = "none"
    anywhere: bool = False
    same_day: bool = False
    url: str | None = None
    keywords: str = ""
    decision: str | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """Its name by language; Vietnamese always."""
        names = {"vi": self.name_vi, "en": self.name_en, "km": self.name_km}
        return {language: name for language, name in names.items() if name}
