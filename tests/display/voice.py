"""What the tests of the voice share: two floors, and the sentences of the shipped configuration."""

from display.announcing import Phrasing
from queueing.catalogue import Counter, Floor, Preference, Zone
from settings.loading import load
from tests.queueing.centre import Desk, named, small_centre
from tests.settings.files import SHIPPED

SENTENCES = load(SHIPPED).voice.sentences.templates()
PHRASING = Phrasing(SENTENCES)
FLOORS = {
    "tret": Floor("tret", {"vi": "Tầng trệt", "en": "Ground floor"}),
    "1": Floor("1", {"vi": "Tầng 1", "en": "First floor"}),
}
COUNTERS = {
    "1": Counter("1", "07", "tret", "XD", (Preference("A"), Preference("B"))),
    "2": Counter("2", "08", "tret", "XD", (Preference("A"), Preference("B"))),
    "21": Counter("21", "21", "1", "XD", (Preference("C"),)),
}
GROUND = frozenset({"tret"})
BOTH = frozenset(FLOORS)


def open_desk(**changes):
    """A hall of two floors with every counter open: 07 and 08 below, 21 above."""
    zones = {"tret": Zone("tret", named("Khu chờ"), GROUND)}
    desk = Desk(
        small_centre(**{"floors": FLOORS, "counters": COUNTERS, "zones": zones} | changes)
    )
    desk.open()
    return desk
