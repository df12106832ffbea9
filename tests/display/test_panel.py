"""What is beside the large call while none is new: last calls, people waiting, media."""

import base64
import re
from io import BytesIO

import pytest
import requests
from PIL import Image
from playwright.sync_api import expect

from tests.display.centre import quickly
from tests.program import run

RECORDED = """async () => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const pen = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(25), {
    mimeType: "video/webm;codecs=vp8", videoBitsPerSecond: 12000000,
  });
  const pieces = [];
  recorder.ondataavailable = (piece) => pieces.push(piece.data);
  recorder.start(100);
  const noise = pen.createImageData(256, 256);
  for (let frame = 0; frame < 50; frame += 1) {
    for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = Math.random() * 256;
    pen.putImageData(noise, 0, 0);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await new Promise((resolve) => { recorder.onstop = resolve; recorder.stop(); });
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}"""


def picture(colour, kind="PNG", size=(160, 90)):
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, kind)
    return content.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, browser):
    """A zone's folder, with a real video, and with what must never be shown or given."""
    folder = tmp_path_factory.mktemp("media")
    page = browser.new_page()
    (folder / "3 phim.webm").write_bytes(base64.b64decode(page.evaluate(RECORDED)))
    page.close()
    (folder / "1 sân khấu.jpg").write_bytes(picture("green", "JPEG"))
    (folder / "2 hỏng.png").write_bytes(b"this is no picture")
    (folder / "notes.txt").write_text("not for the lobby")
    (folder / "page.html").write_text("<script>alert(1)</script>")
    (folder / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "empty.png").write_bytes(b"")
    (folder / "huge.png").write_bytes(bytes(11 * 1024 * 1024))
    (folder / ".hidden.png").write_bytes(picture("red"))
    (folder.parent / "secret.png").write_bytes(picture("red"))
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "folder.png").mkdir()
    return folder


@pytest.fixture(scope="module")
def cinema(new_centre, tmp_path_factory, folder):
    """A centre whose ground floor has media, and whose first floor a folder that is not there."""

    def with_media(settings):
        quickly(settings)
        zones = settings["screens"]["display"]["zones"]
        zones["tret"]["media"], zones["tang1"]["media"] = str(folder), "no/such folder"

    centre = new_centre(tmp_path_factory.mktemp("cinema"), with_media)
    centre.open("02", "03", "21")
    yield centre
    centre.stop()
    assert centre.server.traces() == ""


@pytest.fixture
def ask(cinema):
    def get(path, token=cinema.token, **headers):
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return requests.get(cinema.url + path, headers=headers, timeout=60)

    return get


@pytest.fixture
def media(ask):
    """Kind -> address of what the ground floor shows."""
    listed = ask("/display/media?zone=tret").json()["media"]
    assert [each["kind"] for each in listed] == ["picture", "picture", "video"]
    return [each["url"] for each in listed]


def test_a_new_call_takes_the_place_back_for_the_last_calls(cinema, display):
    cinema.open("22")
    number = cinema.serve_next("21", "TP")
    page = display(cinema, layout="board", zone="tang1")
    expect(page.locator(".waiting")).to_be_visible(timeout=30_000)
    expect(page.locator(".list")).to_have_count(0)
    cinema.serve_next("22", "TP")
    expect(page.locator(".list .row[data-seq] .n")).to_have_text([number])


def test_the_board_says_how_many_wait_for_each_department(cinema, display):
    page = display(cinema, layout="board", zone="tang1")
    for service in ("TP", "TP", "GDĐT"):
        cinema.issue(service)
    lines = page.locator(".waiting .row")
    expect(page.locator(".waiting [data-department='TP'] b")).to_have_text("2")
    expect(page.locator(".waiting [data-department='GDĐT'] b")).to_have_text("1")
    expect(page.locator(".waiting [data-department='NgV'] b")).to_have_text("0")
    expect(lines).to_have_count(6)
    expect(page.locator(".tip")).to_be_visible()
    expect(page.locator(".waiting")).to_be_visible()


def test_pictures_and_videos_have_their_turns_and_a_broken_file_is_passed_over(cinema, display):
    page = display(cinema, layout="board")
    seen = page.locator(".medium img")
    expect(seen).to_have_attribute("src", re.compile("s%C3%A2n"), timeout=40_000)
    assert seen.evaluate("image => image.naturalWidth") == 160
    video = page.locator(".medium video")
    expect(video).to_be_visible(timeout=40_000)
    page.wait_for_function(
        "() => { const v = document.querySelector('video'); return v && v.currentTime > 0.2; }"
    )
    assert video.evaluate("video => video.muted")
    expect(video).to_have_count(0, timeout=40_000)


