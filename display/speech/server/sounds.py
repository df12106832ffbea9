"""Makes the sounds of sentences, one after the other, in a thread of its own."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event

from display.speech.engines import CHIME, Cache, Chain, InForce, Phrase, Source
from display.speech.schedule.announcements import Sound
from display.speech.server.elsewhere import Elsewhere
from display.speech.server.options import VoiceOptions
from display.speech.server.sources import add_patterns, make_sources
from display.speech.words.announcing import Phrasing, Sentence
from web.background import Background
from web.runtime import Runtime

PAUSE_S = 0.05
"""Between two sounds that are made ahead."""
REMEMBERED = 2000
NO_SOUND = Sound(None, 0)
ADDRESS = "/display/speech/{}.wav"
log = logging.getLogger("xinmoi.voice")


class Sounds:
    """Holds the sounds of the sentences that are needed, and makes the missing ones."""

    def __init__(
        self,
        runtime: Runtime,
        background: Background,
        folder: Path,
        options: VoiceOptions,
        now: Callable[[], datetime],
        sound_made: Callable[[], None],
        elsewhere: Elsewhere,
    ) -> None:
        """Keep files in `folder`; `sound_made` is called after every new sound or change of source.

        `now`: aware times; a source that failed rests by them. `elsewhere` hears who speaks here.
        """
        self._elsewhere = elsewhere
        self._runtime, self._folder, self._now, self._sound_made = runtime, folder, now, sound_made
        self._known: dict[Sentence, Sound] = {}
        self._wanted: tuple[Sentence, ...] = ()
        self._to_prepare: Iterator[Sentence] = iter(())
        self._prepared: set[Sentence] = set()
        self._wake = Event()
        self._options = options
        self._sources, self._cache, self._chain = self._set_up(options)
        self._phrasing = add_patterns(options.phrasing, self._sources)
        background.whenever(self._wait, self._make_missing, "making the sounds of calls")

    @property
    def phrasing(self) -> Phrasing:
        """How this centre words its calls, for engines and clips."""
        return self._phrasing

    def reconfigure(self, options: VoiceOptions) -> None:
        """Speak by these options from now on."""
        before, self._options = self._options, options
        if (before.sources, before.cache_bytes) != (options.sources, options.cache_bytes):
            old = self._chain
            self._sources, self._cache, self._chain = self._set_up(options)
            self._elsewhere.forget()
            self._runtime.spawn(old.close)
            self._known.clear()
            self._prepared.clear()
        self._phrasing = add_patterns(options.phrasing, self._sources)

    def find_sound(self, sentence: Sentence) -> Sound | None:
        """Return the sound of a sentence, None while it is being made."""
        return self._known.get(sentence)

    def want(self, sentences: Sequence[Sentence]) -> None:
        """Make the sounds of these, in this order, and forget all others."""
        self._wanted = tuple(sentences)
        for known in set(self._known).difference(sentences):
            self._known.pop(known, None)
        if any(each not in self._known for each in sentences):
            self._wake.set()

    def prepare(self, sentences: Iterable[Sentence]) -> None:
        """Make these ahead while nothing is needed at once."""
        self._to_prepare = iter([each for each in sentences if each not in self._prepared])
        self._wake.set()

    def locate(self, name: str) -> Path:
        """Return where the sound of a key is, or would be."""
        return self._cache.locate(name)

    def find_in_force(self, language: str) -> tuple[str, InForce]:
        """Return who is to speak a language, and who does; where a source fails, it is said."""
        able = (each.name for each in self._options.sources if language in each.by_language)
        here = self._chain.find_in_force(language)
        there = None if here.resting else self._elsewhere.find(language)
        return next(able, CHIME), there or here

    def close(self) -> None:
        """End the engines."""
        self._chain.close()

    def _set_up(self, options: VoiceOptions) -> tuple[list[Source], Cache, Chain]:
        cache = Cache(self._folder, options.cache_bytes)
        sources = make_sources(options.sources, self._runtime.offload)
        chain = Chain(sources, cache, self._runtime.offload, self._now, self._note_in_force)
        return sources, cache, chain

    def _note_in_force(self, language: str, now: InForce) -> None:
        self._elsewhere.record(language, now)
        self._sound_made()

    def _wait(self) -> None:
        self._wake.wait()
        self._wake.clear()

    def _make_missing(self) -> None:
        while (sentence := self._find_missing()) is not None:
            self._known[sentence] = self._make(sentence)
            self._sound_made()
        if (sentence := next(self._to_prepare, None)) is not None:
            self._make(sentence)
            self._runtime.sleep(PAUSE_S)
            self._wake.set()

    def _find_missing(self) -> Sentence | None:
        return next((each for each in self._wanted if each not in self._known), None)

    def _make(self, sentence: Sentence) -> Sound:
        if len(self._prepared) >= REMEMBERED:
            self._prepared.clear()
        self._prepared.add(sentence)
        # A language without a text has clips only: no engine is given an empty text.
        phrase = Phrase(sentence.text or "", sentence.language, sentence.tokens)
        try:
            spoken = self._chain.say(phrase)
        except Exception:
            log.exception("a call cannot be spoken")
            return NO_SOUND
        return NO_SOUND if spoken is None else Sound(ADDRESS.format(spoken.key), spoken.duration_ms)
