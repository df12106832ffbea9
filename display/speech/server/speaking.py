"""The voice of the hall: what each group of loudspeakers has still to say, by the newest hall."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic

from display.speech.schedule.announcements import Report, Result, list_lines
from display.speech.schedule.loudspeakers import find_closed_day
from display.speech.server.administrator_view import make_administrator_view
from display.speech.server.elsewhere import AGAIN_S, Elsewhere
from display.speech.server.leases import LEASE_S, Leases
from display.speech.server.lines import LineIds, name_line
from display.speech.server.options import VoiceOptions
from display.speech.server.own_loudspeaker import POLL_S as OWN_POLL_S
from display.speech.server.own_loudspeaker import OwnLoudspeaker
from display.speech.server.queues import Queues
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
from web.processes import Processes
from web.runtime import Runtime
from web.view_types import VoiceForGuides, VoiceForMonitoring

POLL_S = 0.5
YIELD_S = 0.005
"""The call is shown first, then its sound is made."""
SOUNDS_AHEAD = 12
"""Sounds are made for so many waiting calls of a group; an engine is faster than speech."""
BOARDS_SEEN_S = 150.0
"""For so long after it was asked for a board's view a process is one that has boards."""
OTHER_SOUND_WITHIN_S = 4.0


class Voice:
    """Follows the hall in a thread of its own: a call is on the boards before its sound is made.

    Turns are measured by the true time, whatever the clock of the office says; a source that failed
    rests by the office's. Of several processes of a centre each finds the same lines, and makes the
    sounds that its own boards need.
    """

    def __init__(
        self,
        office: Office,
        runtime: Runtime,
        background: Background,
        options: Callable[[], VoiceOptions],
        folder: Path,
        processes: Processes,
    ) -> None:
        """Speak for `office`; `options` gives them as they are now; sounds are kept in `folder`."""
        self._office, self._ask, self._sleep = office, options, runtime.sleep
        self._options = options()
        self._wake, self._news = Event(), True
        self._wake.set()  # the first board is to find its loudspeakers
        elsewhere = Elsewhere(processes.shared)
        self._sounds = Sounds(
            runtime, background, folder, self._options, office.now, self._wake_for_sound, elsewhere
        )
        elsewhere.subscribe(self._wake_for_sound)
        background.every(AGAIN_S, elsewhere.say_again, "saying who speaks here")
        self._lines, self._are_several = LineIds(processes.are_several), processes.are_several
        self._leases, self._trials = Leases(processes.shared), Trials(processes.shared)
        self._own = OwnLoudspeaker(self, runtime, options, folder / "chime.wav", processes)
        self._queues = Queues(processes, self._leases, self._own.record_call)
        self._shown: object = None
        self._listeners: list[Callable[[], None]] = []
        self._boards_at = self._prepared_at = monotonic() - BOARDS_SEEN_S
        self._prepared_to = -1
        office.subscribe(self._wake_for_calls)
        for heard in (self._leases, self._trials, self._queues.reports):
            heard.subscribe(self._wake.set)
        background.whenever(self._wait, self._turn, "the voice, which follows the hall,")
        background.every(OWN_POLL_S, self._own.play_next, "the server's own loudspeaker")

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` when something outside the hall changes; it must return at once."""
        self._listeners.append(listener)

    def make_board_part(self, zone: str) -> Spoken:
        """Return what the board of a zone says."""
        options = self._options
        code = options.find_heard_in(zone)
        audio, speakers = self._queues.find(code or "")
        if code is None or audio is None or speakers is None or options.own_player:
            return {"announcements": [], "loudspeakers": None}
        self._note_boards()
        # Calls that have just become void leave with the hall's own view: no second view is needed
        hall = self._office.hall
        wanted = tuple(each for each in speakers.waiting if not each.is_void(hall))
        if len(wanted) < len(speakers.waiting):
            speakers = replace(speakers, waiting=wanted)
        lines = list_lines(speakers, _read_clock(), audio, self._sounds.find_sound)
        return {
            "announcements": [name_line(each) for each in lines],
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
        if first and self._makes_sounds():
            self._sounds.prepare(list_first_words(self._sounds.phrasing))
        return {"leader": given, "lease_s": LEASE_S}

    def is_heard_in(self, code: str, zone: str) -> bool:
        """Say whether these loudspeakers are those of a zone."""
        return self._options.find_heard_in(zone) == code

    def report(self, line_id: str, result: Result, zone: str | None = None) -> None:
        """Record a player's report of a line; raise UnknownAnnouncement.

        `zone`: the only one that the player may speak for, None for any.
        """
        code = self._lines.find_group(line_id, self._options.heard)
        if code is None or (zone is not None and not self.is_heard_in(code, zone)):
            raise UnknownAnnouncement(announcement=line_id)
        self._queues.reports.record(Report(line_id, result, _read_clock()))

    def list_own_lines(self) -> list[AnnouncementJson]:
        """Return the lines for the server's own loudspeaker, none while boards are heard."""
        if not self._options.own_player:
            return []
        self._note_boards()
        found = [
            list_lines(speakers, _read_clock(), zone, self._sounds.find_sound)
            for zone, speakers in self._queues.list_groups()
        ]
        return [line for lines in found for line in lines]

    def locate(self, name: str) -> Path:
        """Return where the sound of a key is, or would be."""
        return self._sounds.locate(name)

    def find_other_sound(self, line_id: str) -> Path | None:
        """Return this process's own sound of a line that is to be said, once it is made.

        A board that follows another process may ask for a file that is on another computer.
        """
        until = monotonic() + OTHER_SOUND_WITHIN_S
        can_be = self._are_several() and self._lines.find_group(line_id, self._options.heard)
        while can_be and monotonic() < until:
            self._note_boards()
            sentence = self._queues.find_sentence(line_id)
            sound = None if sentence is None else self._sounds.find_sound(sentence)
            if sound is not None:
                return self.locate(Path(sound.audio).stem) if sound.audio else None
            self._sleep(0.05)
        return None

    def make_guide_view(self, _hall: Hall) -> VoiceForGuides:
        """Return what guides see: who speaks, and which loudspeakers were not heard."""
        return make_guide_view(
            self._options,
            self._sounds,
            self._queues.loudspeakers,
            self._queues.zones,
            self._leases,
        )

    def request_trial(self, code: str) -> None:
        """Say a test call over loudspeakers, after all calls; raise UnknownLoudspeakers."""
        if code not in self._options.loudspeakers:
            raise UnknownLoudspeakers(loudspeakers=code)
        self._trials.request(code)

    def make_administrator_view(self) -> VoiceForAdministrators:
        """Return what administrators see: who speaks, all loudspeakers, test calls."""
        return make_administrator_view(
            self._options,
            self._sounds,
            self._queues.loudspeakers,
            self._queues.zones,
            self._leases,
            self._trials,
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
        groups = self._queues.loudspeakers.values()
        taken_to = min((each.taken_to for each in groups), default=0)
        newest = [call.seq for call in hall.calls[:1]]
        newest += [bulletin.seq for bulletin in hall.bulletins.values()]
        if any(seq > taken_to for seq in newest) or any(each.waiting for each in groups):
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
        zones = options.make_zones(local, find_closed_day(hall, local), self._trials.find)
        phrasing, sound_of = self._sounds.phrasing, self._sounds.find_sound
        own = bool(options.own_player)
        self._queues.follow(zones, hall, now, phrasing, sound_of, own=own)
        self._request_sounds()
        self._notify_listeners()

    def _note_boards(self) -> None:
        if not self._makes_sounds():
            self._wake.set()
        self._boards_at = monotonic()

    def _makes_sounds(self) -> bool:
        """Return whether sounds are needed here: for boards, or to know how long they are."""
        return self._queues.has_duty or monotonic() - self._boards_at < BOARDS_SEEN_S

    def _request_sounds(self) -> None:
        """Ask for the sounds of the next lines, and remember the ids that may be reported."""
        wanted: list[Sentence] = []
        # The first of each group comes before any second: no group waits for another's backlog.
        for place in range(SOUNDS_AHEAD):
            for code, speakers in self._queues.loudspeakers.items():
                for each in speakers.waiting[place : place + 1]:
                    wanted.extend(each.left if self._makes_sounds() else ())
                    self._lines.remember(
                        code, [each.make_line_id(code, said) for said in each.left]
                    )
        wanted.extend(self._trials.list_sentences(self._queues.zones, self._sounds.phrasing))
        self._sounds.want(list(dict.fromkeys(wanted)))

    def _notify_listeners(self) -> None:
        zones = self._queues.zones
        silent = [zone.silent for zone in zones.values()]
        leaders = [
            (self._leases.find_leader(code), self._leases.find_leaders_ability(code))
            for code in zones
        ]
        shown = (self._queues.loudspeakers, silent, leaders, self._options)
        if self._news or shown != self._shown:
            self._news, self._shown = False, shown
            for listener in self._listeners:
                listener()

    def _prepare(self) -> None:
        hall, now = self._office.hall, monotonic()
        if hall.seq == self._prepared_to or now - self._prepared_at < POLL_S:
            return
        if not self._makes_sounds():
            return
        self._prepared_to, self._prepared_at = hall.seq, now
        heard = [
            zone.floors
            for zone in self._queues.zones.values()
            if self._leases.find_leader(zone.code)
        ]
        self._sounds.prepare(list_upcoming(hall, heard, self._sounds.phrasing))


def _read_clock() -> datetime:
    return datetime.now(UTC)
