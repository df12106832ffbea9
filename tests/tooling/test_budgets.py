"""The budget check: it finds what it is there to find, and passes over what is allowed."""

import pytest

from tools.budgets import Source, check


def faults(path: str, text: str) -> list[str]:
    return [str(fault) for fault in check([Source(path, text)])]


def function(name: str, lines: int) -> str:
    return f"def {name}():\n" + "    pass\n" * (lines - 1)


def test_a_long_module_is_named_with_its_size() -> None:
    assert (
        faults("web/live/screen.py", "#\n" * 301)[0]
        == "web/live/screen.py:301: 301 lines, at most 300"
    )


def test_tests_may_be_longer_than_the_product() -> None:
    assert faults("tests/test_hall.py", "#\n" * 400) == []
    assert faults("tests/test_hall.py", "#\n" * 401) != []


def test_a_long_script_is_found() -> None:
    assert faults("kiosk/static/kiosk.js", "//\n" * 301) != []


def test_a_long_function_is_named() -> None:
    text = function("tiny", 2) * 9 + function("endless", 51)

    assert any("endless has 51 lines, at most 50" in fault for fault in faults("a.py", text))


def test_one_unusual_function_in_ten_is_allowed_and_two_are_not() -> None:
    one = function("short", 2) * 9 + function("unusual", 30)
    two = function("short", 2) * 8 + function("unusual", 30) * 2

    assert faults("a.py", one) == []
    assert len(faults("a.py", two)) == 2


def test_half_of_the_modules_are_short() -> None:
    long = [Source(f"{name}.py", "#\n" * 121) for name in "abc"]

    assert "half of the modules" in str(next(check(long)))


@pytest.mark.parametrize("path", ["web/utils.py", "storage/db_helper.py", "web/static/common.js"])
def test_a_name_that_says_nothing_is_refused(path: str) -> None:
    assert "does not say what is in it" in faults(path, "")[0]


@pytest.mark.parametrize(
    "text",
    [
        "import pytest\n@pytest.mark.skip\ndef test(): pass",
        "import pytest\n@pytest.mark.skipif(True, reason='')\ndef test(): pass",
        "import pytest\n@pytest.mark.xfail(strict=True)\ndef test(): pass",
        "import pytest\ndef test(): pytest.skip('later')",
        "import unittest.mock",
        "from unittest import mock",
        "from unittest.mock import patch",
    ],
)
def test_tests_that_do_not_run_and_mocks_are_refused(text: str) -> None:
    assert len(faults("tests/test_a.py", text)) == 1


def test_an_ignored_type_error_has_a_name() -> None:
    bare = "# type: " + "ignore"

    assert "without its error code" in faults("a.py", f"x = 1  {bare}")[0]
    assert faults("a.py", f"x = 1  {bare}[arg-type]") == []
    assert faults("a.py", f"x = '{bare}'") == []


@pytest.mark.parametrize("path", ["a.py", "web/static/a.css", "README.md", "run"])
def test_unfinished_work_is_found_in_every_file(path: str) -> None:
    assert "unfinished" in faults(path, "# FIX" + "ME: later")[0]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>go()</script>",
        '<p style="color: red">',
        '<button onclick="go()">',
        "<style>p { color: red }</style>",
    ],
)
def test_a_page_carries_nothing_inline(markup: str) -> None:
    assert len(faults("kiosk/templates/kiosk.html", markup)) == 1


def test_a_page_may_carry_its_first_view_and_link_its_scripts() -> None:
    markup = (
        '<script type="application/json" id="view">{{ view|tojson }}</script>'
        '<script type="module" src="{{ asset(\'kiosk.js\') }}"></script>'
        '<script nomodule src="old.es5.js"></script>'
        '<link rel="stylesheet" href="kiosk.css"><p lang="vi" data-once="1">'
    )

    assert faults("kiosk/templates/kiosk.html", markup) == []
