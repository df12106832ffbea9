"""The own account: a new password, the browsers that are signed in, and how long they stay so."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from storage.accounts import Accounts
from tests.centre import Centre
from tests.web.accounts import NEW, PASSWORD, Browser
from web.roles import Right
from web.settings import SignIn

pytestmark = pytest.mark.long


@pytest.fixture
def centre(tmp_path):
    with Centre(tmp_path) as centre:
        centre.pages = centre.site()
        centre.accounts.create_person("lan", "director", PASSWORD)
        yield centre


@pytest.fixture
def browser_of(centre):
    return lambda: Browser(centre.pages)


@pytest.fixture
def lan(browser_of):
    browser = browser_of()
    assert browser.sign_in().headers["Location"] == "/"
    return browser


def test_a_new_password_replaces_the_old_one_and_signs_other_browsers_out(lan, browser_of):
    other = browser_of()
    other.sign_in()
    changed = lan.press("password", present=PASSWORD, new=NEW, again=NEW)
    assert changed.headers["Location"] == "/account?changed=1"
    assert "Đã đổi mật khẩu" in lan.open("/account?changed=1").text
    assert (lan.signed_in, other.signed_in) == (True, False)
    assert browser_of().sign_in().status_code == 401
    assert browser_of().sign_in(password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"present": "wrong"}, "Mật khẩu hiện tại không đúng."),
        ({"again": "another one"}, "Hai lần nhập mật khẩu mới không giống nhau."),
        ({"new": PASSWORD, "again": PASSWORD}, "Hãy chọn mật khẩu khác mật khẩu đang dùng."),
        ({"new": "matkhau2026", "again": "matkhau2026"}, "nhiều người dùng nên dễ đoán"),
        ({"new": "canthocantho", "again": "canthocantho"}, "Hãy chọn mật khẩu khác."),
    ],
)
def test_a_new_password_that_cannot_be_changes_nothing(lan, browser_of, fields, sentence):
    answer = lan.press("password", **{"present": PASSWORD, "new": NEW, "again": NEW} | fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert lan.signed_in
    assert browser_of().sign_in().status_code == 303


def test_the_present_password_is_guessed_five_times_and_no_more(lan):
    statuses = [
        lan.press("password", present="guess", new=NEW, again=NEW).status_code for _ in range(6)
    ]
    assert statuses == [422] * 5 + [429]


def test_a_password_that_somebody_else_has_set_lets_in_only_to_choose_another(centre, browser_of):
    centre.accounts.set_password("lan", "một lần mà thôi", actor="user:quan", must_change=True)
    browser = browser_of()
    begun = browser.sign_in(password="một lần mà thôi", next="/account")
    assert begun.headers["Location"] == "/sign-in/password"
    assert not browser.signed_in
    page = "/sign-in/password"
    same = browser.submit(page, page, new="một lần mà thôi", again="một lần mà thôi")
    assert same.status_code == 422
    done = browser.submit(page, page, new=NEW, again=NEW)
    assert done.headers["Location"] == "/account"
    assert browser.signed_in
    assert browser_of().sign_in(password=NEW).headers["Location"] == "/"


def test_nobody_comes_to_a_step_past_the_password(browser_of, lan):
    for browser in (browser_of(), lan):
        assert browser.open("/sign-in/password").headers["Location"] == "/sign-in"
        answer = browser.submit("/sign-in/password", new=NEW, again=NEW)
        assert answer.headers["Location"] == "/sign-in"
    assert browser_of().sign_in().status_code == 303


def test_a_step_is_over_once_the_account_has_changed_meanwhile(centre, browser_of):
    centre.accounts.set_password("lan", "một lần mà thôi", must_change=True)
    browser = browser_of()
    browser.sign_in(password="một lần mà thôi")
    centre.accounts.set_password("lan", "lần thứ hai thôi", must_change=True)
    assert browser.open("/sign-in/password").headers["Location"] == "/sign-in"


def test_browsers_that_are_signed_in_are_seen_and_ended_one_by_one(lan, browser_of):
    other = browser_of()
    other.sign_in()
    page = lan.open("/account").text
    assert page.count("<b>Chrome, Windows</b>") == 2
    assert page.count("trình duyệt này") == 1
    (end,) = re.findall(r'action="/account/(sign-ins/\w+/end)"', page)
    assert lan.press(end).status_code == 303
    assert (lan.signed_in, other.signed_in) == (True, False)
    assert lan.press(end).status_code == 404


def test_nobody_ends_a_browser_of_somebody_else(centre, lan, browser_of):
    centre.accounts.create_person("minh", "officer", PASSWORD)
    (own,) = centre.accounts.sign_ins.list_of("lan")
    minh = browser_of()
    minh.sign_in("minh")
    assert minh.press(f"sign-ins/{own.id}/end").status_code == 404
    assert lan.signed_in


def test_signing_out_ends_this_browser_and_everywhere_all_of_them(lan, browser_of):
    second, third = browser_of(), browser_of()
    second.sign_in()
    third.sign_in()
    left = second.submit("/sign-out", "/account")
    assert left.headers["Clear-Site-Data"] == '"cache"'
    assert (lan.signed_in, second.signed_in, third.signed_in) == (True, False, True)
    lan.press("sign-out-everywhere", confirm="yes")
    assert (lan.signed_in, third.signed_in) == (False, False)


def test_the_cookie_of_a_browser_that_signed_out_is_worth_nothing(centre, lan):
    thief = Browser(centre.pages, lan.client.get_cookie("xinmoi").value)
    assert thief.signed_in
    lan.submit("/sign-out", "/account")
    assert not thief.signed_in


def later(centre, minutes, *browsers):
    """Start anew as if so many minutes had passed; return the browsers as they are then."""
    accounts = Accounts(centre.database, lambda: datetime.now(UTC) + timedelta(minutes=minutes))
    centre.accounts = accounts
    site = centre.site()
    site.guard.signed_in.settings = SignIn(idle_min={"director": 30})
    return [Browser(site, browser.client.get_cookie("xinmoi").value) for browser in browsers]


def test_who_does_nothing_for_long_signs_in_again_by_role(centre, lan, browser_of):
    centre.accounts.create_person("minh", "officer", PASSWORD)
    minh = browser_of()
    minh.sign_in("minh")
    assert [each.signed_in for each in later(centre, 31, lan, minh)] == [False, True]
    assert [each.signed_in for each in later(centre, 29, lan)] == [True]
    # Being seen then is stored: the half hour begins anew
    assert [each.signed_in for each in later(centre, 58, lan)] == [True]
    assert [each.signed_in for each in later(centre, -100_000, lan)] == [True]


def at_another_process(centre, browser):
    """Return the same browser, whose next requests go to another process of the centre."""
    centre.accounts = Accounts(centre.database)
    return Browser(centre.site(), browser.client.get_cookie("xinmoi").value)


def test_a_new_password_is_known_at_every_process_at_once(centre, lan):
    there = at_another_process(centre, lan)
    assert there.signed_in
    changed = lan.press("password", present=PASSWORD, new=NEW, again=NEW)
    assert changed.status_code == 303
    there.client.set_cookie("xinmoi", lan.client.get_cookie("xinmoi").value)
    assert there.signed_in, "what it knew of the account a moment ago is out of date"


def test_every_change_of_an_account_is_on_record(centre):
    people = centre.accounts
    people.set_role("lan", "department-head", "GTVT", "user:quan")
    people.set_password("lan", NEW, actor="user:quan", must_change=True)
    people.disable("lan", "user:quan")
    people.enable("lan", "user:giang")
    people.end_sessions("lan", "user:lan")
    told = [(c.actor, c.what, c.old, c.new) for c in people.list_changes("user:lan")]
    assert told == [
        ("user:lan", "signed out everywhere", None, None),
        ("user:giang", "enabled", None, None),
        ("user:quan", "disabled", None, None),
        ("user:quan", "password reset", None, None),
        ("user:quan", "department", None, "GTVT"),
        ("user:quan", "role", "director", "department-head"),
        ("command-line", "created", None, "director"),
    ]
    people.create_token("display", "Sảnh", zone="tret", actor="user:quan")
    people.revoke(1, "user:quan")
    assert [c.what for c in people.list_changes("token:1")] == ["revoked", "created"]
    assert len(people.list_changes()) == 9


def test_the_own_account_is_for_people_alone(centre):
    token = centre.accounts.create_token("api", "checks")
    answer = centre.pages.app.test_client().get(
        "/account", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 403
    assert centre.pages.routes.asked_for["GET", "/account"] is Right.OWN_ACCOUNT
