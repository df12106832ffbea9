"""Tables as offices save them are read right, or refused with the cause and the place."""

import re
from datetime import date
from unicodedata import normalize

import pytest

from admin.entries import HEADINGS
from tests.admin.tables import (
    AS_OFFICES_CALL_THEM,
    FOOTER,
    HEADER,
    PLAIN,
    ROW,
    book,
    csv_of,
    faults,
    only,
    row,
)  # fmt: skip
from tests.program import ROOT


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-32"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        # As Windows writes it: the letters with their shape, the tones behind them
        PLAIN.replace("ấ", "â\u0301").replace("é", "é").replace("ự", "ư\u0323").encode("cp1258"),
        normalize("NFD", PLAIN).encode(),
        csv_of(HEADER, ROW, separator=";").encode(),
        csv_of(HEADER, ROW, separator="\t").encode("utf-16"),
        csv_of(HEADER, ROW, separator="|").encode(),
        csv_of(HEADER, ROW, end="\r").encode(),
        csv_of(HEADER, ROW, end="\r\n").encode(),
        b"sep=;\r\n" + csv_of(HEADER, ROW, separator=";").encode(),
        "\ufeffSEP=;;;;\n".encode() + csv_of(HEADER, ROW, separator=";").encode(),
        b'"sep=,"\n' + PLAIN.encode(),
        b"sep=\t\n" + csv_of(HEADER, ROW, separator="\t").encode(),
        b"sep=\\t\n" + csv_of(HEADER, ROW, separator="\t").encode(),
        csv_of(["DANH MỤC THỦ TỤC; ban hành kèm theo"], [], HEADER, ROW, separator=",").encode(),
        csv_of([*HEADER, "", ""], [*ROW, "", ""], [""] * 9, [""] * 9).encode(),
        csv_of(["STT", *HEADER], ["(1)", "(2)", "(3)", "(4)"], ["1", *ROW]).encode(),
        csv_of([name.upper().replace("_", " ") for name in HEADER], ROW).encode(),
        csv_of(HEADER, row(code='="M-1"')).encode(),
        csv_of(HEADER, row(code="'M-1", valid_from="26.02.2024")).encode() + b"\x1a",
        csv_of(["code\u200b", "\ufeffname_vi", "depart\xadment", *HEADER[3:]], ROW).encode(),
        csv_of(HEADER, row(code="M-1\u202f", name_vi="Cấp\xa0giấy phép\u200b xây dựng")).encode(),
        # What office programs, a power cut and the people there add
        PLAIN.encode() + bytes(512),
        b'"code", "name_vi", "department", "field", "valid_from"\n'
        + '"M-1", "Cấp giấy phép xây dựng", "XD", "Xây dựng", "2024-02-26"\n'.encode(),
        csv_of(AS_OFFICES_CALL_THEM, ROW).encode(),
        csv_of([f"{name} (*)" for name in HEADER], ROW).encode(),
        csv_of([f"{n}. {name}" for n, name in enumerate(HEADER, 1)], ROW).encode(),
        csv_of(HEADER, row(valid_from="Từ ngày 26 tháng 2 năm 2024")).encode(),
        csv_of(HEADER, row(valid_from="26 / 02 / ２０２４.")).encode(),
        csv_of(HEADER, AS_OFFICES_CALL_THEM, ROW, HEADER).encode(),
        csv_of(AS_OFFICES_CALL_THEM, ["(1)", "(2)", "(3)"], HEADER, ROW, ["1", "2", "3"]).encode(),
        csv_of(HEADER, ["I", "LĨNH VỰC XÂY DỰNG"], ROW, ["Tổng cộng", "1"]).encode(),
        csv_of(HEADER, ROW, ["", "", "", "", "Cần Thơ, ngày 1 tháng 2"], FOOTER).encode(),
        csv_of(["STT", *HEADER], ["=ROW()-1", *ROW], ["=ROW()-1"], ["3"]).encode(),
        csv_of(HEADER, row(code="Ｍ－１", valid_from="26/02/2024 00:00")).encode(),
        csv_of(HEADER, row(code="M\u20131", valid_from="2024-02-26T00:00:00")).encode(),
        csv_of(HEADER, row(department="sở  xây dựng", valid_from="2024/02/26")).encode(),
        csv_of(HEADER, row(department="SXD", valid_from="Từ ngày 26 tháng 02 năm 2024")).encode(),
        csv_of(HEADER, row(department="Xd", valid_from="26/02/2024 12:00:00 SA")).encode(),
        normalize("NFD", PLAIN).replace("â\u0301", "a\u0301\u0302").encode(),
        csv_of(HEADER, row(name_vi="Câ\u0301p giâ\u0301y phép xây dư\u0323ng")).encode(),
    ],
)  # fmt: skip
def test_one_table_in_many_writings_is_read_alike(content: bytes) -> None:
    found = only(content)
    assert (found.code, found.name_vi) == ("M-1", "Cấp giấy phép xây dựng")
    assert (found.department, found.field) == ("XD", "Xây dựng")
    assert found.valid_from == date(2024, 2, 26)


