"""What the pages of bookings offer, and whether the door would do it: one pair per button."""

from booking.view import find_first_reason, find_refusal_here, list_free, list_own
from queueing import commands as c
from queueing.bookings import may_book_more
from queueing.decisions.booked_matters import choose_held
from queueing.decisions.bookings import may_book
from queueing.matters import Matter
from queueing.numbering import service_day
from queueing.slots import list_days, list_slots
from tests.offers.screens import BASIS

WANTED = ("A", "B", "C", "AC", "CA", "BCA")


def book(hall, held, at):
    """Yield (button, offered, command) of `/book`, on a phone that has booked at `held`."""
    for codes in WANTED:
        matters = tuple(Matter(code) for code in codes)
        services = [hall.catalogue.services[code] for code in codes]
        shown = may_book_more(hall, held, at) and all(may_book(hall, each) for each in services)
        offered = False
        if shown:
            longest = choose_held(hall, matters, None, at, BASIS)
            offered = find_first_reason(hall, matters, longest, at, BASIS)[1] is None
        yield f"today {codes}", offered, make(codes, held)
        for day in list_days(hall, at):
            free = list_free(hall, matters, day, at, BASIS) if shown else []
            starts = {slot.start for slot in free}
            for slot in list_slots(hall, codes[0], day, at, BASIS):
                yield f"{slot.start} {codes}", slot.start in starts, make(codes, held, slot.start)


def make(codes, held, slot=None):
    also = tuple(Matter(code) for code in codes[1:])
    return c.MakeBooking(codes[0], "new", 5, slot, held=tuple(held), also=also)


def own(hall, at):
    """Yield the same of every booking's own page, and of the page of the kiosk's code."""
    every = list(hall.bookings.values())
    listed = {each.id for each in list_own(hall, [each.follow for each in every], at)}
    today = service_day(at, hall.catalogue.zone_info)
    for each in every:
        if each.state != "cancelled":
            yield f"give back {each.id}", each.id in listed, c.CancelBooking(each.id)
        here = each.id in listed and each.day == today
        here = here and find_refusal_here(hall, each, at, BASIS) is None
        command = c.ConfirmBooking(each.id, "ticket", on_paper=False)
        yield f"confirm {each.id}", here, command
