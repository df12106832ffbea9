"""Under every runtime a sentence in the making, and a hung engine, hold up nobody else."""

import pytest

from tests.storage.children import told_by
from web.runtime import MODES

EVERYBODY_AT_ONCE = """
import sys
from web.runtime import patch, runtime
patch(sys.argv[1])
import os, signal, time
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from display.speech.engines import Cache, Chain, Phrase, make_engine
from tests.display.speech.engines.voices import CALL, LONG, VOICES, length
run = runtime(sys.argv[1])
engine = make_engine("pyttsx3", VOICES, run.offload, timeout_s=20)
asleep = ("/bin/sh", "-c", "sleep 60")
hung = make_engine("espeak-ng", VOICES, run.offload, timeout_s=1, python=asleep)
clock = lambda: datetime.now(UTC)
chain = Chain([engine], Cache(Path(sys.argv[2])), run.offload, clock)
fallen_back = Chain([hung, engine], Cache(Path(sys.argv[2]) / "2"), run.offload, clock)
turns, heard, working = [], [], []

def others():
    while working:
        run.sleep(0.01)
        turns.append(1)

def turns_while(work, *arguments):
    working.append(1)
    beside = Thread(target=others)
    beside.start()
    before = len(turns)
    result = work(*arguments)
    seen = len(turns) - before
    working.clear()
    beside.join()
    return result, seen

def speak(counter):
    for call in range(5):
        heard.append(chain.say(Phrase(f"{CALL} {'một hai ba bốn'.split()[counter]}", "vi")).key)

sound, seen = turns_while(engine.synth, LONG, "vi")
assert length(sound) > 60 and seen >= 5, seen

spoken, seen = turns_while(fallen_back.say, Phrase(CALL, "vi"))
assert spoken.source == "pyttsx3" and seen >= 20, (spoken, seen)
assert fallen_back.find_in_force("vi").resting == (("espeak-ng", "timed_out"),)

os.kill(engine.worker.process_id, signal.SIGKILL)
callers = [Thread(target=speak, args=(counter,)) for counter in range(4)]
for caller in callers:
    caller.start()
for caller in callers:
    caller.join()
assert len(heard) == 20 and len(set(heard)) == 4
chain.close()
fallen_back.close()
print("all spoken")
"""


@pytest.mark.parametrize("mode", MODES)
def test_everybody_at_once(tmp_path, mode):
    assert told_by(EVERYBODY_AT_ONCE, mode, tmp_path) == "all spoken"
