"""Accounts: what sign-in must know of devices and people; the storage side keeps them."""

from typing import Protocol


class Device(Protocol):
    """A device or integration with a token. `role`: kiosk, display, counter, printer or api."""

    @property
    def id(self) -> int:
        """Its number, never given again."""
        ...

    @property
    def role(self) -> str:
        """What it may do."""
        ...

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def counter(self) -> str | None:
        """The counter it stands at."""
        ...

    @property
    def kiosk(self) -> str | None:
        """The kiosk it is part of."""
        ...


class Person(Protocol):
    """Someone who signs in."""

    @property
    def name(self) -> str:
        """The name they sign in with."""
        ...

    @property
    def role(self) -> str:
        """officer, guide, department-head, director, auditor or admin."""
        ...

    @property
    def department(self) -> str | None:
        """The department they belong to."""
        ...

    @property
    def era(self) -> int:
        """Sessions of another era are over: it grows when they sign out or change the password."""
        ...


class Accounts(Protocol):
    """Looks people and devices up; blocks its caller for a moment, for a password longer."""

    def find_token(self, token: str) -> Device | None:
        """Return the device whose token this is, unless it has been withdrawn."""
        ...

    def find_person(self, name: str) -> Person | None:
        """Return the person of this name, unless the account has been closed."""
        ...

    def end_sessions(self, name: str) -> None:
        """Begin a new era for this person."""
        ...

    def check_password(self, name: str, password: str) -> Person | None:
        """Return the person if the password is right; as slow for a name that nobody has."""
        ...
