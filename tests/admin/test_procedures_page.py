"""Procedures on the administrator's page: seen, switched, imported after a preview, taken back."""

import re
from io import BytesIO

import pytest
from openpyxl import Workbook

from queueing import commands as c
from tests.admin.centre import HEADER, SAMPLES
from tests.admin.pages import Administration, fields_of, words_of

pytestmark = pytest.mark.long

HERE = "/admin/procedures"
ROWS = SAMPLES.read_text(encoding="utf-8").splitlines()
FEW = "\n".join(ROWS[:50])
"""Without 19 of the 66."""
FIVE = ("XD", "TNMT", "GTVT", "YT", "TP")


@pytest.fixture
def centre(tmp_path):
    with Administration(tmp_path) as centre:
        yield centre


@pytest.fixture
def quan(centre):
    return centre.person()


def with_five(settings):
    """Leave five departments, with their services and counters."""
    departments, services = settings["departments"], settings["services"]
    settings["departments"] = {code: departments[code] for code in FIVE}
    settings["services"] = {k: v for k, v in services.items() if v["department"] in FIVE}
    settings["counters"] = {
        k: {**v, "lends_a_hand_to": []}
        for k, v in settings["counters"].items()
        if v["department"] in FIVE
    }
    settings["screens"]["kiosk"].update(guidance=None, results=None, most_asked=[], elsewhere=[])


def send(browser, content, name="danh-mục.csv"):
    """Send a file; return the page that follows."""
    if isinstance(content, str):
        content = content.encode()
    fields = {"csrf_token": browser.csrf(), "file": (BytesIO(content), name)}
    answer = browser.client.post(f"{HERE}/import", data=fields)
    assert answer.status_code == 303, words_of(answer)
    return browser.open(answer.location)


def confirm(browser, preview, **more):
    """Press the button of a preview; return the answer."""
    fields = fields_of(preview.text, "/confirm")
    fields.pop("sure", None)
    return browser.client.post(f"{HERE}/confirm", data=fields | more)


def bring_in(browser, content, **more):
    answer = confirm(browser, send(browser, content), **more)
    assert answer.status_code == 303, words_of(answer)
    return browser.read(answer.location)


def offered(centre):
    """Return what a kiosk gets: code -> row."""
    listing = centre.pages.app.test_client().get("/api/procedures").json
    return {row["code"]: row for row in listing["procedures"]}


def test_a_file_is_seen_first_and_then_in_force_at_the_kiosks(centre, quan):
    assert "Chưa nhập lần nào" in quan.read(HERE)
    preview = send(quan, "\n".join(ROWS) + "\n" * 100_000)
    assert "Chưa lưu gì" in preview.text
    assert "66 thêm mới" in words_of(preview)
    assert offered(centre) == {}
    answer = confirm(quan, preview)
    assert "Đã nhập" in quan.read(answer.location)
    assert len(offered(centre)) == 66
    page = quan.read(HERE)
    assert "66 thủ tục đang mở Nhập danh mục: 08:00, 23/11/2026 , quan, danh-mục.csv" in page
    assert "Sở Xây dựng" in page
    assert "66 thủ tục đang mở" in quan.read("/admin")


def test_a_preview_says_what_is_new_changed_moved_and_closed(centre, quan):
    bring_in(quan, "\n".join(ROWS))
    centre.issue("XD")
    centre.office.submit(
        c.IssueTicket("XD", "follow-x", procedure="MAU-002"),
        actor="token:1",
        reply=lambda *_: None,
    )
    rows = [*ROWS[:1], ROWS[1].replace("Building permit for works", "A permit"), *ROWS[3:]]
    rows.append("MAU-067,Một thủ tục mới,,TT,Hướng dẫn,TT,,none,,2024-02-26")
    text = "\n".join(["Danh mục năm 2026", *rows])
    page = words_of(send(quan, text))
    assert "1 thêm mới" in page
    assert "1 thay đổi" in page
    assert "1 bị đóng" in page
    assert "64 giữ nguyên" in page
    assert "Tên tiếng Anh Building permit for works → A permit" in page
    assert "MAU-067 Một thủ tục mới" in page
    assert "1 người đang ở trung tâm vì các thủ tục bị đóng hoặc chuyển hàng" in page


