"""Whether the rows of service days add up: the counts and waits that must agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from queueing.measures.balance import Books, Doubt, Imbalance, imbalances, little_gap
from reports.aggregates import count
from reports.months.relations import Relations

ENDS = ("served", "no_show", "cancelled", "expired", "transferred")
"""In the order of queueing.measures.balance.Books."""


@dataclass(frozen=True, slots=True)
class CheckedDay:
    """A service day and what in it does not add up; nothing: all of it does."""

    day: date
    doubts: tuple[Doubt, ...]


def check_last_day(relations: Relations, before: date) -> CheckedDay | None:
    """Check the newest service day before a date; None when there is none."""
    (found,) = relations.rows(f"SELECT max(day) FROM {relations.legs()} WHERE day < ?", [before])
    return None if found[0] is None else check_day(relations, found[0])


def check_day(relations: Relations, day: date) -> CheckedDay:
    """Check one day's rows; those who are still there are no doubt.

    Moments by two clocks say nothing of the time between them: such a leg's are left out.
    """
    legs = f"FROM {relations.legs()} WHERE day = ? AND NOT clock_jumped"
    waits = f"SELECT coalesce(sum(waiting_us), 0) / 1e6 {legs}"
    ((waited_s,),) = relations.rows(waits, [day])
    stays = relations.rows(
        "SELECT epoch_ms(entered_at) / 1e3, epoch_ms(called_or_ended_at) / 1e3 "
        f"{legs} AND called_or_ended_at IS NOT NULL",
        [day],
    )
    gap = little_gap([(entered, left) for entered, left in stays], waited_s)
    doubts: list[Doubt] = [*imbalances(read_books(relations, day))]
    return CheckedDay(day, (*doubts, gap) if gap else tuple(doubts))


def read_books(relations: Relations, day: date) -> Mapping[str, Books]:
    """Return department -> its counts of one day: issued by the journal, the rest by the legs."""
    ends = ", ".join(count(f"\"end\" = '{end}'") for end in ENDS)
    rows = relations.rows(
        f"SELECT department, count_if(leg > 0 AND NOT next_matter), count_if(next_matter), {ends}, "
        'count_if("end" IS NULL) '
        f"FROM {relations.legs()} WHERE day = ? GROUP BY department",
        [day],
    )
    books = {department: Books(0, *counts) for department, *counts in rows}
    for department, issued in relations.issued_on(day).items():
        books[department] = replace(books.get(department, Books()), issued=issued)
    return books


def check_all_days(relations: Relations) -> Iterator[str]:
    """Yield what does not add up, a sentence each, over all days."""
    for (day,) in relations.rows(f"SELECT DISTINCT day FROM {relations.legs()} ORDER BY day"):
        for doubt in check_day(relations, day).doubts:
            yield f"{day}: {describe(doubt)}"


def describe(doubt: Doubt) -> str:
    """Return a doubt as the operator reads it: one sentence in English."""
    if not isinstance(doubt, Imbalance):
        return (
            f"Little's law does not hold: the queues sum up to {doubt.queued_s:.0f} s, "
            f"the tickets waited {doubt.waited_s:.0f} s"
        )
    if doubt.department is None:
        return f"{doubt.came} legs left by a transfer, {doubt.accounted} came by one"
    return (
        f"{doubt.department} does not balance: {doubt.came} came, "
        f"{doubt.accounted} are accounted for"
    )
