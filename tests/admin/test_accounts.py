"""Devices get tokens, people get passwords; what cannot be right is refused in one sentence."""

import io
import os
import pty
import re

import pytest

from admin.account_words import describe_token
from admin.accounts import (
    add_person,
    change_password,
    create_token,
    disable_person,
    link_openid,
    list_people,
    list_tokens,
    remove_second_factor,
    revoke_token,
)
from queueing.totp import make_secret
from tests.admin.centre import CATALOGUE, Centre
from tests.program import ZONE

PASSWORD = "một hai ba bốn"


def token(centre: Centre, role: str = "kiosk", name: str = "Máy 1", **place: str) -> int:
    return create_token(centre.accounts, CATALOGUE, role=role, name=name, **place)


def person(
    centre: Centre,
    monkeypatch: pytest.MonkeyPatch,
    name: str = "lan",
    role: str = "officer",
    password: str = PASSWORD,
    department: str | None = None,
) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return add_person(
        centre.accounts,
        CATALOGUE,
        name=name,
        role=role,
        department=department,
        password_stdin=True,
    )


def test_a_token_is_printed_alone_and_opens_its_place(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    assert token(centre, "counter", "Quầy 7", counter="07") == 0
    secret = capsys.readouterr().out
    assert secret.endswith("\n")
    found = centre.accounts.find_token(secret.strip())
    assert found is not None
    assert (found.role, found.name, found.counter) == ("counter", "Quầy 7", "07")


@pytest.mark.parametrize(
    ("role", "name", "place", "sentence"),
    [
        ("kiosks", "A", {}, "there is no role 'kiosks'; known: kiosk, display, counter, rating, "
         "keys, printer, api."),
        ("keys", "A", {}, "keys belong to one counter: give --counter."),
        ("kiosk", "A", {"kiosk": "K9"}, "there is no kiosk 'K9'; known: K1, K2."),
        ("counter", "A", {"counter": "7"}, "there is no counter '7'; known: 01, 02"),
        ("display", "A", {"counter": "07"}, "a display token stands at no counter: leave out "
         "--counter."),
        ("api", "A", {"kiosk": "K1"}, "a api token stands at no kiosk: leave out --kiosk."),
        ("kiosk", "A", {"zone": "tret"}, "a kiosk token stands at no zone: leave out --zone."),
        ("display", "A", {"zone": "hầm"}, "there is no zone 'hầm'; known: tret, tang1, all."),
        ("kiosk", "A", {"scopes": ["read"]}, "a kiosk token has no scopes: leave out --scope."),
        ("api", "A", {"scopes": ["all"]}, "there is no scope 'all'; known: read, numbers, "
         "counters, boards, printers, metrics."),
        ("api", "", {}, "the name '' cannot be used"),
        ("api", "a\nb", {}, "the name 'a\\nb' cannot be used"),
        ("api", "a" * 65, {}, "cannot be used"),
    ],
)  # fmt: skip
def test_a_token_that_cannot_be_right_is_refused(
    centre: Centre,
    capsys: pytest.CaptureFixture[str],
    role: str,
    name: str,
    place: dict[str, str],
    sentence: str,
) -> None:
    assert token(centre, role, name, **place) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err
    assert centre.accounts.tokens() == []


def test_tokens_are_listed_without_their_secrets_and_revoked_by_number(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    token(centre, "kiosk", "Máy 1", kiosk="K1")
    token(centre, "api", "Giám sát")
    secrets = capsys.readouterr().out.split()
    assert revoke_token(centre.accounts, 1) == 0
    assert list_tokens(centre.accounts, ZONE) == 0
    told = capsys.readouterr().out
    assert not any(secret in told for secret in secrets)
    revoked, first, second = told.splitlines()
    assert revoked == "Token 1 is revoked."
    assert first.split("\t")[:4] == ["1", "kiosk", "Máy 1", "K1"]
    made, revoked_at = first.split("\t")[4:]
    assert re.fullmatch(r"revoked \d{4}-\d\d-\d\d \d\d:\d\d", revoked_at)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", made)
    assert second.split("\t")[:4] == ["2", "api", "Giám sát", "-"]
    assert second.endswith("\tvalid")
    assert revoke_token(centre.accounts, 1) == 1
    assert capsys.readouterr().err == "there is no valid token 1.\n"


def test_whoever_makes_a_token_is_told_where_to_open_it(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(role: str, **place: str) -> list[str]:
        token(centre, role, "Máy 1", **place)
        secret = capsys.readouterr().out.strip()
        device = centre.accounts.find_token(secret)
        assert device is not None
        said = describe_token(device, secret, "http://10.0.0.5:8080", CATALOGUE)
        return [line.replace(secret, "TOKEN") for line in said]

    whose, first, opened, code = told("kiosk")
    assert whose == "This is token 1, Máy 1 (kiosk). It is shown this once."
    assert first == "Without --kiosk it is the kiosk K1."
    assert opened == "Open it on the device now: http://10.0.0.5:8080/kiosk?token=TOKEN"
    assert len(code.splitlines()) > 10
    assert "at tret)" in told("display", zone="tret")[0]
    assert told("rating", counter="07")[1].endswith("/rate?token=TOKEN&counter=07")
    assert told("api")[1:] == ["Programs send it as Authorization: Bearer TOKEN"]
    assert "print-agent --server http://10.0.0.5:8080" in told("printer", kiosk="K1")[1]
    assert "key-agent --server http://10.0.0.5:8080" in told("keys", counter="07")[1]


def test_people_are_listed_with_what_they_may_do(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    centre.accounts.create_person("lan", "officer", PASSWORD, "GTVT")
    centre.accounts.create_person("quan", "admin", PASSWORD, None)
    centre.accounts.disable("quan")
    assert list_people(centre.accounts, ZONE) == 0
    lan, quan = capsys.readouterr().out.splitlines()
    assert lan.split("\t")[:3] == ["lan", "officer", "GTVT"]
    assert lan.endswith("\tmay sign in")
    assert quan.split("\t")[:3] == ["quan", "admin", "-"]
    assert "\tdisabled 2" in quan


def test_a_person_may_sign_in_with_the_password_given(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert person(centre, monkeypatch, "Nguyễn Thị Lan", "department-head", department="GTVT") == 0
    assert capsys.readouterr().out == "Nguyễn Thị Lan may sign in as department-head.\n"
    found = centre.accounts.check_password("Nguyễn Thị Lan", PASSWORD)
    assert found is not None
    assert (found.role, found.department) == ("department-head", "GTVT")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "ngắn"}, "the password has 4 signs; 10 to 200 are needed"),
        ({"password": ""}, "the password has 0 signs"),
        ({"password": "x" * 201}, "the password has 201 signs"),
        ({"password": "Matkhau2026!"}, "many people use this password"),
        ({"name": "hoàng lan", "password": "hoanglan2026"}, "mostly the person's own name"),
        ({"name": "lan;rm"}, "the name 'lan;rm' cannot be used"),
        ({"name": " "}, "the name '' cannot be used"),
        ({"name": "a  b"}, "the name 'a  b' cannot be used"),
        ({"role": "boss"}, "there is no role 'boss'"),
        ({"department": "GTV"}, "there is no department 'GTV'"),
        ({"role": "department-head"}, "a department-head needs --department"),
    ],
)
def test_a_person_that_cannot_be_right_is_refused(
    centre: Centre,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, str],
    sentence: str,
) -> None:
    assert person(centre, monkeypatch, **change) == 1
    assert sentence in capsys.readouterr().err
    assert centre.accounts.people() == []


