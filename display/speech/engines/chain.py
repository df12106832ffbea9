"""The chain: sources of speech in order; the first that can speaks, at the end the chime stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from display.speech.engines.cache import Cache, Spoken, make_key
from display.speech.engines.causes import CannotSpeak, Cause
from display.speech.engines.clips import ClipBank
from display.speech.engines.engines import SpeechEngine
from display.speech.engines.worker_process import Offload

CHIME = "chime"
REST, LONGEST_REST = timedelta(minutes=1), timedelta(minutes=16)
"""How long a source rests after it failed; twice as long each time that it fails again."""

Source = SpeechEngine | ClipBank


@dataclass(frozen=True)
class Phrase:
    """What is to be said. `text`: words, no digits; `tokens`: the same for a clip bank, or none."""

    text: str
    language: str
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True)
class InForce:
    """Who speaks a language at present. `source`: a source's name, or CHIME when nobody can.

    `since`: aware; `resting`: those before it in the chain that failed, each with the cause.
    """

    source: str
    since: datetime
    resting: tuple[tuple[str, Cause], ...] = ()


@dataclass(frozen=True)
class _Failure:
    cause: Cause
    at: datetime
    rest: timedelta


class Chain:
    """Speaks by the first source that can. A source that failed is left out for a while."""

    def __init__(
        self,
        sources: Sequence[Source],
        cache: Cache,
        offload: Offload,
        clock: Callable[[], datetime],
        changed: Callable[[str, InForce], None] = lambda _language, _now: None,
    ) -> None:
        """`sources`: the first choice first, none for the chime alone; `clock`: aware times.

        `changed` hears, in the thread of whoever spoke, that another source is in force.
        """
        self._sources, self._cache, self._offload = tuple(sources), cache, offload
        self._clock, self._changed = clock, changed
        self._began = clock()
        self._failures: dict[tuple[str, int], _Failure] = {}
        self._in_force: dict[str, InForce] = {}

    def find_in_force(self, language: str) -> InForce:
        """Return who speaks a language; before the first phrase, who is to."""
        first = self._sources[0].name if self._sources else CHIME
        return self._in_force.get(language, InForce(first, self._began))

    def say(self, phrase: Phrase) -> Spoken | None:
        """Return the phrase as a checked file, or None: then the chime stands for it.

        What a source has spoken before is taken from the cache, even if it fails at present.
        """
        spoken = self._speak_by_first(phrase)
        self._update_in_force(phrase.language)
        return spoken

    def close(self) -> None:
        """End the engines."""
        for source in self._sources:
            if not isinstance(source, ClipBank):
                source.close()

    def _find_cached(self, source: Source, phrase: Phrase) -> Spoken | None:
        facts = source.get_facts(phrase.language)
        if facts is None:
            return None
        name = make_key(facts, _get_content(source, phrase))
        kept = self._offload(lambda: self._cache.find(name))
        return None if kept is None else replace(kept, source=source.name)

    def _speak_by_first(self, phrase: Phrase) -> Spoken | None:
        for place, source in enumerate(self._sources):
            where = (phrase.language, place)
            if (kept := self._find_cached(source, phrase)) is not None:
                return kept
            if self._is_resting(where):
                continue
            try:
                spoken = self._speak(source, phrase)
            except CannotSpeak as fault:
                # A missing clip is this phrase's matter: the bank speaks the next one again.
                if fault.cause != "missing_clip":
                    self._record_failure(where, fault.cause)
            else:
                self._failures.pop(where, None)
                return spoken
        return None

    def _speak(self, source: Source, phrase: Phrase) -> Spoken:
        text, language = phrase.text, phrase.language
        if isinstance(source, ClipBank):
            if language != source.manifest.language:
                raise CannotSpeak("no_voice", f"the bank speaks {source.manifest.language}")
            sound = self._offload(lambda: source.say(phrase.tokens))
        else:
            sound = source.synth(text, language)
        facts = source.get_facts(language)
        assert facts is not None  # it has just spoken this language
        name = make_key(facts, _get_content(source, phrase))
        kept = self._offload(lambda: self._cache.put(name, sound))
        return replace(kept, source=source.name)

    def _record_failure(self, where: tuple[str, int], cause: Cause) -> None:
        before = self._failures.get(where)
        rest = REST if before is None else min(2 * before.rest, LONGEST_REST)
        self._failures[where] = _Failure(cause, self._clock(), rest)

    def _is_resting(self, where: tuple[str, int]) -> bool:
        failure = self._failures.get(where)
        # A clock that was set back must not make it rest for longer.
        return failure is not None and timedelta(0) <= self._clock() - failure.at < failure.rest

    def _update_in_force(self, language: str) -> None:
        resting = {
            source.name: failure.cause
            for place, source in enumerate(self._sources)
            if (failure := self._failures.get((language, place))) is not None
        }
        awake = (source.name for source in self._sources if source.name not in resting)
        before, source_name = self.find_in_force(language), next(awake, CHIME)
        since = before.since if source_name == before.source else self._clock()
        now = self._in_force[language] = InForce(source_name, since, tuple(resting.items()))
        if source_name != before.source:
            self._changed(language, now)


def _get_content(source: Source, phrase: Phrase) -> str:
    return " ".join(phrase.tokens) if isinstance(source, ClipBank) else phrase.text
