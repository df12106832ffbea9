"""A sound that is silent, clipped or too long for its text is found out before anybody hears it."""

from array import array

import pytest

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.checking import find_faults, finish_sound
from display.speech.engines.sound import (
    convert_db,
    count_seconds,
    find_peak,
    level,
    make_silence,
    read_samples,
    write_wav,
)
from tests.display.speech.engines.voices import CALL, spoken_alone, tone
from tools.clip_bank import trim


def test_a_call_as_it_should_be_has_no_faults(espeak):
    assert find_faults(read_samples(espeak.synth(CALL, "vi")), CALL) == []


def test_a_silent_sound_is_found_out():
    (found,) = find_faults(make_silence(2000), "một hai ba bốn năm")

    assert found.startswith("as good as silent")


def test_a_clipped_sound_is_found_out_and_a_single_peak_is_not():
    natural = tone(seconds=2)
    natural[100] = 32_767
    cut = array("h", [max(-32_768, min(32_767, 3 * each)) for each in natural])

    assert find_faults(natural, "một hai ba bốn năm") == []
    assert find_faults(cut, "một hai ba bốn năm") == ["clipped: 4 samples in a row at full scale"]


@pytest.mark.parametrize("length", [0.3, 30])
def test_a_sound_too_short_or_too_long_for_its_text_is_found_out(length):
    (found,) = find_faults(tone(seconds=length), "một hai ba bốn năm")

    assert found == f"{length:.2f} s long, where 18 signs take 0.5 to 6.0 s"


def test_a_sound_at_another_rate_is_found_out(tmp_path):
    at_150, at_200 = (
        read_samples(spoken_alone(tmp_path, CALL, "aav/vi", rate)) for rate in (150, 200)
    )

    assert find_faults(at_150, CALL, expected_s=count_seconds(at_150)) == []
    (found,) = find_faults(at_200, CALL, expected_s=count_seconds(at_150))
    assert "where this rate gives" in found


def test_every_sound_is_made_equally_loud():
    for loudest in (500, 9_000, 32_767):
        assert abs(find_peak(level(tone(peak=loudest))) - convert_db(-3)) < 0.01 * convert_db(-3)
    assert find_peak(level(make_silence(100))) == 0


def test_silence_at_the_ends_is_cut_off_but_for_a_margin():
    sound = make_silence(300) + tone(seconds=0.2) + make_silence(400)

    assert abs(count_seconds(trim(sound)) - 0.22) < 0.002
    assert len(trim(make_silence(100))) == 0


def test_a_file_of_another_form_or_half_a_file_is_refused():
    sound = write_wav(tone())
    at_16_khz = sound[:24] + (16_000).to_bytes(4, "little") + sound[28:]

    with pytest.raises(CannotSpeak, match="16000 Hz, 1 channels, 16 bits; right would be 22050"):
        read_samples(at_16_khz)
    for half in (b"", sound[:20], b"RIFF" + bytes(60)):
        with pytest.raises(CannotSpeak, match="bad_sound"):
            read_samples(half)


def test_what_is_finished_is_checked_and_levelled():
    made = finish_sound(write_wav(tone(seconds=2, peak=5_000)), "một hai ba bốn năm")
    assert find_peak(read_samples(made)) > 23_000
    with pytest.raises(CannotSpeak, match="bad_sound: as good as silent"):
        finish_sound(write_wav(make_silence(2000)), "một hai ba bốn năm")
