"""How loudspeakers follow the hall: what they say next is a pure function of what they had to say
before, the hall, the hour, and what players reported."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from display.speech.schedule.announcements import (
    Announcement,
    AudioZone,
    Loudspeakers,
    Report,
    Result,
    SoundOf,
    Turn,
)
from display.speech.words.announcing import (
    FIRST,
    TRIAL,
    Phrasing,
    Sentence,
    make_bulletin,
    make_call_facts,
    make_closing,
    make_sentences,
    make_trial,
)
from queueing.bulletins import concerns_floors, list_concerned
from queueing.hall import Call, Hall
from queueing.hall.bulletins import Bulletin

UNREPORTED_S = 15.0
"""After the end of a sentence: a second player takes over in 10 s and still says all of it."""
SOUND_WITHIN_S = 30.0
"""An engine's limit, its second try, and another engine."""
HEARD_SO_FAR = (None, Result.PLAYED)
AFTER_RESTART_S = 60.0
"""Calls older than this at a start have been heard, or were called again by hand."""


def start_loudspeakers(hall: Hall, now: datetime) -> Loudspeakers:
    """Return what is to be said after a start: the newest calls, since nobody knows what was heard.

    A player that has said them already knows their ids, and reports them at once.
    """
    oldest = now - timedelta(seconds=AFTER_RESTART_S)
    told = [(call.seq, call.at) for call in hall.calls]
    told += [(bulletin.seq, bulletin.at) for bulletin in hall.bulletins.values()]
    return Loudspeakers(max((seq for seq, at in told if at < oldest), default=0))


def find_closed_day(hall: Hall, local: datetime) -> date | None:
    """Return the day of `local`, the centre's time, when all its numbers have been given.

    None while more may be given, and once the day is closed: then nobody waits any more.
    """
    hours, today = hall.catalogue.open_hours, local.date()
    end = hours.closing(today, local.tzinfo)
    over = hours.enforced and end is not None and local >= end
    return today if over and not (hall.day_closed and hall.day == today) else None


def follow(
    speakers: Loudspeakers,
    hall: Hall,
    now: datetime,
    zone: AudioZone,
    phrasing: Phrasing,
    sound_of: SoundOf,
    reports: Mapping[str, Report],
) -> Loudspeakers:
    """Return what is to be said now; the same arguments give the same answer.

    A call is dropped when it is void or was reported, never for its age. `reports`: line -> what
    was reported of it, also of lines that are over, or are yet to come: another process of the
    centre may have stored their call.
    """
    if zone.silent:
        return _fall_silent(speakers, hall, zone)
    speakers = _apply_reports(speakers, reports, zone)
    kept = tuple(each for each in speakers.waiting if not each.is_void(hall))
    speakers = replace(speakers, waiting=kept)
    for call in reversed(hall.calls):
        if call.seq > speakers.taken_to:
            speakers = _add_call(speakers, call, hall, zone, phrasing)
    for bulletin in hall.bulletins.values():
        if bulletin.seq > speakers.taken_to:
            speakers = _add_bulletin(speakers, bulletin, hall, zone, phrasing)
    speakers = replace(speakers, taken_to=max(speakers.taken_to, hall.seq))
    if zone.closed is not None and zone.closed != speakers.closed:
        speakers = _add_closing(speakers, zone.closed, now, phrasing)
    if zone.trial not in ("", speakers.trial):
        speakers = _add_trial(speakers, zone.trial, now, phrasing)
    return _start_turn(_apply_reports(speakers, reports, zone), now, zone, sound_of)


def give_up_late(
    speakers: Loudspeakers, now: datetime, zone: AudioZone, sound_of: SoundOf
) -> tuple[Loudspeakers, list[Report]]:
    """Give up turns that nobody reported in time: they count as failed, and are an alarm.

    Return what is to be said after that, and the reports that say so to everybody else.
    """
    given_up: list[Report] = []
    by = find_deadline(speakers, zone, sound_of)
    while speakers.turn is not None and by is not None and now >= by:
        result = Result.NO_SOUND if speakers.turn.times is None else Result.UNREPORTED
        report = Report(speakers.turn.id, result, now)
        given_up.append(report)
        speakers = _apply_reports(speakers, {report.id: report}, zone)
        speakers = _start_turn(speakers, now, zone, sound_of)
        by = find_deadline(speakers, zone, sound_of)
    return speakers, given_up


def find_deadline(speakers: Loudspeakers, zone: AudioZone, sound_of: SoundOf) -> datetime | None:
    """Return when `follow` must look again even if nothing happens; None: only then."""
    turn = speakers.turn
    if turn is None:
        return None
    sentence = speakers.waiting[0].left[0]
    sound = sound_of(sentence)
    if turn.times is None or sound is None:
        return turn.since + timedelta(seconds=SOUND_WITHIN_S)
    chime = sentence.language == FIRST
    length_ms = zone.rhythm.turn_ms(sound.duration_ms, turn.times, chime=chime)
    return turn.since + timedelta(milliseconds=length_ms, seconds=UNREPORTED_S)


