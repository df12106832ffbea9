"""A slip as JSON, on its way from the server to the agent that prints it."""

from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from kiosk.printing.slip.facts import Reprint, Slip
from queueing.staffing import NoCounter

LISTS = ("counters", "papers", "header", "footer")


def write_slip_json(slip: Slip) -> dict[str, Any]:
    """Return a slip's facts as a dict for JSON; times as ISO 8601 with their offset."""
    content = asdict(replace(slip, reprint=None))
    content["issued_at"] = slip.issued_at.isoformat()
    content["opens_at"] = slip.opens_at and slip.opens_at.isoformat()
    content["counter_open"] = slip.no_counter is None  # for agents of earlier versions
    if slip.reprint is not None:
        content["reprint"] = {"at": slip.reprint.at.isoformat(), "times": slip.reprint.times}
    return content


def read_slip_json(content: dict[str, Any]) -> Slip:
    """Return the slip of `slip_json`; fields that a newer server adds are left out.

    Raises KeyError, TypeError or ValueError for what is none.
    """
    known = {field.name for field in fields(Slip)}
    values = {name: value for name, value in content.items() if name in known}
    values |= {name: tuple(content[name]) for name in LISTS}
    values["matters"] = tuple(content.get("matters", ()))
    values["wait"] = None if content["wait"] is None else tuple(content["wait"])
    values["issued_at"] = datetime.fromisoformat(content["issued_at"])
    values["no_counter"] = _read_no_counter(content)
    opens_at = content.get("opens_at")
    values["opens_at"] = datetime.fromisoformat(opens_at) if opens_at else None
    if (copy := content["reprint"]) is not None:
        values["reprint"] = Reprint(datetime.fromisoformat(copy["at"]), copy["times"])
    return Slip(**values)


def _read_no_counter(content: dict[str, Any]) -> NoCounter | None:
    """Return why nobody could call; a server of an earlier version says only that nobody could."""
    if (reason := content.get("no_counter")) is not None:
        return NoCounter(reason)
    return None if content.get("counter_open", True) else NoCounter.NOT_YET
