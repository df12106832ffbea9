"""What the configuration says of slips and printers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kiosk.printing.settings import PaperSlip, PrinterSettings


@dataclass(frozen=True)
class PaperOptions:
    """How slips are printed, on the printers that there are.

    `logo`: a picture file's content; `public_url`: see `Paper`.
    """

    printers: Mapping[str, PrinterSettings] = field(default_factory=dict)
    slip: PaperSlip = field(default_factory=PaperSlip)
    logo: bytes | None = None
    public_url: str | None = None

    @property
    def logo_mark(self) -> str | None:
        """What names the logo: another picture has another mark."""
        return None if self.logo is None else sha256(self.logo).hexdigest()[:16]

    @property
    def prints_here(self) -> bool:
        """Whether there are printers that this server itself prints on."""
        return any(each.beside is None for each in self.printers.values())
