"""What the doctor says of the voice, one sentence for each source."""

import pytest

from display.speech.engines.causes import CAUSES
from display.speech.engines.chain import Phrase
from display.speech.engines.clips import load_bank
from display.speech.engines.examining import ADVICE, examine
from display.speech.engines.sound import make_silence, write_wav
from tests.display.speech.engines.banks import WORDS, write_bank
from tests.display.speech.engines.voices import CALL
from tools.clip_bank import main, words_in

PHRASE = Phrase(CALL, "vi", tuple(WORDS))


def test_everyone_who_can_speak_is_ok(pyttsx3, espeak, tmp_path):
    bank = load_bank(write_bank(tmp_path, espeak, WORDS))

    found = examine([pyttsx3, espeak, bank], PHRASE)

    assert [state for state, _ in found] == ["ok", "ok", "ok"]
    names = [what.split(" spoke ")[0] for _, what in found]
    assert names == ["pyttsx3", "espeak-ng", "clips"]


def test_who_cannot_speak_is_told_what_helps(made, espeak):
    found = examine([made("pyttsx3", python=("/nowhere/python",)), espeak], PHRASE)

    assert [state for state, _ in found] == ["warning", "ok"]
    assert "pyttsx3 cannot speak vi: it is not on this computer" in found[0][1]
    assert "apt-get install espeak-ng" in found[0][1]


def test_when_nobody_can_speak_it_is_said_what_the_hall_hears(made):
    found = examine([made("espeak-ng", voices={})], PHRASE)

    assert found[-1] == ("warning", "nobody can speak: calls have the chime alone")


def test_clips_that_cannot_be_used_are_named(espeak, tmp_path):
    write_bank(tmp_path, espeak, WORDS)
    (tmp_path / "digit.8.wav").write_bytes(write_wav(make_silence(300)))

    missing, bad, nobody = examine([load_bank(tmp_path)], PHRASE)

    assert "the bank lacks clips; record them (digit.8)" in missing[1]
    assert "digit.8.wav: as good as silent" in bad[1]
    assert nobody[0] == "warning"


def test_every_cause_has_its_advice():
    assert set(ADVICE) == set(CAUSES)


def test_a_bank_for_trials_is_made_from_a_list_of_words(tmp_path, capsys):
    words = tmp_path / "words"
    lines = [f"{token} = {text}  # as it is read" for token, text in WORDS.items()]
    words.write_text("# Quầy 7\n\n" + "\n".join(lines), encoding="utf-8")

    assert main([str(words), str(tmp_path / "bank")]) == 0

    assert capsys.readouterr().out == f"7 clips in {tmp_path / 'bank'}\n"
    assert load_bank(tmp_path / "bank").find_missing(WORDS) == []


def test_a_line_that_is_no_clip_is_named(tmp_path, capsys):
    with pytest.raises(ValueError, match="counter 7 bảy"):
        words_in("counter 7 bảy")
    (tmp_path / "words").write_text("counter.7 =")
    assert main([str(tmp_path / "words"), str(tmp_path)]) == 1
    assert "counter.7" in capsys.readouterr().out
