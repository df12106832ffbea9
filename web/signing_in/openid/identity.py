"""What passes between the addresses and the provider: what is sent along, who comes back."""

from dataclasses import dataclass


class NotVouched(Exception):
    """The provider's answer proves nobody's identity; the text says why, for the log."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent along with a browser, and has to come back or to be shown: each is good once."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider vouches for. `subject` never changes; `called` is shown, never believed."""

    issuer: str
    subject: str
    called: str
