"""Real pyttsx3 and espeak-ng speak what they are asked, two hundred times of two hundred."""

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from itertools import cycle, islice, product

import pytest

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.checking import find_faults
from display.speech.engines.engines import make_engine, normalise
from display.speech.engines.sound import read_samples
from display.speech.engines.worker_process import PROGRAM
from tests.display.speech.engines.voices import CALL, VOICES, directly, length, spoken_alone


def test_two_hundred_utterances_have_the_rate_and_the_voice_they_were_asked_for(pyttsx3, tmp_path):
    """Set while espeak-ng is not at rest, a third of the settings has no effect."""
    pairs = list(product(("aav/vi", "gmw/en"), (170, 220)))
    right = {pair: length(spoken_alone(tmp_path, normalise(CALL), *pair)) for pair in pairs}
    assert len({round(each, 1) for each in right.values()}) == 4

    asked = list(islice(cycle(pairs), 200))
    spoken = [pyttsx3.worker.speak(CALL, *pair) for pair in asked]

    off = [length(sound) / right[pair] for pair, sound in zip(asked, spoken, strict=True)]
    assert [each for each in off if not 0.95 < each < 1.05] == []
    vietnamese = [sound for pair, sound in zip(asked, spoken, strict=True) if pair[0] == "aav/vi"]
    found = [find_faults(read_samples(sound), CALL) for sound in vietnamese]
    assert [faults for faults in found if faults] == []


def test_what_pyttsx3_prints_does_not_get_among_the_answers(tmp_path):
    file = tmp_path / "spoken.wav"
    asked = {"text": "một", "voice": "aav/vi", "rate": 150, "file": str(file)}

    done = subprocess.run(
        [sys.executable, "-P", PROGRAM, "pyttsx3", ""],
        input=3 * (json.dumps(asked) + "\n"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stderr.count("Audio saved to") == 3
    assert [json.loads(line) for line in done.stdout.splitlines()][1:] == [{}, {}, {}]


@pytest.mark.parametrize("name", ["pyttsx3", "espeak"])
def test_an_engine_speaks_both_languages_at_the_form_of_the_cache(name, request):
    engine = request.getfixturevalue(name)

    vietnamese = read_samples(engine.synth(CALL, "vi"))
    english = read_samples(engine.synth("Ticket D, zero, one, please go to counter seven.", "en"))

    assert find_faults(vietnamese, CALL) == []
    assert 2 < len(english) / 22_050 < 8


def test_an_engine_tells_what_its_sound_depends_on_once_it_has_spoken(made):
    engine = made("pyttsx3", rate=170)
    assert engine.get_facts("vi") is None

    engine.synth("một", "vi")

    facts = engine.get_facts("vi")
    assert (facts.engine, facts.voice, facts.rate) == ("pyttsx3", "aav/vi", 170)
    assert facts.version.startswith("2.99 espeak 1.")
    assert engine.get_facts("km") is None


@pytest.mark.parametrize("name", ["pyttsx3", "espeak-ng"])
@pytest.mark.parametrize("voices", [VOICES, {"km": "aav/km"}])
def test_a_language_without_a_voice_is_refused_and_the_next_phrase_is_spoken(made, name, voices):
    engine = made(name, voices={**voices, "vi": "aav/vi"})

    with pytest.raises(CannotSpeak) as refused:
        engine.synth("មួយ", "km")

    assert refused.value.cause == "no_voice"
    assert length(engine.synth("một", "vi")) > 0.2


def test_a_program_that_is_removed_and_put_back_at_run_time(made, tmp_path):
    program = tmp_path / "espeak-ng"
    program.symlink_to(shutil.which("espeak-ng"))
    engine = made("espeak-ng", program=str(program))
    assert length(engine.synth("một", "vi")) > 0.2

    program.unlink()
    with pytest.raises(CannotSpeak, match="not_installed"):
        engine.synth("một", "vi")

    program.symlink_to(shutil.which("espeak-ng"))
    assert length(engine.synth("một", "vi")) > 0.2


def test_a_library_that_is_removed_at_run_time_is_missed_at_the_next_start(
    made, tmp_path, monkeypatch
):
    import pyttsx3

    library = tmp_path / "pyttsx3"
    library.symlink_to(os.path.dirname(pyttsx3.__file__))
    facts = next(iter(importlib.metadata.distribution("pyttsx3").files)).parts[0]
    (tmp_path / facts).symlink_to(os.path.dirname(os.path.dirname(pyttsx3.__file__)) + "/" + facts)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    engine = made("pyttsx3", python=(sys.executable, "-S"))
    assert length(engine.synth("một", "vi")) > 0.2

    library.unlink()
    engine.close()

    with pytest.raises(CannotSpeak, match=r"not_installed.*No module named 'pyttsx3'"):
        engine.synth("một", "vi")


def test_another_name_is_no_engine():
    with pytest.raises(ValueError, match="pyttsx3, espeak-ng, piper"):
        make_engine("festival", VOICES, directly)


# Piper is not installed here and no model of it is at hand: a script stands for it that takes its
# command line and lets espeak-ng speak. So this shows our side of the command line, not Piper.
PIPER = """#!/bin/sh
[ "$1" = --model ] && [ "$3" = --length_scale ] && [ "$5" = --output_file ] || exit 2
echo "$4" > "$2.scale"
exec espeak-ng -b 1 -v aav/vi --stdin -w "$6"
"""


@pytest.fixture
def piper(tmp_path):
    program = tmp_path / "piper"
    program.write_text(PIPER)
    program.chmod(0o755)
    return str(program)


def test_piper_gets_the_model_the_text_and_its_pace_on_its_command_line(made, piper, tmp_path):
    model = tmp_path / "vi.onnx"
    model.write_bytes(b"a model")
    engine = made("piper", program=piper, voices={"vi": str(model)}, rate=120)

    sound = engine.synth(CALL, "vi")

    assert find_faults(read_samples(sound), CALL) == []
    assert (tmp_path / "vi.onnx.scale").read_text() == "1.250\n"
    assert engine.get_facts("vi").voice == "vi.onnx 7"


def test_piper_without_its_model_or_without_itself(made, piper, tmp_path):
    lost = {"vi": str(tmp_path / "lost.onnx")}

    with pytest.raises(CannotSpeak, match=r"no_voice.*lost\.onnx is not a file"):
        made("piper", program=piper, voices=lost).synth("một", "vi")
    with pytest.raises(CannotSpeak, match="not_installed"):
        made("piper", program=str(tmp_path / "nowhere"), voices=lost).synth("một", "vi")
