"""Real processes that run a Python script."""

import subprocess
import sys

from tests.waiting import LONG_S


def child(script, *arguments, **options):
    """A real process that runs a Python script; the caller reads its output and ends it."""
    return subprocess.Popen(
        [sys.executable, "-u", "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def told_by(script, *arguments):
    """What a process prints on its way to a good end."""
    done = child(script, *arguments)
    output, errors = done.communicate(timeout=LONG_S)
    assert done.returncode == 0, errors
    return output.strip()
