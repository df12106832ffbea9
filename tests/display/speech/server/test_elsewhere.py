"""A source that fails in one process is told by all: a guide's tablet may be at any of them."""

from datetime import UTC, datetime

import pytest

from display.speech.server.elsewhere import AGAIN_S, KEPT_S, Elsewhere
from display.speech.server.options import SourceOptions, VoiceOptions
from display.speech.server.sounds import Sounds
from display.speech.server.view import make_health
from display.speech.words.announcing import Sentence
from tests.display.speech.server.test_leases import Clock
from tests.display.voice import PHRASING
from tests.waiting import wait_until
from web.background import Background
from web.processes.shared_state import OwnState
from web.runtime import runtime

CALL = Sentence("vi", "xin mời", ())


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def processes(clock, tmp_path):
    """The sounds of two processes, and what makes them say again who speaks there."""
    shared, green = OwnState(clock), runtime("threading")
    model = SourceOptions("piper", {"vi": str(tmp_path / "no-model.onnx")})
    options = VoiceOptions(sources=(model,), phrasing=PHRASING)

    def make(name):
        elsewhere = Elsewhere(shared)
        background = Background(green)
        stop.append(background.stop)
        sounds = Sounds(
            green, background, tmp_path / name, options, lambda: datetime.now(UTC), lambda: None,
            elsewhere,
        )  # fmt: skip
        stop.append(sounds.close)
        return sounds, options, elsewhere

    stop = []
    yield [make("one"), make("two")]
    for end in stop:
        end()


def spoken(process):
    sounds, options, _ = process
    return make_health(options, sounds)["languages"]["vi"]


def test_who_fails_in_one_process_is_told_by_another_until_it_speaks_there_again(processes, clock):
    failing, idle = processes
    assert spoken(idle)["resting"] == []
    sounds, options, elsewhere = failing
    sounds.want([CALL])
    wait_until("it has failed", lambda: spoken(failing)["resting"])
    assert spoken(failing)["speaker"] == "chime"
    assert spoken(idle) == spoken(failing)
    for _ in range(5):
        clock.now += AGAIN_S
        elsewhere.say_again()
    assert spoken(idle) == spoken(failing), "and as long as it lasts"
    sounds.reconfigure(VoiceOptions(phrasing=options.phrasing))
    assert spoken(idle)["resting"] == []


def test_what_a_process_said_that_has_ended_is_forgotten(processes, clock):
    failing, idle = processes
    failing[0].want([CALL])
    wait_until("it has failed", lambda: spoken(failing)["resting"])
    assert spoken(idle)["resting"] == spoken(failing)["resting"]
    clock.now += KEPT_S
    assert spoken(idle)["resting"] == []
