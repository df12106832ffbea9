"""What an agent loads: it runs on a kiosk's or an officer's computer, often a slow one."""

import os
import subprocess
import sys

import pytest

from tests.program import LONG_S, ROOT

SERVER = {
    "flask", "flask_socketio", "sqlalchemy", "duckdb", "pydantic", "alembic", "openpyxl",
    "eventlet", "storage", "centre", "reports", "display", "admin.doctor", "settings.loading",
    "web.site", "counters.routes", "kiosk.routes",
}  # fmt: skip


@pytest.mark.parametrize("command", ["print-agent --token -", "key-agent --token none --no-window"])
def test_an_agent_loads_nothing_of_the_server(command):
    """The print agent ends with its input, the key agent where there is no screen."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "server.py", *command.split(),
         "--server", "http://127.0.0.1:1"],
        cwd=ROOT, env={**os.environ, "DISPLAY": ":59000"}, input="", capture_output=True,
        text=True, timeout=LONG_S, check=False,
    )  # fmt: skip
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    loaded = {line.rpartition("|")[2].strip() for line in lines}
    assert "web.agents.following" in loaded
    assert not loaded & SERVER
