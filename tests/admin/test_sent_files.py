"""A file of procedures is larger than other bodies: for administrators, at its address alone."""

import re
from io import BytesIO

import pytest

from tests.admin.centre import SAMPLES
from tests.program import PASSWORD, in_a_hurry, server_in, serving
from tests.web.browser import Browser

HERE = "/admin/procedures"
LARGE = SAMPLES.read_bytes() + b"\n" * 3_000_000


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory):
    def small(settings):
        settings["limits"]["import_mb"] = 4

    folder = tmp_path_factory.mktemp("sent")
    with serving(server_in(folder, in_a_hurry, small, furnished=furnished)) as running:
        yield running
        assert "Traceback" not in running.log


class Sender:
    """A browser without scripts of somebody who has signed in."""

    def __init__(self, server, name):
        browser = Browser(server.url)
        assert browser.sign_in(name, PASSWORD).status_code == 303
        self.url, self.session = server.url, browser.session

    def send(self, address, content):
        page = self.session.get(f"{self.url}/account").text
        token = re.search(r'csrf-token" content="([^"]+)"', page)[1]
        return self.session.post(
            self.url + address,
            data={"csrf_token": token},
            files={"file": ("danh-mục.csv", BytesIO(content))},
        )


def test_an_administrator_sends_megabytes_and_others_nothing(server):
    with_right, without = Sender(server, "quan"), Sender(server, "lan")
    preview = with_right.send(f"{HERE}/import", LARGE)
    assert preview.status_code == 200
    assert "Xem trước khi nhập" in preview.text
    assert without.send(f"{HERE}/import", LARGE).status_code == 403
    assert with_right.send(f"{HERE}/confirm", LARGE).status_code == 413
    assert with_right.send(f"{HERE}/import", LARGE * 2).status_code == 413
    assert with_right.session.get(f"{server.url}{HERE}").status_code == 200


def test_a_file_that_is_none_is_one_sentence(server):
    sender = Sender(server, "quan")
    answer = sender.send(f"{HERE}/import", b"%PDF-1.7" + LARGE)
    assert answer.status_code == 422
    assert "đây là tệp PDF; hãy lưu chính bảng đó thành .xlsx" in answer.text
    broken = sender.session.post(
        f"{server.url}{HERE}/import",
        data=b"no parts",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert broken.status_code in (400, 403)
