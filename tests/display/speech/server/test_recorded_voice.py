"""Recorded voices, Khmer among them, and hours in which nothing is heard, through the server."""

import pytest

from display.speech.engines.clips import load_bank
from display.speech.engines.sound import read_samples
from tests.display.centre import quickly
from tests.display.speech.engines.banks import write_bank
from tests.display.speech.engines.voices import engine
from tests.display.speech.server.test_voice_server import RESULT, line_of, line_of_language, lines
from tests.waiting import wait_until

MORNING = "2026-11-23T08:00:00"
FIRST = ("intro", "letter.D", "digit.0", "digit.0", "digit.1", "to_counter", "counter.7")
"""D001 to counter 07. Nobody has recorded a two."""


@pytest.fixture(scope="module")
def recorded(new_centre, tmp_path_factory):
    """A centre of recorded voices, and the banks of them by language."""
    folder = tmp_path_factory.mktemp("recorded")
    banks = {language: folder / language for language in ("vi", "km")}
    for language, place in banks.items():
        speaks = engine("espeak-ng", voices={language: "aav/vi"})
        write_bank(place, speaks, dict.fromkeys(FIRST), language)
        speaks.close()

    def by_clips(settings):
        quickly(settings)
        settings["centre"]["languages"] = ["vi", "en", "km"]
        clips = {language: str(place) for language, place in banks.items()}
        settings["voice"].update(engine="clips", fallbacks=["espeak-ng"], clips=clips)
        settings["voice"]["loudspeakers"]["tret"]["quiet"] = ["11:30-13:00"]

    centre = new_centre(folder, by_clips, at=MORNING)
    centre.open("07")
    yield centre, {language: load_bank(place) for language, place in banks.items()}
    centre.stop()
    assert centre.server.traces() == ""


def somebody_listens(centre):
    """Where nobody does, calls that wait for longer than a minute are given up."""
    with centre._office() as office:
        wish = {"player": "test", "leads": True}
        assert office.post("/api/loudspeakers/tret/lease", wish).json["leader"]


def samples(centre, line):
    with centre._office() as office:
        return read_samples(office.get(line["audio"]).text)


def report(centre, line):
    with centre._office() as office:
        assert office.post(f"/api/announcements/{line['id']}/result", RESULT).status == 200


def call_in_khmer(centre):
    """A number taken in Khmer is called: its line in Vietnamese, then the one in Khmer."""
    somebody_listens(centre)
    number = centre.serve_next("07", "GTVT-LX", language="km")
    vietnamese = line_of(centre, number)
    heard = samples(centre, vietnamese)
    report(centre, vietnamese)
    khmer = wait_until("Khmer follows", lambda: line_of_language(centre, number, "km"))
    report(centre, khmer)
    return heard, khmer


def test_a_call_is_said_in_recorded_clips_and_whole_by_an_engine_where_one_is_missing(recorded):
    centre, banks = recorded
    heard, khmer = call_in_khmer(centre)
    assert heard == read_samples(banks["vi"].say(FIRST))
    assert khmer["text"] is None
    assert samples(centre, khmer) == read_samples(banks["km"].say(FIRST))
    heard, khmer = call_in_khmer(centre)  # D002
    piece = banks["vi"].clips["intro"]
    assert len(heard) > len(piece)
    assert heard[: len(piece)] != piece
    # No engine speaks Khmer: rather nothing than half of it
    assert (khmer["language"], khmer["audio"]) == ("km", None)


def test_in_quiet_hours_calls_are_shown_and_not_said_and_not_made_up_afterwards(recorded):
    centre, _ = recorded

    def silent():
        return centre.board("tret").json["loudspeakers"]["silent"]

    centre.server.set_clock("2026-11-23T11:29:58")
    wait_until("it is quiet", silent)
    number = centre.serve_next("07", "GTVT-LX")
    assert centre.board("tret").json["calls"][0]["number"] == number
    assert lines(centre) == []
    centre.server.set_clock("2026-11-23T12:59:58")
    wait_until("it may be heard again", lambda: not silent())
    somebody_listens(centre)
    assert line_of(centre, centre.serve_next("07", "GTVT-LX"))["audio"] is not None
    assert number not in [line["number"] for line in lines(centre)]
