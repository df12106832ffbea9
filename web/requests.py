"""What a request carries, checked: its JSON body and its idempotency key."""

from typing import TypeVar

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError

from queueing.errors import InvalidField
from web.errors import Malformed

LONGEST_KEY = 64
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
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        if not first["loc"]:
            raise Malformed
        raise InvalidField(field=".".join(str(step) for step in first["loc"])[:LONGEST_KEY])


def idempotency_key() -> str | None:
    """Return the Idempotency-Key, None without one; InvalidField unless 1 to 64 printable."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not (1 <= len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise InvalidField(field="Idempotency-Key")
    return key
