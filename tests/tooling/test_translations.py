"""The catalogues of words: nothing is said twice, and a folder's own words come first."""

import re
from collections import Counter
from pathlib import Path

import pytest

from web.i18n import Translations

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted(ROOT.glob("*/translations/*.po"))
MSGID = re.compile(r'^msgid ((?:".*"\n)+)', re.MULTILINE)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_no_text_is_translated_twice_in_one_folder(file):
    found = Counter(MSGID.findall(file.read_text(encoding="utf-8")))
    assert len(found) > 1
    assert [text for text, times in found.items() if times > 1] == []


def test_words_go_with_their_numbers():
    words = Translations([ROOT / "reports"])
    said = [words.gettext("en", "%(n)s lượt vắng mặt", "reports", n=n) for n in ("1", 2, "1,430")]
    assert said == ["1 no-show", "2 no-shows", "1,430 no-shows"]
    assert words.gettext("vi", "%(n)s lượt vắng mặt", "reports", n=1) == "1 lượt vắng mặt"


def test_words_go_with_one_thing_or_a_list():
    words = Translations([ROOT / "phone"])
    lists = ("07", "1", "07, 08 (ground floor)")
    said = [words.gettext("en", "Quầy %(counters)s", "phone", counters=each) for each in lists]
    assert said == ["Counter 07", "Counter 1", "Counters 07, 08 (ground floor)"]


def test_the_same_vietnamese_may_mean_another_thing_in_each_folder(tmp_path):
    for folder, english in (("kiosk", "Take a number"), ("reports", "Taken")):
        (tmp_path / folder / "translations").mkdir(parents=True)
        (tmp_path / folder / "translations" / "en.po").write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
            f'msgid "Lấy số"\nmsgstr "{english}"\n',
            encoding="utf-8",
        )
    words = Translations([tmp_path / "kiosk", tmp_path / "reports"])
    assert words.gettext("en", "Lấy số", "kiosk") == "Take a number"
    assert words.gettext("en", "Lấy số", "reports") == "Taken"
    assert words.gettext("en", "Lấy số", "phone") in ("Take a number", "Taken")
