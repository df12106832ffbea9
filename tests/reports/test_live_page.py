"""Today's page in a browser: an alert comes and goes by itself; on a wall everything fits."""

import subprocess
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.gallery.hall import PASSWORD, Hall
from tests.looks.measures import faults

LONG_MS = 40_000


@pytest.fixture
def hall(tmp_path):
    """A Monday at eight; nobody has come yet, and the clock stands until the test turns it."""
    hall = Hall(tmp_path, at="08:00", lived=False)
    yield hall
    hall.stop()


def signed_in(page, hall, name="giam-doc", address="/reports"):
    page.goto(hall.url + address)
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()


def test_an_alert_comes_and_goes_while_the_director_watches(page, hall):
    signed_in(page, hall)
    expect(page.get_by_text("Hôm nay chưa có ai lấy số")).to_be_visible()
    hall.issue("TP")
    alerts = page.get_by_role("region", name="Cảnh báo")
    expect(alerts).to_contain_text("Mọi cơ quan trong mục tiêu", timeout=LONG_MS)
    hall.set_clock("08:01:30")
    expect(alerts).to_contain_text(
        "Sở Tư pháp: 1 người đang chờ mà không quầy nào phục vụ từ 08:00. Lâu nhất 1 phút. "
        "Có thể mở thêm quầy 21, 22.",
        timeout=LONG_MS,
    )
    alerts.get_by_role("button", name="Tôi lo việc này").click()
    expect(alerts).to_contain_text("giam-doc lo từ 08:01", timeout=LONG_MS)
    alerts.get_by_role("button", name="Mời mở quầy 21").click()
    expect(alerts).to_contain_text("đã mời quầy 21", timeout=LONG_MS)
    assert hall.get("/api/counters/21")["asked"]["by"] == "giam-doc"
    alerts.get_by_role("link", name="Xem quầy").click()
    unit = page.locator(".unit:target")
    expect(unit).to_contain_text("Sở Tư pháp")
    expect(unit.get_by_role("listitem").first).to_contain_text("Đã đóng")
    hall.press("21", "open")
    expect(unit.get_by_role("listitem").first).to_contain_text("Sẵn sàng", timeout=LONG_MS)
    expect(alerts).to_contain_text("Mọi cơ quan trong mục tiêu", timeout=LONG_MS)
    hall.set_clock("08:03")
    expect(alerts).to_contain_text("quầy 21 trống từ 08:01", timeout=LONG_MS)
    hall.press("21", "call-next")
    expect(alerts).to_contain_text("Mọi cơ quan trong mục tiêu", timeout=LONG_MS)
    expect(unit.get_by_role("listitem").first).to_contain_text("Đang gọi")
    expect(page.locator(".chart")).to_have_attribute(
        "aria-label",
        "Số lượt lấy số và số lượt phục vụ mỗi nửa giờ, cao nhất 1 lượt lấy số lúc 08:00",
    )
    page.get_by_role("button", name="Quầy mở").press("Enter")
    heading = page.get_by_role("columnheader", name="Quầy mở")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("button").press("Enter")
    expect(page.locator(".departments tbody th").first).to_contain_text("Sở Tư pháp")
    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    name = page.locator(".departments tbody th").first
    assert name.evaluate("each => (each.closest('.wide').scrollLeft = 120, each.offsetLeft)") == 120
    assert name.evaluate("each => each.offsetWidth") < 160
    page.set_viewport_size(wide)
    numbers = page.get_by_role("table", name="Lấy số và phục vụ mỗi nửa giờ")
    expect(numbers.get_by_role("row").nth(1)).to_have_text("08:0010")


@pytest.mark.parametrize("size", [(1280, 720), (3840, 2160)])
def test_on_a_wall_everything_fits_and_nothing_can_be_pressed(page, hall, size):
    hall.press("07", "open")
    for service in ("TP", "GTVT-LX", "XD"):
        hall.issue(service)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    signed_in(page, hall, address="/reports?tv=1")
    expect(page.locator(".beside")).to_be_visible()
    expect(page.locator(".departments tbody tr")).to_have_count(6)
    assert faults(page, ()) == []
    assert page.locator("a, button, summary, input:not([type=hidden])").count() == 0


def test_a_file_of_every_leg_is_made_and_fetched_by_one_press(page, hall):
    for _ in range(3):
        hall.issue("TP")
    signed_in(page, hall, address="/reports/statistics?department=TP")
    with page.expect_download(timeout=LONG_MS) as download:
        page.get_by_role("button", name="Từng lượt (Excel)").click()
    assert download.value.suggested_filename == "tung-luot_2026-11-23_2026-11-23.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert {"N001", "N002", "N003"} <= {cell.value for row in sheet for cell in row}
    expect(page.get_by_role("status")).to_have_text("Tệp đã xong, 3 lượt.")
    printed = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=page.pdf(prefer_css_page_size=True),
        capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    assert printed.count("\f") == 1
    for said in (
        "Trung tâm Phục vụ hành chính công", "Người in: giam-doc",
        "In lúc 08:00, Thứ Hai, 23/11/2026",
        "Cơ quan: Sở Tư pháp", "Chia theo cơ quan", "1/1",
    ):  # fmt: skip
        assert said in printed
    assert "Tệp đã xong" not in printed
