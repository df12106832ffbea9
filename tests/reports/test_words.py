"""Every text of the reports' pages that a person reads has its English."""

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

from reports.figures import FIGURES

REPORTS = Path(__file__).parents[2] / "reports"
VIETNAMESE = re.compile(
    r"[ăâđêôơưàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ]", re.I
)
IN_TEMPLATES = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')""")


def english():
    with (REPORTS / "translations/en.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


def texts_of(file):
    """The Vietnamese texts of a module, its docstrings left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    said = {
        id(each.value) for each in ast.walk(tree)
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
    }  # fmt: skip
    for each in ast.walk(tree):
        text = each.value if isinstance(each, ast.Constant) and id(each) not in said else None
        if isinstance(text, str) and VIETNAMESE.search(text):
            yield text


def test_every_text_of_the_modules_has_its_english():
    known = english()
    texts = {text for file in REPORTS.rglob("*.py") for text in texts_of(file)}
    assert len(texts) > 60
    assert sorted(text for text in texts if not known.get(text)) == []


def test_every_text_of_the_templates_has_its_english():
    known = english()
    found = {
        first or second
        for file in (REPORTS / "templates").glob("*.html")
        for first, second in IN_TEMPLATES.findall(file.read_text(encoding="utf-8"))
    }
    assert len(found) > 40
    assert sorted(text for text in found if not known.get(text)) == []


def test_every_definition_has_its_english():
    known = english()
    texts = {each for one in FIGURES for each in (one.name, one.formula, one.left_out) if each}
    assert sorted(text for text in texts if not known.get(text)) == []


def test_english_keeps_the_fields_of_the_vietnamese():
    fields = re.compile(r"%\(\w+\)s|%%")
    for text, said in english().items():
        assert sorted(fields.findall(text)) == sorted(fields.findall(said)), text
