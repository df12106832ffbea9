"""Forms with a file: longer than other bodies, for those alone who may send them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from web.bodies import Body
from web.errors import BadRequest, Busy, TooLarge
from web.requests import require_own_page
from web.roles import Right
from web.routes import Handler
from web.site import Site
from web.turns import CALLER, others_first

FORM_WITH_FILE = "multipart/form-data"
MOST_PARTS = 20
LARGEST_FIELDS = 500_000
"""Of what is no file; the parser's own pieces of 64 KB have to fit in too."""


@dataclass(frozen=True)
class SentFile:
    """A form with one file: `fields` are its texts, `name` is what the sender calls the file."""

    name: str
    content: bytes
    fields: Mapping[str, str]


def serve_file_form(
    site: Site, rule: str, right: Right, largest: Callable[[], int]
) -> Callable[[Handler], Handler]:
    """Serve POST of a form with a file to who has the right, without scripts too; a decorator.

    The handler gets the Caller and the SentFile, which is in memory: one at a time, others are told
    to come again. Who may not send one is told so before the body is read, and so is a page of
    another site. `rule` has no variables.
    """
    room = Lock()

    def register(handler: Handler) -> Handler:
        def answer() -> Response:
            request.environ[CALLER] = ""
            caller = site.guard.require_caller(right, unread=True)
            require_own_page(site.addresses)
            request.environ[CALLER] = caller.id
            if not room.acquire(blocking=False):
                raise Busy
            try:
                sent = _read(site)
            finally:
                room.release()
            site.guard.check_form(sent.fields.get("csrf_token"))
            return handler(caller, sent)

        site.routes.add("POST", rule, right, answer)
        site.routes.files[rule] = largest
        return handler

    return register


def _read(site: Site) -> SentFile:
    if request.mimetype != FORM_WITH_FILE:
        return SentFile("", b"", {})
    body = request.environ["wsgi.input"]
    content = BytesIO()
    if isinstance(body, Body):
        body.pass_on(content.write)
    else:
        content.write(body.read())
    content.seek(0)
    with others_first(request.environ):
        try:
            return site.runtime.offload_slow(_parse, content, request.mimetype_params)
        except RequestEntityTooLarge:
            raise TooLarge
        except ValueError:
            raise BadRequest


def _parse(content: BytesIO, options: dict[str, str]) -> SentFile:
    """Take a form apart; raises ValueError for what is none."""
    parser = FormDataParser(
        # In memory, where it is already: no file is made on the disk
        stream_factory=_make_stream,
        max_form_memory_size=LARGEST_FIELDS,
        max_form_parts=MOST_PARTS,
        silent=False,
    )
    length = content.getbuffer().nbytes
    _, fields, files = parser.parse(content, FORM_WITH_FILE, length, options)
    for sent in files.values():
        return SentFile(sent.filename or "", sent.stream.read(), fields.to_dict())
    return SentFile("", b"", fields.to_dict())


def _make_stream(*_: Any, **_named: Any) -> BytesIO:
    return BytesIO()
