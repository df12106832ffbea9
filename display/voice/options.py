"""What the configuration says of the voice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from display.announcing import Phrasing
from queueing.rhythm import Rhythm


@dataclass(frozen=True)
class SpeakersOptions:
    """Loudspeakers that are heard together. `lobbies`: zones; `floors`: whose counters call there.

    `volume`: 0 to 100; `quiet`: spans of the day without voice and chime, in the centre's time;
    `closing`: whether it is said that no more numbers are given.
    """

    lobbies: frozenset[str]
    floors: frozenset[str]
    mute: bool = False
    volume: int = 100
    quiet: tuple[tuple[time, time], ...] = ()
    closing: bool = True

    def silent(self, local: datetime) -> bool:
        """Say whether nothing is to be heard at this hour."""
        return self.mute or any(start <= local.time() < end for start, end in self.quiet)


@dataclass(frozen=True)
class SourceOptions:
    """One that can speak. `name`: an engine's, or clips; `rate`: words a minute.

    `by_language`: language -> its voice, model file or folder of clips.
    """

    name: str
    by_language: Mapping[str, str]
    rate: int = 150


@dataclass(frozen=True)
class VoiceOptions:
    """Who speaks what, how often and where. `sources`: the first choice first, none = chime alone.

    `phrasing`: without the patterns of clips, which are in their folders; `own_wanted`: it is to
    sound from this computer; `own_player`: the command by which it does, empty where it sounds from
    the boards, also for want of such a program.
    """

    sources: tuple[SourceOptions, ...] = ()
    phrasing: Phrasing = field(default_factory=lambda: Phrasing({}))
    rhythm: Rhythm = field(default_factory=Rhythm)
    speakers: Mapping[str, SpeakersOptions] = field(default_factory=dict)
    cache_bytes: int = 200 * 2**20
    own_wanted: bool = False
    own_player: tuple[str, ...] = ()

    def heard_in(self, zone: str) -> str | None:
        """Return the name of the loudspeakers that are heard in a zone, if there are any."""
        return next((name for name, each in self.speakers.items() if zone in each.lobbies), None)

    @property
    def heard(self) -> Mapping[str, SpeakersOptions]:
        """The loudspeakers that there are; of this computer's own, those of the most floors."""
        if not self.own_player or not self.speakers:
            return self.speakers
        name = max(self.speakers, key=lambda each: len(self.speakers[each].floors))
        return {name: self.speakers[name]}
