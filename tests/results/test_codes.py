"""A dossier's code is read however it was typed, scanned or mangled by a keyboard."""

import pytest

from results.codes import compile_patterns, fold_code, read_codes
from results.settings import PATTERNS

KNOWN = compile_patterns(PATTERNS)
CODE = "H13.16-240226-0123"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CODE, CODE),
        ("  h13.16-240226-0123\n", CODE),
        ("H13.16 – 240226 – 0123", CODE),
        ("H13 . 16-240226-0123", CODE),
        ("h13.16_240226_0123", CODE),
        ("\u200bH13.16-240226-0123", CODE),
        (f"Mã hồ sơ: {CODE} ngày 26/02/2024", CODE),
        (f"https://dichvucong.gov.vn/tra-cuu?ma={CODE}&c=1", CODE),
        ("https://dvc.gov.vn/?ma=H13%2E16%2D240226%2D0123", CODE),
        ("000.00.16.H13-240226-0123", "000.00.16.H13-240226-0123"),
        ("H13.016.02-260125-AB0123", "H13.016.02-260125-AB0123"),
        ("H132402260123", "H132402260123"),
        # a scanner's digits on the Vietnamese layout; letters by Telex and VNI
        ("Hăê.ẳ-âôđâẩ-đăâê", CODE),
        ("H13.016.02-260125-Â0123", "H13.016.02-260125-AA0123"),
        ("H13.016.02-260125-Đ0123", "H13.016.02-260125-DD0123"),
        ("H13.016.02-260125-BÁ234", "H13.016.02-260125-BA1234"),
    ],
)
def test_a_code_is_read(text, code):
    assert code in read_codes(text, KNOWN)
    if text.isascii():
        assert read_codes(text, KNOWN) == (code,)


@pytest.mark.parametrize(
    "text",
    ["", "xin chào", "12345", "H13.16-241326-0123", "Nguyễn Văn An", "-" * 300, "H" * 5000],
)
def test_what_is_no_code_is_none(text):
    assert read_codes(text, KNOWN) == ()


def test_a_card_of_identity_is_no_code():
    assert read_codes("092050000001||Trần Thị Ngân|01011950|Nữ|12 đường số 3|10072021", KNOWN) == ()


def test_dots_and_hyphens_make_no_difference_to_what_is_compared():
    assert fold_code(CODE) == fold_code("h13 16 240226 0123") == "H13162402260123"


def test_a_pattern_of_the_centres_own_counts_and_a_wrong_one_is_named():
    assert read_codes("BN 2026/0077", compile_patterns([r"BN\d{4}/\d{4}"])) == ("BN2026/0077",)
    with pytest.raises(ValueError, match="cannot be read"):
        compile_patterns(["("])
