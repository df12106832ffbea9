"""Makes those who can speak from what the configuration says of them."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from display.announcing import Phrasing
from display.speech import BadBank, ClipBank, Source, engine_named, load_bank
from display.speech.clips import NAME as CLIPS
from display.speech.worker_process import Offload
from display.tokens import Pattern
from display.voice.options import SourceOptions

log = logging.getLogger("xinmoi.voice")


def sources_of(options: Sequence[SourceOptions], offload: Offload) -> list[Source]:
    """Return who can speak, the first choice first, nothing started yet; it reads the clips."""
    return [source for each in options for source in _sources(each, offload)]


def with_patterns(phrasing: Phrasing, sources: Sequence[Source]) -> Phrasing:
    """Return the phrasing with the orders of clips that these sources bring."""
    patterns: Mapping[str, Mapping[str, Pattern]] = {
        bank.manifest.language: bank.manifest.sentences
        for bank in reversed(sources)
        if isinstance(bank, ClipBank)
    }
    return replace(phrasing, patterns=patterns)


def _sources(options: SourceOptions, offload: Offload) -> Iterator[Source]:
    if options.name != CLIPS:
        yield engine_named(options.name, options.by_language, offload, rate=options.rate)
        return
    for folder in options.by_language.values():
        try:
            yield offload(partial(load_bank, Path(folder)))
        except BadBank as fault:
            log.warning("clips are not used: %s", fault)
