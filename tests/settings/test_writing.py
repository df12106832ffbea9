"""Files that are not well written: each gets plain sentences, none a stack trace."""

from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pytest

from settings.early import async_mode
from settings.faults import SettingsFaults
from settings.loading import load
from settings.writing import repair_line
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
    assert faults[""][0] == line_of(file, "Equipment fault")
    assert "is not UTF-8; save the file as UTF-8" in faults[""][1]
    assert faults["server.port"][1].startswith("0 is too small")


def test_control_signs_are_named_by_line(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"en: Equipment fault": "en: Equipment\x07 fault"})
    assert faults_of(file) == {
        "": (line_of(file, "fault: {vi"), "the line holds a sign that cannot be printed; delete it")
    }


NO_BREAK = "the line holds a no-break space (U+00A0); type a plain space in its place"
DASH = "the line begins with a long dash or a bullet"
TYPE_IT = "type a plain - in its place"
CURLED = 'the line holds the curled quotes of a word processor; type straight ones: "'
WIDE_COLON = "the line holds a wide colon (：); type a plain one and a space"


@pytest.mark.parametrize(
    ("right", "wrong", "what"),
    [
        ("  port: 8080", "\xa0\xa0port: 8080",
         "the line is indented with no-break spaces (U+00A0); use two plain spaces for each step"),
        ("  port: 8080", "\u3000 port: 8080",
         "the line is indented with wide spaces (U+3000); use two plain spaces for each step"),
        ("  port: 8080", "\tport: 8080",
         "the line is indented with a tab; use two spaces for each step"),
        ("  port: 8080", "  port:\xa08080", NO_BREAK),
        ("  port: 8080", "  port\xa0: 8080", NO_BREAK),
        ("  port: 8080", "  port: 8080\xa0", NO_BREAK),
        ("  port: 8080", "  port: 8080\xa0# where", NO_BREAK),
        ("serves: [CT]", "serves: [\xa0CT]", NO_BREAK),
        ("      - asked: [hộ chiếu", "      – asked: [hộ chiếu", f"{DASH} (–, U+2013); {TYPE_IT}"),
        ("      - asked: [hộ chiếu", "      •\tasked: [hộ chiếu", f"{DASH} (•, U+2022); {TYPE_IT}"),
        ("  port: 8080", "  port:8080", "a space is missing behind 'port:'"),
        ("  port: 8080", "  po\u200brt: 8080",
         "the line holds a sign that cannot be seen (zero width space, U+200B); delete it"),
        ("  port: 8080", "  port: 8080\u2028",
         "the line holds a sign that cannot be seen (line separator, U+2028); delete it"),
        ("  port: 8080", "  port：8080", WIDE_COLON),
        ("{vi: Họp, ", "{vi：Họp, ", WIDE_COLON),
        ('monday: ["07:00-10:30"', "monday: [“07:00-10:30”", CURLED),
        ('monday: ["07:00-10:30"', 'monday: ["07:00-10:30”', CURLED),
        ("{vi: Họp, ", "{vi: Häp giao ban ®¬n vÞ, ", "looks like the old font code TCVN3 (ABC): "
         "'meeting: {vi: Họp giao ban đơn vị, en: Meeting}' is meant? type it in Unicode"),
        ('day_ends: "00:00"', "day_ends: ‘00:00’", CURLED),
    ],
)  # fmt: skip
def test_what_a_word_processor_leaves_is_named_on_its_own_line(
    tmp_path: Path, right: str, wrong: str, what: str
) -> None:
    file = spoilt(tmp_path, {right: wrong})
    assert only_fault(file) == (line_of(SHIPPED, right), what)


QUOTES = "a text in which a colon and a space stand, or that begins with a sign, is in quotes"


@pytest.mark.parametrize(
    ("right", "wrong", "advice"),
    [
        ("  phone: 0292 3817696", "  phone: gọi: 0292 3817696", QUOTES),
        ("  phone: 0292 3817696", "  phone: @0292", QUOTES),
        ("  phone: 0292 3817696", "  phone: *0292 381", QUOTES),
        ("serves: [CT]", "serves: [CT", "the bracket that is opened on line {line} is not closed"),
        ("  port: 8080", "    port: 8080", "use two spaces for each step"),
        ("  port: 8080", '  port: "C:\\media"', 'within "…" each \\ is written twice'),
        ("undo_s: 10\n", 'undo_s: "10\n', "or a quote above it is not closed"),
    ],
)
def test_a_slip_of_writing_is_said_with_what_to_do(
    tmp_path: Path, right: str, wrong: str, advice: str
) -> None:
    line, what = only_fault(spoilt(tmp_path, {right: wrong}))
    here = line_of(SHIPPED, right)
    assert what.startswith("this is not YAML: ")
    assert advice.format(line=here) in what
    # Of what is not closed only the end of the file tells
    assert line - here in (0, 1) or "is not closed" in what


def test_such_signs_inside_of_texts_and_comments_are_left_alone() -> None:
    for line in (
        "  vi: 5\xa0phút", '  vi: "Quầy:\xa07"', "  vi: Bảng “Một cửa” xin mời", "  zh: 您好：请",
        "  km: ការ\u200bិយា", "  vi: it's  # don't\xa0", "  vi: “a” và “b”",
    ):  # fmt: skip
        assert repair_line(line) == (line, [])
    assert repair_line("  port:\t8080  # a\u200bb") == ("  port: 8080  # ab", [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_other_kinds_of_unicode_are_read(tmp_path: Path, encoding: str) -> None:
    file = written(tmp_path, SHIPPED.read_bytes().decode().encode(encoding))
    assert load(file).catalogue() == load(SHIPPED).catalogue()
    line, what = only_fault(written(tmp_path, file.read_bytes()[:-1]))
    assert (line, what[:26]) == (1, "the file is written in UTF")


def test_line_ends_of_old_computers_keep_the_lines(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"  port: 8080": "  port: 0"})
    line = line_of(file, "port: 0")
    assert only_fault(written(tmp_path, file.read_bytes().replace(b"\n", b"\r")))[0] == line


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


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{inner}'] * 9)}]\n" for inner, name in pairwise("abcdefgh")
)


@pytest.mark.long
@pytest.mark.parametrize(
    ("text", "what"),
    [
        (LAUGHS, "the file unfolds to more than 20000 values"),
        ("[" * 20_000, "nested too deeply"),
        ("{a: " * 3_000, "nested too deeply"),
        ("".join(f"k{n}: {n}\n" for n in range(60_000)), "the file is larger than 300 kB"),
    ],
    ids=["unfolds", "lists", "mappings", "long"],
)
def test_what_would_fill_the_memory_is_refused(tmp_path: Path, text: str, what: str) -> None:
    assert what in only_fault(written(tmp_path, text.encode()))[1]
