"""Accounts: what sign-in asks about devices and people; the storage side keeps them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from queueing.accounts import AccountChange, Device, Person, SignIn


class SignIns(Protocol):
    """Knows in which browsers people are signed in."""

    def begin(self, person: str, address: str, browser: str) -> str:
        """Store a new one; return the secret that the browser's cookie keeps."""
        ...

    def find(self, sign_in_id: str) -> SignIn | None:
        """Return the one of this id, unless it has ended."""
        ...

    def list_of(self, person: str | None) -> list[SignIn]:
        """Return those of a person, or all, the newest first."""
        ...

    def end(self, sign_in_id: str) -> None:
        """End one."""
        ...

    def note_use(self, sign_in_id: str) -> None:
        """Note that the person has just done something there."""
        ...

    def measure_idle_s(self, found: SignIn) -> float:
        """Return for how many seconds nothing was done there."""
        ...


class OpenIdLinks(Protocol):
    """Knows which person of an OpenID Connect provider may sign in as whom."""

    def find(self, issuer: str, subject: str) -> str | None:
        """Return the name of the account that is linked with this person of the provider."""
        ...

    def find_subject(self, person: str, issuer: str) -> str | None:
        """Return with whom of this provider an account is linked."""
        ...

    def link(self, person: str, issuer: str, subject: str, actor: str) -> None:
        """Link an account, in place of an earlier link."""
        ...

    def unlink(self, person: str, actor: str) -> None:
        """End an account's link, if it has one."""
        ...


class Accounts(Protocol):
    """Looks people and devices up; blocks its caller for a moment, for a password longer."""

    @property
    def sign_ins(self) -> SignIns:
        """Where people are signed in."""
        ...

    @property
    def openid_links(self) -> OpenIdLinks:
        """Who may sign in by OpenID Connect."""
        ...

    def find_token(self, token: str) -> Device | None:
        """Return the device whose token this is, unless it has been withdrawn."""
        ...

    def find_device(self, device_id: int) -> Device | None:
        """Return the device of this number, unless its token has been withdrawn."""
        ...

    def create_device(
        self,
        digest: bytes,
        role: str,
        name: str,
        *,
        counter: str | None = None,
        kiosk: str | None = None,
        zone: str | None = None,
        actor: str,
    ) -> Device:
        """Store a device whose token has this digest, and return it."""
        ...

    def tokens(self) -> list[Device]:
        """Return all devices and integrations, revoked ones too, oldest first."""
        ...

    def revoke(self, token_id: int, actor: str) -> None:
        """Make a device's token worthless from now on."""
        ...

    def change_device(
        self,
        device_id: int,
        name: str,
        counter: str | None,
        kiosk: str | None,
        zone: str | None,
        actor: str,
    ) -> None:
        """Give a device another name and place."""
        ...

    def record_devices(self, seen: Mapping[int, tuple[datetime, str | None]]) -> None:
        """Store when devices were last seen, and the release of their pages where it is known."""
        ...

    def find_person(self, name: str) -> Person | None:
        """Return the person of this name, unless the account has been closed."""
        ...

    def end_sessions(self, name: str, actor: str) -> None:
        """End every session of this person."""
        ...

    def set_password(
        self, name: str, password: str, *, actor: str, must_change: bool = False
    ) -> None:
        """Give this person a new password, which ends every session."""
        ...

    def create_person(
        self,
        name: str,
        role: str,
        password: str,
        department: str | None = None,
        *,
        actor: str,
        must_change: bool = False,
    ) -> Person:
        """Store a new person."""
        ...

    def people(self) -> list[Person]:
        """Return all people by name."""
        ...

    def set_second_factor(self, name: str, secret: str, step: int, actor: str) -> list[str]:
        """Ask this person for codes from now on; return the recovery codes."""
        ...

    def renew_recovery_codes(self, name: str, actor: str) -> list[str]:
        """Return new recovery codes in place of the earlier ones."""
        ...

    def remove_second_factor(self, name: str, actor: str) -> None:
        """Ask this person for the password alone again, and end every session."""
        ...

    def tell_time(self) -> datetime:
        """Return the time by which codes are judged, aware UTC."""
        ...

    def use_code(self, name: str, code: str) -> str | None:
        """Return what kind of code this is if it is this person's and was not used yet."""
        ...

    def count_recovery_codes(self, name: str) -> int:
        """Return how many recovery codes are left."""
        ...

    def set_role(self, name: str, role: str, department: str | None, actor: str) -> None:
        """Give this person another role or department."""
        ...

    def disable(self, name: str, actor: str) -> None:
        """Let this person sign in no more."""
        ...

    def enable(self, name: str, actor: str) -> None:
        """Let this person sign in again."""
        ...

    def list_changes(self, account: str | None = None, most: int = 100) -> list[AccountChange]:
        """Return who changed an account like `user:lan`, the newest first."""
        ...

    def check_password(self, name: str, password: str) -> Person | None:
        """Return the person if the password is right; as slow for a name that nobody has."""
        ...
