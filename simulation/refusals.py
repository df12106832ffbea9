"""What hours, quotas and the forecast do in a week: who is left unserved, who is refused in vain.

The same week is lived twice: by the rules, and with a number for everybody who comes within the
hours. Whoever is refused by the rules would have been served if that other week calls the same
citizen in time.
"""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from queueing.catalogue import Catalogue, Intake
from queueing.intake import NOT_TODAY
from simulation.week import Scenario, Visit, Week


@dataclass(frozen=True, slots=True)
class Refusals:
    """Counts of one week, or of several.

    `unserved`: numbers whose holders still waited when the officers had gone; `refused`: who came
    within the hours and got no number; `in_vain`: those of them who would have been called before
    the hours, and the minutes of grace, ended; `called_after`: who was called later than that;
    `unserved_without`: numbers without service if nobody were refused.
    """

    came: int = 0
    numbers: int = 0
    unserved: int = 0
    refused: int = 0
    in_vain: int = 0
    called_after: int = 0
    unserved_without: int = 0

    def __add__(self, other: "Refusals") -> "Refusals":
        """Add the counts of another week."""
        names = [each.name for each in fields(self)]
        return Refusals(*(getattr(self, name) + getattr(other, name) for name in names))

    @property
    def unserved_share(self) -> float:
        """Unserved numbers among all numbers."""
        return self.unserved / max(1, self.numbers)

    @property
    def in_vain_share(self) -> float:
        """Refusals in vain among all refusals."""
        return self.in_vain / max(1, self.refused)


def count_refusals(catalogue: Catalogue, first: date, seed: int, scenario: Scenario) -> Refusals:
    """Return what the rules of a catalogue do in a week.

    The officers of the scenario should stay a while longer than the grace: nobody can forecast to
    the minute.
    """
    by_rules = Week(catalogue, first, seed, scenario).live()
    for_all = Week(_refuse_nobody(catalogue), first, seed, scenario).live()
    others = {visit.key: visit for visit in for_all.visits}
    numbers = [visit for visit in by_rules.visits if visit.ticket is not None]
    refused = [visit for visit in by_rules.visits if visit.refused in NOT_TODAY]
    return Refusals(
        came=len(by_rules.visits),
        numbers=len(numbers),
        unserved=sum(visit.left_unserved for visit in numbers),
        refused=len(refused),
        in_vain=sum(_is_called_in_time(catalogue, others[visit.key]) for visit in refused),
        called_after=sum(
            visit.called_at is not None and not _is_called_in_time(catalogue, visit)
            for visit in numbers
        ),
        unserved_without=sum(visit.left_unserved for visit in for_all.visits),
    )


def _refuse_nobody(catalogue: Catalogue) -> Catalogue:
    services = {
        code: replace(each, intake=Intake(by_forecast=False, grace_min=each.intake.grace_min))
        for code, each in catalogue.services.items()
    }
    return replace(catalogue, services=services)


def _is_called_in_time(catalogue: Catalogue, visit: Visit) -> bool:
    service = visit.who.service
    closing = catalogue.hours_of(service).closing(visit.day, catalogue.zone_info)
    if visit.called_at is None or closing is None:
        return False
    grace = timedelta(minutes=catalogue.services[service].intake.grace_min)
    return visit.called_at < closing + grace
