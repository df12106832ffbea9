"""What each group of loudspeakers has still to say, in this process as in every other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from display.speech.schedule.announcements import (
    Alarm,
    AudioZone,
    Loudspeakers,
    Report,
    Result,
    SoundOf,
)
from display.speech.schedule.loudspeakers import follow, give_up_late
from display.speech.server.leases import Leases
from display.speech.server.progress import Progress
from display.speech.server.reports import Reports
from display.speech.words.announcing import Phrasing, Sentence
from queueing.hall import Hall
from web.processes import Processes

DUTY = "voice"
UNHEARD_AFTER = timedelta(seconds=60)
"""Where nobody has played for so long, calls of that age are given up."""


class Queues:
    """Follows the hall and what players report: whoever hears the same finds the same queues.

    What nobody reports in time is given up by the one process that has the duty; it reaches the
    others as a report. The same process judges players.
    """

    def __init__(
        self, processes: Processes, leases: Leases, judge_own: Callable[[bool], object]
    ) -> None:
        """`judge_own`: hears whether a call was heard, for this computer's own loudspeaker."""
        self._duties, self._leases, self._judge_own = processes.duties, leases, judge_own
        self._now_s = processes.shared.now_s
        self._began_s = self._now_s()
        self._progress = Progress(processes.shared)
        self.reports = Reports(processes.shared)
        self.zones: Mapping[str, AudioZone] = {}
        self.loudspeakers: Mapping[str, Loudspeakers] = {}
        self.has_duty = False

    def follow(
        self,
        zones: Mapping[str, AudioZone],
        hall: Hall,
        now: datetime,
        phrasing: Phrasing,
        sound_of: SoundOf,
        *,
        own: bool,
    ) -> None:
        """Bring all groups up to date; raise CannotStore, then they are as before.

        `own`: this computer plays by itself, no board does.
        """
        has_duty = self._duties.has(DUTY)
        if has_duty and not self.has_duty:
            # It has watched no turn as whoever is to give it up: each has its whole time again
            self.loudspeakers = {
                code: replace(each, turn=None) for code, each in self.loudspeakers.items()
            }
        self.has_duty = has_duty
        followed = {}
        for code, zone in zones.items():
            before = self.loudspeakers.get(code) or self._begin(zone, hall, now)
            if has_duty and not own:
                self._give_up_unheard(zone, before, now)
            reports = self.reports.list_known()
            after = follow(before, hall, now, zone, phrasing, sound_of, reports)
            if has_duty:
                after = self._mind(zone, before, after, now, sound_of)
            followed[code] = after
        self.loudspeakers, self.zones = followed, zones

    def find(self, group: str) -> tuple[AudioZone | None, Loudspeakers | None]:
        """Return what is known of a group."""
        return self.zones.get(group), self.loudspeakers.get(group)

    def list_groups(self) -> list[tuple[AudioZone, Loudspeakers]]:
        """Return all groups."""
        known = self.loudspeakers
        return [(zone, known[code]) for code, zone in self.zones.items() if code in known]

    def find_sentence(self, line_id: str) -> Sentence | None:
        """Return the sentence of a line that is still to be said."""
        said = (
            (each.make_line_id(code, sentence), sentence)
            for code, speakers in self.loudspeakers.items()
            for each in speakers.waiting
            for sentence in each.left
        )
        return next((sentence for line, sentence in said if line == line_id), None)

    def _begin(self, zone: AudioZone, hall: Hall, now: datetime) -> Loudspeakers:
        self.reports.catch_up()
        return self._progress.resume(zone, hall, now)

    def _mind(
        self,
        zone: AudioZone,
        before: Loudspeakers,
        followed: Loudspeakers,
        now: datetime,
        sound_of: SoundOf,
    ) -> Loudspeakers:
        after, given_up = give_up_late(followed, now, zone, sound_of)
        for report in given_up:
            self.reports.record(report)
        self._judge_player(zone.code, before.alarm, after.alarm)
        self._progress.record(zone.code, after)
        return after

    def _judge_player(self, group: str, before: Alarm | None, after: Alarm | None) -> None:
        """Record whether the last call was heard: whoever fails again and again is replaced."""
        heard, failed = before is not None and after is None, after is not None and after != before
        if heard or (failed and after is not None and after.cause.is_players_fault):
            self._leases.record_call(group, heard=heard)
            self._judge_own(heard)

    def _give_up_unheard(self, zone: AudioZone, before: Loudspeakers, now: datetime) -> None:
        away_s = self._leases.measure_away_s(zone.code)
        alone_s = self._now_s() - self._began_s if away_s is None else away_s
        if alone_s < UNHEARD_AFTER.total_seconds():
            return
        for each in before.waiting:
            if each.at < now - UNHEARD_AFTER:
                for sentence in each.left:
                    line = each.make_line_id(zone.code, sentence)
                    self.reports.record(Report(line, Result.UNREPORTED, now))
