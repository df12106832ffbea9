"""What a request carries, checked: body or form, parameters, key, and whose page sent it."""

from collections.abc import Container
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError

from queueing.errors import InvalidField
from web.addresses import Addresses, split_host
from web.errors import CsrfFailed, Malformed
from web.networks import find_network

LONGEST_KEY = 64
OF_FORMS = ("key", "csrf_token")
"""Fields of a form that say nothing of what is asked for."""
LOOPBACK = ("127.0.0.1", "::1", "::ffff:127.0.0.1")
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
FORM = "application/x-www-form-urlencoded"
M = TypeVar("M", bound="Body")
P = TypeVar("P", bound="Parameters")


class Body(BaseModel):
    """A request body: unknown fields are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Parameters(BaseModel):
    """What an address asks for behind its `?`: each once, others are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    @property
    def given(self) -> dict[str, str]:
        """Those that are there, by the names that the address has for them."""
        return self.model_dump(by_alias=True, exclude_none=True)


def read_body(model: type[M]) -> M:
    """Return the request's JSON body as `model`; an empty body counts as an empty object.

    Raises Malformed (400) unless it is a JSON object, InvalidField (422) naming the first field
    that does not fit.
    """
    try:
        return model.model_validate_json(request.get_data() or b"{}")
    except ValidationError as fault:
        raise _refusal(fault)


def read_form_or_body(model: type[M]) -> M:
    """Return what an HTML form or a JSON body says as `model`; raises what `read_body` raises.

    A form's empty fields count as left out; its `key` is its idempotency key, its `csrf_token` is
    looked at elsewhere.
    """
    if not is_form():
        return read_body(model)
    filled = {name: text for name, text in request.form.items() if text and name not in OF_FORMS}
    try:
        return model.model_validate_strings(filled)
    except ValidationError as fault:
        raise _refusal(fault)


def read_parameters(model: type[P]) -> P:
    """Return the parameters of the address as `model`; InvalidField (422) names the first fault."""
    try:
        return model.model_validate_strings(request.args.to_dict())
    except ValidationError as fault:
        raise _refusal(fault)


def read_asked_language(languages: Container[str]) -> str | None:
    """Return the language that the address asks for, one of these; None: it names none of them."""
    asked = request.args.get("lang")
    return asked if asked in languages else None


def is_form() -> bool:
    """Say whether the request is an HTML form, sent by a page without scripts."""
    return request.mimetype == FORM


def find_own_network() -> str:
    """Return under what the limits count who has sent the present request."""
    return find_network(request.remote_addr or "")


def is_from_here() -> bool:
    """Say whether the request comes from this computer, under a name only it has for itself."""
    host, _ = split_host(request.host) or ("", None)
    return request.remote_addr in LOOPBACK and host in LOCAL_HOSTS


def require_own_page(addresses: Addresses) -> None:
    """Raise CsrfFailed when a page of another site has sent the request.

    Browsers say so themselves: in Sec-Fetch-Site where they know it, else in Origin. Programs and
    browsers that say nothing are believed.
    """
    sender, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if sender is not None:
        own = sender in ("same-origin", "none")
    else:
        own = origin is None or addresses.is_own_origin(origin, request.environ)
    if not own:
        raise CsrfFailed


def read_idempotency_key() -> str | None:
    """Return the Idempotency-Key, None without one; InvalidField unless 1 to 64 printable."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not (1 <= len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise InvalidField(field="Idempotency-Key")
    return key


def read_form_key() -> str | None:
    """Return the key of a form: the same once it is sent again as it was, None without one.

    A page that is gone back to still has its key. What is written there then is another press:
    it would be thanked for and lost otherwise.
    """
    key = request.form.get("key", "")[:LONGEST_KEY]
    if not key:
        return None
    said = [each for each in request.form.items(multi=True) if each[0] not in OF_FORMS]
    return sha256(repr((key, said)).encode("utf-8", "replace")).hexdigest()


def read_socket_parameters(environ: dict[str, Any], auth: object) -> dict[str, str]:
    """Return what a socket asks for: parameters of its address and texts of `auth`, no secret."""
    parameters = dict(parse_qsl(environ.get("QUERY_STRING", "")))
    if isinstance(auth, dict):
        parameters.update({name: text for name, text in auth.items() if isinstance(text, str)})
    for private in ("token", "EIO", "transport", "t", "sid"):
        parameters.pop(private, None)
    return parameters


def _refusal(fault: ValidationError) -> Malformed | InvalidField:
    first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
    if not first["loc"]:
        return Malformed()
    return InvalidField(field=".".join(str(step) for step in first["loc"])[:LONGEST_KEY])
