"""A clip bank: checked when it is loaded, joined with pauses, silent about what it lacks."""

import json

import pytest

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.clips import BadBank, load_bank
from display.speech.engines.engines import Facts
from display.speech.engines.sound import (
    RATE_HZ,
    convert_db,
    count_seconds,
    find_peak,
    make_silence,
    read_samples,
    write_wav,
)
from tests.display.speech.engines.voices import tone

TONE = write_wav(tone())
TOKENS = ("intro", "letter.D", "digit.0", "digit.1", "digit.8", "to_counter", "counter.7")
MANIFEST = {
    "format": 1,
    "language": "vi",
    "name": "Giọng thử",
    "licence": "CC0-1.0",
    "rate_hz": RATE_HZ,
    "sentences": {
        "call": ["intro", "{letter}", "{digits}", "to_counter", "{counter}"],
        "floor": ["floor.{floor}"],
    },
}


@pytest.fixture
def write(tmp_path):
    """Write a bank of tones; what is named replaces a clip's content or a field."""

    def write(others=None, **fields):
        contents = {token: write_wav(tone()) for token in TOKENS} | (others or {})
        named = {token: f"{token}.wav" for token in contents}
        for token, content in contents.items():
            if content is not None:
                (tmp_path / named[token]).write_bytes(content)
        manifest = {**MANIFEST, "clips": named, **fields}
        (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return tmp_path

    return write


def test_a_call_is_its_clips_with_the_pauses_of_the_manifest_between_them(write):
    gaps = {"after_intro": 250, "digit": 120, "before_to": 300, "after_to": 80}
    bank = load_bank(write(gap_ms=gaps))

    sound = read_samples(bank.say(TOKENS))

    pauses = 0.25 + 3 * 0.12 + 0.3 + 0.08
    assert abs(count_seconds(sound) - (7 * 0.5 + pauses)) < 0.001
    assert bank.faults == {}


def test_a_bank_is_as_loud_as_an_engine_and_keeps_the_difference_between_its_clips(write):
    bank = load_bank(write({"digit.8": write_wav(tone(peak=11_750))}, peak_db=-6))

    said = [bank.say([token]) for token in ("intro", "digit.8")]
    loudest, quieter = (find_peak(read_samples(each)) for each in said)

    assert abs(loudest - convert_db(-3)) < 50
    assert abs(quieter - loudest * 11_750 / 23_000) < 50


def test_a_missing_token_is_named_and_nothing_is_spoken(write):
    bank = load_bank(write())
    tokens = ("intro", "letter.X", "digit.0", "to_counter", "counter.31")

    assert bank.find_missing(tokens) == ["letter.X", "counter.31"]
    with pytest.raises(CannotSpeak, match=r"missing_clip: letter\.X, counter\.31"):
        bank.say(tokens)
    with pytest.raises(CannotSpeak, match="missing_clip"):
        bank.say(())


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "No such file"),
        (b"not a sound", "not a WAV file"),
        (TONE[:24] + (44_100).to_bytes(4, "little") + TONE[28:], "44100 Hz"),
        (write_wav(make_silence(500)), "as good as silent"),
        (write_wav(tone(peak=2_000)), "too quiet: its peak must be -3 dB"),
        (write_wav(make_silence(400) + tone()), "silent for 400 ms at its start"),
    ],
)
def test_a_clip_that_cannot_be_used_is_named_and_counts_as_missing(write, content, fault):
    bank = load_bank(write({"digit.8": content}))

    assert fault in bank.faults["digit.8"]
    assert bank.find_missing(TOKENS) == ["digit.8"]


def test_a_clip_outside_of_the_folder_is_not_read(write, tmp_path):
    (tmp_path.parent / "outside.wav").write_bytes(write_wav(tone()))
    bank = load_bank(write())
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    manifest["clips"]["intro"] = "../outside.wav"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    assert bank.find_missing(["intro"]) == []
    assert "outside of the bank's folder" in load_bank(tmp_path).faults["intro"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"format": 2}, "format"),
        ({"rate_hz": 44_100}, "rate_hz"),
        ({"clips": {}}, "clips"),
        ({"pause": 3}, "pause"),
        ({"gap_ms": {"digits": 1}}, "gap_ms.digits"),
    ],
)
def test_a_wrong_manifest_is_refused_by_field(write, fields, said):
    with pytest.raises(BadBank, match=f"manifest.json: {said}: "):
        load_bank(write(**fields))


def test_a_folder_without_a_manifest_is_no_bank(tmp_path):
    with pytest.raises(BadBank, match="cannot be read"):
        load_bank(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(BadBank, match="is not JSON"):
        load_bank(tmp_path)


def test_its_sound_depends_on_every_clip(write):
    before = load_bank(write())
    after = load_bank(write({"digit.8": write_wav(tone(hertz=660))}))

    assert isinstance(before.get_facts("vi"), Facts)
    assert before.get_facts("vi") != after.get_facts("vi")
    assert before.get_facts("km") is None
