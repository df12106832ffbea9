"""What the configuration says of slips and printers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kiosk.printing.printers import Printer
from kiosk.printing.slip import LINES
from queueing.catalogue import Names


@dataclass(frozen=True)
class PrinterOptions:
    """A printer that there is. `beside`: the kiosk whose computer prints, None: this server's."""

    printer: Printer
    beside: str | None = None


@dataclass(frozen=True)
class PaperOptions:
    """How slips are printed. `logo`: a picture file's content; `public_url`: see `Paper`."""

    printers: Mapping[str, PrinterOptions] = field(default_factory=dict)
    lines: tuple[str, ...] = LINES
    header: tuple[Names, ...] = ()
    footer: tuple[Names, ...] = ()
    logo: bytes | None = None
    public_url: str | None = None

    @property
    def logo_mark(self) -> str | None:
        """What names the logo: another picture has another mark."""
        return None if self.logo is None else sha256(self.logo).hexdigest()[:16]
