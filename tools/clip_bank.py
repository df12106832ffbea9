"""Makes a clip bank from an engine, to try one out before anybody is recorded.

python -m tools.clip_bank WORDS FOLDER [--engine espeak-ng] [--language vi] [--voice aav/vi]

WORDS holds one clip a line, `token = words`, like `counter.7 = bảy`: the list that a person to be
recorded would read from.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.clips import MANIFEST, Manifest, load_bank
from display.speech.engines.engines import ENGINES, SpeechEngine, make_engine
from display.speech.engines.sound import (
    RATE_HZ,
    Samples,
    level,
    measure_silence,
    read_samples,
    write_wav,
)

SENTENCES = {
    "call": ["intro", "{letter}", "{digits}", "to_counter", "{counter}"],
    "recall": ["again", "{letter}", "{digits}", "to_counter", "{counter}"],
    "floor": ["floor.{floor}"],
}


def words_in(text: str) -> dict[str, str]:
    """Return words by token; raise ValueError for a line that is none. `#` begins a remark."""
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    pairs = [line.partition("=") for line in lines if line]
    if bad := [pair[0] for pair in pairs if not pair[0].strip() or not pair[2].strip()]:
        raise ValueError(f"not `token = words`: {bad[0]!r}")
    return {token.strip(): words.strip() for token, _, words in pairs}


def make_bank(words: Mapping[str, str], folder: Path, engine: SpeechEngine, language: str) -> None:
    """Write the clips and their manifest; raise CannotSpeak when the engine fails."""
    folder.mkdir(parents=True, exist_ok=True)
    for token, text in words.items():
        sound = level(trim(read_samples(engine.synth(text, language))))
        (folder / f"{token}.wav").write_bytes(write_wav(sound))
    manifest = {
        "format": 1,
        "language": language,
        "name": f"{engine.name}, for trials",
        "licence": "not for publication",
        "rate_hz": RATE_HZ,
        "sentences": SENTENCES,
        "clips": {token: f"{token}.wav" for token in words},
    }
    (folder / MANIFEST).write_text(
        Manifest.model_validate(manifest).model_dump_json(indent=2) + "\n", encoding="utf-8"
    )


def trim(samples: "Samples[int]", margin_ms: int = 10) -> "Samples[int]":
    """Return the samples without the silence at both ends but for a margin."""
    margin = RATE_HZ * margin_ms // 1000
    before, after = measure_silence(samples)
    return samples[max(0, before - margin) : max(0, len(samples) - after + margin)]


def main(arguments: Sequence[str]) -> int:
    """Make the bank, load it, and print what cannot be used of it."""
    parser = argparse.ArgumentParser(prog="python -m tools.clip_bank", description=__doc__)
    parser.add_argument("words", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=ENGINES, default="espeak-ng")
    parser.add_argument("--language", default="vi")
    parser.add_argument("--voice", default="aav/vi")
    asked = parser.parse_args(arguments)
    engine = make_engine(asked.engine, {asked.language: asked.voice}, lambda work: work())
    try:
        words = words_in(asked.words.read_text(encoding="utf-8"))
        make_bank(words, asked.folder, engine, asked.language)
    except (CannotSpeak, OSError, ValueError) as fault:
        print(fault)
        return 1
    finally:
        engine.close()
    bank = load_bank(asked.folder)
    for token, reason in bank.faults.items():
        print(f"{token}: {reason}")
    print(f"{len(bank.clips)} clips in {asked.folder}")
    return int(bool(bank.faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
