"""The key of a press by somebody whom nobody knows: no other stranger gets its answer."""

import re
from hashlib import sha256
from hmac import new

from flask import current_app, request

from web.requests import (
    LONGEST_KEY,
    find_own_network,
    read_form_key,
    read_idempotency_key,
)

OF_A_FORM = re.compile(rf"[A-Za-z0-9_-]{{16,{LONGEST_KEY}}}")
"""A key as the forms of this server carry it: made at random for one page, nobody else has it."""


def read_strangers_key() -> str | None:
    """Return the key of the present request, None without one; raise InvalidField.

    It counts for the request's own address alone. What a program has chosen may be chosen by
    another one too: that counts for its own network. All strangers are one caller otherwise.
    """
    chosen, whose = read_idempotency_key(), find_own_network()
    if chosen is None:
        # A phone may change from Wi-Fi to its own network between two tries of one form
        whose = "" if OF_A_FORM.fullmatch(request.form.get("key", "")) else whose
        chosen = read_form_key()
    if not chosen:
        return None
    secret = current_app.secret_key
    assert isinstance(secret, bytes), "sessions are signed by the bytes of a file"
    named = f"key of a press {request.path} {whose} {chosen}"
    return new(secret, named.encode("utf-8", "replace"), sha256).hexdigest()
