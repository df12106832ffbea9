"""A printer of slips: how it is connected, what it needs for that, and how it can be."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Connection = Literal["network", "usb", "serial", "file", "cups", "windows", "none"]


@dataclass(frozen=True)
class ConnectionKind:
    """What belongs to one kind of connection.

    `transport`: a class in the module of `transports` that has the connection's name; `needs`:
    settings without which it leads nowhere; `address`: how people name the place, a format of the
    fields of PrinterDevice.
    """

    transport: str
    needs: tuple[str, ...] = ()
    address: str = ""


CONNECTIONS: dict[Connection, ConnectionKind] = {
    "network": ConnectionKind("NetworkTransport", ("host",), "{host}:{port}"),
    "usb": ConnectionKind("UsbTransport", ("vendor", "product"), "{vendor:04x}:{product:04x}"),
    "serial": ConnectionKind("SerialTransport", ("device",), "{device}, {baud} baud"),
    "file": ConnectionKind("FileTransport", ("device",), "{device}"),
    "cups": ConnectionKind("CupsTransport", ("queue",), "{queue}"),
    "windows": ConnectionKind("WindowsTransport", ("queue",), "{queue}"),
    "none": ConnectionKind("NoTransport"),
}
"""Every way to a printer. The settings, the doctor, test prints and `connect` read this table."""


class Condition(StrEnum):
    """How a printer is. Only in the first two can it print.

    GARBLED: it answers, but not as a printer does.
    """

    READY = "ready"
    NEAR_END = "near_end"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    ERROR = "error"
    OFFLINE = "offline"
    NO_REPLY = "no_reply"
    GARBLED = "garbled"
    UNREACHABLE = "unreachable"

    @property
    def can_print(self) -> bool:
        """Whether a slip would come out now."""
        return self in (Condition.READY, Condition.NEAR_END)


@dataclass(frozen=True)
class PrinterDevice:
    """One printer. Which of the fields below `answer_s` count depends on `connection`.

    `connection`: one of CONNECTIONS; `width`: dots of its paper; `status`: whether it answers
    questions; `answer_s`: how long a printed slip's answer may take, seconds. `device`: a serial
    port or a file like /dev/usb/lp0; `queue`: name of the spooler's queue (cups, windows).
    """

    id: str
    connection: str
    width: int = 576
    cutter: bool = True
    status: bool = True
    answer_s: float = 8.0
    host: str = ""
    port: int = 9100
    vendor: int = 0
    product: int = 0
    device: str = ""
    baud: int = 115_200
    queue: str = ""


def find_kind(connection: str) -> ConnectionKind:
    """Return the row of a connection; raise ValueError for an unknown one."""
    for name, kind in CONNECTIONS.items():
        if name == connection:
            return kind
    raise ValueError(f"no printer is connected by {connection!r}")


def describe_address(printer: PrinterDevice) -> str:
    """Return the connection of a printer with its address, as its settings name them."""
    where = find_kind(printer.connection).address.format_map(vars(printer))
    return f"{printer.connection} {where}".strip()
