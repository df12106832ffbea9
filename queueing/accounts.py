"""Who may use the centre: devices with a token, people who sign in. Their rights: web/roles.py."""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

LONGEST_NAME = 64
_NAME = re.compile(r"\w[\w.@-]*(?: \w[\w.@-]*)*")


@dataclass(frozen=True, slots=True)
class Device:
    """A device or an integration; the secret of its token is not kept.

    `id` is never given again; `counter`, `kiosk`, `zone`: where it stands. `scopes`: what an
    integration may do, see web/roles.py; none: everything. `seen_at`: when it last asked for
    something, `page`: the release of its page, None where that is not known. Times are texts.
    """

    id: int
    role: str
    name: str
    counter: str | None
    kiosk: str | None
    created_at: str
    revoked_at: str | None
    zone: str | None = None
    scopes: tuple[str, ...] = ()
    seen_at: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs in as `name`; a new `session_version` ends all sessions.

    `must_change`: the password was set by somebody else. `second_factor`: a code is asked for too.
    """

    name: str
    role: str
    department: str | None
    created_at: str
    disabled_at: str | None
    session_version: int = 0
    must_change: bool = False
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser in which a person is signed in; `id` does not let anybody in. Times are texts."""

    id: str
    person: str
    at: str
    seen_at: str
    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class AccountChange:
    """Who changed an account: `account` and `actor` like user:lan, token:3, command-line."""

    at: str
    actor: str
    account: str
    what: str
    old: str | None
    new: str | None


def find_sign_in_id(secret: str) -> str:
    """Return the id of the sign-in whose secret this is."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def is_name(text: str) -> bool:
    """Say whether people and devices may have this name: letters, digits and a few signs."""
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None


def fold_name(name: str) -> str:
    """Return one form for names that look or sound the same: no two people may share it.

    Keyboards compose Vietnamese letters differently, and capitals are typed by chance.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def digest_token(secret: str) -> bytes:
    """Return what is stored of a device's token."""
    # A plain hash is enough: the secret is 256 random bits, nobody can guess through it
    return sha256(secret.encode("utf-8", "replace")).digest()
