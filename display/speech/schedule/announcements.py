"""Calls that loudspeakers have still to say, and the lines that players follow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import takewhile

from display.speech.words.announcing import FIRST, Sentence
from display.view_types import AnnouncementJson
from queueing.announcement_timing import AnnouncementTiming
from queueing.hall import Hall
from queueing.hall.tickets import State


class Result(StrEnum):
    """How a turn ended. Players report the first three; the clock decides the next two.

    `silent`: of a test call alone, where nothing is to be heard at the time.
    """

    PLAYED = "played"
    FAILED = "failed"
    BLOCKED = "blocked"
    UNREPORTED = "unreported"
    NO_SOUND = "no_sound"
    SILENT = "silent"

    @property
    def is_players_fault(self) -> bool:
        """Whether another player might have been heard."""
        return self in (Result.FAILED, Result.UNREPORTED)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A call that was shown and not heard; it lasts until a later one was heard."""

    cause: Result
    number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What a player says of one sentence, by the id of its line in the board view."""

    id: str
    result: Result
    at: datetime

    def make_alarm(self, number: str) -> Alarm | None:
        """Return the alarm that this report is of a number, or None where it was heard."""
        return None if self.result is Result.PLAYED else Alarm(self.result, number, self.at)


@dataclass(frozen=True)
class AudioZone:
    """Loudspeakers that are heard together. `floors`: whose counters they call to.

    `silent`: muted, or in its quiet hours: calls are shown there, and not made up for later;
    `closed`: the day whose numbers have all been given, where that is to be said; `trial`: the id
    of the test call that was asked for last, if any.
    """

    code: str
    floors: frozenset[str]
    rhythm: AnnouncementTiming = field(default_factory=AnnouncementTiming)
    silent: bool = False
    closed: date | None = None
    trial: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """A sentence as it is played. `audio`: the address of its file, or None = the chime alone."""

    audio: str | None
    duration_ms: int


SoundOf = Callable[[Sentence], Sound | None]
"""The sound of a sentence, or None while it is being made."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A call that is to be said. `call_seq`: of the call or recall it stands for.

    `at`: when the ticket was called first; `left`: what has not been reported yet, never empty;
    `closing`: the day whose numbers have all been given, `trial`: the id of a test call,
    `bulletin`: of what all who wait are told, where that is said and no call.
    """

    call_seq: int
    ticket: str
    number: str
    counter: str
    at: datetime
    left: tuple[Sentence, ...]
    closing: date | None = None
    trial: str = ""
    bulletin: str = ""

    @property
    def is_call(self) -> bool:
        """Whether somebody was called."""
        return self.closing is None and not self.trial and not self.bulletin

    @property
    def of_journal(self) -> bool:
        """Whether an entry of the journal is told: nothing is said twice that has its number."""
        return self.is_call or bool(self.bulletin)

    def make_line_id(self, zone: str, sentence: Sentence) -> str:
        """Return the id of one sentence in one zone; the same call always has the same."""
        return f"{zone}.{self.trial or self.closing or self.call_seq}.{sentence.language}"

    def is_void(self, hall: Hall) -> bool:
        """Return whether the call is over: served, absent, cancelled, moved, called elsewhere.

        A bulletin is once it has ended, or was corrected.
        """
        if self.bulletin:
            return self.bulletin not in hall.bulletins
        ticket = hall.tickets.get(self.ticket)
        if not self.is_call or ticket is None:
            return self.is_call
        return ticket.state is not State.CALLED or ticket.counter != self.counter


@dataclass(frozen=True, slots=True)
class Turn:
    """The sentence that is first, since when, and how often it is said.

    `times` is decided when the turn begins, so that it does not change under the player; it is
    None while there is no sound yet.
    """

    id: str
    since: datetime
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Loudspeakers:
    """What one zone has still to say, in order. `taken_to`: later calls are not in it yet.

    `closed`: the last day of which it was said, or is to be, that no more numbers are given;
    `trial`: the last test call that was taken, `trial_result` how it went, None: not over yet.
    """

    taken_to: int = 0
    closed: date | None = None
    waiting: tuple[Announcement, ...] = ()
    turn: Turn | None = None
    alarm: Alarm | None = None
    trial: str = ""
    trial_result: Result | None = None

    def times(self, announcement: Announcement, now: datetime, zone: AudioZone) -> int:
        """Return how often an announcement is said, if its turn begins now."""
        if not announcement.is_call:
            return 1
        behind = len(self.waiting) - self.waiting.index(announcement) - 1
        return zone.rhythm.times(behind, (now - announcement.at).total_seconds())

    def has_begun(self, announcement: Announcement, zone: AudioZone) -> bool:
        """Return whether somebody may have heard an announcement already."""
        first = announcement.left[0]
        saying = self.turn is not None and self.turn.times is not None
        its_turn = self.turn and self.turn.id == announcement.make_line_id(zone.code, first)
        return first.language != FIRST or bool(saying and its_turn)


def list_lines(
    speakers: Loudspeakers, now: datetime, zone: AudioZone, sound_of: SoundOf
) -> list[AnnouncementJson]:
    """Return the `announcements` of the board view, first to be said first.

    Only what has its sound, up to the first that has not: the order stays. `chime` is false where
    the sentence follows another of the same call, or where none is wanted.
    """
    said = ((each, sentence) for each in speakers.waiting for sentence in each.left)
    sounds = ((each, sentence, sound_of(sentence)) for each, sentence in said)
    ready = takewhile(lambda line: line[2] is not None, sounds)
    return [
        _make_line(speakers, each, sentence, sound, now, zone)
        for each, sentence, sound in ready
        if sound is not None
    ]


def _make_line(
    speakers: Loudspeakers,
    each: Announcement,
    sentence: Sentence,
    sound: Sound,
    now: datetime,
    zone: AudioZone,
) -> AnnouncementJson:
    its_id, turn = each.make_line_id(zone.code, sentence), speakers.turn
    begun = turn.times if turn and turn.id == its_id else None
    return {
        "id": its_id,
        "call_seq": each.call_seq,
        "number": each.number,
        "counter": each.counter,
        "language": sentence.language,
        "text": sentence.text,
        "audio": sound.audio,
        "duration_ms": sound.duration_ms,
        "repeats": speakers.times(each, now, zone) if begun is None else begun,
        "chime": sentence.language == FIRST and zone.rhythm.chime_ms > 0,
    }
