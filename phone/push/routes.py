"""What a ticket's page asks for so that its phone is told: a worker, a manifest, to be told."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from flask import Response
from pydantic import Field, field_validator

from phone.push.alerts import PushAlerts
from phone.push.keys import decode, is_point
from phone.settings import Push
from phone.view import followed
from phone.view_types import PushAnswer
from queueing.errors import InvalidField, UnknownTicket
from queueing.hall.tickets import Ticket
from queueing.phone_alerts import Subscription
from web.answers import json_answer
from web.errors import NotFound
from web.requests import Body, find_own_network, read_body, require_own_page
from web.roles import Open
from web.site import Site

LONGEST_ENDPOINT = 1024
ADDRESS = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?/[!-\[\]-~]*", re.IGNORECASE
)
"""What every library reads in the same way: no backslash, blank or name before the host."""
AUTH_BYTES = 16
WORKER = Path(__file__).parents[1] / "static" / "worker.js"


class Keys(Body):
    """The keys of a browser's subscription, base64url: a point of P-256 and 16 bytes."""

    p256dh: str = Field(max_length=120)
    auth: str = Field(max_length=40)

    @field_validator("p256dh")
    @classmethod
    def _is_a_point(cls, text: str) -> str:
        if not is_point(text):
            raise ValueError("no point")
        return text

    @field_validator("auth")
    @classmethod
    def _is_a_secret(cls, text: str) -> str:
        if len(decode(text)) != AUTH_BYTES:
            raise ValueError("no secret")
        return text


class Subscribe(Body):
    """Body of `push`: a browser's subscription, and from how many people ahead on it is told."""

    endpoint: str = Field(max_length=LONGEST_ENDPOINT)
    keys: Keys
    ahead: int = Field(ge=1, le=15)


class Unsubscribe(Body):
    """Body of `push/stop`: which browser is told no more."""

    endpoint: str = Field(max_length=LONGEST_ENDPOINT)


def install_push(site: Site, alerts: PushAlerts) -> None:
    """Serve the worker of phones, `POST /t/<token>/push` and `push/stop`; begin to send."""

    def find(follow: str) -> tuple[Ticket, Push]:
        ticket = site.routes.find_newest(lambda: followed(site.office.hall, follow))
        if ticket is None:
            raise UnknownTicket
        if alerts.options is None:
            raise NotFound
        limits = site.limits
        require_own_page(site.addresses)
        site.rates.check("action", follow, limits.actions_per_ticket_per_min)
        site.rates.check("address", find_own_network(), limits.actions_per_address_per_min)
        return ticket, alerts.options

    @site.routes.open("POST", "/t/<follow>/push", Open.TO_TICKET_HOLDER, body=Subscribe)
    def subscribe(follow: str) -> Response:
        ticket, options = find(follow)
        said = read_body(Subscribe)
        if not is_served_by(said.endpoint, options.services):
            raise InvalidField(field="endpoint")
        keys = said.keys
        alerts.subscriptions.keep(
            Subscription(ticket.id, said.endpoint, keys.p256dh, keys.auth, said.ahead)
        )
        return json_answer(PushAnswer(ahead=said.ahead), 201)

    @site.routes.open("POST", "/t/<follow>/push/stop", Open.TO_TICKET_HOLDER, body=Unsubscribe)
    def unsubscribe(follow: str) -> Response:
        ticket, _ = find(follow)
        alerts.subscriptions.forget(ticket.id, read_body(Unsubscribe).endpoint)
        return json_answer(PushAnswer(ahead=None))

    @site.routes.open("GET", "/t/worker.js", Open.TO_ALL)
    def worker() -> Response:
        response = Response(_read_worker(), mimetype="text/javascript")
        response.headers["Cache-Control"] = "no-cache"
        return response

    _install_manifest(site)
    alerts.start()


def _install_manifest(site: Site) -> None:
    @site.routes.open("GET", "/t/<follow>/app.webmanifest", Open.TO_TICKET_HOLDER)
    def manifest(follow: str) -> Response:
        ticket = site.routes.find_newest(lambda: followed(site.office.hall, follow))
        if ticket is None:
            raise NotFound
        about = {
            "name": ticket.number,
            "start_url": f"/t/{follow}",
            "scope": f"/t/{follow}",
            "display": "standalone",
            "lang": ticket.language,
        }
        return json_answer(about)


def is_served_by(endpoint: str, services: list[str]) -> bool:
    """Say whether an address is one of the services': the server asks no other for anybody."""
    if ADDRESS.fullmatch(endpoint) is None:
        return False
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    return any(_is_of(parts.scheme, host, port, urlsplit(each)) for each in services)


def _is_of(scheme: str, host: str, port: int | None, service: SplitResult) -> bool:
    wanted = service.hostname or ""
    same = host.endswith(wanted[1:]) if wanted.startswith("*.") else host == wanted
    return same and scheme == service.scheme and port == service.port


@cache
def _read_worker() -> bytes:
    return WORKER.read_bytes()
