"""Who speaks, and who in its place: engine, another engine, clips, at the end the chime alone."""

import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from display.speech.engines.cache import Cache
from display.speech.engines.chain import CHIME, Chain, InForce, Phrase
from display.speech.engines.checking import find_faults
from display.speech.engines.clips import load_bank
from display.speech.engines.sound import find_peak, read_samples
from tests.display.speech.engines.banks import write_bank
from tests.display.speech.engines.voices import CALL, directly

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TOKENS = ("intro", "letter.D", "digit.0", "digit.1", "digit.8", "to_counter", "counter.7")
PHRASE = Phrase(CALL, "vi", TOKENS)


class Hall:
    """A chain with a clock that a test sets, and what it has told about itself."""

    def __init__(self, folder, *sources):
        self.now, self.told = MORNING, []
        self.folder = folder
        self.chain = Chain(
            sources, Cache(folder), directly, lambda: self.now, lambda *news: self.told.append(news)
        )

    def by(self, phrase=PHRASE):
        """Who speaks a phrase."""
        spoken = self.chain.say(phrase)
        return CHIME if spoken is None else spoken.source

    def other(self, number):
        """A phrase that was not spoken before."""
        return Phrase(f"{CALL} {('một', 'hai', 'ba', 'bốn', 'năm')[number]}", "vi", TOKENS)

    @property
    def in_force(self):
        return self.chain.find_in_force("vi")


@pytest.fixture
def hall(tmp_path):
    return lambda *sources: Hall(tmp_path / "voice", *sources)


@pytest.fixture
def removable(made, tmp_path):
    """espeak-ng, with the program that a test can take away and bring back."""
    program = tmp_path / "espeak-ng"

    def bring():
        program.symlink_to(shutil.which("espeak-ng"))

    bring()
    engine = made("espeak-ng", program=str(program))
    return engine, program.unlink, bring


@pytest.fixture(scope="module")
def bank(tmp_path_factory, espeak):
    return load_bank(write_bank(tmp_path_factory.mktemp("bank"), espeak, TOKENS))


def test_the_first_choice_speaks_and_is_in_force(hall, pyttsx3, espeak):
    centre = hall(pyttsx3, espeak)

    spoken = centre.chain.say(PHRASE)

    samples = read_samples(spoken.path.read_bytes())
    assert find_faults(samples, CALL) == []
    assert abs(find_peak(samples) - 23_197) < 50
    assert abs(spoken.duration_ms - len(samples) / 22.05) < 1
    assert spoken.source == "pyttsx3"
    assert centre.in_force == InForce("pyttsx3", MORNING)
    assert centre.told == []


def test_the_second_time_it_comes_from_the_cache(hall, made):
    centre = hall(made("espeak-ng", program=shutil.which("espeak-ng")))
    first = centre.chain.say(PHRASE)
    written = first.path.stat().st_ino

    assert centre.chain.say(PHRASE) == first
    assert first.path.stat().st_ino == written


def test_a_spoilt_file_is_made_again(hall, espeak):
    centre = hall(espeak)
    first = centre.chain.say(PHRASE)
    first.path.write_bytes(first.path.read_bytes()[:1_000])

    assert centre.chain.say(PHRASE) == first
    assert find_faults(read_samples(first.path.read_bytes()), CALL) == []


def test_engine_then_other_engine_then_clips_then_chime(hall, removable, made, bank, tmp_path):
    engine, remove, _ = removable
    broken = made("pyttsx3", python=("/nowhere/python",))
    km = Phrase("មួយ", "km")
    centre = hall(broken, engine, bank)

    assert centre.by() == "espeak-ng"
    assert centre.in_force == InForce("espeak-ng", MORNING, (("pyttsx3", "not_installed"),))
    remove()
    centre.now += timedelta(minutes=5)
    assert centre.by(centre.other(1)) == "clips"
    assert centre.in_force.source == "clips"
    assert centre.in_force.since == centre.now
    assert centre.by(km) == CHIME
    assert [(language, now.source) for language, now in centre.told] == [
        ("vi", "espeak-ng"),
        ("vi", "clips"),
        ("km", CHIME),
    ]


