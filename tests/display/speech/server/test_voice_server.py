"""What the server does for those who play, and when those who speak are gone."""

import os
import shutil
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from display.speech.engines.sound import count_seconds, read_samples
from tests.display.centre import quickly
from tests.display.listening import Board
from tests.journeys.wire import Client
from tests.program import MODES, run
from tests.waiting import wait_until

RESULT = {"result": "played"}


def refused(answer):
    return answer.status, answer.json["error"]


def spoken_by(settings, *engines):
    quickly(settings)
    first, *others = engines
    settings["voice"].update(engine=first, fallbacks=others)


def lines(centre, zone="tret"):
    return centre.board(zone).json["announcements"]


def line_of(centre, number, zone="tret"):
    """The line of a number, once it is listed."""
    listed = partial(_find, centre, number, zone)
    return wait_until(f"{number} is listed", listed)


def _find(centre, number, zone):
    return next((line for line in lines(centre, zone) if line["number"] == number), None)


def speaker(centre):
    with centre._office() as office:
        return office.get("/healthz").json["voice"]["languages"]["vi"]


def test_a_call_is_listed_with_a_sound_of_that_length_that_browsers_keep(lobby):
    lobby.open("07")
    line = line_of(lobby, lobby.serve_next("07", "GTVT-LX", language="en"))
    assert line["text"].startswith("Xin mời công dân có số thứ tự dê, ")
    assert line["text"].endswith(", đến quầy số bảy.")
    with lobby._office() as office:
        answer = office.get(line["audio"])
        piece = office.get(line["audio"], Range="bytes=0-99")
        kept = office.get(line["audio"], If_None_Match=answer.headers["ETag"])
    assert answer.headers["Content-Type"] == "audio/wav"
    assert "immutable" in answer.headers["Cache-Control"]
    length_ms = 1000 * count_seconds(read_samples(answer.text))
    assert line["duration_ms"] == pytest.approx(length_ms, abs=1)
    assert (piece.status, piece.text, kept.status) == (206, answer.text[:100], 304)


def test_a_line_is_listed_until_it_was_reported_and_a_report_may_be_repeated(lobby):
    lobby.open("11")
    number = lobby.serve_next("11", "CT", language="en")
    line = line_of(lobby, number)
    with lobby._office() as office:
        for _ in range(2):
            assert office.post(f"/api/announcements/{line['id']}/result", RESULT).status == 200
    english = wait_until("English follows", lambda: line_of_language(lobby, number, "en"))
    assert (english["id"], english["chime"]) == (line["id"].replace(".vi", ".en"), False)


def line_of_language(centre, number, language):
    said = (line for line in lines(centre) if line["number"] == number)
    first = next(said, None)
    return first if first is not None and first["language"] == language else None


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("/api/announcements/tret.999999.vi/result", RESULT, (404, "unknown_announcement")),
        ("/api/announcements/x/result", {"result": "heard"}, (422, "invalid_field")),
        ("/api/announcements/x/result", {}, (422, "invalid_field")),
        ("/api/loudspeakers/nowhere/lease", {"player": "a"}, (404, "unknown_loudspeakers")),
        ("/api/loudspeakers/tret/lease", {"player": ""}, (422, "invalid_field")),
        ("/api/loudspeakers/tret/lease", {}, (422, "invalid_field")),
    ],
)
def test_what_cannot_be_is_refused(lobby, path, body, answer):
    with lobby._office() as office:
        assert refused(office.post(path, body)) == answer


@pytest.mark.parametrize("name", ["0" * 64, "x", "..%2Fxinmoi"])
def test_there_is_nothing_else_among_the_sounds(lobby, name):
    with lobby._office() as office:
        assert office.get(f"/display/speech/{name}.wav").status == 404


def test_a_board_of_one_zone_says_nothing_of_another_zones_calls(lobby):
    lobby.open("13")
    line = line_of(lobby, lobby.serve_next("13", "TTTT"))
    path = f"/api/announcements/{line['id']}/result"
    for zone, status in (("tang1", 404), ("tret", 200)):
        with closing(Client(lobby.server.port, lobby.server.token("display", zone=zone))) as board:
            assert board.post(path, RESULT).status == status


def test_a_void_call_is_listed_no_more(lobby):
    lobby.open("12")
    number = lobby.serve_next("12", "NV")
    line_of(lobby, number)
    lobby.at("12", "start")
    wait_until("it is gone", lambda: _find(lobby, number, "tret") is None)


def test_every_loudspeakers_have_their_own_lines(lobby):
    lobby.open("23")
    number = lobby.serve_next("23", "LĐTBXH")
    upstairs, everywhere = line_of(lobby, number, "tang1"), line_of(lobby, number, "all")
    assert _find(lobby, number, "tret") is None
    assert "tầng một" not in upstairs["text"]
    assert "tầng một" in everywhere["text"]


