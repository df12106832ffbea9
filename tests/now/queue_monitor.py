"""What QueueMonitor asks of an entity: the keys that we use, as its schema has them.

Source: https://github.com/smart-data-models/dataModel.QueueManagement, `QueueMonitor/schema.json`
(version 0.0.1) and the common schema of Smart Data Models it refers to; written anew here. It
allows further keys.
"""

import re
from datetime import datetime

REQUIRED = {"id", "type"}
TEXTS = {
    "name", "officeName", "serviceName", "serviceId", "serviceStatusNote", "lastTicketIssuedLabel",
    "ticketServedLabel",
}  # fmt: skip
WHOLE = {"lastTicketIssued", "ticketServed", "ticketsToServe"}
OURS = {"dateObserved", "xinmoi"}
IDENTIFIER = re.compile(r"[\w\-.{}$+*\[\]`|~^@!,:\\%]{1,256}", re.ASCII)


def check_entity(entity):
    """Fail where an entity is no QueueMonitor."""
    assert entity.keys() >= REQUIRED
    assert entity["type"] == "QueueMonitor"
    assert IDENTIFIER.fullmatch(entity["id"]), entity["id"]
    assert entity["serviceStatus"] in ("Open", "Closed", "Suspended")
    assert all(isinstance(entity[key], str) for key in TEXTS & entity.keys())
    assert all(type(entity[key]) is int for key in WHOLE & entity.keys())
    assert datetime.fromisoformat(entity["dateObserved"]).tzinfo is not None
    assert entity.keys() <= REQUIRED | TEXTS | WHOLE | OURS | {"serviceStatus"}
