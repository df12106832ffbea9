"""Long files: every leg once, made beside the server, fetched by whoever asked for them."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from queueing import commands as c
from reports.exports.job_list import MOST_KEPT
from reports.exports.jobs import Exports
from tests.reports.centre import PASSWORD, golden_day, house_in
from tests.reports.workbooks import formulas, lines
from tests.waiting import wait_until
from web.processes.shared_state import OwnState
from web.runtime import runtime

API = "/api/reports/exports"
BOTH_DAYS = {"from": "2026-11-23", "to": "2026-11-24"}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        house.next_day().at("08:00").press(c.OpenCounter("1", "=minh"))
        house.issue("A")
        house.press(c.CallNext("1"), actor="user:=minh")
        house.issue("B")  # still waits
        yield house


def made(asking, **wish):
    """The finished job of a wish, and the answer that carries its file."""
    begun = asking.post(API, BOTH_DAYS | wish)
    assert begun.status_code == 202, begun.get_data(as_text=True)
    address = f"{API}/{begun.get_json()['id']}"
    job = wait_until(
        "the file is whole",
        lambda: (told := asking.get(address).get_json())["state"] != "running" and told,
    )
    assert job["state"] == "done"
    return job, asking.get(job["file"])


def table(answer):
    header, *rows = csv.reader(
        StringIO(answer.get_data().decode("utf-8-sig"), newline=""), delimiter=";"
    )
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def book(house):
    job, answer = made(house.person("director"), kind="xlsx")
    return job, answer.get_data(), load_workbook(BytesIO(answer.get_data()))


# ── what is in it ──


def test_every_leg_of_the_period_is_there_once_and_in_order_of_its_call(house, book):
    header, *rows = lines(book[2]["Số liệu"])
    assert header[:2] == ["Số thứ tự", "Ngày"]
    numbers = [(row[0], row[header.index("Kết thúc bằng")]) for row in rows]
    assert numbers == [
        ("A003", "Hoàn tất"), ("A001", "Hoàn tất"), ("A002", "Chuyển quầy"), ("C002", "Đã hủy"),
        ("A002", "Hoàn tất"), ("C001", "Hoàn tất"), ("C003", "Đã hủy"), ("B001", "Hết hiệu lực"),
        ("C004", "Hết hiệu lực"), ("A001", None), ("B001", None),
    ]  # fmt: skip


def test_the_legs_add_up_to_the_figures_of_the_report(house, book):
    header, *rows = lines(book[2]["Số liệu"])
    rows = [dict(zip(header, row, strict=True)) for row in rows]
    _, total = house.api().departments("2026-11-23", "2026-11-24")
    called = [row for row in rows if row["Gọi lần đầu lúc"]]
    served = [row for row in called if row["Kết thúc bằng"] == "Hoàn tất"]
    assert (len(called), len(served)) == (total["called"], total["served"])
    waited = sum(row["Chờ (phút)"] for row in called) / len(called)
    served_for = sum(row["Phục vụ (phút)"] for row in served) / len(served)
    assert waited * 60 == pytest.approx(total["wait_mean_s"], abs=0.05)
    assert served_for * 60 == pytest.approx(total["service_mean_s"], abs=0.05)


def test_a_leg_whose_time_is_unsure_is_marked(tmp_path):
    with house_in(tmp_path) as house:
        house.next_day().at("08:00").press(c.OpenCounter("1", "minh"))
        for ended in ("10:30", "10:40"):
            house.issue("A")
            house.press(c.CallNext("1"))
            house.at(ended).press(c.FinishService("1"))
        _, answer = made(house.api(), kind="csv")
    marks = [(row["Phục vụ (phút)"], row["Chưa chắc thời gian"]) for row in table(answer)]
    assert marks == [("150,0", "có"), ("10,0", "")]


def test_moments_are_dates_of_the_centres_clock_and_times_are_minutes(book):
    sheet = book[2]["Số liệu"]
    first = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert first["Lấy số lúc"].is_date
    assert str(first["Lấy số lúc"].value) == "2026-11-23 08:02:00"
    assert str(first["Gọi lần đầu lúc"].value) == "2026-11-23 08:04:00"
    assert (first["Chờ (phút)"].value, first["Chờ (phút)"].number_format) == (2, "#,##0.0")
    assert str(first["Ngày"].value)[:10] == "2026-11-23"
    assert first["Lượt ưu tiên"].value == "Cao tuổi"


def test_what_is_not_known_is_empty_and_what_looks_like_a_formula_is_text(book):
    sheet = book[2]["Số liệu"]
    last = {cell.value: sheet.cell(11, cell.column) for cell in sheet[1]}
    assert (last["Số thứ tự"].value, last["Cán bộ"].value) == ("A001", "=minh")
    assert last["Di chuyển (phút)"].value is None
    assert last["Kết thúc lúc"].value is None
    assert formulas(book[1]) == []


def test_the_file_says_what_was_asked_and_when_it_was_read(house, book):
    job, _, workbook = book
    assert (job["done"], job["of"]) == (11, 11)
    asked = dict(lines(workbook["Về tệp này"])[1:])
    assert asked["Số nhật ký"] == str(house.office.hall.seq)
    assert asked["Kỳ báo cáo"] == "23/11/2026 – 24/11/2026"


def test_csv_has_the_same_rows_and_is_harmless_too(house, book):
    _, answer = made(house.api(), kind="csv")
    rows = table(answer)
    assert [row["Số thứ tự"] for row in rows] == [row[0] for row in lines(book[2]["Số liệu"])[1:]]
    assert rows[9]["Cán bộ"] == "'=minh"
    assert rows[0]["Gọi lần đầu lúc"] == "2026-11-23 08:04:00"
    name = "tung-luot_2026-11-23_2026-11-24.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_file_keeps_the_filter_and_says_so(house):
    _, answer = made(house.api(), kind="xlsx", department="TP", counter="3")
    book = load_workbook(BytesIO(answer.get_data()))
    assert [row[0] for row in lines(book["Số liệu"])[1:]] == ["A002", "C001"]
    asked = dict(lines(book["Về tệp này"])[1:])
    assert (asked["Cơ quan"], asked["Quầy"]) == ("=Sở Tư pháp", "03")


def test_a_period_without_anybody_is_a_table_without_rows(house):
    wish = {"kind": "xlsx", "from": "2026-01-01", "to": "2026-01-31"}
    job, answer = made(house.api(), **wish)
    assert job["of"] == 0
    assert len(lines(load_workbook(BytesIO(answer.get_data()))["Số liệu"])) == 1


# ── for whom ──


def test_a_department_head_gets_legs_of_the_own_department_only(house):
    head = house.person("department-head", "TP")
    _, answer = made(head, kind="csv")
    assert {row["Cơ quan"] for row in table(answer)} == {"'=Sở Tư pháp"}
    assert head.post(API, {"kind": "csv", "department": "XD"}).status_code == 403


def test_an_officer_gets_the_own_legs_only(house):
    house.accounts.create_person("=minh", "officer", PASSWORD, None)
    officer = house.signed_in("=minh")
    _, answer = made(officer, kind="csv")
    assert [row["Số thứ tự"] for row in table(answer)] == ["A001"]
    assert officer.post(API, {"kind": "csv", "officer": "lan"}).status_code == 403


def test_of_the_files_of_one_person_the_last_few_are_there(house):
    asking, another = house.person("auditor", "files"), house.api()
    other, _ = made(another, kind="csv")
    ids = [made(asking, kind="csv")[0]["id"] for _ in range(MOST_KEPT + 1)]
    there = [asking.get(f"{API}/{each}").status_code for each in ids]
    assert there == [404] + [200] * MOST_KEPT
    assert another.get(f"{API}/{other['id']}").status_code == 200


def test_a_file_that_could_not_be_removed_goes_with_the_next_look(tmp_path):
    exports = Exports(tmp_path / "exports", runtime("threading"), OwnState())
    left = tmp_path / "exports" / "of-nobody.csv"
    left.touch()
    exports.tidy()
    assert not left.exists()


def test_guides_and_devices_get_no_files(house):
    for role in ("kiosk", "display", "counter", "printer"):
        assert house.device(role).post(API, {"kind": "csv"}).status_code == 403
    assert house.person("guide").post(API, {"kind": "csv"}).status_code == 403
    nobody = house.app.test_client().post(API, json={"kind": "csv"})
    assert (nobody.status_code, nobody.get_json()["error"]) == (401, "not_signed_in")


def test_nobody_sees_or_fetches_the_file_of_another(house):
    job, _ = made(house.api(), kind="csv")
    other = house.person("auditor")
    for address in (f"{API}/{job['id']}", job["file"], f"{API}/nothing", f"{API}/nothing/file"):
        answer = other.get(address)
        assert (answer.status_code, answer.get_json()["error"]) == (404, "unknown_export")


def test_a_page_without_its_token_begins_nothing(house):
    director = house.person("director", "again")
    answer = director.post(API, {"kind": "csv"}, csrf="")
    assert (answer.status_code, answer.get_json()["error"]) == (403, "csrf_failed")


# ── wrong wishes ──


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({}, "kind"),
        ({"kind": "pdf"}, "kind"),
        ({"kind": "csv", "from": "yesterday"}, "from"),
        ({"kind": "csv", "from": "2026-11-24", "to": "2026-11-23"}, "from"),
        ({"kind": "csv", "by": "colour"}, "by"),
        ({"kind": "csv", "department": 7}, "department"),
        ({"kind": "csv", "file": "../secret.key"}, "file"),
    ],
)
def test_a_wrong_wish_names_its_field(house, wish, field):
    answer = house.api().post(API, wish)
    assert answer.status_code == 422
    assert (answer.get_json()["error"], answer.get_json()["field"]) == ("invalid_field", field)


def test_a_wish_that_is_no_object_is_malformed(house):
    assert house.api().post(API, [1]).status_code == 400


# ── one at a time ──


def test_the_same_key_is_the_same_file_and_another_wish_waits_for_it(house):
    asking = house.api()
    wish = {"kind": "xlsx"}
    first = asking.post(API, wish, **{"Idempotency-Key": "k1"}).get_json()
    second = asking.post(API, {"kind": "csv"})
    assert (second.status_code, second.get_json()["error"]) == (409, "export_under_way")
    assert second.get_json()["id"] == first["id"]
    early = asking.get(f"{API}/{first['id']}/file")
    assert (early.status_code, early.get_json()["error"]) == (409, "export_not_ready")
    assert asking.post(API, wish, **{"Idempotency-Key": "k1"}).get_json()["id"] == first["id"]
    address = f"{API}/{first['id']}"
    wait_until("it is whole", lambda: asking.get(address).get_json()["state"] == "done")
    made(asking, kind="csv")


def test_two_people_may_make_files_at_once_and_a_third_comes_back_later(house):
    crowd = [house.api() for _ in range(3)]
    begun = [asking.post(API, {"kind": "xlsx"}) for asking in crowd]
    assert [answer.status_code for answer in begun] == [202, 202, 429]
    assert begun[2].headers["Retry-After"] == "10"
    for asking, answer in zip(crowd[:2], begun[:2], strict=True):
        address = f"{API}/{answer.get_json()['id']}"
        wait_until("whole", lambda a=asking, at=address: a.get(at).get_json()["state"] == "done")
