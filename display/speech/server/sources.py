"""Makes the sources of speech that the configuration names."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from display.speech.engines import BadBank, ClipBank, Source, load_bank, make_engine
from display.speech.engines.clips import NAME as CLIPS
from display.speech.engines.worker_process import Offload
from display.speech.server.options import SourceOptions
from display.speech.words.announcing import Phrasing
from display.speech.words.tokens import Pattern

log = logging.getLogger("xinmoi.voice")


def make_sources(options: Sequence[SourceOptions], offload: Offload) -> list[Source]:
    """Return the sources, first choice first, engines not started; it reads clips from disk."""
    return [source for each in options for source in _sources(each, offload)]


def add_patterns(phrasing: Phrasing, sources: Sequence[Source]) -> Phrasing:
    """Return the phrasing with the clip orders of these sources."""
    patterns: Mapping[str, Mapping[str, Pattern]] = {
        bank.manifest.language: bank.manifest.sentences
        for bank in reversed(sources)
        if isinstance(bank, ClipBank)
    }
    return replace(phrasing, patterns=patterns)


def _sources(options: SourceOptions, offload: Offload) -> Iterator[Source]:
    if options.name != CLIPS:
        yield make_engine(options.name, options.by_language, offload, rate=options.rate)
        return
    for folder in options.by_language.values():
        try:
            yield offload(partial(load_bank, Path(folder)))
        except BadBank as fault:
            log.warning("clips are not used: %s", fault)
