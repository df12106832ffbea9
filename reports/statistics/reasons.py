"""Why people were less than satisfied: how often each reason was chosen, by department."""

from queueing.catalogue import Catalogue
from reports.months.relations import Relations
from reports.query import Period
from reports.statistics.keys import within

Reasons = dict[str, dict[str, int]]
"""Department -> code of a reason -> how many ratings have it."""


def count_reasons(relations: Relations, catalogue: Catalogue, period: Period) -> Reasons:
    """Return the reasons of the ratings of a period, by the department of the leg that served.

    A rating counts by its leg's first call, as everywhere.
    """
    span = period.span(catalogue.zone_info)
    rows = relations.rows(
        "SELECT department, reason, count(*) FROM "
        f"(SELECT department, unnest(reasons) AS reason FROM {relations.legs(span)} "
        f"WHERE {within('called_at', span)}) GROUP BY ALL ORDER BY ALL"
    )
    found: Reasons = {}
    for department, reason, ratings in rows:
        found.setdefault(department, {})[reason] = ratings
    return found
