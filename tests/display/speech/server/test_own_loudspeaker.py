"""The computer's own loudspeaker, which the processes of a centre share: one of them plays."""

from dataclasses import dataclass, field

import pytest

from display.speech.schedule.announcements import Result
from display.speech.server.options import VoiceOptions
from display.speech.server.own_loudspeaker import FAILURES, REST_S, OwnLoudspeaker
from queueing.announcement_timing import AnnouncementTiming
from tests.display.speech.server.test_leases import Clock
from tests.display.speech.server.test_several_processes import Duties
from web.processes import Processes
from web.processes.shared_state import OwnState
from web.runtime import runtime

LINE = {
    "id": "tret.7.vi", "call_seq": 7, "number": "A001", "counter": "1", "language": "vi",
    "text": "", "audio": None, "duration_ms": 0, "repeats": 1, "chime": True,
}  # fmt: skip
PLAYER = """#!/bin/sh
test -s "$1" && echo "$1" >>"$(dirname "$0")/played"
"""


@dataclass
class Hall:
    """What is to be said, and what was reported of it."""

    lines: list = field(default_factory=lambda: [LINE])
    reports: list = field(default_factory=list)

    def list_own_lines(self):
        return self.lines

    def report(self, line_id, result):
        self.reports.append((line_id, result))
        self.lines = [line for line in self.lines if line["id"] != line_id]

    def locate(self, name):
        raise AssertionError(f"{name}: these lines have the chime alone")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def program(tmp_path):
    program = tmp_path / "aplay"
    program.write_text(PLAYER)
    program.chmod(0o755)
    return program


@pytest.fixture
def hall():
    return Hall()


@pytest.fixture
def holders():
    return {}


@pytest.fixture
def pair(clock, program, hall, holders, tmp_path):
    """Two processes of one computer, with one data folder."""
    shared, options = OwnState(clock), VoiceOptions(
        own_player=(str(program),), rhythm=AnnouncementTiming(after_chime_ms=0, gap_ms=0)
    )  # fmt: skip
    return [
        OwnLoudspeaker(
            hall, runtime("threading"), lambda: options, tmp_path / "voice" / "chime.wav",
            Processes(shared, Duties(holders), lambda: True),
        )
        for _ in range(2)
    ]  # fmt: skip


def test_one_process_plays_each_line_and_another_after_it_has_gone(pair, hall, holders, program):
    first, second = pair
    first.play_next()
    assert hall.reports == [(LINE["id"], Result.PLAYED)]
    hall.lines = [LINE | {"id": "tret.8.vi"}]
    second.play_next()
    assert len(hall.reports) == 1
    holders.clear()  # the first has ended, before it came to play this line
    second.play_next()
    assert hall.reports[1] == ("tret.8.vi", Result.PLAYED)
    played = program.with_name("played").read_text().splitlines()
    assert len(played) == 2
    assert [path.name for path in (program.parent / "voice").iterdir()] == ["chime.wav"]


def test_where_it_fails_again_and_again_all_processes_leave_it_to_the_boards(pair, clock):
    first, second = pair
    for process in (first, second):
        assert not process.is_resting()
        process.record_call(heard=False)
    assert FAILURES == 2
    assert first.is_resting()
    assert second.is_resting()
    clock.now += REST_S
    assert not first.is_resting()
    second.record_call(heard=True)
    first.record_call(heard=False)
    assert not second.is_resting(), "once may happen"
