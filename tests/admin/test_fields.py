"""What is typed into the forms below `/admin`, as people here write it."""

import pytest
from werkzeug.datastructures import MultiDict

from admin.pages.fields import Field


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.500", 1500), ("1\xa0500", 1500), ("１.５００", 1500), ("15", 15), ("1,5", 1.5),
        ("6.125", 6.125), ("1.234.567", "1.234.567"), ("0.500", 0.5),
    ],
)  # fmt: skip
def test_a_number_is_read_and_what_is_shown_of_it_is_read_alike(typed, read):
    field = Field(("a",), "A", "number")
    found = field.read(MultiDict({field.name: typed}))
    assert (found, type(found)) == (read, type(read))
    assert field.read(MultiDict({field.name: field.show({"a": found})})) == found
