"""What the small window shows: a few words made of what is known. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Tone = Literal["away", "closed", "free", "calling", "serving"]
STATES = {"closed": "Quầy đóng", "paused": "Tạm nghỉ", "open": "Chờ gọi số"}
SAID_FOR_S = 6.0


@dataclass(frozen=True)
class Picture:
    """The window's texts: the counter, its number, how it stands, who waits, what was refused."""

    counter: str
    number: str
    state: str
    waiting: str
    said: str
    tone: Tone


def make_picture(view: Mapping[str, Any] | None, in_touch: bool, said: str) -> Picture:
    """Return the picture of a view; out of touch its number is never shown as if it were so now."""
    counter = f"Quầy {view['label']}" if view else "Xin Mời"
    if view is None or not in_touch:
        return Picture(counter, "–", "Mất liên lạc", "", said, "away")
    current, waiting = view["current"], f"{view['waiting']} người chờ"
    if current is None:
        tone: Tone = "free" if view["state"] == "open" else "closed"
        return Picture(counter, "–", STATES[view["state"]], waiting, said, tone)
    called = current["state"] == "called"
    state, tone = ("Đang gọi", "calling") if called else ("Đang phục vụ", "serving")
    return Picture(counter, current["number"], state, waiting, said, tone)
