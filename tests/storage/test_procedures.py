"""The catalogue of procedures is replaced as a whole and forgets nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from queueing.procedures import Offer, Procedure, ProceduresChanged, UnknownProcedure
from storage.database import open_database
from storage.procedures import Changes, Procedures
from tests.storage.centre import change

TODAY = date(2026, 11, 23)
LICENCE = Procedure(
    code="1.002801",
    name_vi="Đổi giấy phép lái xe",
    name_en="Renewing a driving licence",
    department="GTVT",
    field="Đường bộ",
    service="GTVT",
    documents=("Giấy phép lái xe", "Căn cước"),
    fee="135.000 đồng",
    online="full",
    anywhere=True,
    keywords="gplx, bằng lái",
    valid_from=date(2024, 2, 26),
)
PERMIT = replace(LICENCE, code="1.009994", name_vi="Cấp giấy phép xây dựng", service="XD")


@pytest.fixture
def procedures(folder):
    database = open_database(folder)
    yield Procedures(database, lambda: datetime(2026, 11, 23, tzinfo=UTC), lambda: TODAY)
    database.close()


def test_procedures_come_back_as_they_were_imported(procedures):
    assert procedures.replace([LICENCE, PERMIT]) == Changes(2, 0, 0, 0)
    assert procedures.procedures() == [PERMIT, LICENCE]
    assert procedures.procedures()[1].names == {
        "vi": "Đổi giấy phép lái xe",
        "en": "Renewing a driving licence",
    }


def test_an_import_says_what_it_changed(procedures):
    procedures.replace([LICENCE, PERMIT])
    dearer = replace(LICENCE, fee="150.000 đồng")
    other = replace(PERMIT, code="2.000001")
    assert procedures.replace([dearer, other]) == Changes(1, 1, 1, 0)
    assert procedures.replace([dearer, other]) == Changes(0, 0, 0, 2)
    assert {p.code for p in procedures.procedures()} == {dearer.code, other.code}


def test_what_is_missing_is_closed_and_comes_back_as_a_change(procedures, folder):
    procedures.replace([LICENCE, PERMIT])
    assert procedures.replace([LICENCE]) == Changes(0, 0, 1, 1)
    assert procedures.procedures() == [LICENCE]
    stored = change(folder, "SELECT code, closed_at FROM procedure ORDER BY code")
    assert stored == [(LICENCE.code, None), (PERMIT.code, "2026-11-23T00:00:00.000000+00:00")]
    assert procedures.replace([LICENCE, PERMIT]) == Changes(0, 1, 0, 1)
    assert procedures.procedures() == [PERMIT, LICENCE]


def test_procedures_come_by_the_vietnamese_alphabet_and_codes_by_number(procedures):
    names = ["An toàn", "Ăn uống", "Cấp thẻ hạng 2", "Cấp thẻ hạng 10", "Dân số", "Đất đai"]
    procedures.replace(
        replace(LICENCE, code=f"M-{n}", name_vi=name) for n, name in enumerate(reversed(names), 8)
    )
    assert [procedure.name_vi for procedure in procedures.procedures()] == names
    assert [*procedures.open_names().items()] == [
        *zip(["M-8", "M-9", "M-10", "M-11", "M-12", "M-13"], reversed(names), strict=True)
    ]


def test_a_procedure_is_offered_from_its_first_day_to_its_last(procedures):
    procedures.replace([replace(LICENCE, valid_from=TODAY, valid_to=TODAY)])
    day = timedelta(days=1)
    offered = [len(procedures.current(when)) for when in (TODAY - day, TODAY, TODAY + day)]
    assert offered == [0, 1, 0]


def test_the_version_changes_with_the_catalogue_only(procedures):
    empty = procedures.version()
    procedures.replace([LICENCE])
    full = procedures.version()
    assert full != empty
    procedures.replace([LICENCE])
    assert procedures.version() == full


def test_an_import_that_fails_changes_nothing(procedures):
    procedures.replace([LICENCE])
    with pytest.raises(ValueError, match="comes twice"):
        procedures.replace([PERMIT, PERMIT])
    assert procedures.procedures() == [LICENCE]


def test_five_thousand_procedures_fit(procedures):
    many = [replace(LICENCE, code=f"3.{n:06d}") for n in range(5000)]
    assert procedures.replace(many) == Changes(5000, 0, 0, 0)
    assert len(procedures.procedures()) == 5000


def test_what_an_import_would_do_is_known_before(procedures):
    procedures.replace([LICENCE, PERMIT])
    procedures.replace([LICENCE])
    dearer = replace(LICENCE, fee="150.000 đồng", service="XD")
    found, _ = procedures.compare([dearer, PERMIT, replace(PERMIT, code="2.1")])
    assert [each.code for each in found.added] == ["2.1"]
    assert found.changed == found.moved == ((LICENCE, dearer),)
    assert (found.reopened, found.closed, found.unchanged) == ((PERMIT,), (), 0)
    found, _ = procedures.compare([PERMIT])
    assert (found.closed, found.reopened) == ((LICENCE,), (PERMIT,))
    assert procedures.procedures() == [LICENCE]


def test_an_import_over_what_was_not_seen_is_refused(procedures):
    _, seen = procedures.compare([LICENCE])
    procedures.replace([PERMIT])
    with pytest.raises(ProceduresChanged):
        procedures.replace([LICENCE], seen=seen)
    assert procedures.procedures() == [PERMIT]
    _, seen = procedures.compare([LICENCE])
    procedures.replace([LICENCE], seen=seen)
    assert procedures.procedures() == [LICENCE]


def test_the_last_import_is_taken_back_whole(procedures):
    procedures.replace([LICENCE, PERMIT])
    before = procedures.every()
    later = replace(LICENCE, valid_to=TODAY, documents=("Đơn",), fee=None)
    procedures.replace([later, replace(PERMIT, code="2.1")], actor="user:lan", file="mới.xlsx")
    (newest, first) = procedures.changes(5)
    assert (newest.what, newest.actor, newest.file) == ("import", "user:lan", "mới.xlsx")
    assert (newest.added, newest.changed, newest.closed) == (1, 1, 1)
    assert (newest.may_take_back, first.may_take_back) == (True, False)
    foreseen = procedures.foresee_taking_back(newest.id)
    assert foreseen.changed == ((later, LICENCE),)
    assert (foreseen.reopened, [each.code for each in foreseen.closed]) == ((PERMIT,), ["2.1"])
    version = procedures.version()
    assert procedures.take_back(newest.id, actor="user:mai") == Changes(0, 2, 1, 0)
    assert procedures.version() != version
    assert procedures.procedures() == [each.procedure for each in before]
    assert procedures.last_import().what == "take back"
    for gone in (newest.id, first.id, 99):
        with pytest.raises(ProceduresChanged):
            procedures.take_back(gone)


def test_an_import_that_closed_again_what_was_reopened_is_taken_back_too(procedures):
    procedures.replace([LICENCE, PERMIT])
    procedures.replace([LICENCE])
    procedures.replace([LICENCE, PERMIT])
    procedures.take_back(procedures.last_import().id)
    assert procedures.procedures() == [LICENCE]


def test_a_procedure_is_switched_off_and_on_and_imports_leave_that(procedures):
    procedures.replace([LICENCE, PERMIT])
    version = procedures.version()
    procedures.switch(PERMIT.code, on=False, actor="user:lan")
    assert procedures.procedures() == [LICENCE]
    assert procedures.version() != version
    assert procedures.replace([LICENCE, replace(PERMIT, fee="1 đồng")]) == Changes(0, 1, 0, 1)
    assert [each.offer_on(TODAY) for each in procedures.every()] == [Offer.OFF, Offer.OFFERED]
    procedures.take_back(procedures.last_import().id)
    assert procedures.procedures() == [LICENCE]
    procedures.switch(PERMIT.code, on=True, actor="user:mai")
    procedures.switch(PERMIT.code, on=True, actor="user:mai")
    assert procedures.procedures() == [PERMIT, LICENCE]
    said = [(each.what, each.procedure, each.actor) for each in procedures.changes(9)]
    assert [each for each in said if each[0] in ("on", "off")] == [
        ("on", PERMIT.code, "user:mai"),
        ("off", PERMIT.code, "user:lan"),
    ]
    with pytest.raises(UnknownProcedure):
        procedures.switch("9.9", on=False, actor="user:lan")


def test_whether_a_procedure_is_offered_has_one_reason(procedures):
    day = timedelta(days=1)
    procedures.replace(
        [
            replace(LICENCE, code="1", valid_from=TODAY + day),
            replace(LICENCE, code="2", valid_to=TODAY - day),
            replace(LICENCE, code="3"),
            PERMIT,
        ]
    )
    procedures.replace(each.procedure for each in procedures.every() if each.procedure != PERMIT)
    found = {each.procedure.code: each.offer_on(TODAY) for each in procedures.every()}
    assert found == {
        "1": Offer.AHEAD, "2": Offer.OVER, "3": Offer.OFFERED, PERMIT.code: Offer.CLOSED,
    }  # fmt: skip
