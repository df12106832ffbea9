"""The key by which browsers' push services know this server again (VAPID, RFC 8292)."""

from base64 import b64decode, urlsafe_b64encode
from functools import lru_cache
from hashlib import sha512
from hmac import digest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve P-256: SEC 2, 2.4.2."""
POINT_BYTES = 65
"""Both coordinates and a byte before them: SEC 1, 2.3.3."""


@lru_cache(maxsize=4)
def make_key(secret: bytes) -> "EllipticCurvePrivateKey":
    """Return the key that belongs to a server's secret: all processes of a centre have the same."""
    # Memory that only those pay who have switched it on
    from cryptography.hazmat.primitives.asymmetric import ec

    drawn = int.from_bytes(digest(secret, b"push messages", sha512))
    return ec.derive_private_key(drawn % (ORDER - 1) + 1, ec.SECP256R1())


def is_point(text: str) -> bool:
    """Say whether this is a point of the curve P-256 as browsers write one: base64url, 65 bytes."""
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        raw = decode(text)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        return False
    return len(raw) == POINT_BYTES


def decode(text: str) -> bytes:
    """Return what base64url stands for; raise ValueError for any other sign."""
    return b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)


@lru_cache(maxsize=4)
def make_vapid(secret: bytes) -> Any:
    """Return the key as pywebpush takes it."""
    from py_vapid import Vapid

    return Vapid(make_key(secret))


@lru_cache(maxsize=4)
def find_public_key(secret: bytes) -> str:
    """Return the public half as a browser's `subscribe` takes it: base64url, 65 bytes."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = make_key(secret).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
