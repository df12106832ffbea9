"""What guides and monitoring are told of the voice, and what is prepared for it."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from display.speech.engines import InForce
from display.speech.schedule.announcements import Alarm, AudioZone, Loudspeakers, Result
from display.speech.server.leases import HELD_FIRST_S, LEASE_S, Leases
from display.speech.server.options import VoiceOptions
from display.speech.server.upcoming import list_upcoming
from display.speech.server.view import make_guide_view, make_health
from display.speech.settings import Loudspeakers as LoudspeakersSection
from queueing import commands as c
from tests.display.speech.server.test_leases import Clock
from tests.display.voice import BOTH, GROUND, PHRASING, Lobby, open_desk
from web.processes.shared_state import OwnState

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
OPTIONS = VoiceOptions(
    phrasing=PHRASING,
    loudspeakers={"tret": LoudspeakersSection(lobbies=["tret", "all"])},
    floors={"tret": GROUND},
)
ZONES = {"tret": AudioZone("tret", GROUND)}
FAILED = Loudspeakers(alarm=Alarm(Result.FAILED, "A001", NOW))


class Speakers:
    """Vietnamese has lost its first choice; English has not."""

    def find_in_force(self, language):
        if language == "vi":
            return "pyttsx3", InForce("espeak-ng", NOW, (("pyttsx3", "died"),))
        return "pyttsx3", InForce("pyttsx3", NOW)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def leases(clock):
    leases = Leases(OwnState(clock))
    clock.now += HELD_FIRST_S
    return leases


def unheard(leases, speakers=FAILED, zones=ZONES, options=OPTIONS):
    return make_guide_view(options, Speakers(), {"tret": speakers}, zones, leases)["unheard"]


def test_it_is_told_who_speaks_each_language_and_why_not_another():
    assert make_health(OPTIONS, Speakers()) == {
        "languages": {
            "vi": {
                "speaker": "espeak-ng", "first": "pyttsx3", "since": "2026-11-23T01:00:00.000Z",
                "resting": [{"source": "pyttsx3", "cause": "died"}],
            },
            "en": {
                "speaker": "pyttsx3", "first": "pyttsx3", "since": "2026-11-23T01:00:00.000Z",
                "resting": [],
            },
        },
        "output": "lobby",
        "output_wanted": "lobby",
    }  # fmt: skip


def test_a_computer_that_is_to_sound_and_cannot_is_told_until_it_can():
    wanted = replace(OPTIONS, own_wanted=True)
    able = replace(wanted, own_player=("aplay",))

    told = [make_health(options, Speakers()) for options in (OPTIONS, wanted, able)]

    outputs = [(each["output"], each["output_wanted"]) for each in told]
    assert outputs == [("lobby", "lobby"), ("lobby", "local"), ("local", "local")]


def test_a_call_that_was_shown_and_not_heard_is_told_with_its_zones(leases):
    leases.request("tret", "a", able=True)
    assert unheard(leases) == [
        {"zones": ["all", "tret"], "cause": "failed", "number": "A001",
         "at": "2026-11-23T01:00:00.000Z"},
    ]  # fmt: skip
    assert unheard(leases, Loudspeakers()) == []


def test_a_board_whose_browser_keeps_the_sound_back_is_told_before_any_call(leases):
    leases.request("tret", "a", able=False)
    assert [each["cause"] for each in unheard(leases, Loudspeakers())] == ["blocked"]


def test_a_board_that_cannot_sound_is_told_before_any_call_and_by_the_number_after_one(leases):
    leases.request("tret", "a", able=False, broken=True)
    assert [each["cause"] for each in unheard(leases, Loudspeakers())] == ["broken"]
    assert [each["number"] for each in unheard(leases)] == ["A001"]


def test_a_board_that_has_gone_is_told_while_calls_wait_for_it(leases, clock):
    leases.request("tret", "a", able=True)
    clock.now += LEASE_S + 1
    lobby = Lobby()
    assert unheard(leases, lobby.speakers) == []
    lobby.call()
    assert [each["cause"] for each in unheard(leases, lobby.speakers)] == ["no_player"]


def test_loudspeakers_that_are_nobodys_or_silent_are_no_alarm(leases):
    assert unheard(leases) == []
    leases.request("tret", "a", able=True)
    assert unheard(leases, zones={"tret": replace(ZONES["tret"], silent=True)}) == []


@pytest.mark.parametrize(
    ("hour", "mute", "silent"),
    [
        (time(11, 29), False, False), (time(11, 30), False, True), (time(12, 59), False, True),
        (time(13, 0), False, False), (time(8, 0), True, True),
    ],
)  # fmt: skip
def test_loudspeakers_are_silent_when_muted_and_in_their_quiet_hours(hour, mute, silent):
    speakers = LoudspeakersSection(lobbies=["tret"], mute=mute, quiet=["11:30-13:00"])
    assert speakers.is_silent(datetime.combine(NOW.date(), hour)) is silent


def test_the_servers_own_loudspeaker_speaks_for_the_most_floors():
    both = {code: LoudspeakersSection(lobbies=[code]) for code in ("tret", "all")}
    options = replace(OPTIONS, loudspeakers=both, floors={"tret": GROUND, "all": BOTH})
    assert set(options.heard) == {"tret", "all"}
    assert set(replace(options, own_player=("aplay",)).heard) == {"all"}


def test_what_the_open_counters_call_next_is_prepared_for_those_who_listen():
    desk = open_desk()
    desk.issue("A")
    desk.issue("A", language="en")
    said = list(list_upcoming(desk.hall, [GROUND], PHRASING))
    assert [each.text for each in said if each.language == "vi"] == [
        "Xin mời công dân có số thứ tự a, không, không, một, đến quầy số bảy.",
        "Xin mời công dân có số thứ tự a, không, không, một, đến quầy số tám.",
    ]
    assert list(list_upcoming(desk.hall, [], PHRASING)) == []


def test_what_is_prepared_is_what_is_said():
    lobby = Lobby()
    lobby.desk.issue("A", language="en")
    prepared = list(list_upcoming(lobby.desk.hall, [GROUND], PHRASING))
    lobby.sounds = set()
    lobby.do(c.CallNext("1"))
    (announcement,) = lobby.speakers.waiting
    assert set(announcement.left) <= set(prepared)
