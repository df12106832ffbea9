"""Files that are not well written: each gets plain sentences, none a stack trace."""

from pathlib import Path
from unicodedata import normalize

import pytest

from settings.early import async_mode
from settings.faults import SettingsFaults
from settings.loading import load
from tests.settings.files import SHIPPED, faults_of, line_of, spoilt, written


def only_fault(file: Path) -> tuple[int, str]:
    with pytest.raises(SettingsFaults) as refused:
        load(file)
    (fault,) = refused.value.faults
    return fault.line, fault.what


def test_a_missing_file_is_one_plain_sentence(tmp_path: Path) -> None:
    line, what = only_fault(tmp_path / "nothing.yaml")
    assert (line, what) == (
        1,
        "the file cannot be read (No such file or directory); is the name right?",
    )


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert "cannot be read" in only_fault(tmp_path)[1]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# only a comment\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(tmp_path: Path, content: bytes) -> None:
    assert only_fault(written(tmp_path, content))[1].startswith("the file is empty")


@pytest.mark.parametrize("content", [b"- a\n- b\n", b"hello\n"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "not a list of `key: value` lines" in only_fault(written(tmp_path, content))[1]


def test_a_slip_of_writing_is_named_by_line(tmp_path: Path) -> None:
    line, what = only_fault(written(tmp_path, b"profile: x\nserver: {port: 1\ncentre: }\n"))
    assert line in (2, 3)
    assert what.startswith("this is not YAML: ")


def test_bytes_that_are_not_utf8_are_named_with_the_faults_behind_them(tmp_path: Path) -> None:
    spoiled = spoilt(tmp_path, {"  port: 8080": "  port: 0"}).read_bytes()
    file = written(tmp_path, spoiled.replace("Sự cố".encode(), b"S\xf1 c\xad"))
    faults = faults_of(file)
    assert faults[""][0] == line_of(file, "Machine fault")
    assert "is not UTF-8; save the file as UTF-8" in faults[""][1]
    assert faults["server.port"][1].startswith("0 is too small")


def test_control_signs_are_named_by_line(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"en: Machine fault": "en: Machine\x07 fault"})
    assert faults_of(file) == {
        "": (line_of(file, "fault: {vi"), "the line holds a sign that cannot be printed; delete it")
    }


def test_a_part_that_contains_itself_is_refused(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"  days: {}": "  days: &days {2027-02-05: *days}"})
    assert "this part contains itself" in faults_of(file)["hours.days.2027-02-05"][1]


def test_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    windows = b"\xef\xbb\xbf" + SHIPPED.read_bytes().replace(b"\n", b"\r\n")
    assert load(written(tmp_path, windows)).catalogue() == load(SHIPPED).catalogue()


def test_decomposed_letters_are_composed_on_reading(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"Sự cố máy": normalize("NFD", "Sự cố máy")})
    assert load(file).catalogue().pause_reasons["fault"]["vi"] == "Sự cố máy"


def test_the_async_mode_is_known_before_the_rest_is_checked(tmp_path: Path) -> None:
    assert async_mode(SHIPPED) == "eventlet"
    assert async_mode(spoilt(tmp_path, {"async_mode: eventlet": "async_mode: gevent"})) == "gevent"
    assert async_mode(spoilt(tmp_path, {"async_mode: eventlet": "async_mode: x"})) == "eventlet"
    assert async_mode(tmp_path / "nothing.yaml") == "eventlet"
    assert async_mode(written(tmp_path, b"server: [1, 2]\n")) == "eventlet"
