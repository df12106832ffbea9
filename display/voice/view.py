"""What guides and monitoring see of the voice. Pure."""

from collections.abc import Mapping
from typing import Any, Protocol

from display.announcements import AudioZone, Loudspeakers
from display.speech import InForce
from display.voice.leases import Leases
from display.voice.options import VoiceOptions
from web.tickets import utc


class Speakers(Protocol):
    """Those who speak."""

    def in_force(self, language: str) -> tuple[str, InForce]:
        """Return who is to speak a language, and who does."""


def health(options: VoiceOptions, sounds: Speakers) -> dict[str, Any]:
    """Return who speaks what, and where it sounds.

    `languages`: by language who speaks (`speaker`), who is to (`first`), and who cannot and why;
    `output`: lobby, or local where it sounds from this computer; `output_wanted`: where it is to.
    """
    return {"languages": _languages(options, sounds), **_output(options)}


def for_guides(
    options: VoiceOptions,
    sounds: Speakers,
    speakers: Mapping[str, Loudspeakers],
    zones: Mapping[str, AudioZone],
    leases: Leases,
) -> dict[str, Any]:
    """Return what `health` does, and the loudspeakers that were not heard.

    `unheard`: `zones` that hear them, `cause` (see Result; blocked also before a call, no_player
    where calls wait for a board), `number` and `at` of the call that was shown and not heard.
    Loudspeakers that have had no board since the start are nobody's, and in no list.
    """
    own = bool(options.own_player)
    unheard = []
    for code, zone in zones.items():
        found = _unheard(zone, speakers.get(code, Loudspeakers()), leases, own=own)
        if found is not None and code in options.speakers:
            unheard.append(found | {"zones": sorted(options.speakers[code].lobbies)})
    return {**health(options, sounds), "unheard": unheard}


def _unheard(
    zone: AudioZone, speakers: Loudspeakers, leases: Leases, *, own: bool
) -> dict[str, Any] | None:
    code, away_s = zone.code, leases.away_s(zone.code)
    if zone.silent or (away_s is None and not own):
        return None
    if leases.blocked(code):
        return {"cause": "blocked", "number": None, "at": None}
    if away_s is not None and away_s > 0 and speakers.waiting and not own:
        return {"cause": "no_player", "number": None, "at": None}
    alarm = speakers.alarm
    if alarm is None:
        return None
    return {"cause": str(alarm.cause), "number": alarm.number, "at": utc(alarm.at)}


def _output(options: VoiceOptions) -> dict[str, str]:
    return {
        "output": "local" if options.own_player else "lobby",
        "output_wanted": "local" if options.own_wanted else "lobby",
    }


def _languages(options: VoiceOptions, sounds: Speakers) -> dict[str, Any]:
    return {language: _spoken_by(sounds, language) for language in options.phrasing.sentences}


def _spoken_by(sounds: Speakers, language: str) -> dict[str, Any]:
    first, now = sounds.in_force(language)
    return {
        "speaker": now.speaker,
        "first": first,
        "since": utc(now.since),
        "resting": [{"source": source, "cause": cause} for source, cause in now.resting],
    }
