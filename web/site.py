"""The site: all a screen needs, and the shell that every page is built from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, render_template, request
from flask_socketio import SocketIO
from markupsafe import Markup
from socketio import Server

from queueing.catalogue import Names
from queueing.office import Office
from web.answers import encode
from web.assets import Assets
from web.errors import NotAllowed, NotSignedIn
from web.page_catalogue import PageCatalogue
from web.runtime import Runtime
from web.sign_in import Caller, Guard
from web.tickets import utc
from web.words import Words

LOOPBACK = ("127.0.0.1", "::1", "::ffff:127.0.0.1")
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Centre:
    """What screens say about the centre."""

    names: Names
    city: Names
    motto: Names
    notices: tuple[Names, ...] = ()
    phone: str = ""


@dataclass(frozen=True)
class FrontLink:
    """A line of the front page; with `person` it signs in as that demo person on the way."""

    url: str
    names: Names
    about: Names
    person: str | None = None


@dataclass
class Site:
    """Built once by the program; each screen's `install` receives it.

    Only `centre` is ever replaced, when the configuration is taken anew. `demo_devices`: role ->
    token of what a browser on the demo's own computer may be at once; empty outside the demo.
    `health`: name -> details of a part, for `/healthz`.
    """

    app: Flask
    socketio: SocketIO
    office: Office
    guard: Guard
    words: Words
    runtime: Runtime
    centre: Centre
    assets: Assets
    demo_devices: Mapping[str, str] = field(default_factory=dict)
    front_page_links: list[FrontLink] = field(default_factory=list)
    catalogue: PageCatalogue = field(default_factory=PageCatalogue)
    health: dict[str, Callable[[], Mapping[str, Any]]] = field(default_factory=dict)

    @property
    def demo_here(self) -> bool:
        """Whether this is a demo, asked by a browser on the same computer."""
        host = urlsplit(f"//{request.host}").hostname or ""
        return bool(self.demo_devices) and request.remote_addr in LOOPBACK and host in LOCAL_HOSTS

    @property
    def sockets(self) -> Server:
        """The Socket.IO server beneath Flask-SocketIO."""
        return self.socketio.server  # type: ignore[attr-defined]

    def language(self) -> str:
        """Return the language for the present request's page."""
        return self.words.choose(request.args.get("lang"), request.headers.get("Accept-Language"))

    def page(
        self,
        template: str,
        *,
        language: str,
        screen: str,
        view: Mapping[str, Any] | None = None,
        extra: Mapping[str, Any] | None = None,
        **context: Any,
    ) -> Response:
        """Return a page: the template, with JSON blocks `page`, `view` and `words` for its scripts.

        `screen` is the folder whose words, style sheet and script (`<screen>.js`) the page has;
        `extra` goes into the block `page`; `context` to the template alone.
        """
        csrf = self.guard.csrf_token()
        page = {
            "language": language,
            "csrf": csrf,
            "screen": screen,
            "asset_base": self.assets.base,
            "at": utc(self.office.now()),
            "catalogue": self.catalogue.of(self.office.hall.catalogue, language),
            "centre": self._centre(language),
            "extra": extra or {},
        }
        say = self.words.speaker(language, screen)
        text = render_template(
            template,
            language=language,
            screen=screen,
            csrf=csrf,
            asset=self.assets.address,
            has_asset=self.assets.has,
            _=say,
            gettext=say,
            centre=page["centre"],
            languages=self.words.languages,
            in_language=in_language,
            demo=bool(self.demo_devices),
            page_block=json_block(page),
            view_block=None if view is None else json_block(view),
            words_block=json_block(self.words.catalogue(language, "web", screen)),
            **context,
        )
        response = Response(text, mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response

    def enrolled(self, *roles: str) -> Caller | Response:
        """Return the device this page belongs to, else the answer to give instead of the page.

        `?token=` enrols the browser: the token goes into the session and out of the address.
        """
        token = request.args.get("token")
        try:
            if not token:
                return self._caller_or_demo_device(*roles)
            self.guard.enrol(token, *roles)
        except (NotSignedIn, NotAllowed):
            return self.not_enrolled(wrong=bool(token))
        return Response(status=303, headers={"Location": here(without="token")})

    def not_enrolled(self, *, wrong: bool = False, after: str | None = None) -> Response:
        """Return the page that says what a device without a token needs, with a field for it."""
        response = self.page(
            "not_enrolled.html",
            language=self.language(),
            screen="web",
            wrong=wrong,
            next=after or here(without="token"),
        )
        response.status_code = 401
        return response

    def error_page(self, language: str, status: int, message: str) -> Response:
        """Return the page that tells people what went wrong."""
        response = self.page("error.html", language=language, screen="web", message=message)
        response.status_code = status
        return response

    def signed_in(self, *roles: str) -> Caller | Response:
        """Return the person (or counter device) of this page, else where to sign in."""
        try:
            return self._caller_or_demo_device(*roles)
        except NotSignedIn:
            address = "/sign-in?" + urlencode({"next": here()})
            return Response(status=303, headers={"Location": address})

    def _caller_or_demo_device(self, *roles: str) -> Caller:
        try:
            return self.guard.caller(*roles)
        except (NotSignedIn, NotAllowed):
            fitting = next((role for role in roles if role in self.demo_devices), None)
            if fitting is None or not self.demo_here:
                raise
        return self.guard.enrol(self.demo_devices[fitting], *roles)

    def _centre(self, language: str) -> dict[str, Any]:
        centre, named = self.centre, self.words.named
        return {
            "name": named(language, centre.names),
            "city": named(language, centre.city),
            "motto": named(language, centre.motto),
            "notices": [named(language, notice) for notice in centre.notices],
            "phone": centre.phone,
            "time_zone": str(self.office.hall.catalogue.zone_info),
        }


def json_block(content: Mapping[str, Any]) -> Markup:
    """Return JSON that can stand in a script element, whatever its texts hold."""
    text = encode(content).decode()
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def here(*, without: str = "") -> str:
    """Return the address of the present page inside this site, less one parameter."""
    rest = [(name, text) for name, text in request.args.items(multi=True) if name != without]
    return request.path + ("?" + urlencode(rest) if rest else "")


def in_language(language: str) -> str:
    """Return the address of the present page in another language."""
    rest = {**request.args, "lang": language}
    return request.path + "?" + urlencode(rest)
