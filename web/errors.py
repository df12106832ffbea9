"""Errors as answers: one code and one sentence for programs, one plain page for people."""

import logging
from collections.abc import Callable, Mapping
from typing import ClassVar

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from queueing.errors import CannotStore, InvalidField, Refusal, UnknownThing
from queueing.office import Stopping
from web.answers import json_answer
from web.i18n import Translations

RETRY_AFTER_S = 2
FOR_PROGRAMS = ("/api/", "/healthz", "/metrics", "/socket.io")
_CODES = {
    401: "not_signed_in", 403: "not_allowed", 404: "not_found", 405: "method_not_allowed",
    413: "too_large", 429: "too_many",
}  # fmt: skip
log = logging.getLogger("xinmoi.web")
Fields = Mapping[str, str | int | float]
ErrorPage = Callable[[str, int, str], Response]
"""Builds the page for people: (language, status, message) -> answer."""


class RequestRefused(Exception):
    """The server does not take this request, whatever the rules would say."""

    code: ClassVar[str]
    status: ClassVar[int]

    def __init__(self, *, retry_after_s: int | None = None) -> None:
        """Remember when the caller may come back, in seconds."""
        super().__init__(self.code)
        self.retry_after_s = retry_after_s


class Malformed(RequestRefused):
    """The body is not a JSON object."""

    code, status = "malformed", 400


class NotSignedIn(RequestRefused):
    """Nobody we know is asking."""

    code, status = "not_signed_in", 401


class NotAllowed(RequestRefused):
    """The caller is known but has no role for this."""

    code, status = "not_allowed", 403


class CsrfFailed(RequestRefused):
    """A signed-in page sent a request without the token it was given."""

    code, status = "csrf_failed", 403


class NotFound(RequestRefused):
    """There is nothing at this address."""

    code, status = "not_found", 404


class TooMany(RequestRefused):
    """The caller has tried too often; `retry_after_s` says when to come back."""

    code, status = "too_many", 429


class BadRequest(RequestRefused):
    """The body breaks off, or is in no form that we know."""

    code, status = "bad_request", 400


class WebSocketOnly(RequestRefused):
    """Long polling is asked for where one request may meet another process than the next."""

    code, status = "websocket_only", 400


class TooSlow(RequestRefused):
    """The body takes too long."""

    code, status = "too_slow", 408


class TooLarge(RequestRefused):
    """The body is longer than anything that is sent here."""

    code, status = "too_large", 413


class OutOfTouch(RequestRefused):
    """The hall that this process knows may be one of the past: its database is out of reach."""

    code, status = "out_of_touch", 503

    def __init__(self) -> None:
        super().__init__(retry_after_s=RETRY_AFTER_S)


class Busy(RequestRefused):
    """More is asked at once than there is room for."""

    code, status = "busy", 503

    def __init__(self) -> None:
        super().__init__(retry_after_s=RETRY_AFTER_S)


def install_errors(
    app: Flask, words: Translations, page: ErrorPage, count: Callable[[str], None]
) -> None:
    """Turn every exception of a request into an answer; `count(code)` hears of each."""

    def answer(
        status: int, code: str, fields: Fields | None = None, retry_after_s: int | None = None
    ) -> Response:
        count(code)
        language = words.choose_language(
            request.args.get("lang"), request.headers.get("Accept-Language")
        )
        message = words.say_refusal(language, code, fields or {})
        if _from_a_program():
            response = json_answer({"error": code, "message": message, **(fields or {})}, status)
        else:
            response = page(language, status, message)
        if retry_after_s is not None:
            response.headers["Retry-After"] = str(retry_after_s)
        return response

    app.register_error_handler(
        RequestRefused,
        lambda refused: answer(refused.status, refused.code, {}, refused.retry_after_s),
    )
    app.register_error_handler(
        Refusal, lambda refusal: answer(_status(refusal), refusal.code, refusal.fields)
    )
    app.register_error_handler(
        CannotStore, lambda _: answer(503, "cannot_store", {}, RETRY_AFTER_S)
    )
    app.register_error_handler(Stopping, lambda _: answer(503, "stopping", {}, RETRY_AFTER_S))

    @app.errorhandler(HTTPException)
    def _http(fault: HTTPException) -> Response:
        status = fault.code or 500
        if status < 400:
            return Response(fault.get_body(), status, fault.get_headers())
        return answer(status, _CODES.get(status, "malformed"))

    @app.errorhandler(Exception)
    def _unexpected(fault: Exception) -> Response:
        # Not its address, which may be the secret of a ticket or a booking
        log.error("%s %s failed", request.method, request.url_rule, exc_info=fault)
        return answer(500, "internal")


def answer_a_program() -> None:
    """Let the present request's error, if any, be JSON whatever its address looks like."""
    g.for_program = True


def _from_a_program() -> bool:
    """Say whether the answer is for a program: by address, by token, or by what was posted."""
    posted = request.method == "POST" and request.mimetype == "application/json"
    by_address = request.path.startswith(FOR_PROGRAMS) or "for_program" in g
    return posted or by_address or "Authorization" in request.headers


def _status(refusal: Refusal) -> int:
    match refusal:
        case UnknownThing():
            return 404
        case InvalidField():
            return 422
        case _:
            return 409
