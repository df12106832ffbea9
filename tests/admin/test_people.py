"""The page for people: added, changed, closed, and everything on record."""

import re

import pytest

from queueing.totp import make_secret
from tests.admin.pages import Administration, Browser, words_of
from tests.program import PASSWORD

pytestmark = pytest.mark.long

HERE = "/admin/people"
NEW = "xe đạp cũ màu xanh"


@pytest.fixture
def centre(tmp_path):
    with Administration(tmp_path / "data") as centre:
        yield centre


@pytest.fixture
def quan(centre):
    return centre.person()


def press(browser, name, what, **fields):
    return browser.send(f"{HERE}/{name}/{what}", fields)


def secret_of(answer):
    return re.search(r'class="secret">(\w+)<', answer.text)[1]


def begin(centre, name, password):
    """Send somebody's name and password; return the browser and where it is sent."""
    browser = Browser(centre.pages.app.test_client())
    return browser, browser.send("/sign-in", {"name": name, "password": password}).location


def test_a_person_is_added_with_a_password_for_once(centre, quan):
    fields = {"name": "Nguyễn Thị Lan", "role": "officer", "department": "XD"}
    made = quan.send(f"{HERE}/add", fields)
    secret = secret_of(made)
    assert "Mật khẩu dùng một lần của Nguyễn Thị Lan" in words_of(made)
    page = quan.read(HERE)
    assert "Nguyễn Thị Lan Cán bộ tiếp nhận" in page
    assert "Chưa chọn mật khẩu riêng" in page
    assert secret not in page
    lan, asked = begin(centre, "nguyễn thị lan", secret)
    assert asked == "/sign-in/password"
    lan.send(asked, {"new": NEW, "again": NEW})
    assert begin(centre, "Nguyễn Thị Lan", NEW)[1] == "/counters"
    found = centre.accounts.person("Nguyễn Thị Lan")
    assert (found.role, found.department, found.must_change) == ("officer", "XD", False)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "QUAN", "role": "guide"}, "Tên đăng nhập này đã có người dùng."),
        ({"name": "a;b", "role": "guide"}, "Tên đăng nhập gồm chữ, số"),
        ({"name": "", "role": "guide"}, "Tên đăng nhập gồm chữ, số"),
        ({"name": "lan", "role": "kiosk"}, "Hãy chọn vai trò."),
        ({"name": "lan"}, "Hãy chọn vai trò."),
        ({"name": "lan", "role": "department-head"}, "phải thuộc một cơ quan"),
        ({"name": "lan", "role": "department-head", "department": "?"}, "Không có cơ quan này."),
    ],
)
def test_a_person_that_cannot_be_is_refused_in_a_sentence(centre, quan, fields, sentence):
    refused = quan.send(f"{HERE}/add", fields)
    assert refused.status_code == 422
    assert sentence in words_of(refused)
    assert [each.name for each in centre.accounts.people()] == ["quan"]


def test_another_role_is_good_at_once(centre, quan):
    giang = centre.person("officer", "giang")
    assert giang.open(HERE).status_code == 403
    assert press(quan, "giang", "role", role="admin").status_code == 303
    assert giang.open(HERE).status_code == 200
    assert press(quan, "giang", "role", role="officer", department="XD").status_code == 303
    assert giang.open(HERE).status_code == 403


def test_a_reset_password_ends_all_sessions_and_must_be_changed(centre, quan):
    lan = centre.person("officer", "lan")
    secret = secret_of(press(quan, "lan", "reset"))
    assert lan.open("/account").status_code == 303
    assert begin(centre, "lan", PASSWORD)[1] is None
    assert begin(centre, "lan", secret)[1] == "/sign-in/password"
    assert secret not in quan.open(f"{HERE}/lan").text


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(centre, quan):
    lan = centre.person("officer", "lan")
    press(quan, "lan", "disable")
    assert lan.open("/account").status_code == 303
    assert begin(centre, "lan", PASSWORD)[1] is None
    assert "Đã khóa" in quan.read(HERE)
    press(quan, "lan", "enable")
    assert lan.open("/account").status_code == 303
    assert begin(centre, "lan", PASSWORD)[1] == "/counters"


def test_a_lost_phone_is_forgiven(centre, quan):
    centre.person("director", "giang")
    assert "Bỏ lớp bảo vệ thứ hai" not in quan.read(f"{HERE}/giang")
    centre.accounts.set_second_factor("giang", make_secret(), 1, "user:giang")
    assert begin(centre, "giang", PASSWORD)[1] == "/sign-in/code"
    assert "Bỏ lớp bảo vệ thứ hai" in quan.read(f"{HERE}/giang")
    press(quan, "giang", "second-factor")
    assert begin(centre, "giang", PASSWORD)[1] == "/reports"


def test_sessions_are_seen_and_ended(centre, quan):
    lan = centre.person("officer", "lan")
    second = begin(centre, "lan", PASSWORD)[0]
    ends = re.findall(
        r'action="(/admin/people/lan/sign-ins/\w+/end)"', quan.open(f"{HERE}/lan").text
    )
    assert len(ends) == 2
    quan.send(ends[0])
    assert sorted(each.open("/account").status_code for each in (lan, second)) == [200, 303]
    assert quan.send(ends[0]).status_code == 404
    press(quan, "lan", "sign-out")
    assert {each.open("/account").status_code for each in (lan, second)} == {303}


@pytest.mark.parametrize("what", ["role", "reset", "disable", "second-factor", "sign-out"])
def test_nobody_changes_the_own_account_here(centre, quan, what):
    refused = press(quan, "quan", what, role="officer")
    assert refused.status_code == 422
    assert "Hãy nhờ quản trị viên khác." in words_of(refused)
    assert (quan.open(HERE).status_code, centre.accounts.person("quan").role) == (200, "admin")


def test_who_changed_what_and_when_is_told(centre, quan):
    centre.person("officer", "lan")
    press(quan, "lan", "role", role="department-head", department="XD")
    press(quan, "lan", "disable")
    page = quan.read(f"{HERE}/lan?done=1")
    assert "Đã lưu." in page
    assert re.search(r"Khóa tài khoản \d\d:\d\d \d\d/\d\d/\d{4} · quan", page)
    assert "Đổi vai trò Cán bộ tiếp nhận → Lãnh đạo cơ quan" in page
    assert "Đổi cơ quan – → XD" in page
    assert "Tạo tài khoản – → Cán bộ tiếp nhận" in page


def test_who_is_not_there_is_not_found(quan):
    for what in ("role", "reset", "disable"):
        assert press(quan, "nobody", what).status_code == 404
    assert quan.open(f"{HERE}/nobody").status_code == 404


@pytest.mark.parametrize("role", ["officer", "guide", "director", "auditor", "department-head"])
def test_nobody_but_administrators_sees_or_changes_people(centre, role):
    other = centre.person(role, "other")
    assert other.open(HERE).status_code == other.open(f"{HERE}/other").status_code == 403
    assert press(other, "other", "role", role="admin").status_code == 403
    assert other.send(f"{HERE}/add", {"name": "x", "role": "admin"}).status_code == 403
    assert [each.role for each in centre.accounts.people()] == [role]


def test_it_is_all_said_in_english_too(centre, quan):
    centre.person("officer", "lan")
    assert "Who may sign in, and as what" in quan.read(f"{HERE}?lang=en")
    assert "Reset password" in quan.read(f"{HERE}/lan?lang=en")
