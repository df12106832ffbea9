"""Every sentence about a file of procedures is there in Vietnamese, with the same fields."""

import ast
from pathlib import Path
from string import Formatter

import pytest

import admin
from admin.catalogue_file import check_procedures
from admin.doubts import find_doubts, find_in_file
from admin.offices import say_elsewhere
from admin.sheets.sentences import say, translate
from admin.sheets.vietnamese import VIETNAMESE
from tests.admin.centre import CATALOGUE, HEADER

ROOM = Path(admin.__file__).parent
SAYING = [
    *(ROOM / f"{name}.py" for name in ("entries", "catalogue_file", "offices", "doubts")),
    *(ROOM / "sheets").glob("*.py"),
]


def texts_of(tree):
    """Return name -> every text that is assigned to it, alone or in a table."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            value = node.value
            values = value.values if isinstance(value, ast.Dict) else [value]
            texts = [v.value for v in values if isinstance(v, ast.Constant)]
            found.setdefault(ast.unparse(target), []).extend(
                text for text in texts if isinstance(text, str)
            )
    return found


def templates():
    """Yield every template that is said anywhere."""
    for file in SAYING:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assigned = texts_of(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "say":
                said = node.args[0]
                if isinstance(said, ast.Constant):
                    yield said.value
                else:
                    name = ast.unparse(said).partition("[")[0]
                    assert assigned[name], f"{file}: {name}"
                    yield from assigned[name]


def fields(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("template", sorted(set(templates())))
def test_a_sentence_is_there_in_vietnamese(template):
    assert fields(VIETNAMESE[template]) <= fields(template)
    assert VIETNAMESE[template] != template


def test_nothing_is_translated_that_nobody_says():
    assert set(VIETNAMESE) == set(templates())


def test_numbers_lists_and_sentences_within_sentences_are_translated():
    more = say(" and {n:,} more", n=1200)
    pairs = (say("{old} would be closed and {new} added", old="1", new="2"),) * 2
    what = "{pairs}{more}: did a spreadsheet change the codes? format their column as text"
    said = translate(say(what, pairs=pairs, more=more), VIETNAMESE)
    assert said.startswith("1 sẽ bị đóng và 2 được thêm, 1 sẽ bị đóng và 2 được thêm và 1.200 mã")
    assert translate("plain {text}", VIETNAMESE) == "plain {text}"


def test_what_a_file_holds_is_never_taken_for_a_template():
    raw = f"{HEADER}\n{{n}},Tên,{{0}},Xây dựng,,2024-02-26\n".encode()
    elsewhere = say_elsewhere(check_procedures(raw, CATALOGUE).elsewhere, CATALOGUE)
    assert elsewhere.endswith("{0} (1, from line 2)")
    assert (
        translate(elsewhere, VIETNAMESE) == "cơ quan không có ở đây, 1 thủ tục: {0} (1, từ dòng 2)"
    )


def test_doubts_and_faults_are_said_in_vietnamese():
    said = [translate(each, VIETNAMESE) for each in find_in_file([3, 5], [], {})]
    assert said == [
        "2 dòng đang bị ẩn do bộ lọc hoặc do người làm (3, 5); có nhập cả các dòng này không? "
        "Hãy cho hiện ra hoặc xóa đi."
    ]
    stored = {f"1.{n:06d}": f"Thủ tục {n}" for n in range(1, 9)}
    (doubt,) = find_doubts(stored, dict(list(stored.items())[2:]))
    assert translate(doubt, VIETNAMESE).startswith("2 trong 8 thủ tục sẽ bị đóng (1.000001, ")
