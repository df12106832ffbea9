"""The second factor: set up, asked for, good once, counted, given up and taken back."""

import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from shutil import copytree
from time import time

import pytest

from queueing.totp import make_code
from storage.accounts import Accounts
from tests.centre import Centre
from tests.queueing.centre import VIETNAM
from tests.waiting import wait_until
from tests.web.accounts import NEW, PASSWORD, Browser
from web.settings import SignIn

pytestmark = pytest.mark.long

CODE, ENROL = "/sign-in/code", "/sign-in/second-factor"


class Clock:
    ahead_s = 0.0

    def __call__(self):
        return datetime.now(UTC) + timedelta(seconds=self.ahead_s)


@contextmanager
def centre_in(folder):
    with Centre(folder) as centre:
        centre.clock_of_codes = Clock()
        centre.accounts = Accounts(centre.database, centre.clock_of_codes)
        centre.pages = centre.site()
        yield centre


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """A data folder with two people."""
    folder = tmp_path_factory.mktemp("people")
    with centre_in(folder) as centre:
        centre.accounts.create_person("quan", "admin", PASSWORD)
        centre.accounts.create_person("lan", "officer", PASSWORD)
    return folder


@pytest.fixture(scope="module")
def enrolment(people, tmp_path_factory):
    """The same once quan has a second factor; with the cookie, the secret and the codes."""
    folder = tmp_path_factory.mktemp("enrolled") / "data"
    copytree(people, folder)
    with centre_in(folder) as centre:
        browser = Browser(centre.pages)
        browser.sign_in("quan")
        secret, codes, _ = enrol(browser)
        return folder, browser.client.get_cookie("xinmoi").value, secret, codes


@pytest.fixture
def centre(request, tmp_path):
    whole = "enrolled" in request.fixturenames
    found = request.getfixturevalue("enrolment")[0] if whole else request.getfixturevalue("people")
    copytree(found, tmp_path, dirs_exist_ok=True)
    with centre_in(tmp_path) as centre:
        yield centre


@pytest.fixture
def browser_of(centre):
    return lambda: Browser(centre.pages)


@pytest.fixture
def required(centre):
    centre.pages.guard.signed_in.settings = SignIn(second_factor=["admin", "director"])


def read_secret(answer):
    return re.search(r"<b class=\"num\">([A-Z2-7 ]+)</b>", answer.text)[1].replace(" ", "")


def read_codes(answer):
    return re.findall(r"<li>(\d\w{4}-\w{5})</li>", answer.text)


