"""What citizens are told of a procedure before they take a number: the same on every screen."""

from queueing.procedures import Procedure
from web.procedure_view_types import ProcedureFacts

FROM_PART, FULLY = "part", "full"
"""How much of it can be done online, as the catalogue says it."""


def make_facts(procedure: Procedure) -> ProcedureFacts:
    """Return what the catalogue knows of a procedure; what it does not know is left out."""
    facts: ProcedureFacts = {"code": procedure.code, "names": dict(procedure.names)}
    if procedure.documents:
        facts["documents"] = list(procedure.documents)
    if procedure.fee:
        facts["fee"] = procedure.fee
    if procedure.time_limit:
        facts["time_limit"] = procedure.time_limit
    if procedure.online in (FROM_PART, FULLY):
        facts["online"] = "full" if procedure.online == FULLY else "part"
        if procedure.url:
            facts["online_at"] = procedure.url
    if procedure.same_day:
        facts["same_day"] = True
    if procedure.anywhere:
        facts["anywhere"] = True
    return facts
