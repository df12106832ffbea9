"""Sounds on disk: found by what they depend on, whole or not there, never more than the limit."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from unicodedata import normalize

import pytest

from display.speech.engines.cache import EVICTED_SHARE, Cache, make_key
from display.speech.engines.causes import CannotSpeak
from display.speech.engines.engines import Facts
from display.speech.engines.sound import read_samples, write_wav
from tests.display.speech.engines.voices import CALL, tone

FACTS = Facts("pyttsx3", "2.99 espeak 1.51", "aav/vi", 150)
SOUND = write_wav(tone(seconds=0.25))


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "voice")


def test_a_sound_is_found_again_and_still_is_a_sound(cache):
    put = cache.put("a", SOUND)

    assert cache.find("a") == put
    assert put.duration_ms == 250
    assert put.path == cache.locate("a")
    assert read_samples(put.path.read_bytes()) == read_samples(SOUND)


def test_what_is_not_there_is_not_found(cache):
    assert cache.find("a") is None


@pytest.mark.parametrize(
    "other",
    [
        {"engine": "espeak-ng"},
        {"version": "2.99 espeak 1.52"},
        {"voice": "aav/vi-vn-x-south"},
        {"rate": 160},
    ],
)
def test_another_engine_version_voice_or_rate_is_another_sound(other):
    assert make_key(FACTS, CALL) != make_key(replace(FACTS, **other), CALL)


def test_the_same_text_written_otherwise_is_the_same_sound():
    assert make_key(FACTS, CALL) == make_key(FACTS, normalize("NFD", CALL).replace(" ", "  "))
    assert make_key(FACTS, CALL) != make_key(FACTS, CALL.lower())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: bytes(len(content)),
        lambda content: content[:5_000] + bytes(4_096) + content[9_096:],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    ],
)
def test_a_spoilt_file_is_removed_so_that_it_is_made_again(cache, spoil):
    path = cache.put("a", SOUND).path
    path.write_bytes(spoil(path.read_bytes()))

    assert cache.find("a") is None
    assert not path.exists()
    assert cache.put("a", SOUND) == cache.find("a")


def test_the_longest_unused_go_first_when_the_limit_is_passed(tmp_path):
    cache = Cache(tmp_path, limit_bytes=int(4.3 * (len(SOUND) + 40)))
    for age, name in enumerate("dcba"):
        os.utime(cache.put(name, SOUND).path, (age, age))
    assert cache.find("d")  # the oldest, used just now

    cache.put("e", SOUND)

    assert [name for name in "abcde" if cache.find(name)] == ["a", "b", "d", "e"]


def test_a_sound_larger_than_the_limit_is_kept_until_the_next(tmp_path):
    cache = Cache(tmp_path, limit_bytes=10)

    assert cache.put("a", SOUND)
    assert cache.find("a")
    cache.put("b", SOUND)
    assert cache.find("a") is None


def test_processes_that_share_a_folder_keep_the_limit_together(tmp_path):
    size = len(SOUND) + 40
    one, other = (Cache(tmp_path, limit_bytes=40 * size) for _ in range(2))
    for turn in range(50):
        one.put(f"one{turn}", SOUND)
        other.put(f"other{turn}", SOUND)
        assert len(list(tmp_path.iterdir())) <= 40 + 2 * (40 // EVICTED_SHARE)


def test_a_reader_never_sees_half_a_sound_while_many_processes_write_it(cache):
    others = [cache, Cache(cache.folder)]

    def write_and_read(turn):
        others[turn % 2].put("a", SOUND)
        return cache.find("a") is not None

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(write_and_read, range(200)))
    assert [path.name for path in cache.folder.iterdir()] == ["a.wav"]


def test_a_disk_that_takes_nothing_is_named(tmp_path):
    in_the_way = tmp_path / "voice"
    in_the_way.write_text("a file where the folder should be")

    with pytest.raises(CannotSpeak, match="cannot_store"):
        Cache(in_the_way).put("a", SOUND)
