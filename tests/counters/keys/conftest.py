"""A screen for the key agent."""

import os
import subprocess

import pytest

from tests.counters.keys import windows_python

collect_ignore = [] if windows_python.is_ready() else ["test_windows_agent.py"]
"""`./run test` prepares what it needs, where Python is 3.11."""


@pytest.fixture(scope="module")
def screen():
    """The name of an X display on which nobody works yet."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        yield f":{told.readline().strip()}"
    server.terminate()
    server.wait(30)
