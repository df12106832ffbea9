"""By which address each kiosk reaches the server: phones of its slips are led there."""

from web.processes import SharedState

ROOM = "kiosk addresses"
KEPT_S = 400 * 86_400.0


class Addresses:
    """Remembers them for all processes of the centre: agents may ask another than kiosks do."""

    def __init__(self, shared: SharedState) -> None:
        """Begin with what the processes know already."""
        self._shared = shared

    def find(self, kiosk: str) -> str | None:
        """Return the address by which a kiosk, or "" for staff, has come last; None: none known."""
        known = self._shared.look(ROOM).get(kiosk)
        return None if known is None else str(known["address"])

    def record(self, kiosk: str, address: str) -> None:
        """Remember by which address a kiosk has just come."""
        if self.find(kiosk) != address:
            come = {"address": address}
            self._shared.change(ROOM, kiosk, lambda _before, _now: come, KEPT_S)
