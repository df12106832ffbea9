"""What citizens write is kept apart from the journal, and leaves no trace once it is erased."""

from datetime import date, timedelta

import pytest

from storage.citizen_words import CitizenWords
from tests.storage.centre import centre_in


@pytest.fixture
def centre(folder):
    with centre_in(folder) as centre:
        yield centre


def test_remarks_and_complaints_are_never_mixed(centre):
    words = CitizenWords(centre.database, lambda: centre.now)
    words.keep("r1", "remark", "XD", "Cán bộ rất tận tình.")
    centre.now += timedelta(minutes=1)
    words.keep("K7P2QA", "complaint", "XD", "Phải chờ quá lâu.")
    words.keep("K7P2QB", "complaint", "TP", "Thiếu ghế ngồi.")
    assert [remark.id for remark in words.written("remark")] == ["r1"]
    complaints = words.written("complaint")
    assert [(each.id, each.department) for each in complaints] == [
        ("K7P2QA", "XD"), ("K7P2QB", "TP"),
    ]  # fmt: skip


def test_old_texts_are_erased_from_the_file_itself(centre, folder):
    words = CitizenWords(centre.database, lambda: centre.now)
    words.keep("r1", "remark", "XD", "Tên tôi là BIETDANH")
    centre.now += timedelta(days=30)
    words.keep("r2", "remark", "XD", "hôm nay")
    assert words.forget_older_than(30) == 0
    centre.now += timedelta(seconds=1)
    assert words.forget_older_than(30, latest=centre.now - timedelta(days=1)) == 0
    assert words.forget_older_than(30) == 1
    assert [remark.id for remark in words.written("remark")] == ["r2"]
    centre.database.close()
    assert all(b"BIETDANH" not in file.read_bytes() for file in folder.iterdir())


def test_a_complaint_and_its_answer_are_erased_by_their_last_day(centre, folder):
    words = CitizenWords(centre.database, lambda: centre.now)
    due = date(2026, 11, 30)
    words.keep("K7P2-QA34", "complaint", "XD", "Tên tôi là BIETDANH", due)
    words.keep("a1", "answer", "XD", "Trả lời ông BIETDANH", due)
    words.keep("K7P2-QB22", "complaint", "XD", "còn hạn", due + timedelta(days=1))
    assert set(words.find(["K7P2-QA34", "a1", "nobody"])) == {"K7P2-QA34", "a1"}
    centre.now += due - centre.now.date() + timedelta(days=365)
    assert words.forget_older_than(1) == 0
    assert words.forget_due(365) == 0
    centre.now += timedelta(days=1)
    assert words.forget_due(365, latest=centre.now - timedelta(days=1)) == 0
    assert words.forget_due(365) == 2
    assert [each.text for each in words.written("complaint")] == ["còn hạn"]
    centre.database.close()
    assert all(b"BIETDANH" not in file.read_bytes() for file in folder.iterdir())


def test_one_text_can_be_taken_back(centre):
    words = CitizenWords(centre.database, lambda: centre.now)
    words.keep("r1", "remark", "XD", "viết nhầm")
    words.forget("r1")
    words.forget("r1")
    assert words.written("remark") == []
