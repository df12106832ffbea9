"""What is on a slip, in which words, and how it looks: compared with approved pictures."""

import ast
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po

from kiosk.printing.slip import LINES, WIDTHS, Reprint, draw_slip
from kiosk.printing.slip.blocks import Bar, Code, Lines, Number
from kiosk.printing.slip.metrics import get_style
from kiosk.printing.slip.slip import Layout, compose
from tests.kiosk.printing.slips import MORNING, PAPERS, PLAIN, SLIPS, approved, dots, ink, opened
from tests.program import ROOT

ROOM = ROOT / "kiosk/printing/slip"


def texts(slip, width=576, **layout):
    """Return what can be read on a slip, one text for each block."""
    return [
        " ".join(block.texts) if isinstance(block, Lines) else block.text
        for block in compose(slip, get_style(width), Layout(**layout))
        if isinstance(block, Lines | Number | Bar)
    ]


@pytest.mark.parametrize("width", PAPERS)
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_looks_as_it_was_approved(name, width):
    # After a wanted change: python -m tests.kiosk.printing.slips, then look at every picture
    assert dots(draw_slip(SLIPS[name], width)) == dots(opened(approved(name, width)))


def test_a_slip_says_everything_in_this_order():
    assert texts(SLIPS["plain"]) == [
        "Trung tâm Phục vụ hành chính công",
        "Thành phố Cần Thơ",
        "Sở Giao thông vận tải",
        "Đổi giấy phép lái xe",
        "Số thứ tự của Ông/Bà",
        "D018",
        "Quầy\u00a007, 08, 09 · Tầng\u00a0trệt",
        "12 người phía trước",
        "Chờ khoảng 12–20 phút",
        "Chuẩn bị sẵn giấy tờ",
        "Căn cước",
        "Giấy phép lái xe cũ",
        "Giấy khám sức khỏe",
        "Quét mã để theo dõi",
        "08:15 Thứ Hai, 23/11/2026 · Máy lấy số cửa chính",
        "Chuyên nghiệp, tận tình, chính xác, đúng hẹn",
        "Xin giữ phiếu",
    ]


def test_an_english_slip_has_no_vietnamese_word_of_ours():
    said = texts(SLIPS["english"])
    assert said[4:10] == [
        "Your number", "D018", "Priority", "Counters\u00a007, 08, 09 · Ground\u00a0floor",
        "1 person ahead", "Wait: about 12–20 minutes",
    ]  # fmt: skip
    assert "08:15 Monday, 23 November 2026" in said
    assert said[-1] == "Please keep this slip"


def test_a_range_that_was_not_promised_is_left_out():
    assert not any(text.startswith("Chờ") for text in texts(replace(PLAIN, wait=None)))
    assert "Chờ khoảng 5 phút" in texts(replace(PLAIN, wait=(5, 5)))


@pytest.mark.parametrize(
    ("ahead", "said"),
    [(0, "Ông/Bà là người tiếp theo"), (1, "1 người phía trước"), (30, "30 người phía trước")],
)
def test_people_ahead_are_counted(ahead, said):
    assert said in texts(replace(PLAIN, ahead=ahead))


def test_a_copy_is_marked_above_the_number_and_keeps_number_and_code():
    copy = replace(PLAIN, reprint=Reprint(MORNING.replace(minute=16), 1))
    said = texts(copy)
    assert said[4:7] == ["BẢN IN LẠI · 08:16 · lần 1", "Số thứ tự của Ông/Bà", "D018"]
    codes = [
        [block for block in compose(slip, get_style(576), Layout()) if isinstance(block, Code)]
        for slip in (PLAIN, copy)
    ]
    assert codes[0] == codes[1] != []


def test_priority_is_a_mark_that_gives_no_reason():
    plain, marked = texts(PLAIN), texts(replace(PLAIN, priority=True))
    assert set(marked) - set(plain) == {"Lượt ưu tiên"}


def test_more_than_four_papers_are_counted():
    said = texts(replace(PLAIN, papers=tuple("ABCDEF")))
    assert said[9:15] == ["Chuẩn bị sẵn giấy tờ", *"ABCD", "và 2 giấy tờ khác"]


