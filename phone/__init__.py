"""The page a citizen follows the ticket on."""

from phone.page import ProcedureOf
from phone.push import PushAlerts
from phone.routes import install

__all__ = ["ProcedureOf", "PushAlerts", "install"]
