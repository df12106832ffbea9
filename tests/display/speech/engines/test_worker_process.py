"""A worker that crashes, hangs or cannot start costs one utterance at most, never the hall."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.sound import read_samples
from display.speech.engines.worker_process import CRASHES, PROGRAM
from tests.display.speech.engines.voices import CALL, LONG, length, processor_time
from tests.storage.children import child

ROOT = Path(__file__).parents[3]
OURS = {folder.parent.name for folder in ROOT.glob("*/__init__.py")}
SERVER = """
from time import sleep
from tests.display.speech.engines.voices import engine
speaks = engine("pyttsx3")
speaks.synth("một", "vi")
print(speaks.worker.process_id)
sleep(600)
"""


def test_a_worker_brings_nothing_of_ours_that_makes_it_slow_to_start():
    """And it works on every sample, so that the server need not."""
    command = [sys.executable, "-P", "-X", "importtime", PROGRAM, "espeak-ng", "espeak-ng"]

    done = subprocess.run(command, input="", capture_output=True, text=True, timeout=60, check=True)

    loaded = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines()]
    ours = {name for name in loaded if name.partition(".")[0] in OURS}
    assert ours == {f"display.speech.engines.{name}" for name in ("causes", "checking", "sound")}


def test_a_worker_killed_in_the_middle_of_an_utterance_is_replaced_and_the_utterance_spoken(made):
    engine = made("pyttsx3", timeout_s=60)
    engine.synth("một", "vi")
    first = engine.worker.process_id
    before = processor_time(first)
    with ThreadPoolExecutor(1) as beside:
        speaking = beside.submit(engine.synth, LONG, "vi")
        while processor_time(first) < before + 0.1 and not speaking.done():
            sleep(0.005)
        os.kill(first, signal.SIGKILL)
        sound = speaking.result(timeout=60)

    assert length(sound) > 60
    assert engine.worker.process_id != first


def test_a_worker_that_hangs_is_replaced_and_the_utterance_spoken(made):
    engine = made("pyttsx3", timeout_s=6)
    engine.synth("một", "vi")
    first = engine.worker.process_id
    os.kill(first, signal.SIGSTOP)

    assert length(engine.synth(CALL, "vi")) > 3
    assert engine.worker.process_id != first
    assert not Path(f"/proc/{first}").exists()


def test_what_a_hung_worker_has_started_ends_with_it(made, tmp_path):
    pids = tmp_path / "pids"
    hung = ("/bin/sh", "-c", f"sleep 600 & echo $! >>{pids}; wait")

    with pytest.raises(CannotSpeak) as refused:
        made("espeak-ng", timeout_s=2, python=hung).synth("một", "vi")

    assert refused.value.cause == "timed_out"
    started = pids.read_text().split()
    assert len(started) == 2  # once, and once more
    assert not any(_runs(int(each)) for each in started)


def test_a_worker_that_ends_again_and_again_is_not_started_for_ever(made, tmp_path):
    starts = tmp_path / "starts"
    engine = made("pyttsx3", python=("/bin/sh", "-c", f"echo >>{starts}"))

    causes = [_cause(engine) for _ in range(4)]

    assert causes == ["died", "worn_out", "worn_out", "worn_out"]
    assert len(starts.read_text()) == CRASHES


def test_a_program_that_answers_something_else_is_ended(made):
    assert _cause(made("pyttsx3", python=("/bin/sh", "-c", "echo xin chào; sleep 600"))) == "died"


def test_a_worker_ends_with_its_server_however_that_ends():
    server = child(SERVER)
    worker = int(server.stdout.readline())
    assert _runs(worker)

    server.kill()
    server.communicate()

    end = monotonic() + 60
    while _runs(worker) and monotonic() < end:
        sleep(0.05)
    assert not _runs(worker)


def test_a_python_that_is_not_there(made):
    assert _cause(made("pyttsx3", python=("/nowhere/python",))) == "not_installed"


def test_utterances_of_many_threads_are_spoken_one_after_the_other(pyttsx3):
    """Three threads inside of pyttsx3 crash it in ten runs of ten."""
    words = ["một", CALL] * 8
    with ThreadPoolExecutor(8) as threads:
        sounds = list(threads.map(lambda text: pyttsx3.synth(text, "vi"), words))

    lengths = [length(sound) for sound in sounds]
    assert max(lengths[0::2]) < 1.5 < 4 < min(lengths[1::2])


def test_a_closed_engine_leaves_no_process_and_no_folder_and_speaks_again(made):
    engine = made("pyttsx3")
    engine.synth("một", "vi")
    process = engine.worker.process_id
    folder = Path(engine.worker._process._folder.name)
    assert folder.is_dir()

    engine.close()

    assert not Path(f"/proc/{process}").exists()
    assert not folder.exists()
    assert read_samples(engine.synth("một", "vi"))


def _cause(engine):
    with pytest.raises(CannotSpeak) as refused:
        engine.synth("một", "vi")
    return refused.value.cause


def _runs(process_id):
    """Whether a process still works: one that ended may wait for its parent to hear of it."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