@pytest.mark.parametrize("line", LINES)
def test_a_centre_may_leave_out_any_line_but_its_name_and_the_number(line):
    whole = compose(SLIPS["longest"], get_style(576), Layout())
    shorter = compose(SLIPS["longest"], get_style(576), Layout(frozenset(LINES) - {line}))
    assert len(shorter) < len(whole)
    bare = texts(PLAIN, lines=frozenset())
    assert bare == [PLAIN.centre, PLAIN.city, "Số thứ tự của Ông/Bà", "D018"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_number_is_12_mm_high_and_five_signs_still_fit(width):
    widest = {384: 88, 512: 116, 576: 131}[width]
    for number, size in (
        ("D018", 136), ("M888", 136), ("M1000", 136 if width > 384 else 114), ("WM1000", widest)
    ):  # fmt: skip
        (block,) = (
            b for b in compose(replace(PLAIN, number=number), get_style(width), Layout())
            if isinstance(b, Number)
        )  # fmt: skip
        assert block.face.size == size
        assert block.face.measure_width(number) <= get_style(width).inner
        assert block.height >= 96 * size / 136


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SLIPS)
def test_nothing_is_printed_in_the_margins(name, width):
    image, margin = draw_slip(SLIPS[name], width), get_style(width).margin
    inked = ink(image)
    assert inked[0] >= margin - 2  # the tilde of a leading ĩ reaches out
    assert inked[2] <= width - margin
    assert inked[1] >= 4
    assert inked[3] <= image.height - 4


def service_lines(text, paper):
    """Return the lines that a service's name takes."""
    blocks = compose(replace(PLAIN, service=text), paper, Layout(frozenset({"service"})))
    assert blocks[3].face == paper.service
    return blocks[3].texts


@pytest.mark.parametrize("width", WIDTHS)
def test_a_name_that_is_too_long_ends_in_dots_and_a_word_that_is_too_wide_is_split(width):
    paper = get_style(width)
    for text in ("Cấp giấy phép " * 40, "W" * 200, "Cấp " + "W" * 40):
        lines = service_lines(text, paper)
        assert len(lines) == 3
        assert all(paper.service.measure_width(line) <= paper.inner for line in lines)
        assert "".join(lines) == text.replace(" ", "") or lines[-1].endswith("…")
    assert service_lines("Cấp giấy phép, " * 40, paper)[-1].endswith("phép…")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_wrapped_text_leaves_a_single_word_behind(width):
    paper = get_style(width)
    words = ("Cấp giấy chứng nhận đủ điều kiện kinh doanh dược cho cơ sở bán lẻ thuốc " * 2).split()
    for count in range(3, len(words)):
        lines = service_lines(" ".join(words[:count]), paper)
        assert len(lines) == 1 or " " in lines[-1]


def test_a_line_ends_where_a_reader_pauses():
    zones = "Ban Quản lý các khu chế xuất và công nghiệp Cần Thơ"
    assert service_lines(zones, get_style(384)) == (
        "Ban Quản lý các khu chế xuất", "và công nghiệp Cần Thơ",
    )  # fmt: skip
    assert service_lines(PLAIN.motto, get_style(384)) == (
        "Chuyên nghiệp, tận tình,", "chính xác, đúng hẹn",
    )  # fmt: skip


def test_paper_that_no_printer_has_is_refused():
    with pytest.raises(ValueError, match="640 is not a width"):
        draw_slip(PLAIN, 640)


def test_every_word_of_the_slip_is_there_in_english_and_none_is_left_over():
    said = {
        call.args[0].value
        for file in ROOM.glob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).rpartition(".")[2] in ("say", "_say")
        and isinstance(call.args[0], ast.Constant)
    }
    with (ROOM / "translations/en.po").open("rb") as file:
        english = {message.id: message.string for message in read_po(file) if message.id}
    assert said == set(english)
    assert all(english.values())
    assert len(said) > 10


def test_a_paper_described_at_length_costs_three_lines_and_no_more():
    described = "Bản sao có chứng thực của quyết định phê duyệt, " * 200
    blocks = compose(
        replace(PLAIN, papers=(described, "x" * 5_000)),
        get_style(384),
        Layout(frozenset({"papers"})),
    )
    papers = [block.texts for block in blocks if isinstance(block, Lines) and block.indent]
    assert [(len(lines), lines[-1][-1]) for lines in papers] == [(3, "…"), (3, "…")]
