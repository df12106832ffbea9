"""What people write is kept in one form, with its blanks."""

import pytest

from web.i18n import plain_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Quầy 5\u00a0mở lúc 9\u202f30\tở tầng 2", "Quầy 5 mở lúc 9 30 ở tầng 2"),
        ("\u3000a\r\nb\u200b\x07 ", "a\nb"),
        ("e\u0302\u0301", "ế"),
    ],
)
def test_a_blank_of_any_kind_is_a_blank(typed, kept):
    assert plain_text(typed) == kept
