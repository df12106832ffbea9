"""What a request carries, checked: body or form, idempotency key, and whose page sent it."""

from typing import TypeVar
from urllib.parse import urlsplit

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError

from queueing.errors import InvalidField
from web.errors import CsrfFailed, Malformed

LONGEST_KEY = 64
FORM = "application/x-www-form-urlencoded"
M = TypeVar("M", bound="Body")


class Body(BaseModel):
    """A request body: unknown fields are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def body(model: type[M]) -> M:
    """Return the request's JSON body as `model`; an empty body counts as an empty object.

    Raises Malformed (400) unless it is a JSON object, InvalidField (422) naming the first field
    that does not fit.
    """
    try:
        return model.model_validate_json(request.get_data() or b"{}")
    except ValidationError as fault:
        raise _refusal(fault)


def form_or_body(model: type[M]) -> M:
    """Return what an HTML form or a JSON body says as `model`; raises what `body` raises.

    A form's empty fields count as left out; its `key` is its idempotency key.
    """
    if not is_form():
        return body(model)
    filled = {name: text for name, text in request.form.items() if text and name != "key"}
    try:
        return model.model_validate_strings(filled)
    except ValidationError as fault:
        raise _refusal(fault)


def is_form() -> bool:
    """Say whether the request is an HTML form, sent by a page without scripts."""
    return request.mimetype == FORM


def require_own_page() -> None:
    """Raise CsrfFailed when a page of another site has sent the request.

    Browsers say so themselves: in Sec-Fetch-Site where they know it, else in Origin. Programs and
    browsers that say nothing are believed.
    """
    sender, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if sender is not None:
        own = sender in ("same-origin", "none")
    else:
        own = origin is None or urlsplit(origin).netloc == request.host
    if not own:
        raise CsrfFailed


def idempotency_key() -> str | None:
    """Return the Idempotency-Key, None without one; InvalidField unless 1 to 64 printable."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not (1 <= len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise InvalidField(field="Idempotency-Key")
    return key


def _refusal(fault: ValidationError) -> Malformed | InvalidField:
    first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
    if not first["loc"]:
        return Malformed()
    return InvalidField(field=".".join(str(step) for step in first["loc"])[:LONGEST_KEY])
