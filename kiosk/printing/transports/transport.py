"""What every way to a printer can do."""

import errno
import os
from collections.abc import Iterator
from typing import Protocol


class Unreachable(Exception):
    """The printer cannot be reached. `cause`: one English sentence that says what is missing."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class BrokenOff(Exception):
    """The connection ended, or the printer takes no more. `sent`: bytes handed over before."""

    def __init__(self, sent: int = 0) -> None:
        super().__init__(f"broken off after {sent} bytes")
        self.sent = sent


class Transport(Protocol):
    """One connection at a time, opened late and closed at once; it may be opened again."""

    @property
    def mute(self) -> bool:
        """Whether nothing ever comes back; known once it is open."""
        ...

    def open(self, timeout_s: float) -> None:
        """Connect; raise Unreachable."""
        ...

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand over all bytes; raise BrokenOff. Where a spooler stands between, it is one job."""
        ...

    def read_byte(self, timeout_s: float) -> int | None:
        """Return the next byte, None when none came in time; raise BrokenOff.

        With 0 seconds only what is already there.
        """
        ...

    def close(self) -> None:
        """Let go of the printer, whatever happened before; never raises."""
        ...


def describe_fault(fault: BaseException) -> str:
    """Return in a few words why something could not be opened."""
    for each in _list_causes(fault):
        if isinstance(each, OSError) and each.errno in (errno.EACCES, errno.EPERM):
            return (
                "this user lacks the permission (on Debian: group lp for usb, dialout for serial)"
            )
        if isinstance(each, OSError) and each.errno:
            return os.strerror(each.errno).lower()
    return str(fault).partition("\n")[0].rstrip(".") or type(fault).__name__


def _list_causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__
