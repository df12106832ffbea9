"""People from an office's file: codes or names, all of them or none."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from admin.accounts import import_people
from admin.people_file import BadPeople, read_people
from tests.admin.centre import CATALOGUE
from tests.admin.tables import book

GOOD = """Tên đăng nhập;Vai trò;Cơ quan
lan;Cán bộ tiếp nhận;Sở Giao thông vận tải
huong;guide;
truong;Lãnh đạo cơ quan;YT
"""


def people_of(text, taken=()):
    read = read_people(text.encode(), CATALOGUE, lambda name: name in taken)
    return [(each.name, each.role, each.department) for each in read.people]


def faults_of(text, taken=()):
    with pytest.raises(BadPeople) as refused:
        people_of(text, taken)
    return str(refused.value).splitlines()


def test_roles_and_departments_may_be_codes_or_names():
    expected = [
        ("lan", "officer", "GTVT"), ("huong", "guide", None), ("truong", "department-head", "YT"),
    ]  # fmt: skip
    assert people_of(GOOD) == expected
    made, file = Workbook(), io.BytesIO()
    for line in GOOD.splitlines():
        made.active.append(line.split(";"))
    made.save(file)
    read = read_people(file.getvalue(), CATALOGUE, lambda _: False)
    assert [(each.name, each.role, each.department) for each in read.people] == expected


def test_roles_may_be_called_as_offices_call_them():
    said = ["Cán bộ", "CÁN BỘ MỘT CỬA", "hướng dẫn", "Trưởng phòng", "lãnh đạo", "Quản trị"]
    rows = "".join(f"p{n},{role},YT\n" for n, role in enumerate(said))
    assert [role for _, role, _ in people_of(f"name,role,department\n{rows}")] == [
        "officer", "officer", "guide", "department-head", "director", "admin",
    ]  # fmt: skip


def test_every_fault_is_named_by_its_line():
    bad = "name,role,department\n<b>,officer,\nnga,chief,\nnga,officer,XX\nba,department-head,\n"
    said = faults_of(bad)
    assert [line.partition(":")[0] for line in said] == [
        "line 2", "line 3", "line 4", "line 4", "line 5",
    ]  # fmt: skip
    assert "cannot be used" in said[0]
    assert "there is no role 'chief'; known: officer (Cán bộ tiếp nhận), guide (" in said[1]
    assert "there is no department 'XX'" in said[2]
    assert said[3] == "line 4: there is already a person named nga"
    assert said[4] == "line 5: a department-head needs a department"
    assert faults_of(GOOD, taken=["lan"]) == ["line 2: there is already a person named lan"]
    assert "there is no column role" in faults_of("Tên,Cơ quan\nlan,YT\n")[0]


def test_a_list_as_offices_keep_it_has_more_than_people():
    rows = [
        ["DANH SÁCH CÁN BỘ"],
        ["STT", "Tên", "Tên đăng nhập", "Chức vụ", "Đơn vị", "Vai trò"],
        ["=ROW()-2", "An", "ttan", "Phó phòng", "sở  xây\xa0dựng", "CÁN  BỘ "],
        ["=ROW()-2", "Bình", "b.tran", "Chuyên viên", "SXD", "Cán bộ"],
        ["=ROW()-2", "Châu", "chau", "Nhân viên", "-", "hướng dẫn"],
        ["Tổng cộng: 3 người"],
        ["Người lập", None, None, None, None, "Giám đốc"],
    ]
    made, file = book(("S", rows)), io.BytesIO()
    made.save(file)
    read = read_people(file.getvalue(), CATALOGUE, lambda _: False)
    assert [(each.name, each.role, each.department) for each in read.people] == [
        ("ttan", "officer", "XD"), ("b.tran", "officer", "XD"), ("chau", "guide", None),
    ]  # fmt: skip
    assert read.passed == {6: "Tổng cộng: 3 người", 7: "Người lập"}


@pytest.mark.parametrize(
    ("heading", "row", "fault"),
    [
        (["Tên đăng nhập", "Vai trò", "TÊN ĐĂNG NHẬP"], ["an", "guide", "an"], "is there twice"),
        (["name", "role"], [123, "guide"], "123 is a number, its zeros may be lost"),
        (["name", "role"], ["an", "nt"], "'nt' stands for what is above"),
        (["name", "role"], ["an", '=CONCATENATE("gui","de")'], "cell B2: holds a formula"),
        (["name", "role", "department"], ["an", "guide", "Sở XD"], "you mean 'Sở Xây dựng (XD)'?"),
        (["Tªn ®¨ng nhËp", "Chøc vô"], ["an", "C¸n bé"], "TCVN3 (ABC): 'Tên đăng nhập' is meant?"),
    ],
)
def test_what_a_list_cannot_mean_is_refused_by_its_cause(heading, row, fault):
    file = io.BytesIO()
    book(("S", [heading, row])).save(file)
    with pytest.raises(BadPeople) as refused:
        read_people(file.getvalue(), CATALOGUE, lambda _: False)
    assert fault in str(refused.value)


def test_whoever_is_hidden_or_struck_out_is_asked_about_by_the_line():
    made, file = Workbook(), io.BytesIO()
    for line in GOOD.splitlines():
        made.active.append(line.split(";"))
    made.active.row_dimensions[2].hidden = True
    made.active["A3"].font = Font(strike=True)
    made.save(file)
    with pytest.raises(BadPeople) as refused:
        read_people(file.getvalue(), CATALOGUE, lambda _: False)
    assert [line.partition(":")[0] for line in str(refused.value).splitlines()] == [
        "line 2", "line 3",
    ]  # fmt: skip


def test_they_are_created_with_passwords_for_once_or_not_at_all(centre, tmp_path, capsys):
    file = tmp_path / "people.csv"
    file.write_text(GOOD + "lan;guide;\n", encoding="utf-8")
    assert import_people(centre.accounts, CATALOGUE, file) == 1
    assert centre.accounts.people() == []
    assert "line 5: there is already a person named lan" in capsys.readouterr().err
    file.write_text(GOOD, encoding="utf-8")
    assert import_people(centre.accounts, CATALOGUE, file) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[:2] for row in rows] == [
        ["lan", "officer"], ["huong", "guide"], ["truong", "department-head"],
    ]  # fmt: skip
    person = centre.accounts.check_password("lan", rows[0][2])
    assert person is not None
    assert person.must_change
    assert import_people(centre.accounts, CATALOGUE, tmp_path / "nothing.csv") == 1
