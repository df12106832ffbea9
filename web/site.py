"""The site: all a screen needs, and the shell that every page is built from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, request, stream_template
from flask_socketio import SocketIO
from socketio import Server

from queueing.commands import Command
from queueing.office import Office
from queueing.office.batch import Reply
from web.addresses import Addresses
from web.answers import join_in_turns, json_answer
from web.assets import Assets
from web.background import Background
from web.callers import Caller, Guard
from web.errors import NotAllowed, NotSignedIn
from web.front_links import FrontLink
from web.i18n import Translations
from web.languages import LANGUAGES, NAMES
from web.page_blocks import here, in_language, json_block, make_centre_block
from web.page_catalogue import PageCatalogue
from web.pairing_codes import Pairings, ShowCode
from web.processes import Processes
from web.rate_limits import RateLimits
from web.requests import (
    Body,
    Parameters,
    is_from_here,
    read_body,
    read_idempotency_key,
    read_parameters,
)
from web.roles import DEVICE_ROLES, TOKEN_IN_ADDRESS, Right, Role, roles_with
from web.routes import Handler, Register, Routes
from web.runtime import Runtime
from web.seen_devices import SeenDevices
from web.set_up_code import SetUp
from web.settings import NO_LIMITS, Centre, Limits
from web.tickets import utc
from web.turns import CALLER
from web.view_types import PageBlock, Trouble


@dataclass
class Site:
    """Built once by the program; each screen's `install` receives it.

    Only `centre` and `limits` are ever replaced. `demo_devices`: role -> token of what a browser on
    a demo's own computer may be; `health`: name -> details; `troubles`: each finds what is wrong;
    `homes`: role -> the page its people work on, or its devices show, `pages_beside` what else,
    handed in by screens as links of the front page are. `name_procedure`: code -> names, or None.
    """

    app: Flask
    socketio: SocketIO
    office: Office
    guard: Guard
    routes: Routes
    words: Translations
    runtime: Runtime
    background: Background
    centre: Centre
    assets: Assets
    addresses: Addresses
    set_up: SetUp
    rates: RateLimits
    pairings: Pairings
    seen_devices: SeenDevices
    limits: Limits = NO_LIMITS
    processes: Processes = field(default_factory=Processes)
    demo_devices: Mapping[Role, str] = field(default_factory=dict)
    front_page_links: list[FrontLink] = field(default_factory=list)
    homes: dict[Role, str] = field(default_factory=dict)
    pages_beside: dict[Role, tuple[str, ...]] = field(default_factory=dict)
    catalogue: PageCatalogue = field(default_factory=PageCatalogue)
    show_code: ShowCode | None = None
    health: dict[str, Callable[[], Mapping[str, Any]]] = field(default_factory=dict)
    troubles: list[Callable[[], Iterable[Trouble]]] = field(default_factory=list)
    name_procedure: Callable[[str], Mapping[str, str] | None] = lambda _code: None

    @property
    def demo_here(self) -> bool:
        """Whether this is a demo, asked by a browser on the same computer."""
        return bool(self.demo_devices) and is_from_here()

    def get(self, rule: str, right: Right, parameters: type[Parameters] | None = None) -> Register:
        """Serve GET to who has the right; the handler gets the Caller first. A decorator.

        `parameters`: what the address may ask for; the handler gets it second.
        """
        return self._answer("GET", rule, right, self.guard.require_caller, parameters=parameters)

    def post(self, rule: str, right: Right, body: type[Body] | None = None) -> Register:
        """Serve POST to who has the right; the handler gets the Caller first. A decorator.

        `body`: what a request carries; the handler gets it second, and a request that does not fit
        is refused before.
        """
        return self._answer("POST", rule, right, self.guard.require_caller, body=body)

    def post_file(
        self,
        rule: str,
        right: Right,
        largest: Callable[[], int],
        parameters: type[Parameters] | None = None,
    ) -> Register:
        """Serve POST of a file of at most so many bytes to who has the right. A decorator.

        The file is the body; the handler has it by `pass_on_file`, after the right was asked for.
        """
        self.routes.files[rule] = largest
        return self._answer("POST", rule, right, self.guard.require_caller, parameters=parameters)

    def device_page(self, rule: str, right: Right) -> Register:
        """Serve a page of a device; a browser that is none shows a code. A decorator.

        `?token=` of a role that can do little enrols the browser, and leaves the address.
        """
        return self._answer("GET", rule, right, self._admit_device)

    def staff_page(self, rule: str, right: Right) -> Register:
        """Serve a page of people who sign in; others are sent to do so first. A decorator."""
        return self._answer("GET", rule, right, self._admit_person)

    def command(
        self,
        caller: Caller,
        command: Command,
        reply: Reply[Mapping[str, Any]],
        *,
        office: Office | None = None,
        status: int = 200,
    ) -> Response:
        """Submit the caller's command and answer with what `reply` makes of the hall after it.

        The same Idempotency-Key gets the same answer. `office`: another than the centre's.
        """
        answer = (office or self.office).submit(
            command, actor=caller.id, reply=reply, key=read_idempotency_key()
        )
        return json_answer(answer, status)

    def _answer(
        self,
        method: str,
        rule: str,
        right: Right,
        admit: Callable[[Right], Caller | Response],
        *,
        body: type[Body] | None = None,
        parameters: type[Parameters] | None = None,
    ) -> Register:
        def register(handler: Handler) -> Handler:
            def answer(**path: Any) -> Response:
                request.environ[CALLER] = ""
                caller = admit(right)
                if isinstance(caller, Response):
                    return caller
                request.environ[CALLER] = caller.id
                asked = () if parameters is None else (read_parameters(parameters),)
                said = () if body is None else (read_body(body),)
                return handler(caller, *asked, *said, **path)

            self.routes.add(method, rule, right, answer, body, parameters)
            return handler

        return register

    def list_troubles(self) -> list[Trouble]:
        """Return what is wrong in the hall now; nothing while it has no hours of intake."""
        catalogue = self.office.hall.catalogue
        if not catalogue.open_hours.at_work(self.office.now().astimezone(catalogue.zone_info)):
            return []
        return [trouble for find in self.troubles for trouble in find()]

    @property
    def sockets(self) -> Server:
        """The Socket.IO server beneath Flask-SocketIO."""
        return self.socketio.server  # type: ignore[attr-defined]

    def local_time(self, text: str) -> datetime:
        """Return a stored time by the centre's clock."""
        zone = self.office.hall.catalogue.zone_info
        return datetime.fromisoformat(text).astimezone(zone)

    def language(self) -> str:
        """Return the language for the present request's page."""
        return self.words.choose_language(
            request.args.get("lang"), request.headers.get("Accept-Language")
        )

    def render_page(
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
        page = self._make_page_block(language, screen, extra)
        say = self.words.make_translator(language, screen)
        pieces = stream_template(
            template,
            language=language,
            screen=screen,
            csrf=page["csrf"],
            _=say,
            gettext=say,
            centre=page["centre"],
            languages=self.words.languages,
            language_names=NAMES,
            in_language=in_language,
            demo=bool(self.demo_devices),
            page_block=json_block(page),
            view_block=None if view is None else json_block(view),
            words_block=json_block(self.words.texts_for_browser(language, "web", screen)),
            **context,
        )
        response = Response(join_in_turns(pieces, self.runtime), mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response

    def _make_page_block(
        self, language: str, screen: str, extra: Mapping[str, Any] | None
    ) -> PageBlock:
        catalogue = self.office.hall.catalogue
        return {
            "language": language,
            "locale": LANGUAGES[language].locale,
            "language_names": NAMES,
            "csrf": self.guard.make_csrf_token(),
            "screen": screen,
            "asset_base": self.assets.base,
            "at": utc(self.office.now()),
            "websocket_only": self.processes.are_several(),
            "settle_ms": catalogue.limits.settle_s * 1000,
            "catalogue": self.catalogue.of(catalogue, language),
            "centre": make_centre_block(self.centre, self.words, language, catalogue.zone_info),
            "extra": extra or {},
        }

    def _admit_device(self, right: Right) -> Caller | Response:
        token = request.args.get("token")
        try:
            if not token:
                return self._caller_or_demo_device(right)
            little = [role for role in roles_with(right) if role in TOKEN_IN_ADDRESS]
            self.guard.enrol(token, tuple(little))
        except (NotSignedIn, NotAllowed):
            after = here(without="token")
            if token:
                address = "/pair?" + urlencode({"refused": 1, "next": after})
                return Response(status=303, headers={"Location": address})
            wanted = next(role for role in roles_with(right) if role in DEVICE_ROLES)
            return self.ask_for_pairing(after, wanted)
        return Response(status=303, headers={"Location": here(without="token")})

    def ask_for_pairing(
        self, after: str, wanted: Role | None = None, *, refused: bool = False
    ) -> Response:
        """Return the page with a code to be approved, and a field for a token; see ShowCode."""
        if self.show_code is None:
            raise NotSignedIn
        return self.show_code(wanted, after, refused=refused, status=401)

    def error_page(self, language: str, status: int, message: str) -> Response:
        """Return the page that tells people what went wrong."""
        response = self.render_page("error.html", language=language, screen="web", message=message)
        response.status_code = status
        return response

    def _admit_person(self, right: Right) -> Caller | Response:
        try:
            return self._caller_or_demo_device(right)
        except NotSignedIn:
            address = "/sign-in?" + urlencode({"next": here()})
            return Response(status=303, headers={"Location": address})

    def _caller_or_demo_device(self, right: Right) -> Caller:
        roles = roles_with(right)
        try:
            return self.guard.require_caller(right)
        except (NotSignedIn, NotAllowed):
            fitting = next((role for role in roles if role in self.demo_devices), None)
            if fitting is None or not self.demo_here:
                raise
        return self.guard.enrol(self.demo_devices[fitting], roles)
