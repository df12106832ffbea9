"""A clip bank: recorded pieces of speech in one voice, joined to phrases; no engine is needed."""

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from display.speech.causes import CannotSpeak
from display.speech.checking import QUIETEST, clipped
from display.speech.engines import Facts
from display.speech.sound import (
    RATE_HZ,
    Samples,
    at_peak,
    louder,
    loudness,
    peak,
    samples_of,
    silence,
    silence_around,
    wav,
)

MANIFEST = "manifest.json"
NAME = "clips"
MOST_SILENCE_MS = 100
PEAK_WITHIN_DB = 3.0
BETWEEN_OTHERS_MS = 80
INTRODUCTIONS = ("intro", "again")
TO_COUNTER = "to_counter"


class BadBank(Exception):
    """The folder is no clip bank; the message says why in one sentence."""


class Gaps(BaseModel):
    """How long is paused between two clips, milliseconds."""

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

    def facts(self, language: str) -> Facts | None:
        """Return what its sound depends on; None for another language than its own."""
        if language != self.manifest.language:
            return None
        return Facts(self.name, self.digest, self.manifest.name, 0)

    def missing(self, tokens: Iterable[str]) -> list[str]:
        """Return which of the tokens have no usable clip, in order, each once."""
        return [token for token in dict.fromkeys(tokens) if token not in self.clips]

    def say(self, tokens: Sequence[str]) -> bytes:
        """Return the clips of the tokens as one WAV file; raise CannotSpeak if one is missing."""
        if missing := self.missing(tokens) or ([] if tokens else ["any token"]):
            raise CannotSpeak("missing_clip", ", ".join(missing))
        whole = array("h", self.clips[tokens[0]])
        for before, after in pairwise(tokens):
            whole += silence(_gap_ms(self.manifest.gap_ms, before, after))
            whole += self.clips[after]
        return wav(whole)


def load_bank(folder: Path) -> ClipBank:
    """Return the bank in a folder, its unusable clips named; raise BadBank without a manifest.

    It reads every sample: give it to the runtime's `offload`.
    """
    manifest = _manifest(folder)
    clips: dict[str, Samples[int]] = {}
    faults: dict[str, str] = {}
    digest = hashlib.sha256((folder / MANIFEST).read_bytes())
    for token, name in sorted(manifest.clips.items()):
        try:
            content = _content(folder, name)
            clips[token] = _checked(samples_of(content), manifest.peak_db)
            digest.update(content)
        except (CannotSpeak, OSError) as fault:
            said = fault.details if isinstance(fault, CannotSpeak) else fault.strerror
            faults[token] = f"{name}: {said}"
    loudest = max(map(peak, clips.values()), default=0)
    clips = {token: louder(samples, loudest) for token, samples in clips.items()}
    return ClipBank(manifest, clips, faults, digest.hexdigest())


def _manifest(folder: Path) -> Manifest:
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


def _content(folder: Path, name: str) -> bytes:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise CannotSpeak("missing_clip", "lies outside of the bank's folder")
    return path.read_bytes()


def _checked(samples: "Samples[int]", peak_db: float) -> "Samples[int]":
    """Return the samples when a clip may sound like that; raise CannotSpeak with all faults."""
    if faults := list(_faults(samples, peak_db)):
        raise CannotSpeak("bad_sound", "; ".join(faults))
    return samples


def _faults(samples: "Samples[int]", peak_db: float) -> Iterator[str]:
    if loudness(samples) <= QUIETEST:
        yield "as good as silent"
        return
    if clipped(samples):
        yield "clipped"
    elif not at_peak(peak_db - PEAK_WITHIN_DB) <= peak(samples) <= at_peak(0.0) + 1:
        yield f"too quiet: its peak must be {peak_db:g} dB, {PEAK_WITHIN_DB:g} dB less at most"
    before, after = (1000 * each // RATE_HZ for each in silence_around(samples))
    if max(before, after) > MOST_SILENCE_MS:
        yield f"silent for {before} ms at its start and {after} ms at its end; cut that off"


def _gap_ms(gaps: Gaps, before: str, after: str) -> int:
    if before in INTRODUCTIONS:
        return gaps.after_intro
    if after == TO_COUNTER:
        return gaps.before_to
    if before == TO_COUNTER:
        return gaps.after_to
    return gaps.digit if after.startswith("digit.") else BETWEEN_OTHERS_MS


def manifest_text(manifest: Mapping[str, Any]) -> str:
    """Return a manifest as it is written to its file; raise ValidationError for a wrong one."""
    checked = Manifest.model_validate(manifest)
    return json.dumps(checked.model_dump(), ensure_ascii=False, indent=2) + "\n"