def test_every_fault_is_one_vietnamese_sentence_with_its_sheet_row_and_column(centre, quan):
    book = Workbook()
    sheet = book.active
    sheet.title = "TTHC"
    book.create_sheet("Hướng dẫn")["A1"] = "Danh mục do các sở gửi"
    for row in (
        HEADER.replace("department", "Cơ quan thực hiện").split(","),
        ["A-1", "Tên", "XDD", "Xây dựng", "", "2024-02-26"],
        [1.0026, "Tên", "XD", "=A2", "", "2024-02-30"],
    ):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    answer = send(quan, content.getvalue(), "danh mục.xlsx")
    assert answer.status_code == 422
    assert re.findall(r"<li>(Trang tính.*?)</li>", answer.text) == [
        "Trang tính “TTHC”, dòng 3, ô D3: có công thức; hãy dán giá trị thay cho công thức.",
        "Trang tính “TTHC”, dòng 3, cột “code” (Mã thủ tục): 1.0026 là một số, có thể đã mất số "
        "0; hãy định dạng ô là văn bản rồi nhập lại mã.",
        "Trang tính “TTHC”, dòng 3, cột “valid_from” (Có hiệu lực từ): “2024-02-30” không phải là "
        "ngày; hãy ghi như 23/11/2026 hoặc 2026-11-23.",
    ]
    assert (
        "Khi đã sửa, có thể bỏ qua cơ quan không có ở đây, 1 thủ tục: XDD (1, từ dòng 2; có phải "
        "là “Sở Xây dựng (XD)”?)."
    ) in words_of(answer)
    assert "<form" not in answer.text.partition("<main")[2]
    english = quan.open(f"{answer.request.path}?{answer.request.query_string.decode()}&lang=en")
    assert "from line 2; did you mean &#39;Sở Xây dựng (XD)&#39;?" in english.text


def test_a_centre_of_five_departments_takes_its_own_part_of_the_samples(tmp_path):
    with Administration(tmp_path, with_five) as five:
        quan = five.person()
        preview = send(quan, "\n".join(ROWS))
        assert preview.status_code == 200
        shown = words_of(preview)
        assert "23 thêm mới" in shown
        assert "43 bỏ qua" in shown
        assert "Bỏ qua cơ quan không có ở đây, 43 thủ tục: KHĐT (5, từ dòng 11)" in shown
        refused = confirm(quan, preview)
        assert (refused.status_code, offered(five)) == (422, {})
        assert "Hãy đánh dấu bỏ qua các cơ quan không có ở đây" in words_of(refused)
        assert confirm(quan, preview, leave_out="1").status_code == 303
        assert len(offered(five)) == 23


def test_what_may_be_a_mistake_has_to_be_ticked(centre, quan):
    bring_in(quan, "\n".join(ROWS))
    preview = send(quan, FEW)
    assert "19 trong 66 thủ tục sẽ bị đóng (MAU-048, " in words_of(preview)
    answer = confirm(quan, preview)
    assert (answer.status_code, len(offered(centre))) == (422, 66)
    assert "Hãy đánh dấu" in words_of(answer)
    assert confirm(quan, preview, sure="1").status_code == 303
    assert len(offered(centre)) == 47


def test_the_second_of_two_administrators_is_told(centre, quan):
    mai = centre.person(name="mai")
    first, second = send(quan, "\n".join(ROWS)), send(mai, FEW)
    assert confirm(quan, first).status_code == 303
    answer = confirm(mai, second, sure="1")
    assert answer.status_code == 409
    page = words_of(answer)
    assert "Danh mục thủ tục vừa được người khác đổi" in page
    assert "19 bị đóng" in page
    assert len(offered(centre)) == 66
    assert confirm(mai, answer, sure="1").status_code == 303
    assert len(offered(centre)) == 47


