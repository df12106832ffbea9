"""What the voice refuses; the sentences are in `display/refusals.py`."""

from queueing.errors import UnknownThing


class UnknownAnnouncement(UnknownThing):
    """No line has this id, or it was over long ago."""

    code = "unknown_announcement"


class UnknownLoudspeakers(UnknownThing):
    """No such loudspeakers are configured."""

    code = "unknown_loudspeakers"
