"""The voice of the hall: what each group of loudspeakers has still to say, by the newest hall."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic

from display.speech.schedule.announcements import (
    Alarm,
    AudioZone,
    Loudspeakers,
    Report,
    Result,
    list_lines,
)
from display.speech.schedule.loudspeakers import find_closed_day, follow, start_loudspeakers
from display.speech.server.administrator_view import make_administrator_view
from display.speech.server.leases import LEASE_S, Leases
from display.speech.server.options import VoiceOptions
from display.speech.server.own_loudspeaker import POLL_S as OWN_POLL_S
from display.speech.server.own_loudspeaker import OwnLoudspeaker
from display.speech.server.refusals import UnknownAnnouncement, UnknownLoudspeakers
from display.speech.server.sounds import Sounds
from display.speech.server.trials import Trials
from display.speech.server.upcoming import list_first_words, list_upcoming
from display.speech.server.view import make_guide_view, make_health
from display.speech.words.announcing import Sentence
from display.view_types import AnnouncementJson, LeaseAnswer, Spoken
from queueing.events import Entry
from queueing.hall import Hall
from queueing.office import Office
from web.administrator_views import VoiceForAdministrators
from web.background import Background
from web.runtime import Runtime
from web.view_types import VoiceForGuides, VoiceForMonitoring

POLL_S = 0.5
YIELD_S = 0.005
"""The call is shown first, then its sound is made."""
SOUNDS_AHEAD = 12
"""Sounds are made for so many waiting calls of a group; an engine is faster than speech."""
UNHEARD_AFTER = timedelta(seconds=60)
"""Where nobody has played for so long, calls of that age are given up."""
IDS_KEPT = 500


class Voice:
    """Follows the hall in a thread of its own: a call is on the boards before its sound is made.

    Turns are measured by the true time, whatever the clock of the office says; a source that failed
    rests by the office's.
    """

    def __init__(
        self,
        office: Office,
        runtime: Runtime,
        background: Background,
        options: Callable[[], VoiceOptions],
        folder: Path,
    ) -> None:
        """Speak for `office`; `options` gives them as they are now; sounds are kept in `folder`."""
        self._office, self._ask, self._sleep = office, options, runtime.sleep
        self._options = options()
        self._wake, self._news = Event(), True
        self._wake.set()  # the first board is to find its loudspeakers
        self._sounds = Sounds(
            runtime, background, folder, self._options, office.now, self._wake_for_sound
        )
        self._leases, self._trials = Leases(), Trials()
        self._own = OwnLoudspeaker(self, runtime, options, folder / "chime.wav")
        self._zones: dict[str, AudioZone] = {}
        self._loudspeakers: dict[str, Loudspeakers] = {}
        self._reports: deque[Report] = deque()
        self._ids: dict[str, str] = {}
        self._shown: object = None
        self._listeners: list[Callable[[], None]] = []
        self._began = self._prepared_at = monotonic()
        self._prepared_to = -1
        office.subscribe(self._wake_for_calls)
        background.whenever(self._wait, self._turn, "the voice, which follows the hall,")
        background.every(OWN_POLL_S, self._own.play_next, "the server's own loudspeaker")

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` when something outside the hall changes; it must return at once."""
        self._listeners.append(listener)

    def make_board_part(self, zone: str) -> Spoken:
        """Return what the board of a zone says."""
        options = self._options
        code = options.find_heard_in(zone)
        audio, speakers = self._zones.get(code or ""), self._loudspeakers.get(code or "")
        if code is None or audio is None or speakers is None or options.own_player:
            return {"announcements": [], "loudspeakers": None}
        # Calls that have just become void leave with the hall's own view: no second view is needed
        hall = self._office.hall
        wanted = tuple(each for each in speakers.waiting if not each.is_void(hall))
        if len(wanted) < len(speakers.waiting):
            speakers = replace(speakers, waiting=wanted)
        lines = list_lines(speakers, _read_clock(), audio, self._sounds.find_sound)
        return {
            "announcements": lines,
            "loudspeakers": {
                "id": code,
                "leader": self._leases.find_leader(code),
                "volume": options.loudspeakers[code].volume,
                "silent": audio.silent,
            },
        }

    def request_lease(
        self, code: str, player: str, *, able: bool, broken: bool, leads: bool
    ) -> LeaseAnswer:
        """Give a player the lease if it is free, see Leases; raise UnknownLoudspeakers."""
        if code not in self._options.loudspeakers:
            raise UnknownLoudspeakers(loudspeakers=code)
        first = self._leases.measure_away_s(code) is None
        given = self._leases.request(code, player, able=able, broken=broken, leads=leads)
        if first:
            self._sounds.prepare(list_first_words(self._sounds.phrasing))
        self._wake.set()
        return {"leader": given, "lease_s": LEASE_S}

    def is_heard_in(self, code: str, zone: str) -> bool:
        """Say whether these loudspeakers are those of a zone."""
        return self._options.find_heard_in(zone) == code

    def report(self, line_id: str, result: Result, zone: str | None = None) -> None:
        """Record a player's report of a line; raise UnknownAnnouncement.

        `zone`: the only one that the player may speak for, None for any.
        """
        code = self._ids.get(line_id)
        if code is None or (zone is not None and not self.is_heard_in(code, zone)):
            raise UnknownAnnouncement(announcement=line_id)
        self._reports.append(Report(line_id, result, _read_clock()))
        self._wake.set()

    def list_own_lines(self) -> list[AnnouncementJson]:
        """Return the lines for the server's own loudspeaker, none while boards are heard."""
        if not self._options.own_player:
            return []
        found = [
            list_lines(self._loudspeakers[code], _read_clock(), zone, self._sounds.find_sound)
            for code, zone in self._zones.items()
            if code in self._loudspeakers
        ]
        return [line for lines in found for line in lines]

    def locate(self, name: str) -> Path:
        """Return where the sound of a key is, or would be."""
        return self._sounds.locate(name)

    def make_guide_view(self, _hall: Hall) -> VoiceForGuides:
        """Return what guides see: who speaks, and which loudspeakers were not heard."""
        return make_guide_view(
            self._options, self._sounds, self._loudspeakers, self._zones, self._leases
        )

    def request_trial(self, code: str) -> None:
        """Say a test call over loudspeakers, after all calls; raise UnknownLoudspeakers."""
        if code not in self._options.loudspeakers:
            raise UnknownLoudspeakers(loudspeakers=code)
        self._trials.request(code)
        self._wake.set()

    def make_administrator_view(self) -> VoiceForAdministrators:
        """Return what administrators see: who speaks, all loudspeakers, test calls."""
        return make_administrator_view(
            self._options, self._sounds, self._loudspeakers, self._zones, self._leases, self._trials
        )

    def health(self) -> VoiceForMonitoring:
        """Return what monitoring sees: who speaks each language."""
        return make_health(self._options, self._sounds)

    def close(self) -> None:
        """End the engines."""
        self._sounds.close()

    def _wake_for_sound(self) -> None:
        self._news = True
        self._wake.set()

    def _wake_for_calls(self, hall: Hall, _entries: tuple[Entry, ...]) -> None:
        # Most entries are no calls: wake only for those that may matter.
        taken = [speakers.taken_to for speakers in self._loudspeakers.values()]
        called = hall.calls and hall.calls[0].seq > min(taken, default=0)
        if called or any(speakers.waiting for speakers in self._loudspeakers.values()):
            self._wake.set()

    def _wait(self) -> None:
        self._wake.wait(POLL_S)
        self._sleep(YIELD_S)
        self._wake.clear()

    def _turn(self) -> None:
        self._follow_hall()
        self._prepare()

    def _follow_hall(self) -> None:
        options, hall, now = self._ask(), self._office.hall, _read_clock()
        if self._own.is_resting():
            options = replace(options, own_player=())
        if options != self._options:
            self._sounds.reconfigure(options)
        self._options = options
        local = self._office.now().astimezone(hall.catalogue.zone_info)
        closed, rhythm = find_closed_day(hall, local), options.rhythm
        zones = {
            code: AudioZone(
                code,
                options.floors[code],
                rhythm,
                each.is_silent(local),
                closed if each.closing else None,
                self._trials.find(code),
            )
            for code, each in options.heard.items()
        }
        reports = [self._reports.popleft() for _ in range(len(self._reports))]
        self._loudspeakers = {
            code: self._follow_group(zone, hall, now, reports) for code, zone in zones.items()
        }
        self._zones = zones
        self._request_sounds()
        self._notify_listeners()

    def _follow_group(
        self, zone: AudioZone, hall: Hall, now: datetime, reports: list[Report]
    ) -> Loudspeakers:
        at_start = replace(start_loudspeakers(hall, now), closed=zone.closed)
        before = self._loudspeakers.get(zone.code, at_start)
        reports = [*reports, *self._give_up_unheard(zone, before, now)]
        phrasing, sound_of = self._sounds.phrasing, self._sounds.find_sound
        after = follow(before, hall, now, zone, phrasing, sound_of, reports)
        self._judge_player(zone.code, before.alarm, after.alarm)
        return after

    def _judge_player(self, group: str, before: Alarm | None, after: Alarm | None) -> None:
        """Record whether the last call was heard: whoever fails again and again is replaced."""
        heard, failed = before is not None and after is None, after is not None and after != before
        if heard or (failed and after is not None and after.cause.is_players_fault):
            self._leases.record_call(group, heard=heard)
            self._own.record_call(heard=heard)

    def _give_up_unheard(
        self, zone: AudioZone, before: Loudspeakers, now: datetime
    ) -> Iterator[Report]:
        away_s = self._leases.measure_away_s(zone.code)
        alone_s = monotonic() - self._began if away_s is None else away_s
        if alone_s < UNHEARD_AFTER.total_seconds() or self._options.own_player:
            return
        for each in before.waiting:
            if each.at < now - UNHEARD_AFTER:
                for sentence in each.left:
                    yield Report(each.make_line_id(zone.code, sentence), Result.UNREPORTED, now)

    def _request_sounds(self) -> None:
        """Ask for the sounds of the next lines, and remember the ids that may be reported."""
        wanted: list[Sentence] = []
        # The first of each group comes before any second: no group waits for another's backlog.
        for place in range(SOUNDS_AHEAD):
            for code, speakers in self._loudspeakers.items():
                for each in speakers.waiting[place : place + 1]:
                    wanted.extend(each.left)
                    self._ids.update((each.make_line_id(code, said), code) for said in each.left)
        while len(self._ids) > IDS_KEPT:
            del self._ids[next(iter(self._ids))]
        wanted.extend(self._trials.list_sentences(self._zones, self._sounds.phrasing))
        self._sounds.want(list(dict.fromkeys(wanted)))

    def _notify_listeners(self) -> None:
        silent = [zone.silent for zone in self._zones.values()]
        leaders = [
            (self._leases.find_leader(code), self._leases.find_leaders_ability(code))
            for code in self._zones
        ]
        shown = (self._loudspeakers, silent, leaders, self._options)
        if self._news or shown != self._shown:
            self._news, self._shown = False, shown
            for listener in self._listeners:
                listener()

    def _prepare(self) -> None:
        hall, now = self._office.hall, monotonic()
        if hall.seq == self._prepared_to or now - self._prepared_at < POLL_S:
            return
        self._prepared_to, self._prepared_at = hall.seq, now
        heard = [
            zone.floors for zone in self._zones.values() if self._leases.find_leader(zone.code)
        ]
        self._sounds.prepare(list_upcoming(hall, heard, self._sounds.phrasing))


def _read_clock() -> datetime:
    return datetime.now(UTC)
