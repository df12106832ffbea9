"""A file with faults is refused with all of them at once, each by line and key path."""

from pathlib import Path

import pytest

from settings.faults import SettingsFaults
from settings.loading import load
from tests.settings.files import SHIPPED, faults_of, line_of, spoilt

MANY = {
    "  port: 8080": ("  port: 99999", "server.port", "99999 is too large"),
    "async_mode: eventlet": (
        "async_mode: evenlet",
        "server.async_mode",
        "'evenlet' is not known; did you mean 'eventlet'?",
    ),
    "  host: 0.0.0.0": (
        "  hosst: 0.0.0.0",
        "server.hosst",
        "this key is unknown; did you mean 'host'?",
    ),
    "  phone: 0292 3817696": ("  phone: 02923817696", "centre.phone", "write it in quotes"),
    "letter: B": ("letter: A", "departments.TNMT.letter", "'A' is already used on line"),
    "letter: C": ("letter: Đ", "departments.KHĐT.letter", "one or two capital letters, A to Z"),
    "letter: D": ("letter: ABC", "departments.GTVT.letter", "one or two capital letters, A to Z"),
    "{department: YT, m": ("{department: YTT, m", "services.YT.department", "mean 'YT'?"),
    "serves: [CT]": ("serves: [KHDT]", "counters.11.serves[0]", "did you mean 'KHĐT'?"),
    'area}, floors: ["1"]}': ('area}, floors: ["2"]}', "zones.tang1.floors[0]", "'2' is not in"),
    "elderly: {credit_min: 15": ("elderly: {credit_min: -1", "priorities.elderly.credit_min", "-1"),
    "  recalls: 3": ("  recalls: -3", "rules.recalls", "whole number, 0 to 20"),
    'monday: ["07:00-10:30"': ('monday: ["07:00-13:30"', "hours.week.monday", "overlap"),
    "meeting: {vi: Họp, ": ("meeting: {", "pause_reasons.meeting.vi", "is missing"),
    'day_ends: "00:00"': ("day_ends: 25:00", "rules.day_ends", "not a time like '07:00'"),
    "  K2: {": ("  K1: {", "kiosks.K1", "the key was already given on line"),
    "tang1: {layout: hero": ("tang7: {layout: hero", "screens.display.zones.tang7", "mean 'tang1'"),
    "    turn_s: 12": ("    turn_s: 1", "screens.display.turn_s", "seconds, 5 to 120"),
    "tret: {layout: board, ": (
        "tret: {media: [a, b], layout: board, ",
        "screens.display.zones.tret.media",
        "a folder, like media/tret",
    ),
    "days: {}": ("days: {2027-13-01: []}", "hours.days.2027-13-01", "is not a date"),
    "  undo_s: 10": ("\tundo_s: ten", "rules.undo_s", "'ten' is not a number"),
    "normal: {credit_min: 0": ("normal: {credit_min: 5", "priorities.normal.credit_min", "be: 0"),
    "minutes: 7.4": ("minutes: seven", "services.XD.minutes", "'seven' is not a number"),
    "  enforced: true\n  # Spans": (
        "  enforced: sometimes\n  # Spans",
        "hours.enforced",
        "'sometimes' is not true or false",
    ),
    "time_zone: Asia/Ho_Chi_Minh": ("time_zone: Asia/CanTho", "centre.time_zone", "a time zone"),
    "public_url: null": ("public_url: so.cantho", "server.public_url", "https://so.cantho.gov.vn"),
    "profile: cantho-2024": ("", "profile", "is missing"),
}


def test_a_file_with_two_dozen_faults_names_each_by_line_and_key_path(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {right: wrong for right, (wrong, _, _) in MANY.items()})
    faults = faults_of(file)
    assert set(faults) == {path for _, path, _ in MANY.values()} | {""}
    for right, (wrong, path, what) in MANY.items():
        line, said = faults[path]
        assert what in said, path
        assert line == (line_of(SHIPPED, right) if wrong else 1), path
    assert faults[""] == (line_of(file, "\tundo_s"), "the line is indented with a tab; "
                          "use two spaces for each step")  # fmt: skip


@pytest.mark.parametrize("right", MANY)
def test_each_fault_is_also_found_alone(tmp_path: Path, right: str) -> None:
    wrong, path, what = MANY[right]
    faults = faults_of(spoilt(tmp_path, {right: wrong}))
    faults.pop("", None)  # the tab itself
    # A misspelt zone or kiosk is one fault; a letter taken away leaves no second one behind.
    assert list(faults) == [path]
    assert what in faults[path][1]


def test_a_fault_is_said_as_file_line_path_and_what_would_be_right(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"  port: 8080": "  port: no"})
    with pytest.raises(SettingsFaults) as refused:
        load(file)
    line = line_of(file, "port: no")
    assert str(refused.value) == (
        f"{file}:{line}: server.port: 'no' is not a whole number; right would be: a port, "
        "1 to 65535"
    )


def test_whole_sections_of_the_wrong_kind_are_named(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"days: {}": "days: [monday]", "  undo_s: 10": "  undo_s: [1, 2]"})
    faults = faults_of(file)
    assert faults["hours.days"][1].startswith("a list is not a list of `key: value` lines")
    assert faults["rules.undo_s"][1].startswith("a list is not a number")


def test_a_counter_names_a_service_once_and_at_least_one(tmp_path: Path) -> None:
    faults = faults_of(
        spoilt(
            tmp_path,
            {
                "lends_a_hand_to: [TNMT-DD]": "lends_a_hand_to: [TNMT-MT]",
                "serves: [NgV]": "serves: []",
            },
        )
    )
    assert "name a service once" in faults["counters.16.lends_a_hand_to[0]"][1]
    assert faults["counters.27.serves"][1].startswith("is empty")


def test_two_counters_may_not_show_the_same_sign(tmp_path: Path) -> None:
    same = {
        '{department: TP, serves: [TP]}\n  "22": {': "{department: TP, serves: [TP], label: '5'}"
        "\n  \"22\": {label: '5', "
    }
    assert list(faults_of(spoilt(tmp_path, same))) == ["counters.22.label"]


@pytest.mark.parametrize("name", ["guide", "practice"])
def test_a_counter_may_not_hide_behind_another_page(tmp_path: Path, name: str) -> None:
    file = spoilt(tmp_path, {'\n  "12": {': f"\n  {name}: {{label: '12', "})
    line, what = faults_of(file)[f"counters.{name}"]
    assert what.startswith(f"'/counters/{name}' is the page of")
    assert line == line_of(file, f"  {name}: {{")


def test_there_must_be_a_normal_class(tmp_path: Path) -> None:
    faults = faults_of(spoilt(tmp_path, {"normal: {credit_min": "usual: {credit_min"}))
    assert "add it with credit_min: 0" in faults["priorities"][1]
