"""Hands one message in at a browser's push service, encrypted for that browser alone."""

import json
import logging
import socket
from enum import Enum, auto
from functools import cache, lru_cache
from importlib.util import find_spec
from urllib.parse import urlsplit

from requests import RequestException, Session

from phone.push.keys import is_point, make_vapid
from phone.settings import Push
from queueing.phone_alerts import Subscription
from web.http_client import BoundedAdapter, NoAnswer, Resolve

TTL_S = 600
"""A phone without a network gets it within this time, or not at all: then the turn is over."""
GONE = (404, 410)
REFUSED = (400, 401, 403, 413)
log = logging.getLogger("xinmoi.push")


class Outcome(Enum):
    """What became of a message. LATER: the service could not be asked, or had no time."""

    SENT = auto()
    GONE = auto()
    LATER = auto()


class Sender:
    """Sends messages by the services of browsers' makers; any number of threads may at once."""

    def __init__(self, secret: bytes, resolve: Resolve) -> None:
        """Sign with a key made of the server's secret; find hosts by `resolve`."""
        self._secret, self._resolve = secret, resolve

    def send(self, subscription: Subscription, message: dict[str, str], push: Push) -> Outcome:
        """Hand a message in; return what became of it.

        Raises what its library does: not the service is in the way then.
        """
        if not is_point(subscription.p256dh):
            return Outcome.GONE
        # 40 MB and a second: only where a centre has switched it on
        from pywebpush import WebPushException, webpush

        host = urlsplit(subscription.endpoint).netloc
        with Session() as session:
            session.trust_env = False
            for scheme in ("https://", "http://"):
                session.mount(scheme, BoundedAdapter(self._resolve))
            try:
                webpush(
                    {
                        "endpoint": subscription.endpoint,
                        "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth},
                    },
                    json.dumps(message, ensure_ascii=False),
                    make_vapid(self._secret),
                    {"sub": push.contact},
                    ttl=TTL_S,
                    headers={"Urgency": "high"},
                    requests_session=session,
                )
            except WebPushException as fault:
                status = fault.response.status_code if fault.response is not None else 0
                if status in GONE:
                    return Outcome.GONE
                # The address of a browser is nobody's business, in no log
                say_once(f"{host} answers {status}")
                return Outcome.GONE if status in REFUSED else Outcome.LATER
            except (NoAnswer, RequestException, OSError) as fault:
                say_once(f"{host} cannot be reached: {type(fault).__name__}")
                return Outcome.LATER
        return Outcome.SENT


def can_reach(address: str, resolve: Resolve, timeout_s: float = 5.0) -> bool:
    """Say whether a service takes connections; of `*.host` any name is as good as another."""
    parts = urlsplit(address.replace("*.", "www."))
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    try:
        for family, kind, protocol, _, place in resolve(parts.hostname or "", port):
            with socket.socket(family, kind, protocol) as line:
                line.settimeout(timeout_s)
                line.connect(place)
                return True
    except OSError:
        return False
    return False


@cache
def is_installed() -> bool:
    """Say whether the library is there that sends, which is an extra; the log says it once."""
    there = find_spec("pywebpush") is not None
    if not there:
        log.error(
            "phones are not told while their page is closed (screens.phone.push): pywebpush is "
            "missing; start the server by ./run, which installs it"
        )
    return there


@lru_cache(maxsize=64)
def say_once(sentence: str) -> None:
    """Write one line in the log for a sentence, however often it is true."""
    log.warning("push messages: %s", sentence)