def code_now(secret, ahead=0):
    return make_code(secret, int(time() // 30) + ahead)


def enrol(browser):
    """Set the factor up at the own account; return the secret, the recovery codes, the code."""
    page = "/account/second-factor"
    secret = read_secret(browser.open(page))

    def type_code():
        # It may be over before it is looked at
        code = code_now(secret, -1)
        codes = read_codes(browser.submit(page, page, code=code, present=PASSWORD))
        return codes and (secret, codes, code)

    return wait_until("the recovery codes", type_code)


@pytest.fixture
def enrolled(centre, enrolment):
    """The browser that has set it up, the secret, the recovery codes."""
    _, cookie, secret, codes = enrolment
    return Browser(centre.pages, cookie), secret, codes


def test_who_must_have_one_sets_it_up_before_anything_else(centre, browser_of, required):
    browser = browser_of()
    assert browser.sign_in("quan", next="/account").headers["Location"] == ENROL
    assert not browser.signed_in
    secret = read_secret(browser.open(ENROL))
    assert browser.submit(ENROL, ENROL, code="000000").status_code == 422
    assert read_secret(browser.open(ENROL)) == secret
    assert not browser.signed_in
    done = browser.submit(ENROL, ENROL, code=code_now(secret))
    assert len(read_codes(done)) == 10
    assert 'href="/account"' in done.text
    assert browser.signed_in
    assert browser_of().sign_in("lan").headers["Location"] == "/"


@pytest.mark.parametrize("present", [{}, {"present": "wrong"}])
def test_nobody_turns_it_on_without_the_password(centre, browser_of, present):
    browser, page = browser_of(), "/account/second-factor"
    browser.sign_in("quan")
    secret = read_secret(browser.open(page))
    refused = browser.submit(page, page, code=code_now(secret, -1), **present)
    assert refused.status_code == 422
    assert "Mật khẩu hiện tại không đúng." in refused.text
    assert not centre.accounts.person("quan").second_factor


def test_the_code_is_asked_for_at_each_sign_in_and_good_once(enrolled, browser_of):
    _, secret, _ = enrolled
    browser, thief = browser_of(), browser_of()
    for each in (browser, thief):
        assert each.sign_in("quan", next="/account").headers["Location"] == CODE
        assert not each.signed_in
    code = code_now(secret)
    as_read = f"{code[:3]} {code[3:]}"
    assert browser.submit(CODE, CODE, code=as_read).headers["Location"] == "/account"
    assert browser.signed_in
    assert thief.submit(CODE, CODE, code=code).status_code == 401
    # That of the half minute before is older than one that was used
    assert thief.submit(CODE, CODE, code=code_now(secret, -1)).status_code == 401
    assert thief.submit(CODE, CODE, code=code_now(secret, 1)).status_code == 303


def test_the_code_that_set_it_up_does_not_sign_in(browser_of):
    first, browser = browser_of(), browser_of()
    first.sign_in("quan")
    *_, code = enrol(first)
    browser.sign_in("quan")
    assert browser.submit(CODE, CODE, code=code).status_code == 401


def test_a_recovery_code_stands_for_the_phone_once(enrolled, browser_of):
    first, _, codes = enrolled
    assert "Còn 10 mã dự phòng" in first.open("/account").text
    for status in (303, 401):
        browser = browser_of()
        browser.sign_in("quan")
        assert browser.submit(CODE, CODE, code=codes[3].upper()).status_code == status
    assert "Còn 9 mã dự phòng" in first.open("/account").text


def test_codes_are_guessed_five_times_and_no_more(enrolled, browser_of):
    _, secret, codes = enrolled
    browser = browser_of()
    browser.sign_in("quan")
    wrong = ["000000", "", "9zzzz-zzzzz", "x", "111111"]
    assert [browser.submit(CODE, CODE, code=each).status_code for each in wrong] == [401] * 5
    for good in (code_now(secret, 1), codes[0]):
        stopped = browser.submit(CODE, CODE, code=good)
        assert stopped.status_code == 429
        assert int(stopped.headers["Retry-After"]) > 0


def test_guessing_codes_from_ever_new_browsers_is_stopped_for_the_name(enrolled, browser_of):
    statuses = []
    for _ in range(5):
        browser = browser_of()
        browser.sign_in("quan")
        statuses += [browser.submit(CODE, CODE, code="000000").status_code for _ in range(5)]
    assert statuses == [401] * 20 + [429] * 5


def test_new_recovery_codes_replace_the_old_ones(enrolled, browser_of):
    first, _, old = enrolled
    assert first.press("second-factor/codes", present="wrong").status_code == 422
    new = read_codes(first.press("second-factor/codes", present=PASSWORD))
    assert len(new) == 10
    for code, status in ((old[0], 401), (new[0], 303)):
        browser = browser_of()
        browser.sign_in("quan")
        assert browser.submit(CODE, CODE, code=code).status_code == status


def test_it_is_turned_off_with_the_password_unless_the_role_needs_it(
    centre, enrolled, browser_of, required
):
    first, _, _ = enrolled
    refused = first.press("second-factor/remove", present=PASSWORD)
    assert (refused.status_code, "bắt buộc" in refused.text) == (422, True)
    centre.pages.guard.signed_in.settings = SignIn()
    assert first.press("second-factor/remove", present="wrong").status_code == 422
    assert first.press("second-factor/remove", present=PASSWORD).status_code == 303
    assert not first.signed_in
    assert browser_of().sign_in("quan").headers["Location"] == "/"
    told = [change.what for change in centre.accounts.list_changes("user:quan")]
    assert told == ["second factor off", "second factor on", "created"]


def test_a_password_set_by_another_and_a_code_are_both_asked_for(centre, enrolled, browser_of):
    _, _, codes = enrolled
    centre.accounts.set_password("quan", "một lần mà thôi", must_change=True)
    browser = browser_of()
    assert browser.sign_in("quan", "một lần mà thôi").headers["Location"] == CODE
    page = browser.submit(CODE, CODE, code=codes[0]).headers["Location"]
    assert page == "/sign-in/password"
    assert not browser.signed_in
    assert browser.submit(page, page, new=NEW, again=NEW).headers["Location"] == "/"
    assert browser.signed_in


def test_recovery_codes_are_not_kept(enrolled, tmp_path):
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for code in enrolled[2]:
        assert code.encode() not in kept
        assert code.replace("-", "").encode() not in kept


def test_where_clocks_differ_by_minutes_the_code_is_refused_and_the_servers_time_told(
    centre, enrolled, browser_of
):
    _, secret, _ = enrolled
    centre.clock_of_codes.ahead_s = 300
    browser = browser_of()
    browser.sign_in("quan")
    refused = browser.submit(CODE, CODE, code=code_now(secret))
    assert refused.status_code == 401
    told = re.search(
        r"Máy chủ đang ghi (\d\d:\d\d, \d\d/\d\d/\d{4}); nếu sai", refused.get_data(as_text=True)
    )[1]
    there = datetime.strptime(told, "%H:%M, %d/%m/%Y").replace(tzinfo=VIETNAM)
    assert abs(there - centre.clock_of_codes()) < timedelta(minutes=2)
    assert browser.submit(CODE, CODE, code=code_now(secret, 10)).status_code == 303