def test_plain_text_with_signs_of_markup_is_text() -> None:
    texts = ["PCCC&CNCH; phòng cháy", "vốn <A đồng và >B", "3 < 5 và 7 > 2", "R&D;", "<Tên đơn vị>"]
    for text in (*texts, "a<b>c", "hàm <i> và <P>", "<"):
        assert only(csv_of(HEADER, row(name_vi=text, keywords=text))).keywords == text
    for text in ("<br>", "<B>x</B>", '<a href="x">', "a<p/>b", "&amp;", "&#225;", "<!-- x -->"):
        assert (
            "holds HTML"
            in faults(csv_of(HEADER, row(keywords=f'"{text.replace(chr(34), "")}"')))[0]
        )


def test_the_manual_names_every_heading_that_is_understood() -> None:
    manual = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    for column, headings in HEADINGS.items():
        assert f"| `{column}` | {'; '.join(headings)} |\n" in manual


@pytest.mark.parametrize("dash", ["-", "–", "..."])
def test_a_dash_says_that_there_is_nothing(dash: str) -> None:
    rows = [[*HEADER, "valid_to", "fee", "service"], [*row(documents=dash), dash, dash, dash]]
    found = only(csv_of(*rows))
    assert (found.documents, found.valid_to, found.fee, found.service) == ((), None, None, "XD")


def test_letters_of_other_alphabets_that_look_like_d_are_d() -> None:
    assert only(csv_of(HEADER, row(name_vi="Ðổi giấy phép"))).name_vi == "Đổi giấy phép"


def test_khmer_keeps_what_says_where_its_lines_may_break() -> None:
    khmer = "ការ\u200bិយាល័យ"
    rows = [[*HEADER, "name_km"], [*ROW, f"\u200b{khmer}"]]
    assert only(csv_of(*rows)).names["km"] == khmer


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("CÊp giÊy phÐp x©y dùng nhµ ë riªng lÎ", "TCVN3 (ABC): 'Cấp giấy phép xây dựng nhà ở"),
        ("®­êng bé", "TCVN3 (ABC): 'đường bộ'"),
        ("Thñ tôc", "TCVN3 (ABC): 'Thủ tục'"),
        ("Caáp giaáy pheùp xaây döïng", "VNI: 'Cấp giấy phép xây dựng'"),
        ("Ñaêng kyù", "VNI: 'Đăng ký'"),
        ("C¤p gi¤y phép xây dñng", "the old code VISCII: 'Cấp giấy phép xây dựng'"),
        ("Cáº¥p giáº¥y phÃ©p", "UTF-8 that was read as Windows-1252: 'Cấp giấy phép'"),
    ],
)
def test_an_old_font_code_is_named_with_what_was_meant(text: str, cause: str) -> None:
    (fault,) = faults(csv_of(HEADER, row(name_vi=text)))
    assert re.match(f"2: cell 2: looks like (the old font code )?{re.escape(cause)}", fault)
    assert fault.endswith("convert the text to Unicode")
    assert faults(book(("A", [HEADER, row(name_vi=text)])))[0].startswith("2: cell B2: looks like")


def test_a_workbook_whose_headings_are_in_an_old_font_code_is_refused_by_its_name() -> None:
    (fault,) = faults(book(("S", [["M· TTHC", "Tªn thñ tôc"], ["M-1", "CÊp phÐp"]])))
    assert fault.startswith("1: looks like the old font code TCVN3 (ABC): 'Tên thủ tục' is meant?")


def test_a_file_in_bytes_of_an_old_font_code_is_named_by_its_first_line() -> None:
    text = csv_of(HEADER, ["M-1", "CÊp giÊy phÐp", "XD", "X©y dùng", "2024-02-26", "", ""])
    (fault,) = faults(text.encode("latin-1"))
    assert fault.startswith("2: looks like the old font code TCVN3 (ABC): 'M-1,Cấp giấy phép")


