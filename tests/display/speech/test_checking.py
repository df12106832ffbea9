"""A sound that is silent, clipped or too long for its text is found out before anybody hears it."""

from array import array

import pytest

from display.speech.causes import CannotSpeak
from display.speech.checking import faults, finished
from display.speech.sound import (
    at_peak,
    levelled,
    peak,
    samples_of,
    seconds,
    silence,
    trimmed,
    wav,
)
from tests.display.speech.voices import CALL, spoken_alone, tone


def test_a_call_as_it_should_be_has_no_faults(espeak):
    assert faults(samples_of(espeak.synth(CALL, "vi")), CALL) == []


def test_a_silent_sound_is_found_out():
    (found,) = faults(silence(2000), "một hai ba bốn năm")

    assert found.startswith("as good as silent")


def test_a_clipped_sound_is_found_out_and_a_single_peak_is_not():
    natural = tone(seconds=2)
    natural[100] = 32_767
    cut = array("h", [max(-32_768, min(32_767, 3 * each)) for each in natural])

    assert faults(natural, "một hai ba bốn năm") == []
    assert faults(cut, "một hai ba bốn năm") == ["clipped: 4 samples in a row at full scale"]


@pytest.mark.parametrize("length", [0.3, 30])
def test_a_sound_too_short_or_too_long_for_its_text_is_found_out(length):
    (found,) = faults(tone(seconds=length), "một hai ba bốn năm")

    assert found == f"{length:.2f} s long, where 18 signs take 0.5 to 6.0 s"


def test_a_sound_at_another_rate_is_found_out(tmp_path):
    at_150, at_200 = (
        samples_of(spoken_alone(tmp_path, CALL, "aav/vi", rate)) for rate in (150, 200)
    )

    assert faults(at_150, CALL, expected_s=seconds(at_150)) == []
    (found,) = faults(at_200, CALL, expected_s=seconds(at_150))
    assert "where this rate gives" in found


def test_every_sound_is_made_equally_loud():
    for loudest in (500, 9_000, 32_767):
        assert abs(peak(levelled(tone(peak=loudest))) - at_peak(-3)) < 0.01 * at_peak(-3)
    assert peak(levelled(silence(100))) == 0


def test_silence_at_the_ends_is_cut_off_but_for_a_margin():
    sound = silence(300) + tone(seconds=0.2) + silence(400)

    assert abs(seconds(trimmed(sound)) - 0.22) < 0.002
    assert len(trimmed(silence(100))) == 0


def test_a_file_of_another_form_or_half_a_file_is_refused():
    sound = wav(tone())
    at_16_khz = sound[:24] + (16_000).to_bytes(4, "little") + sound[28:]

    with pytest.raises(CannotSpeak, match="16000 Hz, 1 channels, 16 bits; right would be 22050"):
        samples_of(at_16_khz)
    for half in (b"", sound[:20], b"RIFF" + bytes(60)):
        with pytest.raises(CannotSpeak, match="bad_sound"):
            samples_of(half)


def test_what_is_finished_is_checked_and_levelled():
    assert (
        peak(samples_of(finished(wav(tone(seconds=2, peak=5_000)), "một hai ba bốn năm"))) > 23_000
    )
    with pytest.raises(CannotSpeak, match="bad_sound: as good as silent"):
        finished(wav(silence(2000)), "một hai ba bốn năm")
