"""The log of a program: a line for each event, whatever strangers have sent."""

import json
import logging
import subprocess
import sys
from io import StringIO

import pytest

from cli.log_lines import JsonLines, PlainLines
from tests.program import ROOT

FORGED = (
    "x\n2026-11-30 08:00:00 INFO xinmoi.server: all is well", "x\r\nforged", "\x1b[2Jcleared",
    "before\u2028after", "before\x85after", '"}\n{"message": "forged"', "a\x00b",
)  # fmt: skip


@pytest.mark.parametrize("text", FORGED)
@pytest.mark.parametrize("lines", [JsonLines(), PlainLines("%(levelname)s %(message)s")])
def test_nothing_that_is_logged_begins_another_line(text, lines):
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(lines)
    handler.handle(logging.makeLogRecord({"msg": "sent: %s", "args": (text,)}))
    written = stream.getvalue()
    assert written.splitlines() == [written.removesuffix("\n")]
    assert "\x1b" not in written
    if isinstance(lines, JsonLines):
        assert json.loads(written)["message"] == f"sent: {text}"


def test_a_fault_and_vietnamese_letters_stand_in_the_line_of_json():
    program = """
import logging
from cli.log_lines import log_to_stderr
log_to_stderr()
try:
    {}["quầy 07"]
except KeyError:
    logging.getLogger("xinmoi").exception("không gọi được số")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    (line,) = done.stderr.splitlines()
    assert "không gọi được số" in line
    said = json.loads(line)
    assert (said["level"], said["part"]) == ("error", "xinmoi")
    assert said["trace"].endswith("KeyError: 'quầy 07'")