def test_media_leave_the_call_as_large_as_it_is_without_them(cinema, display):
    number = cinema.serve_next("02", "XD")
    for _ in range(6):
        cinema.serve_next("03", "XD")
    cinema.at("02", "recall")
    page = display(cinema)
    box = "call => { const {x, y, width, height} = call.getBoundingClientRect(); "
    box += "return [x, y, width, height].map(Math.round); }"
    large = page.locator(".call")
    expect(large.locator(".no")).to_have_text(number)
    rows = page.locator(".list .row[data-seq]")
    expect(rows).to_have_count(6)
    before = large.evaluate(box), rows.first.evaluate(box)
    expect(page.locator(".medium")).to_be_visible(timeout=40_000)
    expect(rows).to_have_count(3)
    assert (large.evaluate(box), rows.first.evaluate(box)) == before
    medium = page.locator(".medium").bounding_box()
    last = rows.last.bounding_box()
    assert last["y"] + last["height"] <= medium["y"]
    newest = cinema.serve_next("02", "XD")
    expect(large.locator(".no")).to_have_text(newest)
    expect(page.locator(".medium")).to_have_count(0)
    expect(rows).to_have_count(6)


def test_a_zone_without_a_folder_shows_no_media(cinema, ask, display):
    assert ask("/display/media?zone=all").json() == {"media": []}
    page = display(cinema, zone="all", layout="board")
    expect(page.locator(".tip")).to_be_visible(timeout=40_000)
    expect(page.locator(".medium")).to_have_count(0)


def test_only_pictures_and_videos_that_lie_in_the_folder_are_ever_given(ask, media, folder):
    start = media[0].rsplit("/", 1)[0]
    hidden = (
        "notes.txt", "page.html", "drawing.svg", "empty.png", "huge.png", ".hidden.png",
        "link.png", "folder.png", "..%2Fsecret.png", "%2e%2e/secret.png", "../secret.png",
        str(folder.parent / "secret.png").replace("/", "%2F"),
    )  # fmt: skip
    for name in hidden:
        assert ask(f"{start}/{name}").status_code == 404, name
    other_mark = media[0].replace(start.rsplit("/", 1)[1], "0" * 16)
    assert ask(other_mark).status_code == 404
    assert ask(media[0].replace("/tret/", "/tang1/")).status_code == 404
    assert ask("/display/media?zone=nowhere").status_code == 404
    assert ask(media[0], token=None).status_code == 401
    assert ask("/display/media?zone=tret", token=None).status_code == 401


def test_a_file_is_kept_by_the_browser_until_it_changes(ask, media, folder):
    answer = ask(media[0])
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.content == (folder / "1 sân khấu.jpg").read_bytes()
    (folder / "1 sân khấu.jpg").write_bytes(picture("blue", "JPEG", (160, 91)))
    changed = ask("/display/media?zone=tret").json()["media"][0]["url"]
    assert changed != media[0]
    assert ask(media[0]).status_code == 404
    assert ask(changed).content == (folder / "1 sân khấu.jpg").read_bytes()
    (folder / "1 sân khấu.jpg").write_bytes(picture("green", "JPEG"))


def test_a_video_comes_in_pieces_that_join_to_the_file(ask, media, folder):
    whole = (folder / "3 phim.webm").read_bytes()
    piece = 512 * 1024
    assert len(whole) > piece, "the recorded video must be longer than one piece"
    joined = b""
    while len(joined) < len(whole):
        answer = ask(media[2], Range=f"bytes={len(joined)}-")
        assert answer.status_code == 206
        assert 0 < len(answer.content) <= piece
        end = len(joined) + len(answer.content) - 1
        assert answer.headers["Content-Range"] == f"bytes {len(joined)}-{end}/{len(whole)}"
        joined += answer.content
    assert joined == whole
    assert ask(media[2], Range="bytes=10-19").content == whole[10:20]
    assert ask(media[2], Range="bytes=-5").content == whole[-5:]
    for wrong in (f"bytes={len(whole)}-", f"bytes={len(whole) + 5}-{len(whole) + 9}"):
        refused = ask(media[2], Range=wrong)
        assert refused.status_code == 416
        assert refused.headers["Content-Range"] == f"bytes */{len(whole)}"


def test_a_folder_that_is_not_there_stops_nothing(cinema, ask, display):
    assert ask("/display/media?zone=tang1").json() == {"media": []}
    page = display(cinema, layout="board", zone="tang1")
    expect(page.locator(".waiting")).to_be_visible(timeout=30_000)
    checked = run("check", "--config", cinema.server.config)
    folder = cinema.server.config.with_name("no") / "such folder"
    assert f"the folder {folder} is not there" in checked.stdout
