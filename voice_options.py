"""What the configuration says of the voice, in the voice's own terms."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import display
from display.announcing import Facts, Phrasing, sentences
from display.speech import ClipBank, Phrase, examine
from display.voice.own_loudspeaker import player
from display.voice.sources import sources_of, with_patterns
from settings.loading import Settings

T = TypeVar("T")
NO_PLAYER = (
    "nothing here plays sounds, so the boards do; on Debian: sudo apt-get install alsa-utils"
)


def voice_options(chosen: Settings) -> display.VoiceOptions:
    """Return what the configuration says of the voice and of loudspeakers."""
    voice = chosen.voice
    return display.VoiceOptions(
        sources=_sources(chosen),
        phrasing=Phrasing(
            sentences=voice.sentences.templates(),
            honorific=voice.honorific,
            style=voice.style,
            letters=chosen.letters,
            pronunciations={str(code): said for code, said in voice.pronunciations.items()},
        ),
        rhythm=voice.rhythm,
        speakers={
            code: display.SpeakersOptions(
                lobbies=frozenset(each.lobbies),
                floors=floors,
                mute=each.mute,
                volume=each.volume,
                quiet=tuple(each.quiet),
                closing=each.closing,
            )
            for code, (each, floors) in chosen.loudspeakers().items()
        },
        cache_bytes=voice.cache_mb * 2**20,
        own_wanted=voice.output == "local",
        own_player=player() if voice.output == "local" else (),
    )


def unheard_output(chosen: Settings) -> str | None:
    """Return what to do where this computer is to sound and cannot; None where all is well."""
    return NO_PLAYER if chosen.voice.output == "local" and not player() else None


def voice_lines(chosen: Settings) -> Iterator[tuple[str, str, str]]:
    """Let everybody who can speak say a call; yield how it went: state, check, sentence."""
    options = voice_options(chosen)
    if cannot := unheard_output(chosen):
        yield "warning", "voice", cannot
    if chosen.voice.engine == "none":
        yield "ok", "voice", "none is configured; calls have the chime alone"
        return
    sources = sources_of(options.sources, _directly)
    phrasing = with_patterns(options.phrasing, sources)
    said = sentences(Facts("call", "A018", "7"), phrasing, chosen.catalogue().floors)[0]
    try:
        for each in examine(sources, Phrase(said.text or "", said.language, said.tokens)):
            yield each.state, "voice", each.what
    finally:
        for source in sources:
            if not isinstance(source, ClipBank):
                source.close()


def _sources(chosen: Settings) -> tuple[display.SourceOptions, ...]:
    voice = chosen.voice
    if voice.engine == "none":
        return ()
    places: dict[str, Mapping[Any, str]] = {"clips": voice.clips, "piper": voice.models}
    found = []
    for name in dict.fromkeys([voice.engine, *voice.fallbacks]):
        given = places.get(name)
        if given is None:
            by_language = {str(language): said for language, said in voice.voices.items()}
        else:
            by_language = {language: str(chosen.place(at)) for language, at in given.items()}
        if by_language:
            found.append(display.SourceOptions(name, by_language, voice.rate))
    return tuple(found)


def _directly(work: Callable[[], T]) -> T:
    return work()
