"""Pictures and videos for the boards: handed in, ordered, taken away, put back."""

import re
import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from settings.loading import load
from tests.admin.pages import words_of
from tests.program import MODES, PASSWORD, in_a_hurry, server_in, serving
from tests.web.browser import Browser

HERE, HAND_IN = "/admin/media", "/api/media"
GROWTH_KB = 20_000


def picture(colour="green", kind="PNG", size=(160, 90)):
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, kind)
    return content.getvalue()


def box(kind, content):
    return struct.pack(">I", 8 + len(content)) + kind + content


def mp4(codec=b"avc1", content=bytes(500)):
    head = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
    return head + box(b"moov", box(b"trak", b"stsd" + codec + bytes(40))) + box(b"mdat", content)


def webm(content_length, missing=0):
    head = b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm"
    length = b"\x01" + content_length.to_bytes(7, "big")
    return head + b"\x18\x53\x80\x67" + length + bytes(content_length - missing)


def with_cinema(settings):
    settings["screens"]["display"].update(turn_s=5, hero_s=2)
    settings["screens"]["display"]["zones"]["tret"]["media"] = "cinema"
    settings["limits"]["media_mb"] = 80


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    server = server_in(
        folder, in_a_hurry, with_cinema, furnished=furnished, at="2026-11-23T08:00:00"
    )
    with serving(server) as running:
        yield running


@pytest.fixture
def folder(centre):
    """The folder of the ground floor, empty before each test."""
    folder = centre.config.parent / "cinema"
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return folder


@pytest.fixture
def admin(centre):
    return sign_in(centre, "quan")


def sign_in(centre, name):
    browser = Browser(centre.url)
    assert browser.sign_in(name, PASSWORD).status_code == 303
    return browser


def hand_in(browser, content, name, zone="tret", csrf=None):
    headers = {"X-CSRFToken": browser.csrf() if csrf is None else csrf}
    return browser.session.post(
        browser.url + HAND_IN,
        params={"zone": zone, "name": name},
        data=content,
        headers={**headers, "Content-Type": "application/octet-stream"},
        timeout=60,
    )


def press(browser, name, do, **typed):
    """Press a button of a file, with what was typed beside it; return the answer."""
    page = browser.open(HERE).text
    forms = re.findall(r'<form method="post" action="/admin/media.*?</form>', page, re.DOTALL)
    form = next(each for each in forms if f'name="name" value="{name}"' in each)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields.pop("csrf_token")
    return browser.submit(HERE, follow=True, **fields, **typed, do=do)


def shown(browser):
    found = browser.open("/display/media?zone=tret").json()["media"]
    return [each["url"].rpartition("/")[2].replace("%20", " ") for each in found]


def hidden(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("content", "name", "called"),
    [
        (picture(), "sân khấu.PNG", "sân khấu.png"),
        (picture(kind="JPEG"), "wrong ending.png", "wrong ending.jpg"),
        (picture(kind="WEBP"), "../../../etc/passwd", "passwd.webp"),
        (mp4(), "C:\\phim\\<b>phim</b>.mov", "b.mp4"),
        (mp4(b"av01"), "...", "media.mp4"),
        (webm(5_000), "a" * 200, f"{'a' * 80}.webm"),
    ],
)
def test_a_file_is_what_it_holds_and_has_a_safe_name(folder, admin, content, name, called):
    answer = hand_in(admin, content, name)
    assert answer.status_code == 201, answer.text
    assert [path.name for path in folder.iterdir()] == [called]
    assert (folder / called).read_bytes() == content
    assert admin.open(answer.json()["url"], headers={"Range": "bytes=0-9"}).content == content[:10]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "medium_unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "medium_unknown"),
        (b"\x1a\x45\xdf\xa3\x87\x42\x82\x88matroska", "medium_unknown"),
        (picture(kind="JPEG", size=(900, 900))[:-900], "medium_broken"),
        (picture(size=(900, 900))[:-40], "medium_broken"),
        (picture(kind="WEBP", size=(900, 900))[:-40], "medium_broken"),
        (b"\xff\xd8\xff\xe0 is no picture", "medium_broken"),
        (mp4()[:-1], "medium_broken"),
        (box(b"ftyp", b"isom") + box(b"mdat", bytes(90)), "medium_broken"),
        (mp4(b"hvc1"), "medium_codec"),
        (webm(5_000, missing=1), "medium_broken"),
        (picture(size=(10_000, 5_001)), "medium_too_large"),
    ],
)
def test_what_boards_cannot_show_is_refused_in_a_sentence_and_leaves_nothing(
    folder, admin, content, code
):
    answer = hand_in(admin, content, "lễ hội.png")
    assert (answer.status_code, answer.json()["error"]) == (409, code)
    assert "lễ hội.png" in answer.json()["message"]
    assert list(folder.iterdir()) == []


def test_a_second_file_of_a_name_takes_another(folder, admin):
    for colour in ("red", "green"):
        assert hand_in(admin, picture(colour), "ảnh.png").status_code == 201
    assert sorted(path.name for path in folder.iterdir()) == ["ảnh (2).png", "ảnh.png"]


def test_files_are_ordered_taken_away_put_back_and_erased(folder, admin):
    for name in ("1.png", "2.png", "10.png"):
        assert hand_in(admin, picture(), name).status_code == 201
    assert shown(admin) == ["1.png", "2.png", "10.png"]
    press(admin, "10.png", "earlier")
    press(admin, "1.png", "later")
    assert shown(admin) == ["10.png", "1.png", "2.png"]
    press(admin, "1.png", "remove")
    assert shown(admin) == ["10.png", "2.png"]
    assert "Đã bỏ (1)" in words_of(admin.open(HERE))
    press(admin, "1.png", "restore")
    assert shown(admin) == ["10.png", "1.png", "2.png"]
    press(admin, "2.png", "remove")
    press(admin, "2.png", "erase")
    assert [path.name for path in (folder / "removed").iterdir()] == []


