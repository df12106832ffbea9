"""Which passwords are refused, and why."""

import pytest

from web.passwords import LONGEST, Weakness, find_weakness, make_one_time_password

OWN = ("Nguyễn Thị Lan", "Trung tâm Phục vụ hành chính công", "Thành phố Cần Thơ")


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("", Weakness.SHORT),
        ("ngắn ngắn", Weakness.SHORT),
        ("x y " * 60, Weakness.LONG),
        ("1234567890", Weakness.KNOWN),
        ("aaaaaaaaaaaaaaa", Weakness.KNOWN),
        ("12341234123412", Weakness.KNOWN),
        ("qwertyuiop", Weakness.KNOWN),
        ("Mật khẩu 2026", Weakness.KNOWN),
        ("matkhau@2026!", Weakness.KNOWN),
        ("P@ssw0rd!!!!", Weakness.KNOWN),
        ("CanTho@2026", Weakness.KNOWN),
        ("anhyeuem123456", Weakness.KNOWN),
        ("nguyenthilan99", Weakness.OWN_WORDS),
        ("Nguyễn Thị Lan 1990", Weakness.OWN_WORDS),
        ("hanhchinhcong.1", Weakness.KNOWN),
        ("phucvuhanhchinh", Weakness.OWN_WORDS),
        ("một mật khẩu dài", None),
        ("xe đạp cũ màu xanh", None),
        ("lan đi chợ nổi mua khóm", None),
        ("k7wq-hz4m-p2rd", None),
    ],
)
def test_weak_passwords_are_refused_for_what_is_weak(password, weakness):
    assert find_weakness(password, *OWN) == weakness


def test_no_kind_of_sign_is_demanded():
    assert find_weakness("d" * 5 + "abcefghij") is None
    assert find_weakness("kiến bò cột nhà " + "ơ" * (LONGEST - 16)) is None


def test_one_time_passwords_are_good_ones_and_never_the_same():
    made = {make_one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert {find_weakness(each) for each in made} == {None}
