"""What the command line says of tokens and people beside their names."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import segno

from queueing.accounts import Device
from queueing.catalogue import Catalogue
from web.roles import Role

PAGES = {Role.KIOSK: "/kiosk", Role.DISPLAY: "/display", Role.RATING: "/rate"}
"""Where a device with a token begins."""


def describe_token(
    device: Device, secret: str, address: str, catalogue: Catalogue
) -> Iterator[str]:
    """Yield what whoever made a token should know: whose it is, where to open it, as a code too."""
    place = device.counter or device.kiosk or device.zone
    at = f" at {place}" if place else ""
    yield f"This is token {device.id}, {device.name} ({device.role}{at}). It is shown this once."
    if device.role == Role.KIOSK and device.kiosk is None and catalogue.kiosks:
        yield f"Without --kiosk it is the kiosk {next(iter(catalogue.kiosks))}."
    if (page := PAGES.get(Role(device.role))) is not None:
        where = {"counter": device.counter, "zone": device.zone}
        asked = urlencode({"token": secret} | {key: code for key, code in where.items() if code})
        yield f"Open it on the device now: {address}{page}?{asked}"
        code = StringIO()
        segno.make(f"{address}{page}?{asked}", error="l", micro=False).terminal(code, compact=True)
        yield code.getvalue()
    elif device.role == Role.PRINTER:
        yield f"Start the agent with it: ./run print-agent --server {address} --token TOKEN"
    elif device.role == Role.KEYS:
        yield f"Start the agent with it: ./run key-agent --server {address} --token TOKEN"
    elif device.role == Role.API:
        yield "Programs send it as Authorization: Bearer TOKEN"


def write_moment(text: str | None, zone_info: ZoneInfo) -> str:
    """Return a stored moment as the centre's clock shows it, to the minute; "" for none."""
    if text is None:
        return ""
    return f"{datetime.fromisoformat(text).astimezone(zone_info):%Y-%m-%d %H:%M}"
