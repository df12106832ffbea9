"""Tells phones whose page is closed: looks each second who is to be told, and sends."""

from collections.abc import Callable
from time import monotonic

from phone.push.attempts import Attempts, Occasion
from phone.push.sending import Outcome, Sender, can_reach, is_installed, say_once
from phone.push.subscriptions import Subscriptions
from phone.push.words import write_message
from phone.settings import Push
from queueing.phone_alerts import Alert, find_alerts, find_ended
from web.http_client import make_resolver
from web.site import Site

POLL_S = 1.0
REACH_S = 300.0
MOST_AT_ONCE = 16
DUTY = "push messages"


class PushAlerts:
    """The alerts of one server. Of several processes one sends, each knows what it can reach.

    A message is noted as sent once a service has taken it: who dies in between sends it again, and
    the phone shows the second in place of the first.
    """

    def __init__(
        self,
        site: Site,
        subscriptions: Subscriptions,
        find_options: Callable[[], Push | None],
        secret: bytes,
    ) -> None:
        """`find_options`: as configured now, None while nobody is told; `secret`: the server's."""
        self.subscriptions, self.secret = subscriptions, secret
        self._site, self._find_options = site, find_options
        self._resolve = make_resolver(site.runtime)
        self._sender = Sender(secret, self._resolve)
        self._attempts = Attempts(MOST_AT_ONCE)
        self._is_reached, self._is_clean = True, False

    @property
    def options(self) -> Push | None:
        """As configured now; None also where the library is missing that sends."""
        options = self._find_options()
        wanted = options is not None and options.contact is not None
        return options if wanted and is_installed() else None

    @property
    def is_reached(self) -> bool:
        """Whether the centre's server reaches any of the services, by its last look."""
        return self._is_reached

    def start(self) -> None:
        """Look from now on, until the server stops."""
        self._site.background.every(POLL_S, self._tell, DUTY, duty=DUTY)
        self._site.background.every(REACH_S, self._look_out, "looking for push services")

    def _look_out(self) -> None:
        options = self.options
        if options is not None:
            self._is_reached = any(can_reach(each, self._resolve) for each in options.services)

    def _tell(self) -> None:
        options, hall = self.options, self._site.office.hall
        kept = self.subscriptions.every()
        over = {each.ticket for each in kept} if options is None else find_ended(hall, kept)
        if over:
            self.subscriptions.forget_tickets(over)
            self._is_clean = False
        if not self._is_clean and all(each.ticket in over for each in kept):
            self.subscriptions.leave_nothing()
            self._is_clean = True
        if options is None:
            return
        alerts = {_name(alert): alert for alert in find_alerts(hall, kept)}
        for each in self._attempts.begin(alerts, monotonic()):
            self._site.runtime.spawn(self._send, each, alerts[each], options)

    def _send(self, occasion: Occasion, alert: Alert, options: Push) -> None:
        outcome = Outcome.LATER
        try:
            outcome = self._hand_in(alert, options)
        except Exception as fault:  # noqa: BLE001 - one line for all of a kind, no flood of the log
            say_once(f"one cannot be sent: {type(fault).__name__}")
        finally:
            if outcome is Outcome.LATER:
                self._attempts.fail(occasion, monotonic())
            else:
                self._attempts.end(occasion)

    def _hand_in(self, alert: Alert, options: Push) -> Outcome:
        subscription = alert.subscription
        outcome = self._sender.send(subscription, write_message(self._site, alert), options)
        if outcome is Outcome.SENT:
            self._is_reached = True
            self.subscriptions.mark(subscription, alert.told)
        elif outcome is Outcome.GONE:
            self.subscriptions.forget(subscription.ticket, subscription.endpoint)
        return outcome


def _name(alert: Alert) -> Occasion:
    return alert.subscription.ticket, alert.subscription.endpoint, alert.told
