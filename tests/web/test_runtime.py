"""The runtime of a server: what is asked for is there, and says nothing of itself."""

import subprocess
import sys

from tests.program import ROOT
from tests.waiting import LONG_S


def test_eventlet_comes_without_its_warning_though_nothing_was_made_green():
    command = "from web.runtime import runtime; print(runtime('eventlet').mode)"
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", command],
        cwd=ROOT, capture_output=True, text=True, timeout=LONG_S, check=True,
    )  # fmt: skip
    assert done.stdout == "eventlet\n"
    assert "deprecated" not in done.stderr
