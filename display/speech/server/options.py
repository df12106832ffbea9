"""What the configuration says of the voice."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from display.speech import settings
from display.speech.schedule.announcements import AudioZone
from display.speech.words.announcing import Phrasing
from queueing.announcement_timing import AnnouncementTiming

PROGRAMS = (("paplay",), ("aplay", "-q"))


def find_player() -> tuple[str, ...]:
    """Return the command that plays a file, without its name; empty if there is none here."""
    found = (program for program in PROGRAMS if shutil.which(program[0]))
    return next(found, ())


@dataclass(frozen=True)
class SourceOptions:
    """One source of speech. `name`: an engine's, or clips; `rate`: words a minute.

    `by_language`: language -> its voice, model file or folder of clips.
    """

    name: str
    by_language: Mapping[str, str]
    rate: int = 150


@dataclass(frozen=True)
class VoiceOptions:
    """Who speaks what, how often and where. `sources`: the first choice first, none = chime alone.

    `phrasing`: without the patterns of clips, which are in their folders. `loudspeakers`: name of a
    group -> its section; `floors`: name -> floors whose counters call there. `own_wanted`: calls
    are to sound from this computer; `own_player`: the command by which they do, empty where they
    sound from the boards, also where there is no such program.
    """

    sources: tuple[SourceOptions, ...] = ()
    phrasing: Phrasing = field(default_factory=lambda: Phrasing({}))
    rhythm: AnnouncementTiming = field(default_factory=AnnouncementTiming)
    loudspeakers: Mapping[str, settings.Loudspeakers] = field(default_factory=dict)
    floors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cache_bytes: int = 200 * 2**20
    own_wanted: bool = False
    own_player: tuple[str, ...] = ()

    def find_heard_in(self, zone: str) -> str | None:
        """Return the name of the loudspeakers that are heard in a zone, if there are any."""
        return next(
            (name for name, each in self.loudspeakers.items() if zone in each.lobbies), None
        )

    @property
    def heard(self) -> Mapping[str, settings.Loudspeakers]:
        """The loudspeakers that there are; of this computer's own, those of the most floors."""
        if not self.own_player or not self.loudspeakers:
            return self.loudspeakers
        name = max(self.loudspeakers, key=lambda each: len(self.floors[each]))
        return {name: self.loudspeakers[name]}

    def make_zones(
        self, local: datetime, closed: date | None, find_trial: Callable[[str], str]
    ) -> dict[str, AudioZone]:
        """Return the loudspeakers that there are, at a moment of the centre's time.

        `closed`: see `find_closed_day`; `find_trial`: the test call of a group, "" for none.
        """
        return {
            code: AudioZone(
                code,
                self.floors[code],
                self.rhythm,
                each.is_silent(local),
                closed if each.closing else None,
                find_trial(code),
            )
            for code, each in self.heard.items()
        }

    @classmethod
    def of(
        cls,
        voice: settings.Voice,
        letters: Mapping[str, Mapping[str, str]],
        loudspeakers: Mapping[str, tuple[settings.Loudspeakers, frozenset[str]]],
        place: Callable[[str], Path],
    ) -> Self:
        """Return what the section says, with what other sections say of calls.

        `letters`: letter -> language -> how it is said; `loudspeakers`: name -> loudspeakers and
        the floors whose counters call there; `place`: where a path of the file leads.
        """
        local = voice.output == "local"
        return cls(
            sources=_make_sources(voice, place),
            phrasing=Phrasing(
                sentences=voice.sentences.templates(),
                honorific=voice.honorific,
                style=voice.style,
                letters=letters,
                pronunciations={str(code): said for code, said in voice.pronunciations.items()},
            ),
            rhythm=voice.rhythm,
            loudspeakers={code: each for code, (each, _) in loudspeakers.items()},
            floors={code: floors for code, (_, floors) in loudspeakers.items()},
            cache_bytes=voice.cache_mb * 2**20,
            own_wanted=local,
            own_player=find_player() if local else (),
        )


def _make_sources(voice: settings.Voice, place: Callable[[str], Path]) -> tuple[SourceOptions, ...]:
    if voice.engine == "none":
        return ()
    places: dict[str, Mapping[Any, str]] = {"clips": voice.clips, "piper": voice.models}
    found = []
    for name in dict.fromkeys([voice.engine, *voice.fallbacks]):
        given = places.get(name)
        if given is None:
            by_language = {str(language): said for language, said in voice.voices.items()}
        else:
            by_language = {language: str(place(at)) for language, at in given.items()}
        if by_language:
            found.append(SourceOptions(name, by_language, voice.rate))
    return tuple(found)
