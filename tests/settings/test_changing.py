"""Keys of config.yaml are changed with everything else kept, checked like the file itself."""

import json
import os
import stat
from itertools import product

import pytest
from ruamel.yaml import YAML

from admin.pages.door import NOT_THERE
from settings.changing import compare, draft, find_mark
from settings.faults import SettingsFaults
from settings.loading import load
from tests.program import CONFIG

pytestmark = pytest.mark.long

GUIDES = ("screens", "kiosk", "guidance"), ("screens", "kiosk", "results")


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_bytes(CONFIG.read_bytes())
    return file


def change(file, changes):
    draft(file, changes).put_in_place(lambda _: None)


def lines_that_differ(file, before=None):
    before = (before or CONFIG.read_text(encoding="utf-8")).splitlines()
    after = file.read_text(encoding="utf-8").splitlines()
    return [line for line in after if line not in before], [
        line for line in before if line not in after
    ]


@pytest.mark.parametrize(
    ("path", "value", "added", "gone"),
    [
        (("hours", "enforced"), False, ["  enforced: false"], ["  enforced: true"]),
        (("hours", "week", "saturday"), ["07:00-10:30"], ['    saturday: [07:00-10:30]'], []),
        (("hours", "days", "2027-02-05"), [], None, None),
        (("counters", "28"), {"department": "XD", "serves": ["XD"]}, None, None),
        (("counters", "27"), NOT_THERE, [], ['  "27": {department: NgV, serves: [NgV]}']),
        (("server", "public_url"), "https://so.cantho.gov.vn", None, ["  public_url: null"]),
        (("rules", "no_show", "after_min"), 5, ["    after_min: 5"], ["    after_min: 3"]),
    ],
)  # fmt: skip
def test_only_the_lines_of_the_key_change(file, path, value, added, gone):
    change(file, {path: value})
    now_added, now_gone = lines_that_differ(file)
    if added is not None:
        assert now_added == added
    assert len(now_added) <= 2
    if gone is not None:
        assert now_gone == gone
    differences = list(compare(load(CONFIG).tree, load(file).tree))
    assert [(path, new) for path, _, new in differences] == [(path, value)]


def test_what_is_said_below_a_key_that_is_taken_away_stays(file):
    taken = ("counters", "01"), ("services", "TT"), ("departments", "TT"), *GUIDES
    change(file, dict.fromkeys(taken, NOT_THERE))
    _, gone = lines_that_differ(file)
    assert not any(line.lstrip().startswith("#") for line in gone)
    assert '  "02": {department: XD, serves: [XD]}' in file.read_text(encoding="utf-8")


def test_a_part_whose_last_key_is_taken_away_stays_as_an_empty_one(file):
    part = ("screens", "complaints")
    keys = load(file).tree["screens"]["complaints"]
    change(file, {(*part, key): NOT_THERE for key in keys})
    assert load(file).tree["screens"]["complaints"] == {}
    text = file.read_text(encoding="utf-8")
    assert "  complaints: {}\n\n# Picking up a result" in text


def test_what_was_changed_and_changed_back_is_the_same_file_again(file):
    tree = load(file).tree
    for section, key in product(("hours", "rules", "screens"), tree["hours"] | tree["rules"]):
        if isinstance(tree[section].get(key), bool | int):
            value = tree[section][key]
            change(file, {(section, key): not value if value in (True, False) else value + 1})
            change(file, {(section, key): value})
    assert file.read_text(encoding="utf-8") == CONFIG.read_text(encoding="utf-8")


NOTICES = ("centre", "notices")
OF_THREE = """
  # Lines in the footer.
  notices:   # all
    # The first of all.
    - vi: Một   # with a tail
      en: One
    - vi: Hai

    # Until the end of the year: two lines
    # of it.
    -
      vi: Ba
      en: 'Three: "3"'

# The server.
server:
"""


@pytest.fixture
def notices(file):
    """A file with things said in and around its notices."""
    text = file.read_text(encoding="utf-8")
    first, last = text.index("  # Lines in the footer"), text.index("server:\n")
    file.write_text(text[:first].rstrip() + OF_THREE + text[last + 8 :], encoding="utf-8")
    change(file, {("rules", "recalls"): load(file).tree["rules"]["recalls"] + 1})  # laid out
    return file


def said_of(file):
    text = file.read_text(encoding="utf-8")
    return text[text.index("  # Lines in the footer") : text.index("server:\n")].splitlines()


def test_an_item_of_a_list_keeps_what_is_said_above_it(notices):
    one, two, three = load(notices).tree["centre"]["notices"]
    before = said_of(notices)
    change(notices, {NOTICES: [three, {"vi": "Bốn: “4”", "en": "# Four"}, one]})
    assert said_of(notices) == [
        "  # Lines in the footer.",
        "  notices:   # all",
        "",
        "    # Until the end of the year: two lines",
        "    # of it.",
        "    - vi: Ba",
        "      en: 'Three: \"3\"'",
        "    - vi: 'Bốn: “4”'",
        "      en: '# Four'",
        "    # The first of all.",
        "    - vi: Một   # with a tail",
        "      en: One",
        "",
        "# The server.",
    ]
    change(notices, {NOTICES: []})
    assert said_of(notices) == [*before[:1], "  notices: []   # all", "", "# The server."]
    change(notices, {NOTICES: [two]})
    assert said_of(notices) == [
        *before[:1], "  notices:   # all", "    - vi: Hai", "", "# The server.",
    ]  # fmt: skip


