"""Live screens of somebody who may no more see them: closed, while all others go on."""

from contextlib import closing

import pytest

from storage.accounts import Accounts
from storage.database import open_database
from tests.program import PASSWORD
from tests.waiting import wait_until


@pytest.fixture
def lan(standing_plain, browser_of):
    """An officer of her own for each test, signed in."""
    with closing(open_database(standing_plain.data)) as database:
        accounts = Accounts(database)
        name = f"lan {len(accounts.people())}"
        accounts.create_person(name, "director", PASSWORD)
    browser = browser_of(standing_plain)
    assert browser.sign_in(name, PASSWORD).status_code == 303
    return name, browser


def sign_out(_accounts, _name, browser):
    browser.submit("/sign-out")


def sign_out_elsewhere(accounts, name, _browser):
    accounts.end_sessions(name)


def close_account(accounts, name, _browser):
    accounts.disable(name)


def change_password(accounts, name, _browser):
    accounts.set_password(name, PASSWORD * 2)


@pytest.mark.parametrize("end", [sign_out, sign_out_elsewhere, close_account, change_password])
def test_a_person_s_live_page_ends_with_the_sign_in(standing_plain, lan, connect, end):
    name, browser = lan
    page = connect(standing_plain, "/reports", headers={"Cookie": f"xinmoi={browser.cookie}"})
    board = connect(standing_plain, "/display", token=standing_plain.tokens["display"])
    assert page.view()
    assert board.view()
    with closing(open_database(standing_plain.data)) as database:
        end(Accounts(database), name, browser)
    page.hung_up()
    assert board.hangups == []


def test_who_stays_signed_in_goes_on(standing_plain, lan, connect):
    page = connect(standing_plain, "/reports", headers={"Cookie": f"xinmoi={lan[1].cookie}"})
    assert page.view()
    wait_until("beats: some seconds", lambda: len(page.beats) > 1)
    assert page.hangups == []


def test_a_withdrawn_device_s_live_screen_ends(standing_plain, connect):
    token = standing_plain.token("display")
    withdrawn, other = (connect(standing_plain, "/display", token=each)
                        for each in (token, standing_plain.tokens["display"]))  # fmt: skip
    assert withdrawn.view()
    with closing(open_database(standing_plain.data)) as database:
        accounts = Accounts(database)
        accounts.revoke(accounts.find_token(token).id)
    withdrawn.hung_up()
    assert other.view()
    assert other.hangups == []