def test_a_file_is_shown_from_its_first_day_to_its_last(folder, admin):
    days = {
        "every.png": ("", "", True, "Mọi ngày"),
        "today.png": ("23/11/2026", "23/11/2026", True, "Từ 23/11/2026 đến hết 23/11/2026"),
        "coming.png": ("24/11/2026", "", False, "Từ 24/11/2026 · chưa đến ngày chiếu"),
        "over.png": ("", " 22/11/2026 ", False, "Đến hết 22/11/2026 · đã hết ngày chiếu"),
    }
    for name, (first, last, _, said) in days.items():
        assert hand_in(admin, picture(), name).status_code == 201
        assert said in words_of(press(admin, name, "days", first=first, last=last))
    assert sorted(shown(admin)) == sorted(name for name, each in days.items() if each[2])
    backwards = press(admin, "every.png", "days", first="24/11/2026", last="23/11/2026")
    assert backwards.status_code == 409
    assert "Ngày cuối trước ngày đầu." in words_of(backwards)
    typed = press(admin, "every.png", "days", first="31/11/2026")
    assert (typed.status_code, "không phải là ngày" in words_of(typed)) == (409, True)
    assert "every.png" in shown(admin)
    press(admin, "over.png", "remove")
    assert hand_in(admin, picture(), "over.png").status_code == 201
    assert "over.png" in shown(admin), "the days were those of the file before"


def test_who_presses_for_a_file_that_has_gone_is_told(folder, admin):
    assert hand_in(admin, picture(), "1.png").status_code == 201
    (folder / "1.png").rename(folder / "2.png")
    gone = admin.submit(HERE, zone="tret", mark="0" * 16, name="1.png", do="remove")
    assert (gone.status_code, "Không còn tệp này." in words_of(gone)) == (409, True)


def test_only_administrators_by_their_own_pages_hand_in_and_nothing_is_read_of_others(
    centre, folder, admin
):
    film = webm(3_000_000)
    for name in ("lan", "huong", "giang", "kiem"):
        assert hand_in(sign_in(centre, name), film, "1.webm").status_code == 403
    assert hand_in(admin, film, "1.webm", csrf="wrong").status_code == 403
    assert hand_in(Browser(centre.url), film, "1.webm").status_code == 401
    assert not folder.exists() or list(folder.iterdir()) == []


def test_a_zone_without_a_folder_takes_nothing_until_it_is_told_to(centre, admin):
    assert hand_in(admin, picture(), "1.png", zone="tang1").json()["error"] == "no_media_folder"
    assert hand_in(admin, picture(), "1.png", zone="nowhere").status_code == 404
    mark = re.search(r'name="mark" value="(\w+)"', admin.open(HERE).text)[1]
    asked = {"zone": "tang1", "mark": mark, "show": "1"}
    seen = admin.submit(HERE, **asked)
    assert "thư mục ảnh và video không có → media/tang1" in words_of(seen)
    assert admin.submit(HERE, **asked, confirmed="1").status_code == 303
    assert load(centre.config).board("tang1").media == "media/tang1"
    assert hand_in(admin, picture(), "1.png", zone="tang1").status_code == 201
    assert (centre.config.parent / "media" / "tang1" / "1.png").exists()


@pytest.mark.parametrize("mode", MODES)
def test_a_long_film_goes_to_the_disk_and_never_into_memory(furnished, tmp_path, mode):
    with serving(server_in(tmp_path, with_cinema, furnished=furnished, mode=mode)) as server:
        admin = sign_in(server, "quan")
        film = webm(60_000_000)
        status = Path(f"/proc/{server.process.pid}/status")
        before = read_peak_kb(status)
        assert hand_in(admin, film, "phim.webm").status_code == 201
        assert read_peak_kb(status) - before < GROWTH_KB
        assert (tmp_path / "cinema" / "phim.webm").read_bytes() == film
        assert hand_in(admin, webm(81 * 2**20), "dài.webm").status_code == 413
        assert hidden(tmp_path / "cinema") == []
        assert admin.open("/healthz").status_code == 200


def read_peak_kb(status):
    return int(next(line.split()[1] for line in status.read_text().splitlines() if "VmHWM" in line))


def test_a_picture_that_is_chosen_on_the_page_is_on_the_board_at_once(
    centre, folder, browser, tmp_path
):
    (tmp_path / "lễ hội.png").write_bytes(picture("red"))
    (tmp_path / "hỏng.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    board = browser.new_context(base_url=centre.url).new_page()
    board.goto(f"/display?zone=tret&token={centre.tokens['display']}")
    expect(board.locator("html[data-ready=yes]")).to_be_attached()
    page = browser.new_context(base_url=centre.url, locale="vi-VN").new_page()
    page.goto(f"/sign-in?next={HERE}")
    page.get_by_label("Tên đăng nhập").fill("quan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    files = [tmp_path / "hỏng.jpg", tmp_path / "lễ hội.png"]
    expect(page.locator("[data-upload=tret] input")).to_be_enabled()
    page.locator("[data-upload=tret] input").set_input_files(files)
    ground = page.locator("section", has=page.locator("[data-upload=tret]"))
    expect(ground.locator("ol.media b")).to_have_text(["1. lễ hội.png"])
    expect(page.locator("[data-upload-faults]")).to_contain_text("hỏng.jpg bị hỏng")
    expect(board.locator(".medium img")).to_be_attached(timeout=60_000)
    board.context.close()
    page.context.close()
