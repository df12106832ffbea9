"""The page of the voice: who speaks, where, and a test call that is heard there and here."""

import re

import pytest

from display.speech.engines.sound import count_seconds, read_samples
from tests.admin.pages import words_of
from tests.display.centre import Centre, quickly
from tests.program import PASSWORD
from tests.waiting import wait_until
from tests.web.browser import Browser

HERE = "/admin/voice"


def by_espeak(settings):
    quickly(settings)
    settings["voice"].update(engine="espeak-ng", fallbacks=[])
    settings["voice"]["loudspeakers"]["tang1"]["mute"] = True


@pytest.fixture(scope="module")
def hall(furnished, tmp_path_factory):
    centre = Centre(furnished, tmp_path_factory.mktemp("voice"), by_espeak)
    centre.open("07")
    yield centre
    centre.stop()
    assert centre.server.traces() == ""


@pytest.fixture
def admin(hall):
    browser = Browser(hall.url)
    browser.sign_in("quan", PASSWORD)
    return browser


def ask(admin, group):
    assert admin.submit(f"{HERE}/test", loudspeakers=group).status_code == 303


def part(admin, group):
    """Return the part of the page about one group of loudspeakers."""
    page = admin.open(HERE)
    assert page.status_code == 200
    sections = re.findall(r"<section.*?</section>", page.text, re.DOTALL)
    return next(each for each in sections if f'aria-labelledby="{group}"' in each)


def lines(hall):
    return hall.board("tret").json["announcements"]


def somebody_listens(hall):
    with hall._office() as office:
        wish = {"player": "test", "leads": True}
        assert office.post("/api/loudspeakers/tret/lease", wish).json["leader"]


def test_a_test_call_is_listed_after_the_calls_and_told_once_it_was_said(hall, admin):
    somebody_listens(hall)
    number = hall.serve_next("07", "GTVT-LX")
    ask(admin, "tret")

    def both():
        said = [(line["number"], line["id"].startswith("tret.test-")) for line in lines(hall)]
        return said[:2] == [(number, False), ("A001", True)] and said

    wait_until("call and test call are listed", both)
    assert "số của người dân được đọc trước" in part(admin, "tret")

    def is_told():
        with hall._office() as office:
            for line in lines(hall):
                office.post(f"/api/announcements/{line['id']}/result", {"result": "played"})
        return "Đã đọc ở khu chờ." in part(admin, "tret")

    wait_until("it is told", is_told)
    assert "data-running" not in part(admin, "tret")


def test_it_is_heard_in_the_browser_also_where_loudspeakers_are_muted(hall, admin):
    ask(admin, "tang1")
    found = wait_until(
        "its sounds", lambda: re.findall(r'<audio[^>]* src="([^"]+)"', part(admin, "tang1"))
    )
    assert "Loa đang tắt tiếng" in part(admin, "tang1")
    assert "tắt tiếng" in part(admin, "tang1")
    for address in found:
        answer = admin.open(address)
        assert answer.headers["Content-Type"] == "audio/wav"
        assert count_seconds(read_samples(answer.content)) > 1


def test_who_speaks_is_named(admin):
    assert "Tiếng Việt espeak-ng" in words_of(admin.open(HERE))


def test_loudspeakers_that_are_none_are_refused_and_others_may_not_ask(hall, admin):
    assert admin.submit(f"{HERE}/test", loudspeakers="nowhere").status_code == 404
    for name in ("huong", "giang"):
        other = Browser(hall.url)
        other.sign_in(name, PASSWORD)
        assert other.open(HERE).status_code == 403
        assert other.submit(f"{HERE}/test", loudspeakers="tret").status_code == 403
