"""Refusals of bulletins."""

from queueing.errors import Refusal, UnknownThing


class UnknownBulletin(UnknownThing):
    """It is told no more, or never was."""

    code = "unknown_bulletin"


class TooManyBulletins(Refusal):
    """So many are told at once as people can take in (`limit`); one of them has to end first."""

    code = "too_many_bulletins"


class EmptyBulletin(Refusal):
    """It has no prepared sentence and no own words: nobody would be told anything."""

    code = "empty_bulletin"
