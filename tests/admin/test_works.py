"""Commands that pages start: each once at a time in the centre, and told of at every process."""

import sys
from pathlib import Path

import pytest

from admin.pages.works import GIVEN_UP_S, Works
from tests.waiting import wait_until
from web.processes.shared_state import OwnState

PROGRAM = """
import sys, time
from pathlib import Path
print("looks at", sys.argv[1], flush=True)
while not Path(sys.argv[2]).exists():
    time.sleep(0.01)
sys.exit(int(Path(sys.argv[2]).read_text()))
"""


class Clock:
    now_s = 1000.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def two(tmp_path, clock):
    """Two processes' works on one folder; a command goes on until it is told how to end."""
    shared = OwnState(clock)
    config = Path("config.yaml")
    return [Works((sys.executable, "-c", PROGRAM), config, tmp_path, shared) for _ in range(2)]


def test_a_command_runs_once_and_is_told_of_at_every_process(two, clock, tmp_path):
    one, other = two
    end = tmp_path / "end"
    started = one.start("verify", "user:quan", str(end))
    assert started.succeeded is None
    wait_until("it has printed", lambda: one.last("verify").lines)
    again = other.start("verify", "user:giang", str(end))
    assert (again.at, again.by, again.succeeded) == (started.at, "user:quan", None)
    clock.now_s += 5
    one.tell()
    assert other.last("verify").seconds == 5
    end.write_text("0")
    wait_until("it has ended", lambda: one.last("verify").succeeded is not None)
    told = other.last("verify")
    assert (told.succeeded, list(told.lines)) == (True, ["looks at verify"])
    assert other.last("backup") is None


def test_one_that_failed_says_so_and_the_next_may_begin_anywhere(two, tmp_path):
    one, other = two
    end = tmp_path / "end"
    end.write_text("3")
    one.start("doctor", "user:quan", str(end))
    wait_until("it has ended", lambda: one.last("doctor").succeeded is not None)
    assert other.last("doctor").succeeded is False
    end.write_text("0")
    assert other.start("doctor", "user:giang", str(end)).by == "user:giang"
    wait_until("it has ended", lambda: other.last("doctor").succeeded)
    assert one.last("doctor").succeeded is True


def test_a_command_of_a_process_that_has_died_is_given_up(two, clock, tmp_path):
    one, other = two
    end = tmp_path / "end"
    one.start("verify", "user:quan", str(end))
    clock.now_s += GIVEN_UP_S
    assert other.last("verify").succeeded is False
    end.write_text("0")
    assert other.start("verify", "user:giang", str(end)).by == "user:giang"
    wait_until("it has ended", lambda: other.last("verify").succeeded)
    wait_until("the one that was given up has ended too", lambda: one.tell() == 0)