def test_a_preview_is_its_owners_and_ends_with_the_configuration(centre, quan):
    preview = send(quan, "\n".join(ROWS))
    address = f"{preview.request.path}?{preview.request.query_string.decode()}"
    mai = centre.person(name="mai")
    assert mai.open(address).status_code == 410
    assert quan.open(address).status_code == 200
    saved = quan.fill("/admin/rules", "rules", {"f-rules-recalls": "5"})
    assert quan.confirm(saved).status_code == 303
    assert confirm(quan, preview).status_code == 410
    assert offered(centre) == {}


def test_the_last_import_is_taken_back_after_a_preview(centre, quan):
    bring_in(quan, "\n".join(ROWS))
    bring_in(quan, FEW, sure="1")
    page = quan.open(HERE).text
    (address,) = re.findall(r'href="(/admin/procedures/take-back\?id=\d+)"', page)
    preview = quan.open(address)
    assert "19 mở lại" in words_of(preview)
    fields = fields_of(preview.text, "/take-back")
    answer = quan.client.post(f"{HERE}/take-back", data=fields)
    assert "Đã hoàn lại" in quan.read(answer.location)
    assert len(offered(centre)) == 66
    assert quan.client.post(f"{HERE}/take-back", data=fields).status_code == 409
    assert quan.open(address).status_code == 409


def test_one_procedure_is_switched_off_and_on(centre, quan):
    bring_in(quan, "\n".join(ROWS))
    address = f"{HERE}/one?code=MAU-015"
    page = quan.read(address)
    assert "Đổi giấy phép lái xe" in page
    assert "Căn cước Giấy phép lái xe cũ Giấy khám sức khỏe" in page
    form = fields_of(quan.open(address).text, "/switch")
    answer = quan.client.post(f"{HERE}/switch", data=form | {"on": "0"})
    assert "Đã tắt" in quan.read(answer.location)
    assert "MAU-015" not in offered(centre)
    assert "Tạm tắt 1" in quan.read(HERE)
    bring_in(quan, "\n".join(ROWS))
    assert "MAU-015" not in offered(centre)
    quan.client.post(f"{HERE}/switch", data=form | {"on": "1"})
    assert "MAU-015" in offered(centre)
    assert re.search("Mở lại thủ tục quan .*Tắt thủ tục quan", quan.read(address))
    assert quan.open(f"{HERE}/one?code=none").status_code == 404


def test_procedures_are_listed_by_unit_service_and_state(centre, quan):
    bring_in(quan, "\n".join(ROWS))
    page = quan.open(HERE).text
    (address,) = set(re.findall(r'href="([^"]*service=GTVT-LX)"', page))
    listed = quan.read(address.replace("&amp;", "&"))
    assert "MAU-015 Đổi giấy phép lái xe" in listed
    assert "MAU-001" not in listed
    assert "Không có thủ tục nào" in quan.read(f"{HERE}?offer=closed")
    found = quan.open(f"{HERE}/all.json").json["procedures"]
    assert len(found) == 66


@pytest.mark.parametrize("role", ["officer", "guide", "director"])
def test_nobody_else_sends_sees_or_switches(centre, role):
    other = centre.person(role)
    fields = {"csrf_token": other.csrf(), "file": (BytesIO(b"x"), "x.csv")}
    assert other.client.post(f"{HERE}/import", data=fields).status_code == 403
    for address in ("confirm", "take-back", "switch"):
        assert other.send(f"{HERE}/{address}").status_code == 403
    for address in ("", "/all.json", "/one?code=MAU-001", "/import", "/take-back?id=1"):
        assert other.open(f"{HERE}{address}").status_code == 403


def test_a_form_of_another_page_sends_nothing(centre, quan):
    fields = {"csrf_token": "wrong", "file": (BytesIO(b"x"), "x.csv")}
    assert quan.client.post(f"{HERE}/import", data=fields).status_code == 403
    fields = {"csrf_token": quan.csrf(), "file": (BytesIO(b"x"), "x.csv")}
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert quan.client.post(f"{HERE}/import", data=fields, headers=foreign).status_code == 403
