"""What the tests of the voice share: a hall of two floors, and a lobby that listens to it."""

from dataclasses import replace
from datetime import timedelta

from display.speech.schedule.announcements import AudioZone, Report, Result, Sound, list_lines
from display.speech.schedule.loudspeakers import (
    find_deadline,
    follow,
    give_up_late,
    start_loudspeakers,
)
from display.speech.words.announcing import Phrasing
from queueing import commands as c
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
TRET = AudioZone("tret", GROUND)
SENTENCE_MS = 5000


def open_desk(**changes):
    """A hall of two floors with every counter open: 07 and 08 below, 21 above."""
    zones = {"tret": Zone("tret", named("Khu chờ"), GROUND)}
    desk = Desk(small_centre(**{"floors": FLOORS, "counters": COUNTERS, "zones": zones} | changes))
    desk.open()
    return desk


def counters_of(many):
    """So many counters on the ground floor."""
    return {str(n): replace(COUNTERS["1"], id=str(n), label=f"{n:02d}") for n in range(1, many + 1)}


class Lobby:
    """One audio zone beside a hall; `sounds`: languages that have their sound already."""

    def __init__(self, zone=TRET, counters=COUNTERS):
        self.desk = open_desk(counters=counters)
        self.zone = zone
        self.speakers = start_loudspeakers(self.desk.hall, self.desk.now)
        self.sounds = {"vi", "en"}

    def call(self, counter="1", service="A", after_s=0.0, **fields):
        self.desk.issue(service, after_s, **fields)
        self.do(c.CallNext(counter))

    def do(self, command, after_s=0.0):
        self.desk.do(command, after_s)
        self.follow()

    def follow(self, *reports, after_s=0.0):
        desk = self.desk
        desk.now += timedelta(seconds=after_s)
        said = {report.id: report for report in reports}
        speakers = follow(
            self.speakers, desk.hall, desk.now, self.zone, PHRASING, self.sound_of, said
        )
        self.speakers, _ = give_up_late(speakers, desk.now, self.zone, self.sound_of)

    def sound_of(self, sentence):
        language = sentence.language
        return Sound(f"/speech/{language}.wav", SENTENCE_MS) if language in self.sounds else None

    def report(self, result="played", after_s=12.0, line=0):
        """The player says how the first sentence ended, or the one of that place."""
        self.desk.now += timedelta(seconds=after_s)
        self.follow(Report(self.lines[line]["id"], Result(result), self.desk.now))

    @property
    def lines(self):
        return list_lines(self.speakers, self.desk.now, self.zone, self.sound_of)

    @property
    def numbers(self):
        return [line["number"] for line in self.lines]

    @property
    def deadline_s(self):
        at = find_deadline(self.speakers, self.zone, self.sound_of)
        return at and (at - self.desk.now).total_seconds()
