"""Devices by token, people by password; made by another process while the server runs."""

import unicodedata
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from queueing import commands as c
from storage.accounts import Accounts, NameTaken, NoSuchAccount
from storage.database import open_database
from tests.storage.centre import centre_in, change, take_number
from tests.storage.children import child

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def accounts(folder):
    database = open_database(folder)
    yield Accounts(database, lambda: NOW)
    database.close()


def everything_on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_token_is_known_by_its_secret_which_is_not_kept(accounts, folder):
    secret = accounts.create_token("counter", "Quầy 07", counter="7")
    found = accounts.find_token(secret)
    assert (found.role, found.name, found.counter, found.kiosk) == ("counter", "Quầy 07", "7", None)
    assert accounts.find_token(secret) == found
    assert len(secret) >= 43
    assert secret.encode() not in everything_on_disk(folder)


def test_a_token_keeps_its_zone_and_its_scopes(accounts):
    board = accounts.find_token(accounts.create_token("display", "Sảnh", zone="tret"))
    partner = accounts.find_token(accounts.create_token("api", "iGate", scopes=["read", "numbers"]))
    assert (board.zone, board.scopes) == ("tret", ())
    assert (partner.zone, partner.scopes) == (None, ("read", "numbers"))


@pytest.mark.parametrize("wrong", ["", "x", "\ud800", "a" * 10_000])
def test_an_unknown_token_is_nobody(accounts, wrong):
    accounts.create_token("kiosk", "Máy 1")
    assert accounts.find_token(wrong) is None


def test_a_revoked_token_is_worthless_at_once(accounts):
    secret, other = accounts.create_token("kiosk", "1"), accounts.create_token("kiosk", "2")
    accounts.revoke(accounts.find_token(secret).id)
    assert accounts.find_token(secret) is None
    assert accounts.find_token(other).name == "2"
    assert [token.revoked_at is None for token in accounts.tokens()] == [False, True]
    with pytest.raises(NoSuchAccount):
        accounts.revoke(1)


def test_a_person_signs_in_with_the_right_password_only(accounts, folder):
    made = accounts.create_person("Lan", "officer", "bí mật", "GTVT")
    assert accounts.check_password("Lan", "bí mật") == made
    assert accounts.check_password("Lan", unicodedata.normalize("NFD", "bí mật")) == made
    assert accounts.check_password("Lan", "bi mat") is None
    assert accounts.check_password("Minh", "bí mật") is None
    assert "bí mật".encode() not in everything_on_disk(folder)
    assert accounts.person("Lan") == accounts.find_person("Lan") == made
    assert accounts.people() == [made]


def test_a_name_is_given_once_however_it_is_typed(accounts):
    accounts.create_person("Nguyễn Thị Lan", "officer", "x")
    with pytest.raises(NameTaken, match="already a person named"):
        accounts.create_person(unicodedata.normalize("NFD", " Nguyễn Thị Lan"), "guide", "y")
    for same in ("nguyễn thị LAN", "Nguyễn Thị Ｌan"):
        with pytest.raises(NameTaken):
            accounts.create_person(same, "guide", "y")
        assert accounts.check_password(same, "x").name == "Nguyễn Thị Lan"
    accounts.set_password("NGUYỄN THỊ LAN", "y")
    assert accounts.check_password("Nguyễn Thị Lan", "y") is not None


def test_a_closed_account_signs_in_no_more(accounts):
    accounts.create_person("lan", "officer", "x")
    accounts.disable("lan")
    assert accounts.check_password("lan", "x") is None
    assert accounts.find_person("lan") is None
    assert accounts.person("lan").disabled_at is not None
    with pytest.raises(NoSuchAccount):
        accounts.disable("nobody")


def test_a_new_password_replaces_the_old_one(accounts):
    accounts.create_person("lan", "officer", "old")
    accounts.set_password("lan", "new")
    assert accounts.check_password("lan", "old") is None
    assert accounts.check_password("lan", "new").name == "lan"


def hash_on_disk(folder):
    return change(folder, "SELECT password_hash FROM person")[0][0]


def test_an_old_hash_is_renewed_at_sign_in(accounts, folder):
    accounts.create_person("lan", "officer", "x")
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("x")
    change(folder, f"UPDATE person SET password_hash = '{weak}'")
    assert accounts.check_password("lan", "y") is None
    assert hash_on_disk(folder) == weak
    assert accounts.check_password("lan", "x") is not None
    renewed = hash_on_disk(folder)
    assert renewed != weak
    assert renewed.startswith("$argon2id$")
    assert accounts.check_password("lan", "x") is not None


def test_an_unknown_name_is_checked_as_thoroughly_as_a_known_one(folder):
    checks = []
    database = open_database(folder)

    def counted(work):
        checks.append(work)
        return work()

    database.offload = counted
    accounts = Accounts(database)
    accounts.create_person("lan", "officer", "x")
    accounts.check_password("nobody", "x")
    counts = []
    for name in ("nobody", "lan"):
        checks.clear()
        assert accounts.check_password(name, "wrong") is None
        counts.append(len(checks))
    database.close()
    assert counts == [2, 2]


MAKES_TOKENS = """
import sys
from pathlib import Path
from storage.accounts import Accounts
from storage.database import open_database
accounts = Accounts(open_database(Path(sys.argv[1]), create=False))
for n in range(20):
    print(accounts.create_token("kiosk", f"Máy {n}"), flush=True)
"""


def test_tokens_made_by_another_program_work_at_once_while_numbers_are_given(folder):
    with centre_in(folder) as centre:
        accounts = Accounts(centre.database)
        centre.press(c.OpenCounter("1", "lan"))
        other = child(MAKES_TOKENS, folder)
        numbers = []
        for n, line in enumerate(other.stdout):
            numbers.append(take_number(centre))
            assert accounts.find_token(line.strip()).name == f"Máy {n}"
            numbers.append(take_number(centre))
        _, errors = other.communicate()
        assert (other.returncode, errors) == (0, "")
        assert centre.waiting() == numbers
        assert len(numbers) == 40
