"""Calls for help as screens of staff get them."""

from collections.abc import Iterable

from queueing.hall.help_calls import HelpCall
from queueing.help_calls import held_until
from web.help_call_view_types import HelpCallJson
from web.tickets import utc


def write_help_calls(calls: Iterable[HelpCall]) -> list[HelpCallJson]:
    """Return calls in their order."""
    return [
        {
            "counter": each.counter,
            "at": utc(each.at),
            "by": each.by,
            "test": each.test,
            "coming": each.coming,
            "coming_at": utc(each.coming_at),
            "held_until": utc(held_until(each)),
        }
        for each in calls
    ]
