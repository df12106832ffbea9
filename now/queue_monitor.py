"""The present in the keys of an open format: QueueMonitor of FIWARE's Smart Data Models.

https://github.com/smart-data-models/dataModel.QueueManagement (version 0.0.1). What that model has
no key for stands under `xinmoi`.
"""

import re
from urllib.parse import quote

from now.view_types import NowView, QueueMonitor, ServiceNow
from now.words import Words
from web.view_types import CatalogueBlock

SERIAL = re.compile(r"\d+$")


def make_queue_monitors(
    view: NowView, profile: str, names: CatalogueBlock, words: Words
) -> list[QueueMonitor]:
    """Return an entity for each service; `profile`: what tells this centre from others."""
    return [
        _make_entity(view["at"], profile, department["code"], row, names, words)
        for department in view["departments"]
        for row in department["services"]
    ]


def _make_entity(
    at: str, profile: str, department: str, row: ServiceNow, names: CatalogueBlock, words: Words
) -> QueueMonitor:
    name, wait = names["services"][row["code"]]["name"], row["wait"]
    entity: QueueMonitor = {
        "id": f"urn:ngsi-ld:QueueMonitor:{profile}:{quote(row['code'])}",
        "type": "QueueMonitor",
        "dateObserved": at,
        "name": name,
        "officeName": names["departments"][department]["name"],
        "serviceName": name,
        "serviceId": row["code"],
        "serviceStatus": row["status"],
        "ticketsToServe": row["waiting"],
        "xinmoi": {
            "department": department,
            "reason": row["reason"],
            "low_min": wait["low_min"] if wait else None,
            "high_min": wait["high_min"] if wait else None,
            "counters_open": row["counters_open"],
            "back_at": row["back_at"],
            "opens_at": row["opens_at"],
            "closes_at": row["closes_at"],
        },
    }
    if note := words.say_status(row) or words.say_closing(row):
        entity["serviceStatusNote"] = note
    if row["last_issued"] is not None:
        entity["lastTicketIssued"] = _find_serial(row["last_issued"])
        entity["lastTicketIssuedLabel"] = row["last_issued"]
    if row["last_called"] is not None:
        entity["ticketServed"] = _find_serial(row["last_called"])
        entity["ticketServedLabel"] = row["last_called"]
    return entity


def _find_serial(number: str) -> int:
    """Return 18 for `A018`."""
    return int(SERIAL.findall(number)[0])
