"""What all who wait are told is said once: next, where it concerns somebody, not after its end."""

from dataclasses import replace
from datetime import timedelta

from display.speech.schedule.announcements import AudioZone
from display.speech.schedule.loudspeakers import AFTER_RESTART_S, start_loudspeakers
from queueing import commands as c
from tests.display.voice import BOTH, Lobby

TEXTS = (
    ("vi", "Hệ thống đang gián đoạn. Dự kiến khoảng 30 phút."),
    ("en", "The system is interrupted. It should take about 30 minutes."),
    ("km", "…"),
)
SAID = [
    "Hệ thống đang gián đoạn. Dự kiến khoảng ba mươi phút.",
    "The system is interrupted. It should take about thirty minutes.",
]


def publish(lobby, bulletin="b1", **fields):
    said = {"reason": "system", "texts": TEXTS, "by": "huong", "shown_min": 30} | fields
    lobby.do(c.PublishBulletin(bulletin=bulletin, **said))


def test_it_comes_before_what_nobody_has_heard_yet_and_is_said_once_in_each_spoken_language():
    lobby = Lobby()
    lobby.call("1")
    lobby.call("2")
    publish(lobby)
    assert lobby.numbers == ["A001", "", "", "A002"]
    lobby.report()
    assert [line["text"] for line in lobby.lines[:2]] == SAID
    assert [line["chime"] for line in lobby.lines[:2]] == [True, False]
    lobby.report()
    lobby.report()
    assert lobby.numbers == ["A002"]
    lobby.follow(after_s=1)
    assert lobby.numbers == ["A002"]


def test_it_is_not_said_after_its_end_nor_where_nobody_is_concerned_and_a_correction_is_news():
    lobby = Lobby()
    publish(lobby, services=("C",))
    assert lobby.lines == []
    publish(lobby, "b2", services=("A",))
    publish(lobby, "b3", services=("A",), corrects="b2", texts=TEXTS[:1])
    assert [line["text"] for line in lobby.lines] == [f"A: {SAID[0]}"]
    lobby.do(c.EndBulletin("b3", "huong"))
    assert lobby.lines == []


def test_a_start_says_what_nobody_may_have_heard_and_nothing_old():
    lobby = Lobby(AudioZone("all", BOTH))
    publish(lobby)
    hall, now = lobby.desk.hall, lobby.desk.now
    lobby.speakers = start_loudspeakers(hall, now)
    lobby.follow()
    assert len(lobby.lines) == 2
    lobby.speakers = start_loudspeakers(hall, now + timedelta(seconds=AFTER_RESTART_S + 1))
    lobby.follow()
    assert lobby.lines == []
    lobby.zone = replace(lobby.zone, silent=True)
    publish(lobby, "b2")
    lobby.zone = replace(lobby.zone, silent=False)
    lobby.follow()
    assert lobby.lines == []
