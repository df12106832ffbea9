"""The one setting the server needs before anything else is imported."""

from pathlib import Path

from settings.document import read
from settings.faults import SettingsFaults

DEFAULT_ASYNC_MODE = "eventlet"


def async_mode(file: Path) -> str:
    """Return `server.async_mode` as written, or the default; faults are left to `load`."""
    try:
        server = read(file).tree.get("server")
    except SettingsFaults:
        return DEFAULT_ASYNC_MODE
    mode = server.get("async_mode") if isinstance(server, dict) else None
    return mode if mode in ("eventlet", "gevent", "threading") else DEFAULT_ASYNC_MODE