def _fall_silent(speakers: Loudspeakers, hall: Hall, zone: AudioZone) -> Loudspeakers:
    """Return what is to be said by loudspeakers that are not to be heard now: nothing."""
    result = speakers.trial_result if speakers.trial == zone.trial else None
    if zone.trial and result is None:
        result = Result.SILENT
    closed = zone.closed or speakers.closed
    return Loudspeakers(hall.seq, closed, trial=zone.trial, trial_result=result)


def _apply_reports(
    speakers: Loudspeakers, reports: Mapping[str, Report], zone: AudioZone
) -> Loudspeakers:
    """Remove the reported lines; reports of other lines change nothing."""
    alarm, trial_result = speakers.alarm, speakers.trial_result
    waiting = list[Announcement]()
    for each in speakers.waiting:
        left = list[Sentence]()
        for sentence in each.left:
            report = reports.get(each.make_line_id(zone.code, sentence))
            if report is None:
                left.append(sentence)
                continue
            if each.is_call or report.result is Result.PLAYED:
                alarm = report.make_alarm(each.number)
            if each.trial and each.trial == speakers.trial and trial_result in HEARD_SO_FAR:
                trial_result = report.result
        if left:
            waiting.append(each if len(left) == len(each.left) else replace(each, left=tuple(left)))
    return replace(speakers, waiting=tuple(waiting), alarm=alarm, trial_result=trial_result)


def _add_call(
    speakers: Loudspeakers, call: Call, hall: Hall, zone: AudioZone, phrasing: Phrasing
) -> Loudspeakers:
    """Put a call last, unless it is void or of other floors; only what is no call comes after it.

    A recall joins its call where that has not begun, and keeps its place and its words: nobody has
    heard them yet.
    """
    counter = hall.catalogue.counters.get(call.counter)
    new = Announcement(call.seq, call.ticket, call.number, call.counter, call.at, ())
    if counter is None or counter.floor not in zone.floors or new.is_void(hall):
        return speakers
    for place, each in enumerate(speakers.waiting):
        if each.ticket == call.ticket and not speakers.has_begun(each, zone):
            joined = replace(each, call_seq=call.seq)
            before, after = speakers.waiting[:place], speakers.waiting[place + 1 :]
            return replace(speakers, waiting=(*before, joined, *after))
    facts = make_call_facts(hall, call, zone.floors)
    new = replace(new, left=make_sentences(facts, phrasing, hall.catalogue.floors))
    said = speakers.waiting
    later = [each for each in said if not (each.of_journal or speakers.has_begun(each, zone))]
    sooner = [each for each in said if each not in later]
    return replace(speakers, waiting=(*sooner, new, *later))


def _add_bulletin(
    speakers: Loudspeakers, bulletin: Bulletin, hall: Hall, zone: AudioZone, phrasing: Phrasing
) -> Loudspeakers:
    """Put what all who wait are told before every call that nobody has heard yet, and say it once.

    Where nobody is concerned who waits for the counters of these floors, it is not said.
    """
    concerned = list_concerned(hall.catalogue, bulletin)
    left = make_bulletin(bulletin.texts, concerned, phrasing)
    if not left or not concerns_floors(hall.catalogue, bulletin, zone.floors):
        return speakers
    new = Announcement(bulletin.seq, "", "", "", bulletin.at, left, bulletin=bulletin.id)
    said = speakers.waiting
    begun = [each for each in said if each.bulletin or speakers.has_begun(each, zone)]
    rest = [each for each in said if each not in begun]
    return replace(speakers, waiting=(*begun, new, *rest))


def _add_closing(
    speakers: Loudspeakers, day: date, now: datetime, phrasing: Phrasing
) -> Loudspeakers:
    """Add the closing sentence at the end."""
    left = make_closing(phrasing)
    last = Announcement(0, "", "", "", now, left, closing=day)
    return replace(speakers, closed=day, waiting=(*speakers.waiting, *([last] if left else ())))


def _add_trial(
    speakers: Loudspeakers, trial: str, now: datetime, phrasing: Phrasing
) -> Loudspeakers:
    """Add a test call at the end."""
    last = Announcement(0, "", TRIAL.number, TRIAL.counter, now, make_trial(phrasing), trial=trial)
    return replace(speakers, waiting=(*speakers.waiting, last), trial=trial, trial_result=None)


def _start_turn(
    speakers: Loudspeakers, now: datetime, zone: AudioZone, sound_of: SoundOf
) -> Loudspeakers:
    """Give the turn to the first line; a turn that has begun goes on."""
    if not speakers.waiting:
        return replace(speakers, turn=None)
    each = speakers.waiting[0]
    its_id = each.make_line_id(zone.code, each.left[0])
    turn = speakers.turn if speakers.turn and speakers.turn.id == its_id else Turn(its_id, now)
    if turn.times is None and sound_of(each.left[0]) is not None:
        turn = Turn(its_id, now, speakers.times(each, now, zone))
    return replace(speakers, turn=turn)
