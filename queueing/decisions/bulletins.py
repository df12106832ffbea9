"""Telling all who wait something, and ending it: by hand, or by the clock."""

from datetime import datetime, timedelta

from queueing.bulletin_errors import EmptyBulletin, TooManyBulletins, UnknownBulletin
from queueing.bulletins import (
    LONGEST_MIN,
    LONGEST_TEXT,
    LONGEST_WORDS,
    MOST_AT_ONCE,
    SHORTEST_MIN,
    BulletinReason,
    find_bulletins,
)
from queueing.commands import EndBulletin, PublishBulletin
from queueing.decisions.day import find_day_close
from queueing.decisions.decision import Decision
from queueing.errors import InvalidField
from queueing.events import BulletinEnded, BulletinPublished, Event
from queueing.hall import Hall


def find_until(hall: Hall, shown_min: int, now: datetime) -> datetime:
    """Return when a bulletin ends that is to be shown for so long: with its day at the latest."""
    until, close = now + timedelta(minutes=shown_min), find_day_close(hall, now)
    return until if close is None else min(until, close)


def publish(hall: Hall, command: PublishBulletin, now: datetime) -> tuple[Event, ...]:
    """Tell everybody concerned, until its time or its day is over.

    What it corrects must still be told.
    """
    if not command.texts:
        raise EmptyBulletin
    _check(hall, command)
    told = {each.id for each in find_bulletins(hall, now)}
    if command.corrects is not None and command.corrects not in told:
        raise UnknownBulletin(bulletin=command.corrects)
    if len(told - {command.corrects}) >= MOST_AT_ONCE:
        raise TooManyBulletins(limit=MOST_AT_ONCE)
    event = BulletinPublished(
        at=now,
        bulletin=command.bulletin,
        until=find_until(hall, command.shown_min, now),
        reason=command.reason,
        texts=command.texts,
        departments=command.departments,
        services=command.services,
        minutes=command.minutes,
        shown_min=command.shown_min,
        words=command.words,
        by=command.by,
        corrects=command.corrects,
    )
    return (event,)


def end(hall: Hall, command: EndBulletin, now: datetime) -> tuple[Event, ...]:
    """End it early; ending it twice is no news."""
    if command.bulletin not in hall.bulletins:
        return ()
    return (BulletinEnded(now, command.bulletin, command.by),)


def end_over(hall: Hall, now: datetime) -> tuple[Event, ...]:
    """Return the ends of those whose time is over: every screen and the voice hear of them."""
    over = [each.id for each in hall.bulletins.values() if each.until <= now]
    return tuple(BulletinEnded(now, bulletin) for bulletin in over)


def _check(hall: Hall, command: PublishBulletin) -> None:
    """Raise InvalidField for what cannot be told."""
    fits = {
        "reason": command.reason in set(BulletinReason),
        "texts": bool(dict(command.texts).get("vi"))
        and all(0 < len(text) <= LONGEST_TEXT for _, text in command.texts),
        "words": all(len(text) <= LONGEST_WORDS for _, text in command.words),
        "departments": set(command.departments) <= set(hall.catalogue.departments),
        "services": set(command.services) <= set(hall.catalogue.services),
        "minutes": command.minutes is None or 1 <= command.minutes <= LONGEST_MIN,
        "shown_min": SHORTEST_MIN <= command.shown_min <= LONGEST_MIN,
    }
    for field, fitting in fits.items():
        if not fitting:
            raise InvalidField(field=field)


DECISIONS: dict[type, Decision] = {
    PublishBulletin: publish,
    EndBulletin: end,
}
"""What each command of this module leads to."""
