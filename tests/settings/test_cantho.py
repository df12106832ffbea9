"""The shipped configuration is the Cần Thơ centre of 2024."""

from datetime import time

from queueing.catalogue import Limits, Preference
from settings.advice import advice
from settings.loading import load
from tests.settings.files import SHIPPED

TABLE = """
A XD tret 02,03 7.4
B TNMT tret 04,05,16 8.1
C KHĐT tret 06 5.1
D GTVT tret 07,08,09 5.8
E YT tret 10 7.0
G CT tret 11 6.0
H NV tret 12 6.5
K TTTT tret 13 6.0
L VHTTDL tret 14 6.5
M KCX tret 15 9.0
N TP 1 21,22 6.2
P LĐTBXH 1 23 5.9
R NN 1 24 6.6
S GDĐT 1 25 4.5
T KHCN 1 26 7.0
V NgV 1 27 6.0
X TT tret 01 3.0
"""

CENTRE = load(SHIPPED)
CATALOGUE = CENTRE.catalogue()


def test_letters_floors_counters_and_minutes_are_those_of_the_table() -> None:
    for row in TABLE.strip().splitlines():
        letter, code, floor, counters, minutes = row.split()
        department = CATALOGUE.departments[code]
        services = [s for s in CATALOGUE.services.values() if s.department == code]
        sitting = [c for c in CATALOGUE.counters.values() if c.department == code]
        assert (department.letter, department.floor) == (letter, floor)
        assert {(s.letter, s.mean_minutes) for s in services} == {(letter, float(minutes))}
        assert [c.id for c in sitting] == counters.split(",")
        assert {c.floor for c in sitting} == {floor}


def test_seventeen_units_stand_on_the_kiosk_and_finance_waits_without_a_counter() -> None:
    on_kiosk = [d.code for d in CATALOGUE.departments.values() if d.on_kiosk]
    assert on_kiosk == [row.split()[1] for row in TABLE.strip().splitlines()]
    assert set(CATALOGUE.departments) - set(on_kiosk) == {"TC"}
    assert CATALOGUE.counters_for["TC"] == ()
    assert not CATALOGUE.services["TC"].on_kiosk
    assert CATALOGUE.services["TC"].closed_reason is None


def test_every_letter_begins_the_numbers_of_one_department() -> None:
    letters = [department.letter for department in CATALOGUE.departments.values()]
    assert len(set(letters)) == len(letters) == 18


def test_every_unit_on_the_kiosk_has_a_service_that_a_counter_serves() -> None:
    served = {s.department for s in CATALOGUE.services.values() if CATALOGUE.counters_for[s.code]}
    assert served == {d.code for d in CATALOGUE.departments.values() if d.on_kiosk}
    assert [fault.path for fault in advice(CENTRE)] == ["profile"]


def test_counters_know_their_preferences() -> None:
    serves = {counter.id: counter.serves for counter in CATALOGUE.counters.values()}
    assert serves["07"] == (Preference("GTVT-LX"), Preference("GTVT-VT"))
    assert serves["09"] == (Preference("GTVT-VT"), Preference("GTVT-LX"))
    assert serves["16"] == (Preference("TNMT-MT"), Preference("TNMT-DD", penalty_s=600))
    assert CATALOGUE.counters["07"].label == "07"


def test_every_word_is_there_in_vietnamese_and_english() -> None:
    named = [
        *(d.names for d in CATALOGUE.departments.values()),
        *(d.short_names for d in CATALOGUE.departments.values()),
        *(d.about for d in CATALOGUE.departments.values()),
        *(s.names for s in CATALOGUE.services.values()),
        *(f.names for f in CATALOGUE.floors.values()),
        *(z.names for z in CATALOGUE.zones.values()),
        *(p.names for p in CATALOGUE.priorities.values()),
        *CATALOGUE.kiosks.values(),
        *CATALOGUE.outcomes.values(),
        *CATALOGUE.pause_reasons.values(),
        *(notice.names() for notice in CENTRE.centre.notices),
        CENTRE.centre.names.names(),
        CENTRE.centre.city.names(),
        CENTRE.centre.motto.names(),
    ]
    assert {tuple(names) for names in named} == {("vi", "en")}


def test_one_credit_of_fifteen_minutes_for_every_group_with_priority() -> None:
    credits = {code: priority.credit_s for code, priority in CATALOGUE.priorities.items()}
    assert credits.pop("normal") == 0
    assert set(credits.values()) == {900}
    assert list(credits) == [
        "elderly", "disability", "pregnant", "child", "merit", "emergency",
    ]  # fmt: skip


def test_the_rules_are_those_of_the_handbook() -> None:
    assert CATALOGUE.limits == Limits()
    assert CATALOGUE.day_ends == time(0, 0)
    assert str(CATALOGUE.zone_info) == "Asia/Ho_Chi_Minh"


def test_kiosks_give_numbers_within_the_hours_alone() -> None:
    working_day = ((time(7), time(10, 30)), (time(13), time(16, 30)))
    assert CATALOGUE.hours.week == dict.fromkeys(range(5), working_day)
    assert CATALOGUE.hours.enforced


def test_outcomes_come_in_the_order_of_their_keys() -> None:
    assert list(CATALOGUE.outcomes) == ["accepted", "supplement", "returned", "guided", "refused"]
    assert list(CATALOGUE.pause_reasons) == ["lunch", "meeting", "helping", "fault", "private"]


def test_every_tile_has_a_drawing_and_the_short_cuts_lead_to_the_centres_desk() -> None:
    sprite = (SHIPPED.parent / "web" / "static" / "icons.svg").read_text(encoding="utf-8")
    offices = [department.icon for department in CATALOGUE.departments.values()]
    groups = [each.icon for each in CATALOGUE.priorities.values()]
    services = [service.icon for service in CATALOGUE.services.values()]
    of_two_desks = [
        service.icon
        for service in CATALOGUE.services.values()
        if service.department in ("TNMT", "GTVT")
    ]
    for told_apart in (offices, groups, of_two_desks):
        assert len(set(told_apart)) == len(told_apart)
    drawn = {*offices, *groups, *services}
    assert [icon for icon in drawn if f'id="{icon}"' not in sprite] == []
    assert CENTRE.screens.kiosk.guidance == CENTRE.screens.kiosk.results == "TT"
    assert CENTRE.screens.kiosk.results_at_offices
    assert CENTRE.screens.kiosk.synonyms["sổ đỏ"] == "giấy chứng nhận quyền sử dụng đất"
