"""What `./run doctor` says of the voice that is configured."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from display.speech.engines import ClipBank, Phrase, examine
from display.speech.server.options import VoiceOptions
from display.speech.server.sources import add_patterns, make_sources
from display.speech.words.announcing import Facts, make_sentences
from queueing.catalogue import Floor

T = TypeVar("T")
NO_PLAYER = (
    "nothing here plays sounds, so the boards do; on Debian: sudo apt-get install alsa-utils"
)


def find_missing_player(options: VoiceOptions) -> str | None:
    """Return what to do where this computer is to sound and cannot; None where all is well."""
    return NO_PLAYER if options.own_wanted and not options.own_player else None


def examine_voice(
    options: VoiceOptions, floors: Mapping[str, Floor]
) -> Iterator[tuple[str, str, str]]:
    """Let everybody who can speak say a call; yield how it went: state, check, sentence."""
    if advice := find_missing_player(options):
        yield "warning", "voice", advice
    if not options.sources:
        yield "ok", "voice", "none is configured; calls have the chime alone"
        return
    sources = make_sources(options.sources, _call_directly)
    phrasing = add_patterns(options.phrasing, sources)
    said = make_sentences(Facts("call", "A018", "7"), phrasing, floors)[0]
    try:
        for state, what in examine(sources, Phrase(said.text or "", said.language, said.tokens)):
            yield state, "voice", what
    finally:
        for source in sources:
            if not isinstance(source, ClipBank):
                source.close()


def _call_directly(work: Callable[[], T]) -> T:
    return work()
