"""Which lines may be reported, where one process serves and where several do."""

import pytest

from display.speech.server.lines import KEPT, LineIds

GROUPS = {"tret", "tang1"}
CAN_BE = ["tret.7.vi", "tang1.2026-11-23.en", "tret.test-0a1b2c3d.km"]
CANNOT_BE = ["x", "tret.7", "tret..vi", "nowhere.7.vi", "tret.test-.vi", "tret.7.vi/..", ""]


def test_a_process_that_serves_alone_knows_every_line_that_there_was():
    lines = LineIds(lambda: False)
    lines.remember("tret", ["tret.7.vi"])
    found = [lines.find_group(line, GROUPS) for line in [*CAN_BE, *CANNOT_BE]]
    assert found == ["tret", *[None] * (len(found) - 1)]


@pytest.mark.parametrize("line", CAN_BE)
def test_of_several_processes_one_may_hear_of_a_line_after_its_report(line):
    lines = LineIds(lambda: True)
    assert lines.find_group(line, GROUPS) == line.partition(".")[0]


@pytest.mark.parametrize("line", CANNOT_BE)
def test_what_can_be_no_line_is_none_however_many_serve(line):
    assert LineIds(lambda: True).find_group(line, GROUPS) is None


def test_lines_that_were_long_ago_are_forgotten():
    lines = LineIds(lambda: False)
    lines.remember("tret", [f"tret.{seq}.vi" for seq in range(KEPT + 1)])
    assert lines.find_group("tret.0.vi", GROUPS) is None
    assert lines.find_group("tret.1.vi", GROUPS) == "tret"
