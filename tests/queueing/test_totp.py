"""Codes of an authenticator app: the examples of RFC 6238, and which half minutes are good."""

from base64 import b32encode
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from queueing.totp import find_step, make_app_address, make_code, make_secret

SECRET = b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at_s", "code"),
    [
        (59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"),
        (1234567890, "89005924"), (2000000000, "69279037"), (20000000000, "65353130"),
    ],
)  # fmt: skip
def test_codes_are_those_of_the_standard(at_s, code):
    assert make_code(SECRET, at_s // 30) == code[-6:]


def test_a_code_is_good_in_its_half_minute_and_in_the_ones_beside_it():
    now = 1_800_000_015.0
    step = int(now // 30)
    good = [near for near in range(-3, 4) if find_step(SECRET, make_code(SECRET, step + near), now)]
    assert good == [-1, 0, 1]
    assert find_step(SECRET, make_code(SECRET, step), now) == step


@pytest.mark.parametrize("wrong", ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦", "\ud800"])
def test_what_is_no_code_is_not_good(wrong):
    assert find_step(SECRET, wrong, 59.0) is None


def test_the_app_is_told_name_issuer_and_secret():
    secret = make_secret()
    address = urlsplit(make_app_address(secret, "Nguyễn Thị Lan", "Xin Mời – Cần Thơ"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/Xin Mời – Cần Thơ:Nguyễn Thị Lan"
    assert parse_qs(address.query) == {"secret": [secret], "issuer": ["Xin Mời – Cần Thơ"]}
    assert len(secret) == 32
    assert secret != make_secret()
