"""The voice of the hall: what every loudspeaker has still to say, always as of the newest hall."""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from display.announcements import AudioZone, Loudspeakers, listed
from display.announcing import Sentence
from display.loudspeakers import at_start, closed_day, follow
from display.reports import Report, Result
from display.voice.leases import LEASE_S, Leases
from display.voice.options import VoiceOptions
from display.voice.own_loudspeaker import OwnLoudspeaker
from display.voice.sounds import Sounds
from display.voice.upcoming import first_words, upcoming
from display.voice.view import for_guides, health
from queueing.errors import UnknownThing
from queueing.events import Entry
from queueing.hall import Hall
from queueing.office import Office
from web.runtime import Runtime

LOOK_S = 0.5
GIVE_WAY_S = 0.005
"""First the call is seen, then its sound is thought of."""
AHEAD = 12
"""So many calls have their sound at a time: more are said later than any engine needs."""
ALONE = timedelta(seconds=60)
"""Where nobody has played for so long, calls that are as old are not kept for whoever comes."""
IDS_KEPT = 500
log = logging.getLogger("xinmoi.voice")


class UnknownAnnouncement(UnknownThing):
    """No such line was ever to be said, or it was over long ago."""

    code = "unknown_announcement"


class UnknownLoudspeakers(UnknownThing):
    """No such loudspeakers are configured."""

    code = "unknown_loudspeakers"


