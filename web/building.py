"""Builds the site: Flask, Socket.IO, sign-in, errors, headers, static files, health and figures."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, Response
from flask_socketio import SocketIO
from jinja2 import FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from queueing.office import Office
from web.accounts import Accounts
from web.answers import json_answer
from web.assets import Assets
from web.clients import Clients
from web.errors import install_errors
from web.front import LARGEST_BODY
from web.headers import install_headers
from web.metrics import Metrics
from web.pages import install_pages
from web.runtime import Runtime
from web.sessions import Sessions
from web.sign_in import Guard
from web.site import Centre, Site
from web.words import Words

PING_S, PONG_S = 5, 3
LARGEST_MESSAGE = 16_384
REMEMBERED_S = 400 * 24 * 3600
WEB = Path(__file__).parent
log = logging.getLogger("xinmoi.socket")


@dataclass(frozen=True)
class Choices:
    """What the configuration decides about the web.

    `https`: whether browsers come by https; `demo_devices`: see Site.
    """

    centre: Centre
    secret_key: bytes
    version: str
    languages: tuple[str, ...] = ("vi", "en")
    https: bool = False
    trusted_proxies: int = 0
    demo_devices: Mapping[str, str] = field(default_factory=dict)


def build_site(
    office: Office,
    accounts: Accounts,
    runtime: Runtime,
    metrics: Metrics,
    choices: Choices,
    folders: Sequence[Path],
) -> Site:
    """Return the site with everything but the screens; `folders` are theirs."""
    every = (WEB, *folders)
    app = _app(choices, every)
    site = Site(
        app=app,
        socketio=_socketio(app, runtime),
        office=office,
        guard=Guard(accounts),
        words=Words(every, choices.languages),
        runtime=runtime,
        centre=choices.centre,
        assets=Assets(every),
        demo_devices=choices.demo_devices,
    )
    install_errors(app, site.words, site.error_page, metrics.refused)
    install_headers(app)
    site.assets.install(app)
    runtime.link(site.sockets.eio)
    metrics.install(app, office, lambda: len(site.sockets.eio.sockets))
    install_pages(site)
    _install_health(site, choices.version)
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
        SESSION_COOKIE_SECURE=choices.https,
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
    if choices.trusted_proxies:
        hops = choices.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def _socketio(app: Flask, runtime: Runtime) -> SocketIO:
    # Broken frames are the sender's fault: they close that socket and belong in no log.
    log.setLevel(logging.CRITICAL)
    return SocketIO(
        app,
        async_mode=runtime.mode,
        client_manager=Clients(),
        async_handlers=False,
        logger=log,
        engineio_logger=log,
        ping_interval=PING_S,
        ping_timeout=PONG_S,
        max_http_buffer_size=LARGEST_MESSAGE,
        http_compression=False,
        manage_session=False,
    )


def _install_health(site: Site, version: str) -> None:
    @site.app.get("/healthz")
    def healthz() -> Response:
        healthy = site.office.healthy()
        status = "ok" if healthy else "cannot_store"
        answer = {"status": status, "seq": site.office.hall.seq, "version": version}
        details = {name: part() for name, part in site.health.items()}
        return json_answer(answer | details, 200 if healthy else 503)