def test_a_list_that_was_changed_and_changed_back_is_the_same_again(notices):
    before = notices.read_text(encoding="utf-8")
    items = load(notices).tree["centre"]["notices"]
    for other in (items[::-1], [*items, {"vi": "Bốn"}], [*items, items[0]]):
        change(notices, {NOTICES: other})
        assert load(notices).tree["centre"]["notices"] == other
        change(notices, {NOTICES: items})
        assert notices.read_text(encoding="utf-8") == before


def test_a_list_in_a_file_of_one_line_is_changed_too(file):
    plain = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(plain, default=str), encoding="utf-8")
    for notices in ([{"vi": "Một"}], [], [{"vi": "Hai", "until": "2026-12-31"}]):
        change(file, {NOTICES: notices})
        assert load(file).tree["centre"]["notices"] == notices


@pytest.mark.parametrize(
    ("changes", "path", "what"),
    [
        ({("rules", "recalls"): 21}, "rules.recalls", "21 is too large; right would be: a whole"),
        ({("rules", "recal"): 2}, "rules.recal", "this key is unknown; did you mean 'recalls'?"),
        ({("services", "XD"): NOT_THERE}, "counters.02.serves[0]", "'XD' is not in the section"),
        ({("hours", "week", "monday"): ["10:30-07:00"]}, "hours.week.monday[0]", ""),
        ({("departments", "XD", "letter"): "B"}, "", "'B' is already used"),
    ],
)
def test_a_change_is_checked_like_the_file_and_leaves_it_as_it_was(file, changes, path, what):
    mark = find_mark(file)
    with pytest.raises(SettingsFaults) as refused:
        draft(file, changes)
    said = [(fault.path, fault.what) for fault in refused.value.faults]
    assert any(path in where and what in why for where, why in said), said
    assert refused.value.file == file
    assert find_mark(file) == mark
    assert os.listdir(file.parent) == [file.name]


def test_permissions_stay_and_a_refusal_brings_the_old_file_back(file):
    file.chmod(0o640)
    mark = find_mark(file)

    def refuse(settings):
        assert settings.configuration.rules.recalls == 5
        assert load(file).configuration.rules.recalls == 5
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - it is our own
        draft(file, {("rules", "recalls"): 5}).put_in_place(refuse)
    assert find_mark(file) == mark
    change(file, {("rules", "recalls"): 5})
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(file.parent) == [file.name]


def test_a_folder_that_cannot_be_written_changes_nothing(file):
    mark = find_mark(file)
    (file.parent / "config.yaml.new").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - any of the system's
        draft(file, {("rules", "recalls"): 5})
    assert find_mark(file) == mark


def test_a_key_of_a_file_in_another_hand_is_found(file):
    text = file.read_text(encoding="utf-8")
    text = text.replace("  days: {}", "  days:\n    2027-02-05: []   # Tết\n")
    file.write_text(text.replace('  "27":', "  27:"), encoding="utf-8")
    change(file, {("hours", "days", "2027-02-05"): ["07:00-10:30"], ("counters", "27"): NOT_THERE})
    assert load(file).tree["hours"]["days"] == {"2027-02-05": ["07:00-10:30"]}
    assert "# Tết" in file.read_text(encoding="utf-8")
    assert "27" not in load(file).tree["counters"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_file_that_is_served_can_be_changed_whatever_it_is_written_in(file, encoding):
    text = file.read_text(encoding="utf-8").replace("port: 8080", "port:\t8080")
    file.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    change(file, {("rules", "no_show", "after_min"): 5})
    added, gone = lines_that_differ(file)
    assert (added, gone) == (["    after_min: 5"], ["    after_min: 3"])


@pytest.mark.parametrize(("key", "before"), [("17", "16"), ("2", "02"), ("15a", "15")])
def test_a_new_counter_stands_where_people_look_for_its_number(file, key, before):
    text = file.read_text(encoding="utf-8")
    above = "  # The floor above"
    text = text.replace('  "21": {', f'{above}\n\n  "21": {{')
    file.write_text(text, encoding="utf-8")
    change(file, {("counters", key): {"department": "XD", "serves": ["XD"]}})
    places = [*load(file).tree["counters"]]
    assert places[places.index(before) + 1] == key
    (added,), gone = lines_that_differ(file, text)
    assert added.endswith(": {department: XD, serves: [XD]}")
    assert gone == []
    written = file.read_text(encoding="utf-8")
    assert written.index(added) < written.index(above)
    change(file, {("counters", key): NOT_THERE})
    assert file.read_text(encoding="utf-8") == text
