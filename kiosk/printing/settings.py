"""The sections `printers` and `screens.kiosk.slip` of config.yaml: printers, and their slips."""

import re
from dataclasses import fields
from ipaddress import ip_address
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from kiosk.printing.device import CONNECTIONS, Connection, PrinterDevice
from web.section import Part, Text

Width = Literal[384, 512, 576]
CONNECTION_NAMES = (", ".join(list(CONNECTIONS)[:-1]), list(CONNECTIONS)[-1])
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


def _reachable(host: str) -> str:
    """Refuse addresses at which no printer can be: a print job must not reach a cloud's own."""
    try:
        address = ip_address(host)
    except ValueError:
        if HOST.fullmatch(host) is None:
            raise ValueError(f"'{host}' is neither an IP address nor a computer's name")
        return host
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        raise ValueError(f"{host} is no printer's address; right would be one like 192.168.1.50")
    return host


class PrinterSettings(Part):
    """A printer of slips."""

    names: Text
    connection: Connection = Field(default="none", description=" or ".join(CONNECTION_NAMES))
    host: Annotated[str, AfterValidator(_reachable)] | None = Field(
        default=None, max_length=253, description="an address like 192.168.1.50"
    )
    port: int = Field(default=9100, ge=1, le=65535, description="a port, 1 to 65535")
    vendor: int | None = Field(
        default=None, ge=1, le=0xFFFF, description="the USB number of its maker, like 0x04b8"
    )
    product: int | None = Field(
        default=None, ge=1, le=0xFFFF, description="the USB number of its kind, like 0x0e15"
    )
    device: str | None = Field(
        default=None, min_length=1, max_length=300, description="a device like /dev/usb/lp0 or COM3"
    )
    baud: int = Field(
        default=115_200, ge=115_200, le=4_000_000, description="bits a second, at least 115200"
    )
    queue: str | None = Field(
        default=None, min_length=1, max_length=200, description="the name of a printer's queue"
    )
    width: Width = Field(default=576, description="384, 512 or 576")
    cutter: bool = Field(default=True, description="true or false")
    status: Literal["full", "none"] = Field(default="full", description="full or none")
    answer_s: float = Field(default=8, ge=1, le=60, description="seconds, 1 to 60")
    roll_m: float = Field(default=80, ge=5, le=500, description="metres, 5 to 500")
    beside: str | None = Field(default=None, description="a kiosk of the section kiosks")
    spare: str | None = Field(default=None, description="another printer of this section")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [key for key in CONNECTIONS[self.connection].needs if getattr(self, key) is None]
        if missing:
            raise ValueError(f"a printer of the connection {self.connection} needs {missing[0]}")
        return self

    def reach(self, code: str) -> PrinterDevice:
        """Return how this printer, called `code`, is reached."""
        same = {field.name for field in fields(PrinterDevice)} - {"id", "status"}
        known = self.model_dump(include=same, exclude_none=True)
        return PrinterDevice(id=code, status=self.status == "full", **known)


SlipLine = Literal[
    "department", "service", "counters", "ahead", "wait", "papers", "qr", "time", "motto", "keep"
]


def _each_once(lines: list[str]) -> list[str]:
    if len(set(lines)) < len(lines):
        raise ValueError("list each line once; their order on the slip does not change")
    return lines


class PaperSlip(Part):
    """What stands on a ticket's slip beside the centre's name and the number, and for how long."""

    within_s: float = Field(default=20, ge=5, le=120, description="seconds, 5 to 120")
    staff_printer: str | None = Field(default=None, description="a printer of the section printers")
    logo: str | None = Field(
        default=None,
        pattern=r"^.+\.(png|PNG)$",
        max_length=300,
        description="a picture of the kind .png, like media/logo.png",
    )
    header: list[Text] = Field(default=[], max_length=3, description="a list of at most 3 texts")
    footer: list[Text] = Field(default=[], max_length=3, description="a list of at most 3 texts")
    lines: Annotated[list[SlipLine], AfterValidator(_each_once)] = Field(
        default=list(get_args(SlipLine)), description=f"a list of {', '.join(get_args(SlipLine))}"
    )
