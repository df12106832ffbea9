"""An engine that breaks: the call is shown, the next in the chain speaks it, and it comes back."""

import os
import shutil
import signal
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.display.centre import quickly
from tests.display.listening import Board
from tests.waiting import wait_until

MORNING = datetime(2026, 11, 23, 7, 30)  # noqa: DTZ001 - the centre's own clock
PAST_ANY_REST = timedelta(minutes=20)
VOICE_ALARM = ".alarms [data-kind=voice]"
# The program espeak-ng, as the file `mode` beside it says: right, hanging, or writing rubbish.
ENGINE = f"""#!/bin/sh
read -r mode <"${{0%/*}}/mode"
if [ "$mode" = right ] || [ "$1" = --version ]; then exec {shutil.which("espeak-ng")} "$@"; fi
if [ "$mode" = rubbish ]; then for file; do :; done; echo "no sound" >"$file"; exit 0; fi
echo $PPID >"${{0%/*}}/hanging"
exec {shutil.which("sleep")} 600
"""


def by_the_program(settings):
    quickly(settings)
    settings["voice"].update(engine="espeak-ng", fallbacks=["pyttsx3"])
    settings["voice"]["sentences"]["vi"]["call"] = "Mời {number}, quầy {counter}."


class BreakingEngine:
    """The first choice of a centre, which a test breaks and mends."""

    def __init__(self, folder):
        self.folder = folder / "programs"
        self.folder.mkdir()
        self.is_now("right")
        program = self.folder / "espeak-ng"
        program.write_text(ENGINE)
        program.chmod(0o755)

    def is_now(self, mode):
        (self.folder / "mode").write_text(f"{mode}\n")
        (self.folder / "hanging").unlink(missing_ok=True)

    def worker(self):
        """Wait until it hangs in an utterance; return the process that waits for it."""
        return int(wait_until("it hangs", partial(_content, self.folder / "hanging")))


def _content(file):
    return file.read_text().strip() if file.is_file() else ""


class Hall:
    """A centre with such an engine, the board that is heard there, and the guide's tablet."""

    def __init__(self, new_centre, folder, browser):
        self.engine, self.hour = BreakingEngine(folder), MORNING
        path = f"{self.engine.folder}:{os.environ['PATH']}"
        env = os.environ | {"PATH": path}
        self.centre = new_centre(folder, by_the_program, at=MORNING.isoformat(), env=env)
        self.centre.open("02")
        self.board = Board(browser.new_page(locale="vi-VN"), self.centre).leads()
        api = {"Authorization": f"Bearer {self.centre.server.tokens['api']}"}
        self.guide = browser.new_page(locale="vi-VN", extra_http_headers=api)
        self.guide.goto(f"{self.centre.url}/counters/guide")
        self.said = 0

    def call(self):
        """Call the next number; return it once the board shows it, spoken or not."""
        number = self.centre.serve_next("02", "XD")
        expect(self.board.page.locator(".call[data-seq] .no")).to_have_text(number)
        return number

    def is_heard(self):
        """Wait until the board has played one more call, in words; return whether it has."""
        self.said += 1
        played = self.board.results(self.said)[-1] == "played"
        return played and len(self.board.heard()) == self.said

    @property
    def voice(self):
        with self.centre._office() as office:
            return office.get("/healthz").json["voice"]["languages"]["vi"]

    def rests_are_over(self):
        self.hour += PAST_ANY_REST
        self.centre.server.set_clock(self.hour.isoformat())


@pytest.fixture
def hall(new_centre, tmp_path, browser):
    """A hall in which the first choice speaks; in the end it does so again by itself."""
    hall = Hall(new_centre, tmp_path, browser)
    hall.call()
    assert hall.is_heard()
    assert hall.voice["speaker"] == "espeak-ng"
    yield hall
    hall.engine.is_now("right")
    hall.rests_are_over()
    hall.call()
    assert hall.is_heard()
    assert (hall.voice["speaker"], hall.voice["resting"]) == ("espeak-ng", [])
    expect(hall.guide.locator(VOICE_ALARM)).to_have_count(0)
    hall.board.page.close()
    hall.guide.close()
    hall.centre.stop()
    assert hall.centre.server.traces() == ""


def test_a_worker_killed_in_the_middle_of_a_call_is_replaced_and_the_call_spoken(hall):
    hall.engine.is_now("hanging")
    number = hall.call()
    worker = hall.engine.worker()
    assert hall.centre.board("tret").json["announcements"] == []
    hall.engine.is_now("right")
    os.kill(worker, signal.SIGKILL)
    assert hall.is_heard()
    expect(hall.board.page.locator(".call[data-seq] .no")).to_have_text(number)
    assert (hall.voice["speaker"], hall.voice["resting"]) == ("espeak-ng", [])
    assert not Path(f"/proc/{worker}").exists()


@pytest.mark.parametrize(("mode", "cause"), [("rubbish", "bad_sound"), ("hanging", "timed_out")])
def test_an_engine_that_breaks_is_followed_by_the_next_and_the_guide_knows(hall, mode, cause):
    hall.engine.is_now(mode)
    hall.call()
    assert hall.is_heard()
    now = hall.voice
    assert (now["speaker"], now["first"]) == ("pyttsx3", "espeak-ng")
    assert now["resting"] == [{"source": "espeak-ng", "cause": cause}]
    expect(hall.guide.locator(VOICE_ALARM)).to_contain_text("Giọng đọc chính không hoạt động")
