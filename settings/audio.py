"""Which loudspeakers a centre has, and whether they can speak all that its counters call."""

from collections.abc import Iterator, Mapping

from display.speech.settings import Loudspeakers
from queueing.announcement_timing import USUAL_SENTENCE_MS
from settings.faults import KeyPath
from settings.models import Configuration, Counter

USUAL_MINUTES = 6.0
"""What a call occupies a counter where the file gives no minutes."""


def list_loudspeakers(c: Configuration) -> Mapping[str, Loudspeakers]:
    """Return all loudspeakers; a zone that is named nowhere belongs to those of its own code."""
    found = dict(c.voice.loudspeakers)
    named = {zone for each in found.values() for zone in each.lobbies}
    for zone in c.zones:
        if zone not in named:
            own = found.get(zone, Loudspeakers(lobbies=[zone]))
            lobbies = list(dict.fromkeys([*own.lobbies, zone]))
            found[zone] = own.model_copy(update={"lobbies": lobbies})
    return found


def find_floors_heard(c: Configuration, speakers: Loudspeakers) -> frozenset[str]:
    """Return the floors whose counters are called over these loudspeakers."""
    return frozenset(floor for zone in speakers.lobbies for floor in c.zones[zone].floors)


def check_capacity(c: Configuration) -> Iterator[tuple[KeyPath, str]]:
    """Yield, with the arithmetic, which loudspeakers cannot speak what their counters call."""
    if c.voice.engine == "none":
        return
    rhythm = c.voice.rhythm
    spoken, once = rhythm.calls_an_hour(rhythm.repeats), rhythm.calls_an_hour(1)
    turn_s = rhythm.turn_ms(USUAL_SENTENCE_MS, rhythm.repeats) / 1000
    for code, speakers in list_loudspeakers(c).items():
        floors = find_floors_heard(c, speakers)
        calling = [each for each in c.counters.values() if _find_floor(c, each) in floors]
        wanted = round(sum(60 / _average_minutes(c, counter) for counter in calling))
        if wanted <= spoken or speakers.mute:
            continue
        often = {1: "once", 2: "twice"}.get(rhythm.repeats, f"{rhythm.repeats} times")
        advice = "share its lobbies out among more loudspeakers"
        if rhythm.repeats > 1 and wanted <= once:
            advice = f"set repeats: 1 ({once} an hour), or {advice}"
        yield (
            ("voice", "loudspeakers", code),
            f"{len(calling)} counters in one zone cannot be spoken {often}: they call about "
            f"{wanted} numbers an hour, and 3600 s ÷ {turn_s:g} s a call = {spoken}; "
            f"{advice}",
        )


def _find_floor(c: Configuration, counter: Counter) -> str:
    return counter.floor or c.departments[counter.department].floor


def _average_minutes(c: Configuration, counter: Counter) -> float:
    known = [c.services[service].minutes or USUAL_MINUTES for service in counter.serves]
    return sum(known) / len(known)