def test_a_name_is_given_once(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert person(centre, monkeypatch) == 0
    assert person(centre, monkeypatch, role="admin") == 1
    assert capsys.readouterr().err == "there is already a person named lan.\n"


def test_a_forgotten_password_is_replaced_and_who_leaves_is_shut_out(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person(centre, monkeypatch)
    monkeypatch.setattr("sys.stdin", io.StringIO("một mật khẩu khác\n"))
    assert change_password(centre.accounts, name="lan", password_stdin=True) == 0
    assert centre.accounts.check_password("lan", PASSWORD) is None
    assert centre.accounts.check_password("lan", "một mật khẩu khác") is not None
    assert disable_person(centre.accounts, name="lan") == 0
    assert centre.accounts.check_password("lan", "một mật khẩu khác") is None
    assert change_password(centre.accounts, name="an") == 1
    assert disable_person(centre.accounts, name="an") == 1
    assert capsys.readouterr().err == "there is no person named an.\n" * 2


def test_a_lost_phone_is_forgiven_at_the_command_line(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person(centre, monkeypatch)
    centre.accounts.set_second_factor("lan", make_secret(), 1, "user:lan")
    assert remove_second_factor(centre.accounts, name="Lan") == 0
    found = centre.accounts.person("lan")
    assert found is not None
    assert not found.second_factor
    assert remove_second_factor(centre.accounts, name="an") == 1
    assert capsys.readouterr().err == "there is no person named an.\n"


def test_a_lone_administrator_is_linked_at_the_command_line(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person(centre, monkeypatch, "quan", "admin")
    person(centre, monkeypatch, "lan")
    links, issuer = centre.accounts.openid_links, "https://sso.example"
    assert link_openid(centre.accounts, name="Quan", issuer=issuer, code="q-1") == 0
    assert links.find(issuer, "q-1") == "quan"
    assert link_openid(centre.accounts, name="lan", issuer=issuer, code="q-1") == 1
    assert link_openid(centre.accounts, name="lan", issuer=None, code="l-1") == 1
    assert link_openid(centre.accounts, name="an", issuer=issuer, code="a-1") == 1
    assert capsys.readouterr().err == (
        "this link code belongs to another person.\n"
        "sign_in.openid of the configuration names no provider.\n"
        "there is no person named an.\n"
    )
    assert link_openid(centre.accounts, name="quan", issuer=None, code=None) == 0
    assert links.find(issuer, "q-1") is None


def test_a_password_is_asked_for_twice(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["một hai ba bốn", "một hai ba năm", PASSWORD, PASSWORD])
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda prompt: next(typed))
    master, terminal = pty.openpty()
    with os.fdopen(master), os.fdopen(terminal) as keyboard:
        monkeypatch.setattr("sys.stdin", keyboard)
        assert add_person(centre.accounts, CATALOGUE, name="lan", role="guide") == 0
    assert centre.accounts.check_password("lan", PASSWORD) is not None
    assert next(typed, None) is None
