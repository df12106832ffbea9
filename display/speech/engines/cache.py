"""Sounds on disk, named by what they depend on; whole or absent; the longest unused go first."""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.engines import Facts, normalise
from display.speech.engines.sound import PEAK_DB, RATE_HZ

FORM = f"wav {RATE_HZ} s16 mono {PEAK_DB:g} dB 1"
LIMIT_BYTES = 200 * 2**20
EVICTED_SHARE = 20
"""A twentieth of the limit is made free at a time: looking through thousands of files takes some
milliseconds, and is not done for every sound, but each time that so much was put."""
DIGEST_BYTES = 32
SEAL = b"seal" + DIGEST_BYTES.to_bytes(4, "little")
"""Heads a last chunk of the WAV file, a digest of all before it; players pass over it."""

HEAD_BYTES = 44


@dataclass(frozen=True)
class Spoken:
    """A sound in the cache. `key`: its name there; `source`: which source spoke it."""

    key: str
    path: Path
    duration_ms: int
    source: str = ""


def make_key(facts: Facts, text: str) -> str:
    """Return the name of a sound: another text, voice, rate, engine or version is another name."""
    parts = json.dumps([FORM, asdict(facts), normalise(text)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(parts.encode()).hexdigest()


class Cache:
    """A folder of sounds. Every call touches the disk: give it to the runtime's `offload`."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        """The folder is made when the first sound is put into it."""
        self.folder = folder
        self._limit_bytes = limit_bytes
        self._room_bytes = -1  # what may be put before the folder is looked through again

    def locate(self, name: str) -> Path:
        """Return where the sound of a key is, or would be."""
        return self.folder / f"{name}.wav"

    def find(self, name: str) -> Spoken | None:
        """Return a sound, now the one last used; None if there is none or its file is bad.

        A bad one, after a power cut for instance, is removed, so that it is made again.
        """
        path = self.locate(name)
        try:
            content = path.read_bytes()
            if _is_whole(content):
                os.utime(path)
                length = len(content) - len(SEAL) - DIGEST_BYTES
                return Spoken(name, path, _compute_duration_ms(length))
            path.unlink()
        except OSError:
            return None
        return None

    def put(self, name: str, sound: bytes) -> Spoken:
        """Keep a WAV file that was checked; raise CannotSpeak when the disk does not take it.

        Under its own name it is whole from the first moment. Others may go for it.
        """
        path = self.locate(name)
        # Another process, perhaps of another computer, may make the same sound at this moment
        part = self.folder / f".{name}.{token_hex(8)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                self._room_bytes -= part.write_bytes(_seal(sound))
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
            if self._room_bytes < 0:
                self._evict(path)
        except OSError as fault:
            raise CannotSpeak("cannot_store", f"{self.folder}: {fault.strerror}")
        return Spoken(name, path, _compute_duration_ms(len(sound)))

    def _evict(self, newest: Path) -> None:
        found = []
        for entry in os.scandir(self.folder):
            with suppress(FileNotFoundError):  # another put may have taken it
                state = entry.stat()
                found.append((state.st_mtime_ns, state.st_size, Path(entry.path)))
        room = self._limit_bytes - sum(size for _, size, _ in found)
        wanted = self._limit_bytes // EVICTED_SHARE if room < 0 else 0
        for _, size, path in sorted(found):
            if room >= wanted:
                break
            if path != newest:
                path.unlink(missing_ok=True)
                room += size
        # Others may put into the same folder
        self._room_bytes = min(room, self._limit_bytes // EVICTED_SHARE)


def _seal(sound: bytes) -> bytes:
    """Return a WAV file with its digest at the end."""
    length = len(sound) + len(SEAL) + DIGEST_BYTES
    body = sound[:4] + (length - 8).to_bytes(4, "little") + sound[8:] + SEAL
    return body + hashlib.sha256(body).digest()


def _is_whole(content: bytes) -> bool:
    body, digest = content[:-DIGEST_BYTES], content[-DIGEST_BYTES:]
    return body.endswith(SEAL) and hashlib.sha256(body).digest() == digest


def _compute_duration_ms(length: int) -> int:
    """Return how long a WAV file of so many bytes sounds, rounded up."""
    return -((HEAD_BYTES - length) * 1000 // (2 * RATE_HZ))
