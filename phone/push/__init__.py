"""Alerts of phones whose page is closed: standard Web Push, to the end of the ticket's life."""

from phone.push.alerts import PushAlerts
from phone.push.routes import install_push

__all__ = ["PushAlerts", "install_push"]
