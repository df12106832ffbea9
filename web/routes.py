"""Every address and namespace of the server with what it asks for; others are refused."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, request
from pydantic import BaseModel

from queueing.errors import UnknownThing
from web.bodies import LARGEST_BODY
from web.errors import NotAllowed
from web.roles import Open, Right

T = TypeVar("T")
Handler = Callable[..., Response]
Register = Callable[[Handler], Handler]
"""A decorator that serves what it decorates."""
SOCKET = "SOCKET"
"""The method under which a namespace stands in the list."""


class NotInTable(Exception):
    """An address was registered without a right; the message names it."""


class Routes:
    """What the server answers: (method, rule) -> the right it asks for, or for whom it is open.

    `bodies`, `parameters`: (method, rule) -> what a request carries, and what its address may ask
    for, of those where there is something; `files`: rule without variables -> how many bytes of a
    file may be sent there; `framed`: page -> whether other sites may show it in a frame now;
    `shared`: where scripts of other sites may read.
    """

    def __init__(self, app: Flask, catch_up: Callable[[], bool] = lambda: False) -> None:
        """Refuse from now on what `app` serves without standing here.

        `catch_up`: asks for what another process has stored; whether there was something.
        """
        self._app, self._catch_up = app, catch_up
        self.asked_for: dict[tuple[str, str], Right | Open] = {}
        self.bodies: dict[tuple[str, str], type[BaseModel]] = {}
        self.files: dict[str, Callable[[], int]] = {}
        self.framed: dict[str, Callable[[], bool]] = {}
        self.parameters: dict[tuple[str, str], type[BaseModel]] = {}
        self.shared: set[str] = set()
        self._listed: set[str] = set()
        app.before_request(self._refuse_others)

    def add(
        self,
        method: str,
        rule: str,
        asked_for: Right | Open,
        handler: Handler,
        body: type[BaseModel] | None = None,
        parameters: type[BaseModel] | None = None,
        **defaults: Any,
    ) -> None:
        """Serve an address; the handler asks for the right and reads body and parameters."""
        endpoint = f"{method} {rule}".replace(".", "_")
        known = self._look_twice(handler)
        self._app.add_url_rule(rule, endpoint, known, methods=[method], defaults=defaults or None)
        self.asked_for[method, rule] = asked_for
        if body is not None:
            self.bodies[method, rule] = body
        if parameters is not None:
            self.parameters[method, rule] = parameters
        self._listed.add(endpoint)

    def add_namespace(self, namespace: str, asked_for: Right | Open) -> None:
        """List a Socket.IO namespace."""
        self.asked_for[SOCKET, namespace] = asked_for

    def open(
        self,
        method: str,
        rule: str,
        to: Open,
        body: type[BaseModel] | None = None,
        parameters: type[BaseModel] | None = None,
    ) -> Register:
        """Serve an address that needs no role; a decorator. The handler itself reads the rest."""

        def register(handler: Handler) -> Handler:
            self.add(method, rule, to, handler, body, parameters)
            return handler

        return register

    def find_largest_body(self, path: str) -> int:
        """Return how many bytes may be sent to a path."""
        return self.files[path]() if path in self.files else LARGEST_BODY

    def find_newest(self, find: Callable[[], T | None]) -> T | None:
        """Return what `find` finds, looking again where another process may just have made it."""
        found = find()
        return find() if found is None and self._catch_up() else found

    def require_all(self) -> None:
        """Raise NotInTable when something was registered beside this list."""
        if beside := ", ".join(self._beside()):
            raise NotInTable(f"no right is asked for at: {beside}")

    def _look_twice(self, handler: Handler) -> Handler:
        """Let the handler look again where another process may just have made what it misses."""

        @wraps(handler)
        def answer(**path: Any) -> Response:
            try:
                return handler(**path)
            except UnknownThing:
                if not self._catch_up():
                    raise
            return handler(**path)

        return answer

    def _beside(self) -> Iterable[str]:
        return (
            rule.rule
            for rule in self._app.url_map.iter_rules()
            if rule.endpoint not in self._listed
        )

    def _refuse_others(self) -> None:
        if request.endpoint is not None and request.endpoint not in self._listed:
            raise NotAllowed
