"""What becomes of a press: sent once with what was seen, or refused in one sentence. Pure."""

from collections.abc import Mapping
from typing import Any

LOCK_S = 0.6
"""So soon after a press another one is a mistake, as on the console."""
AWAY = "Mất liên lạc với máy chủ. Lần bấm này không được gửi."
UNKNOWN = "Máy chủ không trả lời. Hãy nhìn số đang hiện rồi mới bấm lại."
NOBODY = "Quầy chưa có số nào."
ABOUT_CURRENT = ("recall", "no-show")


class PressGuard:
    """Lets one press through at a time, and none in a hurry: nothing is ever kept for later."""

    def __init__(self) -> None:
        """Nothing is on its way."""
        self._in_hand, self._free_at = False, float("-inf")

    def begin(self, now_s: float) -> bool:
        """Say whether a press at this moment counts; then it is in hand until `end`."""
        if self._in_hand or now_s < self._free_at:
            return False
        self._in_hand = True
        return True

    def end(self, now_s: float) -> None:
        """The press was answered, or refused."""
        self._in_hand, self._free_at = False, now_s + LOCK_S


def find_hindrance(action: str, view: Mapping[str, Any] | None, in_touch: bool) -> str | None:
    """Return why a press is not sent at all, None: it is."""
    if view is None or not in_touch:
        return AWAY
    return NOBODY if action in ABOUT_CURRENT and view["current"] is None else None


def make_body(view: Mapping[str, Any]) -> dict[str, str | None]:
    """Return what a press says: the ticket that the window shows."""
    current = view["current"]
    return {"current": current["id"] if current else None}