class Voice:
    """Follows the hall in a thread of its own: a call is on the boards before its sound is made.

    Turns are measured by the true time, whatever the clock of the office says; a source that failed
    rests by the office's.
    """

    def __init__(
        self, office: Office, runtime: Runtime, options: Callable[[], VoiceOptions], folder: Path
    ) -> None:
        """Speak for `office`; `options` gives them as they are now; sounds are kept in `folder`."""
        self._office, self._ask, self._sleep = office, options, runtime.sleep
        self._options = options()
        self._wake, self._news = Event(), True
        self._wake.set()  # the first board is to find its loudspeakers
        self._sounds = Sounds(runtime, folder, self._options, office.now, self._arrived)
        self._leases = Leases()
        self._zones: dict[str, AudioZone] = {}
        self._speakers: dict[str, Loudspeakers] = {}
        self._reports: deque[Report] = deque()
        self._ids: dict[str, None] = {}
        self._shown: object = None
        self._told: list[Callable[[], None]] = []
        self._began = self._prepared_at = monotonic()
        self._prepared_to = -1
        office.subscribe(self._stored)
        runtime.spawn(self._run)
        runtime.spawn(OwnLoudspeaker(self, runtime, options, folder / "chime.wav").run)

    def subscribe(self, told: Callable[[], None]) -> None:
        """Call `told` whenever something changes that is not in the hall; it returns at once."""
        self._told.append(told)

    def beside(self, zone: str) -> dict[str, Any]:
        """Return what the board of a zone is told: `announcements`, and `loudspeakers` or None.

        Of these: `id`, `leader` (the player that is heard), `volume` 0 to 100, `silent`.
        """
        options = self._options
        code = options.heard_in(zone)
        audio, speakers = self._zones.get(code or ""), self._speakers.get(code or "")
        if code is None or audio is None or speakers is None or options.own_player:
            return {"announcements": [], "loudspeakers": None}
        # What the hall has just made void goes with the hall's own view, not with one more
        hall = self._office.hall
        wanted = tuple(each for each in speakers.waiting if not each.is_void(hall))
        if len(wanted) < len(speakers.waiting):
            speakers = replace(speakers, waiting=wanted)
        lines = listed(speakers, _now(), audio, self._sounds.sound_of)
        return {
            "announcements": lines,
            "loudspeakers": {
                "id": code,
                "leader": self._leases.leader(code),
                "volume": options.speakers[code].volume,
                "silent": audio.silent,
            },
        }

    def ask_lease(self, code: str, player: str, *, able: bool, leads: bool) -> dict[str, Any]:
        """Let a player lead if nobody else does, see Leases; raise UnknownLoudspeakers."""
        if code not in self._options.speakers:
            raise UnknownLoudspeakers(loudspeakers=code)
        first = self._leases.away_s(code) is None
        given = self._leases.ask(code, player, able=able, leads=leads)
        if first:
            self._sounds.prepare(first_words(self._sounds.phrasing))
        self._wake.set()
        return {"leader": given, "lease_s": LEASE_S}

    def report(self, line_id: str, result: Result) -> None:
        """Take what a player says of a line; raise UnknownAnnouncement."""
        if line_id not in self._ids:
            raise UnknownAnnouncement(announcement=line_id)
        self._reports.append(Report(line_id, result, _now()))
        self._wake.set()

    def own_lines(self) -> list[dict[str, Any]]:
        """Return the lines for the server's own loudspeaker, none while boards are heard."""
        if not self._options.own_player:
            return []
        found = [
            listed(self._speakers[code], _now(), zone, self._sounds.sound_of)
            for code, zone in self._zones.items()
            if code in self._speakers
        ]
        return [line for lines in found for line in lines]

    def path(self, name: str) -> Path:
        """Return where the sound of a key is, or would be."""
        return self._sounds.path(name)

    def for_guides(self, _hall: Hall) -> dict[str, Any]:
        """Return what guides see: who speaks, and which loudspeakers were not heard."""
        return for_guides(self._options, self._sounds, self._speakers, self._zones, self._leases)

    def health(self) -> dict[str, Any]:
        """Return what monitoring sees: who speaks each language."""
        return health(self._options, self._sounds)

    def close(self) -> None:
        """End the engines."""
        self._sounds.close()

    def _arrived(self) -> None:
        self._news = True
        self._wake.set()

    def _stored(self, hall: Hall, _entries: tuple[Entry, ...]) -> None:
        # Most entries are no calls: a busy hall is looked at for those that may matter.
        taken = [speakers.taken_to for speakers in self._speakers.values()]
        called = hall.calls and hall.calls[0].seq > min(taken, default=0)
        if called or any(speakers.waiting for speakers in self._speakers.values()):
            self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait(LOOK_S)
            self._sleep(GIVE_WAY_S)
            self._wake.clear()
            try:
                self._look()
                self._prepare()
            except Exception:
                log.exception("the voice cannot follow the hall")

    def _look(self) -> None:
        options, hall, now = self._ask(), self._office.hall, _now()
        if options != self._options:
            self._sounds.take(options)
        self._options = options
        local = self._office.now().astimezone(hall.catalogue.zone_info)
        closed, rhythm = closed_day(hall, local), options.rhythm
        zones = {
            code: AudioZone(
                code, each.floors, rhythm, each.silent(local), closed if each.closing else None
            )
            for code, each in options.heard.items()
        }
        reports = [self._reports.popleft() for _ in range(len(self._reports))]
        self._speakers = {
            code: self._followed(zone, hall, now, reports) for code, zone in zones.items()
        }
        self._zones = zones
        self._want()
        self._tell()

    def _followed(
        self, zone: AudioZone, hall: Hall, now: datetime, reports: list[Report]
    ) -> Loudspeakers:
        before = self._speakers.get(zone.code) or replace(at_start(hall, now), closed=zone.closed)
        reports = [*reports, *self._given_up(zone, before, now)]
        phrasing, sound_of = self._sounds.phrasing, self._sounds.sound_of
        return follow(before, hall, now, zone, phrasing, sound_of, reports)

    def _given_up(self, zone: AudioZone, before: Loudspeakers, now: datetime) -> Iterator[Report]:
        away_s = self._leases.away_s(zone.code)
        alone_s = monotonic() - self._began if away_s is None else away_s
        if alone_s < ALONE.total_seconds() or self._options.own_player:
            return
        for each in before.waiting:
            if each.at < now - ALONE:
                for sentence in each.left:
                    yield Report(each.line_id(zone.code, sentence), Result.UNREPORTED, now)

    def _want(self) -> None:
        """Have the sounds of what is said next, and know the lines that may be reported."""
        wanted: list[Sentence] = []
        # What is first anywhere comes before what is second: no hall waits for another's backlog.
        for place in range(AHEAD):
            for code, speakers in self._speakers.items():
                for each in speakers.waiting[place : place + 1]:
                    wanted.extend(each.left)
                    self._ids.update((each.line_id(code, said), None) for said in each.left)
        while len(self._ids) > IDS_KEPT:
            del self._ids[next(iter(self._ids))]
        self._sounds.want(list(dict.fromkeys(wanted)))

    def _tell(self) -> None:
        silent = [zone.silent for zone in self._zones.values()]
        leaders = [(self._leases.leader(code), self._leases.blocked(code)) for code in self._zones]
        shown = (self._speakers, silent, leaders, self._options)
        if self._news or shown != self._shown:
            self._news, self._shown = False, shown
            for told in self._told:
                told()

    def _prepare(self) -> None:
        hall, now = self._office.hall, monotonic()
        if hall.seq == self._prepared_to or now - self._prepared_at < LOOK_S:
            return
        self._prepared_to, self._prepared_at = hall.seq, now
        heard = [zone.floors for zone in self._zones.values() if self._leases.leader(zone.code)]
        self._sounds.prepare(upcoming(hall, heard, self._sounds.phrasing))


def _now() -> datetime:
    return datetime.now(UTC)
