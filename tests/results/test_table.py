"""An office's table as answers: states in its words, days in its forms, hashes for codes."""

from datetime import date
from io import BytesIO

import pytest

from centre.dossier_reading import read_content
from results.settings import Results
from results.sources.digests import Digests
from results.sources.table import TableOptions
from results.status import DossierAnswer, Standing, see_late
from results.words import read_day, read_papers
from tests.admin.tables import book

DIGESTS = Digests(b"secret")
HEADING = "Mã hồ sơ,Trạng thái,Ngày hẹn trả,Ngày có kết quả,Giấy tờ cần bổ sung,Cơ quan,Mã thủ tục"
READY = "H13.16-261120-0001,Đã có kết quả,,25/11/2026,,Sở Xây dựng,1.002"
WAITS = "H13.16-261120-0002,ĐANG  XỬ LÝ,2026-12-05,,,XD,"
MISSING = 'H13.16-261120-0003,Yêu cầu bổ sung,20/12/2026,,"Bản vẽ; Giấy ủy quyền",XD,'
RETURNED = "H13.16-261120-0004,Đã trả kết quả,,25/11/2026,,XD,"


def read(*lines, **section):
    chosen = Results(**section)
    options = TableOptions(DIGESTS.key, tuple(chosen.patterns), chosen.standing_words())
    return read_content("\n".join(lines).encode(), options)


def find(table, code):
    return table.answers.get(DIGESTS.of(code))


def test_each_state_has_its_own_day_and_papers():
    table = read(HEADING, READY, WAITS, MISSING)
    assert table.fault is None
    assert find(table, "H13.16-261120-0001") == DossierAnswer(
        Standing.READY, date(2026, 11, 25), (), "Sở Xây dựng", "1.002"
    )
    assert find(table, "h13.16 261120 0002").day == date(2026, 12, 5)
    missing = find(table, "H13.16-261120-0003")
    assert (missing.standing, missing.day, missing.papers) == (
        Standing.PAPER_MISSING,
        None,
        ("Bản vẽ", "Giấy ủy quyền"),
    )


def test_no_day_stands_in_for_another():
    own = read(
        f"{HEADING},Hạn bổ sung,Ngày trả kết quả",
        f"{MISSING},28/11/2026,",
        f"{RETURNED},,26/11/2026",
    )
    assert find(own, "H13.16-261120-0003").day == date(2026, 11, 28)
    assert find(own, "H13.16-261120-0004").day == date(2026, 11, 26)
    assert find(read(HEADING, RETURNED), "H13.16-261120-0004").day is None


@pytest.mark.parametrize(
    ("standing", "day", "told"),
    [
        (Standing.NOT_YET, date(2026, 11, 20), Standing.LATE),
        (Standing.NOT_YET, date(2026, 11, 21), Standing.NOT_YET),
        (Standing.NOT_YET, None, Standing.NOT_YET),
        (Standing.PAPER_MISSING, date(2026, 11, 20), Standing.PAPER_MISSING),
        (Standing.READY, date(2026, 11, 20), Standing.READY),
    ],
)
def test_what_was_promised_for_a_day_that_is_over_is_late(standing, day, told):
    seen = see_late(DossierAnswer(standing, day, department="XD"), today=date(2026, 11, 21))
    assert seen == DossierAnswer(told, day, department="XD")


def test_no_code_is_in_what_is_kept():
    assert "261120" not in repr(read(HEADING, READY, WAITS, MISSING))


def test_a_row_that_cannot_be_read_is_passed_over_and_told_of():
    table = read(HEADING, READY, WAITS, "H13.16-261120-0004,Chờ ký,,,,,")
    assert (len(table.answers), table.passed) == (2, 1)
    assert (table.first_passed.what, table.first_passed.line) == ("no_status", 4)
    assert table.first_passed.said == "Chờ ký"
    known = read(HEADING, READY, "H13.16-261120-0004,Chờ ký,,,,,", words={"not_yet": ["chờ ký"]})
    assert known.passed == 0


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ((HEADING,), "empty"),
        ((HEADING.replace("Trạng thái", "Ghi chú"), READY), "no_column"),
        ((HEADING, "không,rõ,,,,,", READY, "x,y,,,,,"), "no_code"),
        (("<html><table>",), "unreadable"),
        (("",), "unreadable"),
    ],
)
def test_a_damaged_table_has_one_fault_and_no_answers(lines, what):
    table = read(*lines)
    assert (table.fault.what, table.answers) == (what, {})


def test_of_two_headings_for_one_thing_the_plainer_one_counts():
    table = read(
        "Số hồ sơ,Mã hồ sơ,Trạng thái,Tình trạng,Ngày hẹn trả kết quả,Ngày hẹn trả",
        "17,H13.16-261120-0002,Đang xử lý,Đúng hạn,,2026-12-05",
    )
    assert find(table, "H13.16-261120-0002") == DossierAnswer(
        Standing.NOT_YET, date(2026, 12, 5), (), "", ""
    )
    twice = read("Mã hồ sơ,Trạng thái,Trạng thái", "H13.16-261120-0002,Đang xử lý,Đúng hạn")
    assert (twice.fault.what, twice.answers) == ("unreadable", {})
    assert twice.fault.said_vi == "cột “Trạng thái” có hai lần; hãy chỉ giữ lại một cột"


def test_a_workbook_is_read_like_a_csv_file():
    rows = [HEADING.split(","), WAITS.split(",")]
    chosen = Results()
    options = TableOptions(DIGESTS.key, tuple(chosen.patterns), chosen.standing_words())
    saved = BytesIO()
    book(("Hồ sơ", rows)).save(saved)
    table = read_content(saved.getvalue(), options)
    assert find(table, "H13.16-261120-0002").standing is Standing.NOT_YET


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("05/12/2026", date(2026, 12, 5)),
        ("2026-12-05 00:00:00", date(2026, 12, 5)),
        ("16:30 05/12/2026", date(2026, 12, 5)),
        ("20261205163000", date(2026, 12, 5)),
        ("Hẹn ngày 5 tháng 12 năm 2026", date(2026, 12, 5)),
        ("05 / 12 / 2026.", date(2026, 12, 5)),
        ("05/12/26", None),
        ("05/12/2026 - 09/12/2026", None),
        ("tuần sau", None),
        ("31/02/2026", None),
        ("05/12/0026", None),
        (None, None),
    ],
)
def test_days_are_read_as_offices_write_them(said, day):
    assert read_day(said) == day


def test_papers_come_as_a_list_or_as_lines():
    assert read_papers(["Đơn", "Bản sao"]) == read_papers("- Đơn\n- Bản sao") == ("Đơn", "Bản sao")
    assert read_papers(None) == ()
