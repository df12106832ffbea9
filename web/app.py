"""Builds the site: Flask, Socket.IO, sign-in, errors, headers, static files, health and figures."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, Response, request
from flask_socketio import SocketIO
from jinja2 import FileSystemLoader

from queueing.office import Office
from web.accounts import Accounts
from web.addresses import Addresses
from web.answers import SocketJson, json_answer
from web.assets import Assets
from web.background import Background
from web.bodies import LARGEST_BODY
from web.bulletins import find_words_to_ask
from web.callers import Guard
from web.callers.sessions import Sessions
from web.errors import OutOfTouch, install_errors
from web.headers import install_headers
from web.i18n import Translations
from web.languages import SOURCE
from web.live.polls import LARGEST_MESSAGE
from web.metrics import Metrics
from web.names import mark
from web.openapi import install_description
from web.pages import install_pages
from web.pairing.routes import install_pairing
from web.pairing_codes import Pairings
from web.processes import Processes
from web.rate_limits import RateLimits
from web.roles import Open, Role
from web.routes import Routes
from web.runtime import Runtime
from web.seen_devices import SeenDevices
from web.set_up_code import SetUp
from web.settings import NO_LIMITS, Centre, Limits, SignIn
from web.site import Site

PING_S, PONG_S = 5, 3
OF_NOW = re.compile(r"/api/|/t/[^/]+/(view|stream)$")
"""Where programs and scripts ask what is so now; pages find out by their sockets."""
REMEMBERED_S = 400 * 24 * 3600
WEB = Path(__file__).parent
log = logging.getLogger("xinmoi.socket")


@dataclass(frozen=True)
class Choices:
    """What the configuration decides about the web.

    `addresses`: by which it is reached; `demo_devices`: see Site.
    """

    centre: Centre
    secret_key: bytes
    version: str
    languages: tuple[str, ...] = (SOURCE, "en")
    addresses: Addresses = field(default_factory=Addresses)
    sign_in: SignIn = field(default_factory=SignIn)
    limits: Limits = NO_LIMITS
    demo_devices: Mapping[Role, str] = field(default_factory=dict)


def build_site(
    office: Office,
    accounts: Accounts,
    runtime: Runtime,
    metrics: Metrics,
    choices: Choices,
    folders: Sequence[Path],
    processes: Processes | None = None,
) -> Site:
    """Return the site with everything but the screens; `folders` are theirs.

    `processes`: what this process has in common with others, by default none.
    """
    processes = processes or Processes()
    every = (WEB, *folders)
    app, guard = _app(choices, every), Guard(accounts, choices.sign_in, processes.shared)
    site = Site(
        app=app,
        socketio=_socketio(app, runtime, choices.addresses),
        office=office,
        guard=guard,
        set_up=SetUp(accounts, processes.shared),
        rates=RateLimits(office.now, processes.shared),
        pairings=Pairings(processes.shared),
        seen_devices=SeenDevices(guard, processes.shared, office.now),
        routes=Routes(app, lambda: processes.are_several() and office.follow()),
        words=Translations(every, choices.languages),
        runtime=runtime,
        background=Background(runtime, processes.duties),
        centre=choices.centre,
        assets=Assets(every),
        addresses=choices.addresses,
        limits=choices.limits,
        processes=processes,
        demo_devices=choices.demo_devices,
    )
    install_errors(app, site.words, site.error_page, metrics.count_refusal)
    install_headers(app, site.addresses, site.routes)
    site.assets.install(site.routes)
    site.app.jinja_env.globals.update(asset=site.assets.address, has_asset=site.assets.has)
    site.app.jinja_env.globals.update(find_words_to_ask=find_words_to_ask)
    site.app.jinja_env.filters.update(mark=mark)
    metrics.install(site.routes, site.guard, office, lambda: len(site.sockets.eio.sockets))
    install_pages(site)
    install_pairing(site)
    site.seen_devices.keep(site.background)
    _install_health(site, choices.version)
    _refuse_the_past(site)
    install_description(site.routes, choices.version)
    return site


def _app(choices: Choices, folders: Sequence[Path]) -> Flask:
    app = Flask("xinmoi", static_folder=None, template_folder=None)
    app.config.update(
        SECRET_KEY=choices.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=64_000,
        SESSION_COOKIE_NAME="xinmoi",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=REMEMBERED_S,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = Sessions()
    # A doubled slash is a wrong address, not a redirect in HTML.
    app.url_map.merge_slashes = False
    app.jinja_loader = FileSystemLoader([folder / "templates" for folder in folders])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.autoescape = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    return app


def _socketio(app: Flask, runtime: Runtime, addresses: Addresses) -> SocketIO:
    # Broken frames are the sender's fault: they close that socket and belong in no log.
    log.setLevel(logging.CRITICAL)
    return SocketIO(
        app,
        async_mode=runtime.mode,
        json=SocketJson,
        async_handlers=False,
        cors_allowed_origins=addresses.is_own_origin,  # type: ignore[arg-type]
        logger=log,
        engineio_logger=log,
        ping_interval=PING_S,
        ping_timeout=PONG_S,
        max_http_buffer_size=LARGEST_MESSAGE,
        http_compression=False,
        manage_session=False,
    )


def _install_health(site: Site, version: str) -> None:
    @site.routes.open("GET", "/healthz", Open.TO_ALL)
    def healthz() -> Response:
        healthy = site.office.healthy() and site.processes.in_touch()
        status = "ok" if healthy else "stopping" if site.office.stopped else "cannot_store"
        answer = {"status": status, "seq": site.office.hall.seq, "version": version}
        details = {name: part() for name, part in site.health.items()}
        return json_answer(answer | details, 200 if healthy else 503)


def _refuse_the_past(site: Site) -> None:
    """Let nobody take a hall of some time ago for the present one."""

    @site.app.before_request
    def refuse() -> None:
        if request.method == "GET" and not site.processes.in_touch() and OF_NOW.match(request.path):
            raise OutOfTouch
