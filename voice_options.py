"""What the configuration says of the voice, in the voice's own terms."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import display
from display.announcing import Facts, Phrasing, sentences
from display.speech import ClipBank, Phrase, examine
from display.voice.sources import sources_of, with_patterns
from settings.loading import Settings

T = TypeVar("T")


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
            pronunciations=voice.pronunciations,
        ),
        rhythm=voice.rhythm,
        speakers={
            code: display.SpeakersOptions(
                lobbies=frozenset(each.lobbies),
                floors=floors,
                mute=each.mute,
                volume=each.volume,
                quiet=tuple(each.quiet),
            )
            for code, (each, floors) in chosen.loudspeakers().items()
        },
        cache_bytes=voice.cache_mb * 2**20,
        own_output=voice.output == "local",
    )


def voice_lines(chosen: Settings) -> Iterator[tuple[str, str, str]]:
    """Let everybody who can speak say a call; yield how it went: state, check, sentence."""
    options = voice_options(chosen)
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
    folders = {language: str(chosen.place(folder)) for language, folder in voice.clips.items()}
    models = {language: str(chosen.place(model)) for language, model in voice.models.items()}
    given = {"clips": folders, "piper": models}
    names = dict.fromkeys([voice.engine, *voice.fallbacks])
    found = {name: given.get(name, voice.voices) for name in names}
    return tuple(
        display.SourceOptions(name, dict(by_language), voice.rate)
        for name, by_language in found.items()
        if by_language
    )


def _directly(work: Callable[[], T]) -> T:
    return work()
