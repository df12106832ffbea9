"""What administrators see of the voice: each group of loudspeakers, and its test call. Pure."""

from collections.abc import Mapping

from display.speech.schedule.announcements import AudioZone, Loudspeakers
from display.speech.server.leases import Leases
from display.speech.server.options import VoiceOptions
from display.speech.server.sounds import Sounds
from display.speech.server.trials import Trials
from display.speech.server.view import find_unheard, make_health
from display.speech.words.announcing import make_trial
from web.administrator_views import (
    LoudspeakersForAdministrators,
    TrialCall,
    TrialSound,
    VoiceForAdministrators,
)


def make_administrator_view(
    options: VoiceOptions,
    sounds: Sounds,
    speakers: Mapping[str, Loudspeakers],
    zones: Mapping[str, AudioZone],
    leases: Leases,
    trials: Trials,
) -> VoiceForAdministrators:
    """Return who speaks, and every group of loudspeakers that is configured."""
    return {
        **make_health(options, sounds),
        "loudspeakers": [
            _make_group(
                options, sounds, speakers.get(code, Loudspeakers()), zones[code], leases, trials
            )
            for code in options.loudspeakers
            if code in zones
        ],
    }


def _make_group(
    options: VoiceOptions,
    sounds: Sounds,
    speakers: Loudspeakers,
    zone: AudioZone,
    leases: Leases,
    trials: Trials,
) -> LoudspeakersForAdministrators:
    code, own = zone.code, bool(options.own_player)
    lobbies = sorted(options.loudspeakers[code].lobbies)
    heard = own or leases.find_leader(code) is not None
    return {
        "id": code,
        "zones": lobbies,
        "volume": options.loudspeakers[code].volume,
        "mute": options.loudspeakers[code].mute,
        "silent": zone.silent,
        "player": "own" if own else "board" if heard else None,
        "waiting": sum(each.is_call for each in speakers.waiting),
        "fault": find_unheard(zone, speakers, leases, lobbies, own=own),
        "trial": _make_trial(sounds, speakers, zone, heard) if trials.is_recent(code) else None,
    }


def _make_trial(sounds: Sounds, speakers: Loudspeakers, zone: AudioZone, heard: bool) -> TrialCall:
    sentences = make_trial(sounds.phrasing)
    found = [(sentence, sounds.find_sound(sentence)) for sentence in sentences]
    taken = speakers.trial == zone.trial
    waits = not taken or any(each.trial == zone.trial for each in speakers.waiting)
    made: list[TrialSound] = [
        {"language": sentence.language, "text": sentence.text, "audio": sound.audio}
        for sentence, sound in found
        if sound is not None
    ]
    result = speakers.trial_result if taken else None
    return {
        "under_way": (waits and heard) or len(made) < len(found),
        "result": None if waits or result is None else str(result),
        "sounds": made,
    }
