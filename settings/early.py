"""The settings the server needs before anything else is imported."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from settings.document import read
from settings.faults import SettingsFaults

DEFAULT_ASYNC_MODE = "eventlet"


def async_mode(file: Path) -> str:
    """Return `server.async_mode` as written, or the default; faults are left to `load`."""
    mode = _read_server(file).get("async_mode")
    return mode if mode in ("eventlet", "gevent", "threading") else DEFAULT_ASYNC_MODE


def workers(file: Path) -> int:
    """Return `server.workers` as written, or the default; faults are left to `load`."""
    count = _read_server(file).get("workers")
    return count if isinstance(count, int) else 1


def _read_server(file: Path) -> Mapping[str, Any]:
    try:
        server = read(file).tree.get("server")
    except SettingsFaults:
        return {}
    return server if isinstance(server, dict) else {}
