"""The catalogue of procedures is imported whole, or refused with every fault by its line."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

import pytest

from admin.entries import HEADINGS
from admin.procedures import examine_procedures, import_procedures
from tests.admin.centre import CATALOGUE, HEADER, SAMPLES, TODAY, Centre

GOOD = "1.001,Đổi giấy phép lái xe,GTVT,Đường bộ,GTVT-LX,2024-02-26"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]):
    return lambda: capsys.readouterr().out.splitlines()


def imported(centre: Centre, file: Path, **options: bool) -> int:
    return import_procedures(file, CATALOGUE, centre.procedures, **options)


def refused(centre: Centre, file: Path, said) -> list[str]:
    """Return the faults, without the name of the file, of an import that changed nothing."""
    before = centre.procedures.current(TODAY)
    assert imported(centre, file) == 1
    assert centre.procedures.current(TODAY) == before
    *faults, total = said()
    assert total.endswith("nothing was changed.")
    return [fault.removeprefix(f"{file}:") for fault in faults]


def test_the_samples_are_imported(centre: Centre, said) -> None:
    assert imported(centre, SAMPLES) == 0
    assert said() == ["66 added, 0 changed, 0 closed, 0 unchanged."]
    stored = {p.name_vi: p for p in centre.procedures.current(TODAY)}
    assert len(stored) == 66
    renewal = stored["Đổi giấy phép lái xe"]
    assert (renewal.code, renewal.service) == ("MAU-015", "GTVT-LX")
    assert renewal.documents == ("Căn cước", "Giấy phép lái xe cũ", "Giấy khám sức khỏe")
    assert "gplx" in renewal.keywords
    assert {p.department for p in stored.values()} == set(CATALOGUE.departments)
    assert {p.fee for p in stored.values()} | {p.time_limit for p in stored.values()} == {None}


def test_procedures_of_a_unit_that_is_no_more_are_counted(centre: Centre) -> None:
    imported(centre, SAMPLES)
    data = centre.folder / "var"
    (line,) = examine_procedures(data, CATALOGUE, lambda: TODAY)
    assert line == ("ok", "procedures", "66 are offered today")
    left = {code: one for code, one in CATALOGUE.services.items() if not code.startswith("GTVT")}
    merged = replace(CATALOGUE, services=left)
    (line,) = examine_procedures(data, merged, lambda: TODAY)
    assert line[0] == "warning"
    assert "are of services that are not configured (GTVT-LX, GTVT-VT), no kiosk" in line[2]
    assert list(examine_procedures(centre.folder, CATALOGUE, lambda: TODAY)) == []


def test_the_second_import_says_what_it_added_changed_and_closed(centre: Centre, said) -> None:
    imported(centre, SAMPLES)
    said()
    rows = SAMPLES.read_text(encoding="utf-8").splitlines()
    rows[1] = rows[1].replace("Building permit for works", "Building permit")
    del rows[2]
    rows.append("MAU-067,Một thủ tục mới,,TT,Hướng dẫn,TT,,none,,2024-02-26")
    assert imported(centre, centre.written("\n".join(rows))) == 0
    assert said() == ["1 added, 1 changed, 1 closed, 64 unchanged."]
    assert "MAU-002" not in {p.code for p in centre.procedures.current(TODAY)}


def test_a_dry_run_checks_and_changes_nothing(centre: Centre, said) -> None:
    assert imported(centre, SAMPLES, dry_run=True) == 0
    assert said() == ["66 procedures, no faults; nothing was changed."]
    assert centre.procedures.current(TODAY) == []


def test_columns_may_stand_in_any_order_and_rows_may_be_blank(centre: Centre) -> None:
    text = (
        "Valid_From;FIELD;department;;name_vi;code;online;same_day\r\n"
        "\r\n"
        "26/02/2024;Đường bộ;LĐTBXH;;Một  thủ tục;2.7;Toàn trình;có\r\n"
        ";;;;;;;\r\n"
    )
    assert imported(centre, centre.written(text, "utf-8-sig")) == 0
    (stored,) = centre.procedures.current(TODAY)
    assert (stored.name_vi, stored.service) == ("Một thủ tục", "LĐTBXH")
    assert (stored.online, stored.same_day, stored.anywhere) == ("full", True, False)
    assert stored.valid_from == date(2024, 2, 26)


def test_decomposed_letters_are_composed_on_entry(centre: Centre) -> None:
    assert imported(centre, centre.written(normalize("NFD", f"{HEADER}\n{GOOD}\n"))) == 0
    (stored,) = centre.procedures.current(TODAY)
    assert stored.name_vi == normalize("NFC", "Đổi giấy phép lái xe")


def test_every_bad_row_is_named_with_all_its_faults(centre: Centre, said) -> None:
    imported(centre, SAMPLES)
    said()
    header = (
        "code,name_vi,department,field,service,online,anywhere,url,documents,valid_from,valid_to"
    )
    good = 'A-1,Tên,XD,Xây dựng,,none,có,https://cantho.gov.vn/a,"Căn cước\nĐơn",2024-01-01,'
    bad = [
        "A-1,Tên,XD,Xây dựng,,none,,,,2024-01-01,",
        ",,XD,,,một nửa,có thể,cantho.gov.vn,,hôm nay,",
        "A-2,<b>Tên</b>,GTVT,Đường bộ,,none,,,,2024-02-30,",
        "A 3,Tên,TNMT,Đất đai,TNMT-DDD,none,,,,2024-02-01,2024-01-31",
        f"A-4,{'dài ' * 200},NV,Hội,,none,,,,2024-02-01,",
        "A-5,Tên,NV,Hội,,none,,,,2024-02-01,,thừa",
        "A-6,Tên",
        "A-7,T\x07ên,NV,Hội & &nbsp;,,none,,,,2024-02-01,",
    ]
    faults = refused(centre, centre.written("\n".join([header, good, *bad])), said)
    assert faults == [
        "4: code: 'A-1' stands already on line 2",
        "5: anywhere: 'có thể' is not known; right would be có or không",
        "5: code: is empty",
        "5: field: is empty",
        "5: name_vi: is empty",
        "5: online: 'một nửa' is not known; right would be none, một phần or toàn trình",
        "5: url: 'cantho.gov.vn' is not an address like https://dichvucong.gov.vn/…",
        "5: valid_from: 'hôm nay' is not a date like 2026-11-23 or 23/11/2026",
        "6: name_vi: holds HTML (</b>); write plain text",
        "6: service: which service of Sở Giao thông vận tải (GTVT)? name one of Giấy phép lái xe "
        "(GTVT-LX), Vận tải và phương tiện (GTVT-VT)",
        "6: valid_from: '2024-02-30' is not a date like 2026-11-23 or 23/11/2026",
        "7: code: 'A 3' is not a code; right would be 1 to 40 signs, no spaces, one code a cell",
        "7: service: 'TNMT-DDD' is not configured; did you mean 'Đất đai (TNMT-DD)'?",
        "7: valid_to: 2024-01-31 is before valid_from, 2024-02-01",
        "8: name_vi: has 799 signs; at most 500 are kept",
        "9: there are more cells than columns ('thừa')",
        "10: department: is empty",
        "10: field: is empty",
        "10: valid_from: is empty",
        "11: field: holds HTML (&nbsp;); write plain text",
        "11: name_vi: holds a sign that cannot be printed (U+0007, behind 'T'); delete it",
    ]


def test_unknown_doubled_and_missing_columns_are_named(centre: Centre, said) -> None:
    faults = refused(centre, centre.written("code,code,nam_vi,field,xyz\n1,1,x,y,z\n"), said)
    assert faults[:5] == [
        "1: the column 'nam_vi' is unknown; did you mean 'name_vi'?",
        "1: the column 'xyz' is unknown; known: "
        + ", ".join(f"{called[0]} ({column})" for column, called in HEADINGS.items()),
        "1: code: the column is there twice",
        "1: department: the column is missing",
        "1: name_vi: the column is missing",
    ]
    assert faults[5:] == ["1: valid_from: the column is missing"]


@pytest.mark.long
def test_five_thousand_rows_are_taken_and_one_more_refused(
    centre: Centre, said, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"C-{n},Thủ tục {n},XD,Xây dựng,,2024-02-26" for n in range(1, 5002)]
    assert refused(centre, centre.written("\n".join([HEADER, *rows])), said) == [
        "5002: the file has more than 5,000 procedures; at most so many are taken"
    ]
    assert imported(centre, centre.written("\n".join([HEADER, *rows[:5000]]))) == 0
    told = capsys.readouterr()
    assert told.out == "5,000 added, 0 changed, 0 closed, 0 unchanged.\n"
    assert told.err.splitlines()[-1] == "5,000 rows read …"


def test_at_most_two_hundred_faults_are_printed_and_the_rest_counted(centre: Centre, said) -> None:
    rows = [f"C-{n},,XD,Xây dựng,,2024-02-26" for n in range(250)]
    faults = refused(centre, centre.written("\n".join([HEADER, *rows])), said)
    assert len(faults) == 201
    assert faults[-1] == "… and 50 more"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "1: the file is empty; its first line names the columns"),
        (HEADER.encode(), "1: the file names no procedure"),
        ("a\nb\nĐổi".encode("cp1258", "replace") + b"\xd0", "line 3 is not UTF-8"),
        (HEADER.encode("utf-16")[:-1], "begins as UTF-16 and does not go on so"),
        (f'{HEADER}\n"unfinished\nrow'.encode(), "from line 2 on this is not CSV"),
        (b"\xd0\xcf\x11\xe0old", "this is a workbook of the old kind (.xls); save it as .xlsx"),
        (b"PK\x03\x04broken", "the workbook cannot be read"),
        (b"x" * (20 * 2**20 + 1), "the file is larger than 20 MB"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(
    centre: Centre, said, content: bytes, sentence: str
) -> None:
    (fault,) = refused(centre, centre.file(content), said)
    assert sentence in fault


def test_a_missing_file_is_one_sentence(centre: Centre, said) -> None:
    (fault,) = refused(centre, centre.folder / "nothing.csv", said)
    assert fault == "1: the file cannot be read (No such file or directory)"


def test_a_workbook_is_read_like_a_csv_file(centre: Centre) -> None:
    with SAMPLES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    imported(centre, SAMPLES)
    from_csv = centre.procedures.current(TODAY)
    dated = [[*row[:-1], datetime(2024, 2, 26)] for row in rows[1:]]  # noqa: DTZ001 as in sheets
    assert imported(centre, centre.workbook([rows[0], *dated])) == 0
    assert centre.procedures.current(TODAY) == from_csv


def test_formulas_errors_and_numbers_for_codes_are_named_by_cell(centre: Centre, said) -> None:
    file = centre.workbook(
        [
            [*HEADER.split(","), "fee"],
            ["A-1", "Tên", "XD", "Xây dựng", None, "2024-02-26", 135000],
            ["A-2", '=A2&"x"', "XD", "Xây dựng", None, "2024-02-26"],
            [1.0026, "Tên", "XD", "Xây dựng", None, "2024-02-26"],
            [],
            ["A-3", "#N/A", "XD", "Xây dựng", None, "2024-02-26"],
        ]
    )
    assert refused(centre, file, said) == [
        "3: cell B3: holds a formula; paste its value instead",
        "4: code: 1.0026 is a number, its zeros may be lost; format it as text",
        "6: cell B6: holds the error #N/A",
    ]


def test_text_that_a_spreadsheet_would_calculate_is_refused_in_csv_too(centre, said) -> None:
    file = centre.written(f"{HEADER}\nA-1,=cmd(),XD,Xây dựng,,2024-02-26\n")
    assert refused(centre, file, said) == ["2: cell 2: holds a formula; paste its value instead"]


def test_quoted_cells_keep_their_lines_and_the_count_of_lines(centre: Centre, said) -> None:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([*HEADER.split(","), "documents"])
    rows.writerow(["A-1", "Tên", "XD", "Xây dựng", "", "2024-02-26", "một\n\nhai\r\n ba "])
    rows.writerow(["A-2", "", "XD", "Xây dựng", "", "2024-02-26", ""])
    assert refused(centre, centre.written(out.getvalue()), said) == ["6: name_vi: is empty"]
    assert imported(centre, centre.written(out.getvalue().replace("A-2,", "A-2,Tên"))) == 0
    assert centre.procedures.current(TODAY)[0].documents == ("một", "hai", "ba")


def test_a_data_folder_that_cannot_be_written_is_one_sentence(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    database = centre.folder / "var" / "xinmoi.db"
    centre.database.close()
    database.write_bytes(b"this is not a database" * 100)
    assert imported(centre, SAMPLES) == 1
    assert capsys.readouterr().err.startswith("The catalogue was not changed: the database")