def test_what_was_spoken_before_is_spoken_though_nobody_can(hall, removable):
    engine, remove, _ = removable
    centre = hall(engine)
    assert centre.by() == "espeak-ng"
    remove()

    assert centre.by(centre.other(1)) == CHIME
    assert centre.by() == "espeak-ng"
    assert centre.in_force == InForce(CHIME, MORNING, (("espeak-ng", "not_installed"),))


def test_the_first_choice_comes_back_by_itself_after_a_rest(hall, removable, bank):
    engine, remove, bring = removable
    centre = hall(engine, bank)
    centre.by()
    remove()
    assert centre.by(centre.other(1)) == "clips"
    bring()

    assert centre.by(centre.other(2)) == "clips"  # it still rests
    centre.now += timedelta(seconds=60)
    assert centre.by(centre.other(3)) == "espeak-ng"
    assert centre.in_force == InForce("espeak-ng", centre.now)


def test_who_fails_again_rests_for_longer_so_that_few_calls_wait_for_it(hall, removable, bank):
    engine, remove, bring = removable
    centre = hall(engine, bank)
    remove()
    centre.by(centre.other(1))
    centre.now += timedelta(minutes=1)
    centre.by(centre.other(1))
    bring()

    centre.now += timedelta(minutes=1, seconds=59)
    assert centre.by() == "clips"
    centre.now += timedelta(seconds=1)
    assert centre.by() == "espeak-ng"


def test_a_clock_that_is_set_back_does_not_make_it_rest_for_hours(hall, removable, bank):
    engine, remove, bring = removable
    centre = hall(engine, bank)
    remove()
    centre.by(centre.other(1))
    bring()

    centre.now -= timedelta(hours=3)

    assert centre.by(centre.other(2)) == "espeak-ng"


def test_a_phrase_with_a_missing_clip_is_spoken_whole_by_an_engine(hall, bank, espeak):
    centre = hall(bank, espeak)
    to_another = Phrase(CALL, "vi", (*TOKENS[:-1], "counter.31"))

    assert centre.by(to_another) == "espeak-ng"
    assert centre.in_force.source == "clips"  # the bank speaks all others
    assert centre.by() == "clips"
    assert centre.by(Phrase("Go to counter seven, please.", "en")) == "espeak-ng"


def test_a_worker_that_dies_in_every_attempt_hands_over_and_the_call_is_spoken(hall, made, espeak):
    dying = made("pyttsx3", python=("/bin/sh", "-c", "exit 0"))
    centre = hall(dying, espeak)

    assert centre.by() == "espeak-ng"
    assert centre.in_force.resting == (("pyttsx3", "died"),)


def test_a_worker_killed_between_two_calls_is_not_noticed(hall, made):
    engine = made("pyttsx3")
    centre = hall(engine)
    centre.by()
    os.kill(engine.worker.process_id, signal.SIGKILL)

    assert centre.by(centre.other(1)) == "pyttsx3"
    assert centre.told == []


def test_without_sources_the_chime_is_in_force(hall):
    centre = hall()

    assert centre.by() == CHIME
    assert centre.in_force == InForce(CHIME, MORNING)


def test_a_full_disk_is_told_as_what_it_is(hall, espeak, tmp_path):
    (tmp_path / "voice").write_text("a file where the folder should be")
    centre = hall(espeak)

    assert centre.by() == CHIME
    assert centre.in_force.resting == (("espeak-ng", "cannot_store"),)


def test_an_engine_that_makes_silence_is_not_believed(hall, made, espeak, tmp_path):
    silent = tmp_path / "piper"
    silent.write_text('#!/bin/sh\nexec espeak-ng -a 0 -v aav/vi --stdin -w "$6"\n')
    silent.chmod(0o755)
    model = tmp_path / "vi.onnx"
    model.write_bytes(b"a model")
    centre = hall(made("piper", program=str(silent), voices={"vi": str(model)}), espeak)

    assert centre.by() == "espeak-ng"
    assert centre.in_force.resting == (("piper", "bad_sound"),)


def test_many_calls_at_once_are_all_spoken(hall, made):
    centre = hall(made("pyttsx3"))
    phrases = [centre.other(turn % 5) for turn in range(20)]

    with ThreadPoolExecutor(8) as threads:
        spoken = list(threads.map(centre.chain.say, phrases))

    assert None not in spoken, centre.in_force
    assert len({each.key for each in spoken}) == 5
    assert all(find_faults(read_samples(each.path.read_bytes()), CALL) == [] for each in spoken)
