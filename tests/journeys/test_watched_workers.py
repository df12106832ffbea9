"""How the processes of one host are watched, with small programs in their place."""

import os
import re
import signal
import subprocess
import sys

import pytest

from tests.program import ROOT, is_there
from tests.waiting import LONG_S, wait_until

WATCH = """
import logging, socket, sys
from centre.workers import Group
from web.admin_api import Handle

logging.basicConfig(level=logging.INFO)
listener = socket.create_server(("127.0.0.1", 0))
command = (sys.executable, "-c", sys.argv[1])
Group(command, 1, listener, Handle(0, "", ""), None, lambda: print("ready", flush=True), 0.3).run()
"""
WORK = """
import os, signal, socket, sys
{before}
tie = socket.socket(fileno=int(sys.argv[2]))
tie.recv(4096)
sys.stderr.write(f"worker {{os.getpid()}}\\n")
tie.sendall(b"ready\\n")
tie.recv(1)
"""
STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"


@pytest.fixture
def watch(tmp_path):
    """Start one who watches a small program; return it, and how to read what both have said."""
    begun = []
    log = tmp_path / "log"

    def start(before=""):
        with log.open("wb") as file:
            command = [sys.executable, "-c", WATCH, WORK.format(before=before)]
            begun.append(subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file))
        wait_until("it serves", lambda: "ready" in log.read_text())
        return begun[-1], log.read_text

    yield start
    for process in begun:
        process.kill()
        process.wait(LONG_S)


def list_begun(said):
    return [int(number) for number in re.findall(r"^worker (\d+)$", said(), re.MULTILINE)]


def test_one_that_dies_again_and_again_is_started_after_longer_and_longer(watch):
    watching, said = watch()
    for times in (1, 2, 3):
        wait_until("it serves", lambda times=times: said().count("serves again") == times - 1)
        os.kill(list_begun(said)[-1], signal.SIGKILL)
    wait_until("it serves", lambda: said().count("serves again") == 3)
    assert re.findall(r"has ended \(-9\); another is started in (\S+) s", said()) == [
        "0.5",
        "1",
        "2",
    ]
    watching.terminate()
    assert watching.wait(LONG_S) == 0


def test_one_that_does_not_end_is_ended_and_that_is_no_good_end(watch):
    watching, said = watch(STUBBORN)
    watching.terminate()
    assert watching.wait(LONG_S) == 1
    assert f"process {list_begun(said)[0]} does not end" in said()


def test_one_that_hears_nothing_more_of_who_watches_is_gone(watch):
    watching, said = watch(STUBBORN)
    watching.kill()
    watching.wait(LONG_S)
    wait_until("it is gone", lambda: not is_there(list_begun(said)[0]))


def test_where_none_can_begin_the_reason_is_said_once(tmp_path):
    command = [sys.executable, "-c", WATCH, "import sys; sys.exit('no database')"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "no database\n")