def test_words_that_are_no_vietnamese_are_not_taken_for_an_old_code() -> None:
    for text in (
        "Café Müller, Köln",
        "50 µm và 100 m²",
        "©2024 · España",
        "25°C – 30°C",
        "naïve",
        "Señor Peña",
    ):
        assert only(csv_of(HEADER, row(name_vi=f'"{text}"'))).name_vi == text


def test_letters_that_were_lost_are_said() -> None:
    for text in ("C?p gi?y ph?p", "C\ufffdp", "?ng"):
        assert faults(csv_of(HEADER, row(name_vi=text)))[0].startswith(
            "2: name_vi: has lost letters"
        )
    assert only(csv_of(HEADER, row(name_vi="Vì sao? https://a.vn/x.aspx?id=1")))


@pytest.mark.parametrize(
    "code",
    [
        "2.001E+5",
        '"1,000,123"',
        "02-thg 1",
        "1-2-2026",
        "1.0E+06",
        '"1,0007"',
        "01/01/2024",
        "2024-01-01",
        "Jan-24",
        "thg 1-24",
        "1-Jan",
        "TRUE",
    ],
)
def test_what_a_spreadsheet_makes_of_a_code_is_refused(code: str) -> None:
    (fault,) = faults(csv_of(HEADER, row(code=code)))
    assert fault.startswith("2: code: ")
    assert fault.endswith("is what a spreadsheet makes of a code; format the column as text")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"code": "М-1"}, "code: 'М' of 'М-1' is a letter of another alphabet (cyrillic"),
        ({"code": '"1.001; 1.002"'}, "code: '1.001; 1.002' is not a code; right would be"),
        ({"code": '"1.001,1.002"'}, "code: '1.001,1.002' is not a code; right would be"),
        ({"field": "-"}, "field: is empty"),
        ({"code": "#REF!"}, "cell 1: holds the error #REF!"),
        ({"name_vi": "#N/A"}, "cell 2: holds the error #N/A"),
        ({"keywords": "Err:502"}, "cell 6: holds the error Err:502"),
        ({"valid_from": "########"}, "cell 5: holds the error ########"),
        ({"valid_from": "45348"}, "valid_from: 45348 is a date without its format"),
        ({"valid_from": "26/02/0024"}, "valid_from: '26/02/0024' is not a date"),
        ({"valid_from": "2/26/2024"}, "valid_from: '2/26/2024' is not a date"),
        ({"name_vi": "Cấp\0 phép"}, "name_vi: holds a sign that cannot be printed (U+0000, behind"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_cause(cells: dict[str, str], fault: str) -> None:
    assert faults(csv_of(HEADER, row(**cells)))[0].startswith(f"2: {fault}")


@pytest.mark.parametrize(
    "written",
    [
        r"https://dvc.gov.vn/\@evil.example/",
        r"https://dvc.gov.vn\@evil.example/",
        "https://dvc.gov.vn@evil.example/",
        "https://dvc.gov.vn:443@evil.example/",
    ],
)
def test_an_address_that_leads_elsewhere_than_it_looks_is_refused(written: str) -> None:
    (fault,) = faults(csv_of([*HEADER, "url"], [*ROW, written]))
    assert fault.startswith(f"2: url: '{written}' is not an address like")


@pytest.mark.parametrize("again", ["m-1", "M-1 ", "Ｍ-1", "M\u20131", "M\u00ad-1"])
def test_a_code_has_one_spelling(again: str) -> None:
    assert faults(csv_of(HEADER, ROW, row(code=again)))[0].startswith(
        f"3: code: '{'m' if again == 'm-1' else 'M'}-1' stands already on line 2"
    )


def test_a_heading_with_its_columns_in_another_order_ends_the_table() -> None:
    other = [*HEADER[1:], "code"]
    assert faults(csv_of(HEADER, ROW, other, [*ROW[1:], "M-2"])) == [
        "3: this row names the columns in another order"
    ]


def test_lines_of_papers_lose_what_stands_before_them() -> None:
    papers = '"- Đơn đề nghị\n+ Bản sao\n\uf0b7 Căn cước\n• Ảnh 3x4\n2 - 3 bản"'
    assert only(csv_of(HEADER, row(documents=papers))).documents == (
        "Đơn đề nghị", "Bản sao", "Căn cước", "Ảnh 3x4", "2 - 3 bản",
    )  # fmt: skip
