"""A clip bank: recorded pieces of speech in one voice, joined to phrases; no engine is needed."""

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.checking import QUIETEST, is_clipped
from display.speech.engines.engines import Facts
from display.speech.engines.sound import (
    RATE_HZ,
    Samples,
    amplify,
    convert_db,
    find_peak,
    make_silence,
    measure_loudness,
    measure_silence,
    read_samples,
    write_wav,
)

MANIFEST = "manifest.json"
NAME = "clips"
MOST_SILENCE_MS = 100
PEAK_WITHIN_DB = 3.0
BETWEEN_OTHERS_MS = 80
INTRODUCTIONS = ("intro", "again")
TO_COUNTER = "to_counter"


class BadBank(Exception):
    """The folder is not a clip bank; the message says why in one sentence."""


class Gaps(BaseModel):
    """Pauses between two clips, milliseconds."""

    model_config = ConfigDict(extra="forbid")

    after_intro: int = Field(250, ge=0, le=2000)
    digit: int = Field(120, ge=0, le=2000)
    before_to: int = Field(300, ge=0, le=2000)
    after_to: int = Field(80, ge=0, le=2000)


class Manifest(BaseModel):
    """What `manifest.json` holds. `sentences`: kind -> order of its clips, see tokens.Pattern."""

    model_config = ConfigDict(extra="forbid")

    format: int = Field(ge=1, le=1)
    language: str = Field(min_length=2)
    name: str
    licence: str
    rate_hz: int = Field(ge=RATE_HZ, le=RATE_HZ)
    peak_db: float = Field(-3.0, ge=-20, le=0)
    gap_ms: Gaps = Gaps()
    sentences: dict[str, list[str]]
    clips: dict[str, str] = Field(min_length=1)


@dataclass(frozen=True)
class ClipBank:
    """One voice's clips in one language, by token; immutable, and joined in half a millisecond.

    `clips`: the whole voice is as loud as engines are, changed by one measure for all of it.
    `faults`: clips that are named and not usable, with the reason; they count as missing.
    """

    manifest: Manifest
    clips: Mapping[str, "Samples[int]"]
    faults: Mapping[str, str]
    digest: str
    name: str = field(default=NAME, init=False)

    def get_facts(self, language: str) -> Facts | None:
        """Return what its sound depends on; None for another language than its own."""
        if language != self.manifest.language:
            return None
        return Facts(self.name, self.digest, self.manifest.name, 0)

    def find_missing(self, tokens: Iterable[str]) -> list[str]:
        """Return which of the tokens have no usable clip, in order, each once."""
        return [token for token in dict.fromkeys(tokens) if token not in self.clips]

    def say(self, tokens: Sequence[str]) -> bytes:
        """Return the clips of the tokens as one WAV file; raise CannotSpeak if one is missing."""
        if missing := self.find_missing(tokens) or ([] if tokens else ["any token"]):
            raise CannotSpeak("missing_clip", ", ".join(missing))
        whole = array("h", self.clips[tokens[0]])
        for before, after in pairwise(tokens):
            whole += make_silence(_choose_gap_ms(self.manifest.gap_ms, before, after))
            whole += self.clips[after]
        return write_wav(whole)


def load_bank(folder: Path) -> ClipBank:
    """Return the bank in a folder, its unusable clips named; raise BadBank without a manifest.

    It reads every sample: give it to the runtime's `offload`.
    """
    manifest = _load_manifest(folder)
    clips: dict[str, Samples[int]] = {}
    faults: dict[str, str] = {}
    digest = hashlib.sha256((folder / MANIFEST).read_bytes())
    for token, name in sorted(manifest.clips.items()):
        try:
            content = _read_clip(folder, name)
            clips[token] = _check_clip(read_samples(content), manifest.peak_db)
            digest.update(content)
        except (CannotSpeak, OSError) as fault:
            said = fault.details if isinstance(fault, CannotSpeak) else fault.strerror
            faults[token] = f"{name}: {said}"
    loudest = max(map(find_peak, clips.values()), default=0)
    clips = {token: amplify(samples, loudest) for token, samples in clips.items()}
    return ClipBank(manifest, clips, faults, digest.hexdigest())


def _load_manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        return Manifest.model_validate(json.loads(path.read_bytes()))
    except OSError as fault:
        raise BadBank(f"{path} cannot be read: {fault.strerror}.")
    except ValidationError as fault:
        first = fault.errors()[0]
        raise BadBank(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}.")
    except ValueError as fault:
        raise BadBank(f"{path} is not JSON: {fault}.")


def _read_clip(folder: Path, name: str) -> bytes:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise CannotSpeak("missing_clip", "lies outside of the bank's folder")
    return path.read_bytes()


def _check_clip(samples: "Samples[int]", peak_db: float) -> "Samples[int]":
    """Return the samples of a usable clip; raise CannotSpeak with all faults."""
    if faults := list(_find_faults(samples, peak_db)):
        raise CannotSpeak("bad_sound", "; ".join(faults))
    return samples


def _find_faults(samples: "Samples[int]", peak_db: float) -> Iterator[str]:
    if measure_loudness(samples) <= QUIETEST:
        yield "as good as silent"
        return
    if is_clipped(samples):
        yield "clipped"
    elif not convert_db(peak_db - PEAK_WITHIN_DB) <= find_peak(samples) <= convert_db(0.0) + 1:
        yield f"too quiet: its peak must be {peak_db:g} dB, {PEAK_WITHIN_DB:g} dB less at most"
    before, after = (1000 * each // RATE_HZ for each in measure_silence(samples))
    if max(before, after) > MOST_SILENCE_MS:
        yield f"silent for {before} ms at its start and {after} ms at its end; cut that off"


def _choose_gap_ms(gaps: Gaps, before: str, after: str) -> int:
    if before in INTRODUCTIONS:
        return gaps.after_intro
    if after == TO_COUNTER:
        return gaps.before_to
    if before == TO_COUNTER:
        return gaps.after_to
    return gaps.digit if after.startswith("digit.") else BETWEEN_OTHERS_MS