@pytest.fixture
def removable(tmp_path):
    """The program espeak-ng at a place of its own, from where it can be removed."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "espeak-ng").symlink_to(shutil.which("espeak-ng"))
    return folder


def centre_with(new_centre, folder, programs, *engines):
    env = os.environ | {"PATH": f"{programs}"}
    return new_centre(folder, lambda settings: spoken_by(settings, *engines), env=env)


def remove(programs):
    Path(programs / "espeak-ng").unlink()


def test_an_engine_that_is_removed_is_followed_by_another(new_centre, tmp_path, removable):
    centre = centre_with(new_centre, tmp_path, removable, "espeak-ng", "pyttsx3")
    centre.open("02")
    assert line_of(centre, centre.serve_next("02", "XD"))["audio"] is not None
    assert speaker(centre)["speaker"] == "espeak-ng"
    remove(removable)
    assert line_of(centre, centre.serve_next("02", "XD"))["audio"] is not None
    now = speaker(centre)
    assert (now["speaker"], now["first"]) == ("pyttsx3", "espeak-ng")
    assert now["resting"] == [{"source": "espeak-ng", "cause": "not_installed"}]
    centre.stop()
    assert centre.server.traces() == ""


VOICE_ALARM = ".alarms [data-kind=voice]"


def guide_of(centre, browser):
    """The tablet of a guide."""
    api = {"Authorization": f"Bearer {centre.server.tokens['api']}"}
    guide = browser.new_page(locale="vi-VN", extra_http_headers=api)
    guide.goto(f"{centre.url}/counters/guide")
    return guide


def test_without_any_engine_the_chime_stands_for_the_call_and_the_guide_knows(
    new_centre, tmp_path, removable, browser
):
    centre = centre_with(new_centre, tmp_path, removable, "espeak-ng")
    board = Board(browser.new_page(locale="vi-VN"), centre).leads()
    guide = guide_of(centre, browser)
    alarm = guide.locator(VOICE_ALARM)
    centre.open("02")
    centre.serve_next("02", "XD")
    assert board.results(1) == ["played"]
    expect(alarm).to_have_count(0)
    remove(removable)
    number = centre.serve_next("02", "XD")
    expect(board.page.locator(".call[data-seq] .no")).to_have_text(number)
    assert board.results(2) == ["played", "played"]
    assert (board.chimes, len(board.heard())) == (2, 1)
    expect(alarm).to_contain_text("Loa chỉ phát chuông")
    assert speaker(centre)["speaker"] == "chime"
    guide.close()
    board.page.close()
    centre.stop()
    assert centre.server.traces() == ""


@pytest.mark.parametrize("mode", MODES[1:])
def test_under_every_other_runtime_a_call_is_spoken_and_the_server_ends_when_told(
    new_centre, tmp_path, mode
):
    def under(settings):
        quickly(settings)
        settings["server"]["async_mode"] = mode

    centre = new_centre(tmp_path, under)
    try:
        centre.open("02")
        number = centre.serve_next("02", "XD", language="en")
        line = line_of(centre, number)
        with centre._office() as office:
            assert office.get(line["audio"]).status == 200
            assert office.post(f"/api/announcements/{line['id']}/result", RESULT).status == 200
        english = wait_until("English follows", lambda: line_of_language(centre, number, "en"))
        assert english["audio"] not in (None, line["audio"])
    finally:
        code = centre.server.stop()
    assert (code, centre.server.traces()) == (0, "")


PLAYER = """#!/bin/sh
echo "$2" >>"$(dirname "$0")/played"
exec sleep 0.2
"""


def test_the_servers_own_loudspeaker_plays_chime_and_call_and_boards_are_silent(
    new_centre, tmp_path, page
):
    program = tmp_path / "programs" / "aplay"
    program.parent.mkdir()
    program.write_text(PLAYER)
    program.chmod(0o755)

    def local(settings):
        quickly(settings)
        settings["voice"]["output"] = "local"

    env = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}"}
    centre = new_centre(tmp_path, local, env=env)
    board = Board(page, centre)
    centre.open("02")
    number = centre.serve_next("02", "XD")
    played = program.with_name("played")
    files = wait_until("chime and call", lambda: _two_lines(played))
    expect(page.locator(".call[data-seq] .no")).to_have_text(number)
    chime, call = (read_samples(Path(each).read_bytes()) for each in files)
    assert count_seconds(chime) == pytest.approx(1)
    assert count_seconds(call) > 1
    assert centre.board().json["loudspeakers"] is None
    assert (board.heard(), board.heard("tone")) == ([], [])
    program.write_text("#!/bin/sh\nexit 1\n")
    centre.open("03")
    for counter in ("02", "03"):
        centre.serve_next(counter, "XD")
    board.leads()
    centre.serve_next("02", "XD")
    assert "played" in board.results(1), "the boards speak where the server's loudspeaker fails"
    centre.stop()
    assert centre.server.traces() == ""


def test_without_a_program_that_plays_the_boards_are_heard_and_the_guide_knows(
    new_centre, tmp_path, removable, browser
):
    def local(settings):
        spoken_by(settings, "espeak-ng")
        settings["voice"]["output"] = "local"

    centre = new_centre(tmp_path, local, env=os.environ | {"PATH": f"{removable}"})
    guide = guide_of(centre, browser)
    expect(guide.locator(VOICE_ALARM)).to_contain_text("Loa của máy chủ không phát được")
    board = Board(browser.new_page(locale="vi-VN"), centre).leads()
    centre.open("02")
    centre.serve_next("02", "XD")
    assert board.results(1) == ["played"]
    (removable / "aplay").symlink_to(shutil.which("true"))
    expect(guide.locator(VOICE_ALARM)).to_have_count(0)
    for page in (guide, board.page):
        page.close()
    centre.stop()
    assert centre.server.traces() == ""


def _two_lines(file):
    found = file.read_text().splitlines() if file.is_file() else []
    return found if len(found) == 2 else None


def test_the_doctor_lets_everybody_speak(tmp_path):
    said = run("doctor", "--data", tmp_path).stdout
    assert "voice: pyttsx3 spoke" in said
    assert "voice: espeak-ng spoke" in said


def test_the_doctor_says_who_cannot_speak_and_what_to_do(tmp_path):
    said = run("doctor", "--data", tmp_path, env=os.environ | {"PATH": str(tmp_path)}).stdout
    assert "voice: espeak-ng cannot speak vi: it is not on this computer" in said
    assert "sudo apt-get install espeak-ng" in said
