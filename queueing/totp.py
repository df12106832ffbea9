"""Codes of an authenticator app, RFC 6238: six digits by SHA-1, for each half minute."""

import hmac
import secrets
from base64 import b32decode, b32encode
from hashlib import sha1
from urllib.parse import quote, urlencode

STEP_S, DIGITS = 30, 6
WINDOW = 1
"""So many half minutes earlier and later are good too: phones' clocks differ a little."""


def make_secret() -> str:
    """Return a new secret of 160 bits, in Base32."""
    return b32encode(secrets.token_bytes(20)).decode()


def make_code(secret: str, step: int) -> str:
    """Return the code of a half minute, counted since 1970."""
    digest = hmac.new(b32decode(secret), step.to_bytes(8, "big"), sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def find_step(secret: str, code: str, now_s: float) -> int | None:
    """Return the half minute whose code this is, near `now_s` seconds since 1970; None for none."""
    given, present = code.encode("utf-8", "replace"), int(now_s // STEP_S)
    near = range(present - WINDOW, present + WINDOW + 1)
    # All are compared: how long it takes says nothing
    good = [step for step in near if hmac.compare_digest(make_code(secret, step).encode(), given)]
    return good[-1] if good else None


def make_app_address(secret: str, name: str, issuer: str) -> str:
    """Return what the QR code says to an authenticator app."""
    label = quote(f"{issuer}:{name}", safe=":")
    return f"otpauth://totp/{label}?" + urlencode(
        {"secret": secret, "issuer": issuer}, quote_via=quote
    )
