"""Translating: a text is saved into its file at once, where it belongs, or is refused."""

import re
import shutil
from contextlib import contextmanager
from subprocess import PIPE, Popen
from sys import executable

import pytest
from babel.messages.pofile import read_po

from cli.translating import make_page
from cli.translating.catalogue import Catalogue, WrongText
from cli.translating.pictures import Shown, make_pattern
from cli.translating.places import PLACES, find_places
from tests.api import Api
from tests.program import ROOT, run, write_configuration
from web.i18n import find_missing, list_texts

TITLE, WITH_FIELD = "Quay lại", "Mở lại lúc %(time)s, %(day)s."
WORDS = "ត្រឡប់ក្រោយ"


@pytest.fixture
def room(tmp_path):
    """A copy of the kiosk's texts."""
    folder = tmp_path / "kiosk"
    shutil.copytree(ROOT / "kiosk" / "translations", folder / "translations")
    return folder


def file_of(room):
    return room / "translations" / "km.po"


def test_a_text_is_written_where_it_stands_and_nothing_else_changes(room):
    before = file_of(room).read_text("utf-8")
    Catalogue(room, "km").save(TITLE, f" {WORDS}\n")
    after = file_of(room).read_text("utf-8")
    empty = f'# chưa dịch\nmsgid "{TITLE}"\nmsgstr ""\n'
    assert before.count(empty) == 1
    assert after == before.replace(empty, f'msgid "{TITLE}"\nmsgstr "{WORDS}"\n')
    assert TITLE not in find_missing(room, "km")
    Catalogue(room, "km").save(TITLE, "")
    assert file_of(room).read_text("utf-8") == before


def test_quotes_and_lines_come_back_as_they_were_written(room):
    Catalogue(room, "km").save(TITLE, 'ក "ខ" \\ គ')
    with file_of(room).open("rb") as file:
        assert read_po(file)[TITLE].string == 'ក "ខ" \\ គ'


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("បើក %(time)s", "Còn thiếu day"),
        ("%(time)s %(day)s %(n)s", "không có n"),
        ("%(time)s %(day)s 5%", "%%"),
    ],
)
def test_words_that_would_break_a_screen_are_refused(room, words, why):
    with pytest.raises(WrongText, match=why):
        Catalogue(room, "km").save(WITH_FIELD, words)
    assert WITH_FIELD in find_missing(room, "km")


def test_a_room_without_a_file_gets_one_with_all_its_texts(room):
    file_of(room).unlink()
    Catalogue(room, "km").save(TITLE, WORDS)
    with file_of(room).open("rb") as file:
        assert [each.id for each in read_po(file) if each.id] == list_texts(room)
    assert len(find_missing(room, "km")) == len(list_texts(room)) - 1


def test_the_page_shows_how_far_it_is_and_says_what_is_wrong(room, tmp_path):
    (tmp_path / "kiosk.png").write_bytes(b"picture")
    shown = Shown(tmp_path, {TITLE: "kiosk.png"}, {TITLE: ["kiosk: text is cut off"]})
    client = make_page({"kiosk": Catalogue(room, "km")}, "km", "secret", shown).test_client()
    of = len(list_texts(room))
    done = of - len(find_missing(room, "km"))
    assert f"Đã dịch {done} trong {of} câu" in client.get("/secret/kiosk").text
    answer = client.post("/secret/kiosk", data={"text": TITLE, "words": WORDS, "next": "t4"})
    assert (answer.status_code, answer.location) == (303, "/secret/kiosk#t4")
    page = client.get("/secret/kiosk").text
    assert f"Đã dịch {done + 1} trong {of} câu" in page
    assert WORDS in page
    assert "Không vừa màn hình: kiosk: text is cut off" in page
    assert "Trang tìm thủ tục: ô tìm, kết quả, bàn phím." in page
    with client.get("/secret/pictures/kiosk.png") as picture:
        assert picture.data == b"picture"
    wrong = client.post("/secret/kiosk", data={"text": WITH_FIELD, "words": "ក"})
    assert wrong.status_code == 422
    assert "Còn thiếu day, time" in wrong.text
    for address in ("/other/kiosk", "/secret/nowhere", "/other/pictures/kiosk.png", "/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", PLACES)
def test_every_text_says_where_it_appears(name):
    texts = list_texts(ROOT / name)
    places = find_places(name, ROOT / name, texts)
    assert [text for text in texts if not places[text]] == []
    assert max(map(len, places.values())) <= 5


def test_a_text_is_found_on_a_screen_with_anything_in_its_fields():
    assert re.search(make_pattern(WITH_FIELD), "… Mở lại lúc 07:00, thứ Ba. …")
    assert not re.search(make_pattern(WITH_FIELD), "Mở lại lúc 07:00")


@contextmanager
def command(*arguments):
    process = Popen([executable, "server.py", *arguments], cwd=ROOT, stdout=PIPE, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def test_the_command_serves_the_page_on_this_computer_alone(tmp_path):
    with command("translate", "km", "--data", str(tmp_path)) as process:
        address = process.stdout.readline().split()[-1]
        assert address.startswith("http://127.0.0.1:")
        site, _, path = address[len("http://") :].partition("/")
        answer = Api(f"http://{site}").get(f"/{path}")
        assert (answer.status_code, "ភាសាខ្មែរ" in answer.text) == (200, True)
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_check_says_how_far_a_language_is(tmp_path):
    def with_khmer(settings):
        settings["centre"]["languages"].append("km")

    file = write_configuration(tmp_path / "config.yaml", with_khmer)
    said = run("check", "--config", file).stdout
    of = len(list_texts(ROOT / "kiosk"))
    done = of - len(find_missing(ROOT / "kiosk", "km"))
    assert f"km: {done} of {of} texts of the kiosk are translated" in said
