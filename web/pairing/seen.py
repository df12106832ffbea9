"""When devices were last there, and which release of their page they show."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from time import monotonic

from web.callers import Guard
from web.site import Site

STORED_EVERY_S = 60.0
IN_TOUCH_S = 10.0
"""Who follows a screen is asked for twice a second or so; others come by now and then."""


def keep_devices_seen(site: Site) -> None:
    """Store from now on, each minute, which devices have been there since."""
    stored: dict[int, float] = {}

    def store() -> None:
        guard = site.guard
        fresh = {each: at for each, at in list(guard.seen.items()) if stored.get(each) != at}
        if fresh:
            guard.accounts.record_devices(
                {
                    each: (find_seen_at(site, at), guard.pages.get(each))
                    for each, at in fresh.items()
                }
            )
        stored.update(fresh)

    site.background.every(STORED_EVERY_S, store, "when devices were there")


def find_seen_at(site: Site, at: float) -> datetime:
    """Return a moment of `monotonic` as the office's time."""
    return site.office.now() - timedelta(seconds=monotonic() - at)


def is_in_touch(guard: Guard, device_id: int) -> bool:
    """Say whether a device follows a screen now, or has asked for something just now."""
    seen: Mapping[int, float] = guard.seen
    return monotonic() - seen.get(device_id, -IN_TOUCH_S) < IN_TOUCH_S
