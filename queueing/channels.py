"""By which way somebody came to a number, or learnt that none is needed."""

from enum import StrEnum


class Channel(StrEnum):
    """Every number has one for ever, whatever becomes of it; so has every saved visit."""

    KIOSK = "kiosk"  # taken there
    GUIDE = "guide"  # given by staff at the door
    COUNTER = "counter"  # given by the officer who served its holder at once
    PHONE = "phone"  # taken from home, confirmed at the door
    BOOKING = "booking"  # of an appointment, confirmed at the door
    PAPER = "paper"  # on a slip printed in advance, handed out while no kiosk gave any
    PAGE = "page"  # a page that anybody may open; it gives no numbers
    IMPORT = "import"  # asked for by a program of the centre's


OF_SAVED_VISITS = (Channel.KIOSK, Channel.PAGE)
"""Where people learn that they need no number."""


def find_channel(channel: str, *, booking: str | None = None, by_staff: bool = False) -> Channel:
    """Return the channel of a number by what its issue says of it.

    `channel`: as stored, "" where it was issued before channels were, or where it follows from the
    rest. Of a confirmed booking nothing else is known then.
    """
    if channel:
        return Channel(channel)
    if booking is not None:
        return Channel.BOOKING
    return Channel.GUIDE if by_staff else Channel.KIOSK
