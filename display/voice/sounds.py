"""Makes the sounds of sentences, one after the other, beside everything else."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event

from display.announcements import Sound
from display.announcing import Phrasing, Sentence
from display.speech import CHIME, Cache, Chain, InForce, Phrase, Source
from display.voice.options import VoiceOptions
from display.voice.sources import sources_of, with_patterns
from web.runtime import Runtime

BREATH_S = 0.05
"""Between two sounds that nobody waits for yet."""
REMEMBERED = 2000
NO_SOUND = Sound(None, 0)
ADDRESS = "/display/speech/{}.wav"
log = logging.getLogger("xinmoi.voice")


class Sounds:
    """Knows the sounds of the sentences that are wanted, and makes those that are missing."""

    def __init__(
        self,
        runtime: Runtime,
        folder: Path,
        options: VoiceOptions,
        now: Callable[[], datetime],
        arrived: Callable[[], None],
    ) -> None:
        """Keep files in `folder`; `arrived` hears of every new sound and of another speaker.

        `now`: aware times; a source that failed rests by them.
        """
        self._runtime, self._folder, self._now, self._arrived = runtime, folder, now, arrived
        self._known: dict[Sentence, Sound] = {}
        self._wanted: tuple[Sentence, ...] = ()
        self._later: Iterator[Sentence] = iter(())
        self._made_before: set[Sentence] = set()
        self._wake = Event()
        self._options = options
        self._sources, self._cache, self._chain = self._set_up(options)
        self._phrasing = with_patterns(options.phrasing, self._sources)
        runtime.spawn(self._run)

    @property
    def phrasing(self) -> Phrasing:
        """How this centre words its calls, for engines and clips."""
        return self._phrasing

    def take(self, options: VoiceOptions) -> None:
        """Speak by these options from now on."""
        before, self._options = self._options, options
        if (before.sources, before.cache_bytes) != (options.sources, options.cache_bytes):
            old = self._chain
            self._sources, self._cache, self._chain = self._set_up(options)
            self._runtime.spawn(old.close)
            self._known.clear()
            self._made_before.clear()
        self._phrasing = with_patterns(options.phrasing, self._sources)

    def sound_of(self, sentence: Sentence) -> Sound | None:
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
        """Put these on the disk while nothing is wanted; they will be wanted soon."""
        self._later = iter([each for each in sentences if each not in self._made_before])
        self._wake.set()

    def path(self, name: str) -> Path:
        """Return where the sound of a key is, or would be."""
        return self._cache.path(name)

    def in_force(self, language: str) -> tuple[str, InForce]:
        """Return who is to speak a language, and who does."""
        able = (each.name for each in self._options.sources if language in each.by_language)
        return next(able, CHIME), self._chain.in_force(language)

    def close(self) -> None:
        """End the engines."""
        self._chain.close()

    def _set_up(self, options: VoiceOptions) -> tuple[list[Source], Cache, Chain]:
        cache = Cache(self._folder, options.cache_bytes)
        sources = sources_of(options.sources, self._runtime.offload)
        offload, arrived = self._runtime.offload, self._arrived
        return sources, cache, Chain(sources, cache, offload, self._now, lambda _l, _i: arrived())

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            while (sentence := self._missing()) is not None:
                self._known[sentence] = self._made(sentence)
                self._arrived()
            if (sentence := next(self._later, None)) is not None:
                self._made(sentence)
                self._runtime.sleep(BREATH_S)
                self._wake.set()

    def _missing(self) -> Sentence | None:
        return next((each for each in self._wanted if each not in self._known), None)

    def _made(self, sentence: Sentence) -> Sound:
        if len(self._made_before) >= REMEMBERED:
            self._made_before.clear()
        self._made_before.add(sentence)
        # Only clips have a voice in a language without a text: no engine is given an empty one.
        phrase = Phrase(sentence.text or "", sentence.language, sentence.tokens)
        try:
            spoken = self._chain.say(phrase)
        except Exception:
            log.exception("a call cannot be spoken")
            return NO_SOUND
        return NO_SOUND if spoken is None else Sound(ADDRESS.format(spoken.key), spoken.duration_ms)
