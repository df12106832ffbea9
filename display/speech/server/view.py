"""What guides and monitoring see of the voice. Pure."""

from collections.abc import Mapping

from display.speech.schedule.announcements import AudioZone, Loudspeakers
from display.speech.server.leases import Ability, Leases
from display.speech.server.options import VoiceOptions
from display.speech.server.sounds import Sounds
from web.tickets import utc
from web.view_types import SpokenBy, UnheardCall, VoiceForGuides, VoiceForMonitoring


def make_health(options: VoiceOptions, sounds: Sounds) -> VoiceForMonitoring:
    """Return who speaks what, and where it sounds.

    `languages`: by language who speaks (`speaker`), who is to (`first`), and who cannot and why;
    `output`: lobby, or local where it sounds from this computer; `output_wanted`: where it is to.
    """
    return {
        "languages": {
            language: _describe_source(sounds, language) for language in options.phrasing.sentences
        },
        "output": "local" if options.own_player else "lobby",
        "output_wanted": "local" if options.own_wanted else "lobby",
    }


def make_guide_view(
    options: VoiceOptions,
    sounds: Sounds,
    speakers: Mapping[str, Loudspeakers],
    zones: Mapping[str, AudioZone],
    leases: Leases,
) -> VoiceForGuides:
    """Return what `health` does, and the loudspeakers that were not heard.

    `unheard`: `zones` that hear them, `cause` (see Result; blocked and broken also before a call,
    no_player where calls wait for a board), `number` and `at` of the call that was shown and not
    heard. Loudspeakers that have had no board since the start are nobody's, and in no list.
    """
    own = bool(options.own_player)
    unheard: list[UnheardCall] = []
    for code, zone in zones.items():
        if code in options.loudspeakers:
            lobbies = sorted(options.loudspeakers[code].lobbies)
            loudspeakers = speakers.get(code, Loudspeakers())
            found = find_unheard(zone, loudspeakers, leases, lobbies, own=own)
            unheard += [] if found is None else [found]
    return {**make_health(options, sounds), "unheard": unheard}


def find_unheard(
    zone: AudioZone, speakers: Loudspeakers, leases: Leases, lobbies: list[str], *, own: bool
) -> UnheardCall | None:
    """Return what is wrong with loudspeakers, None: nothing that is known."""
    code, away_s = zone.code, leases.measure_away_s(zone.code)
    if zone.silent or (away_s is None and not own):
        return None
    ability = leases.find_leaders_ability(code)
    if ability is Ability.BLOCKED:
        return {"cause": "blocked", "number": None, "at": None, "zones": lobbies}
    if away_s is not None and away_s > 0 and speakers.waiting and not own:
        return {"cause": "no_player", "number": None, "at": None, "zones": lobbies}
    alarm = speakers.alarm
    if alarm is None and ability is Ability.BROKEN and not own:
        return {"cause": "broken", "number": None, "at": None, "zones": lobbies}
    if alarm is None:
        return None
    at = utc(alarm.at)
    return {"cause": str(alarm.cause), "number": alarm.number, "at": at, "zones": lobbies}


def _describe_source(sounds: Sounds, language: str) -> SpokenBy:
    first, now = sounds.find_in_force(language)
    return {
        "speaker": now.source,
        "first": first,
        "since": utc(now.since),
        "resting": [{"source": source, "cause": cause} for source, cause in now.resting],
    }
