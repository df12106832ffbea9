"""The configuration is changed from pages: seen beforehand, checked, in force, on record."""

from datetime import time

import pytest
from werkzeug.datastructures import MultiDict

from admin.pages.door import NotAccepted
from admin.pages.fault_words import VIETNAMESE
from admin.pages.forms import Collection
from admin.pages.sections import PAGES
from admin.sheets.sentences import Sentence
from centre.settings_door import Door
from queueing import commands as c
from queueing.catalogue import Intake
from settings.loading import load
from storage.reading import JournalReader
from tests.admin.pages import Administration, fields_of, words_of
from web.settings import Limits

pytestmark = pytest.mark.long

DAY = "2027-02-05"


@pytest.fixture
def centre(tmp_path):
    with Administration(tmp_path) as centre:
        yield centre


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """A centre for tests that mind keys of their own, and its administrator."""
    with Administration(tmp_path_factory.mktemp("standing")) as centre:
        yield centre, centre.person()


@pytest.fixture
def quan(centre):
    return centre.person()


def values(centre, *path):
    found = load(centre.config).tree
    for step in path:
        found = found[step]
    return found


def records(centre):
    """The changes on record, the newest first."""
    found = JournalReader(centre.parts.database).configurations(10)
    return [entry for entry in found if entry.event.changes]


def test_hours_are_changed_after_a_look_at_what_that_does(centre, quan):
    seen = quan.fill("/admin/hours", "week", {"f-hours-week-saturday": "07:00-10:30"})
    assert "Thứ Bảy không có → 07:00-10:30" in words_of(seen)
    assert "Không ai đang chờ bị ảnh hưởng." in words_of(seen)
    assert "Thứ Bảy, 28/11 07:00–10:30" in words_of(seen)
    assert "saturday" not in values(centre, "hours", "week")
    assert quan.confirm(seen).location == "/admin/hours?done=1"
    assert values(centre, "hours", "week", "saturday") == ["07:00-10:30"]
    assert centre.office.hall.catalogue.hours.week[5]
    assert "Đã lưu và đang áp dụng." in quan.read("/admin/hours?done=1")
    assert "# Spans of intake per weekday" in centre.config.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7h-11h30; 13g – 24h\u00a0", ["07:00-11:30", "13:00-24:00"]),
        ("7-11h30 / 13h30-17h", ["07:00-11:30", "13:30-17:00"]),
        ("07.00 đến 11.00 và 13:00-17:00", ["07:00-11:00", "13:00-17:00"]),
    ],
)
def test_hours_are_typed_as_offices_write_them(standing, typed, kept):
    centre, quan = standing
    seen = quan.fill("/admin/hours", "week", {"f-hours-week-sunday": typed})
    assert f"Chủ nhật {'; '.join(kept)}" in words_of(seen).replace("không có → ", "")
    quan.confirm(seen)
    assert values(centre, "hours", "week", "sunday") == kept
    back = quan.fill("/admin/hours", "week", {"f-hours-week-sunday": ""})
    assert quan.confirm(back).location == "/admin/hours?done=1"


def test_a_day_without_hours_may_be_typed_as_the_page_says_it(standing):
    _, quan = standing
    seen = words_of(quan.fill("/admin/hours", "week", {"f-hours-week-monday": "Nghỉ"}))
    assert "07:00-10:30; 13:00-16:30 → không có" in seen


def test_how_many_numbers_a_service_gives_is_set_on_its_page(standing):
    centre, quan = standing
    typed = {
        "f-intake-numbers_per_day": "60", "f-intake-last_number_at": "15h30",
        "f-intake-grace_min": "30", "f-hours-week-saturday": "8h-11h",
    }  # fmt: skip
    seen = quan.fill("/admin/services?part=services&item=XD", "services", typed)
    assert "Số cấp trong một ngày không có → 60" in words_of(seen)
    quan.confirm(seen)
    service = centre.office.hall.catalogue.services["XD"]
    assert service.intake == Intake(60, time(15, 30), by_forecast=True, grace_min=30)
    assert service.hours.week == {5: ((time(8), time(11)),)}
    wrong = quan.fill(
        "/admin/services?part=services&item=XD", "services", {"f-intake-last_number_at": "chiều"}
    )
    assert "Lấy số đến" in words_of(wrong)
    assert wrong.status_code == 422
    back = dict.fromkeys(typed, "")
    quan.confirm(quan.fill("/admin/services?part=services&item=XD", "services", back))
    again = centre.office.hall.catalogue.services["XD"]
    assert (again.intake, again.hours.week) == (Intake(), centre.office.hall.catalogue.hours.week)


def test_hours_that_go_on_until_the_day_ends_are_seen_beforehand(standing):
    _, quan = standing
    seen = quan.fill("/admin/hours", "week", {"f-hours-week-thursday": "18:00-24:00"})
    assert "Nhận hồ sơ đến 24:00 mà ngày làm việc kết thúc lúc 00:00" in words_of(seen)


def test_hours_past_midnight_are_refused_with_what_to_write(standing):
    _, quan = standing
    refused = quan.fill("/admin/hours", "week", {"f-hours-week-monday": "22:00-02:00"})
    assert "ví dụ 22:00-24:00 và 00:00-02:00 của ngày hôm sau" in words_of(refused)


def test_a_holiday_is_added_and_taken_away(standing):
    centre, quan = standing
    seen = quan.fill("/admin/hours?part=days&new=1", "days", {"item": DAY})
    quan.confirm(seen)
    assert values(centre, "hours", "days") == {DAY: []}
    assert "05/02/2027 Giờ nhận hồ sơ nghỉ" in quan.read("/admin/hours")
    again = quan.fill("/admin/hours?part=days&new=1", "days", {"item": DAY})
    assert (again.status_code, f"{DAY} đã có." in words_of(again)) == (409, True)
    seen = quan.fill(f"/admin/hours?part=days&item={DAY}", "days", button="remove")
    quan.confirm(seen)
    assert values(centre, "hours", "days") == {}


def test_closing_now_is_said_before_it_happens(standing):
    _, quan = standing
    seen = quan.fill(
        "/admin/hours", "week", {"f-hours-enforced": "1", "f-hours-week-monday": "13:00-16:30"}
    )
    assert "Ngay bây giờ máy lấy số sẽ ngừng cấp số" in words_of(seen)
    assert "Hôm nay, 23/11 13:00–16:30" in words_of(seen)


def test_hours_that_refuse_nobody_say_so_with_the_switch_beside_it(centre, quan):
    warning = "máy lấy số vẫn cấp số cả khi trung tâm đã đóng cửa"
    assert warning not in quan.read("/admin/hours")
    quan.confirm(quan.fill("/admin/hours", "week", without=["f-hours-enforced"]))
    assert warning in quan.read("/admin/hours")
    quan.confirm(quan.fill("/admin/hours", "week", button="f-hours-enforced"))
    assert values(centre, "hours", "enforced") is True
    assert warning not in quan.read("/admin/hours")


def test_who_waits_is_named_before_a_counter_goes_and_nobody_is_left_without_one(centre, quan):
    number = centre.issue("XD")
    centre.office.submit(c.OpenCounter("02", "lan"), actor="user:lan", reply=lambda *_: None)
    seen = quan.fill("/admin/departments?part=counters&item=02", "counters", button="remove")
    assert "Quầy 02 đang mở sẽ đóng." in words_of(seen)
    assert "1 người đang chờ" in words_of(seen)
    assert "sẽ do quầy 03 gọi." in words_of(seen)
    quan.confirm(seen)
    assert "02" not in centre.office.hall.catalogue.counters
    refused = quan.fill("/admin/departments?part=counters&item=03", "counters", button="remove")
    assert refused.status_code == 409
    assert f"bỏ sót người đang chờ: {number}." in words_of(refused)
    assert "03" in values(centre, "counters")


def test_a_counter_is_added_with_what_it_serves(standing):
    centre, quan = standing
    fields = {
        "item": "28", "f-department": "TP", "f-serves": ["TP", "XD"], "f-label": "28A",
    }  # fmt: skip
    quan.confirm(quan.fill("/admin/departments?part=counters&new=1", "counters", fields))
    added = {"label": "28A", "department": "TP", "serves": ["XD", "TP"]}
    assert values(centre, "counters", "28") | {"serves": ["XD", "TP"]} == added
    assert centre.office.hall.catalogue.counters["28"].label == "28A"


def test_a_service_that_gives_no_numbers_any_more(centre, quan):
    centre.issue("XD")
    seen = quan.fill("/admin/services?part=services&item=XD", "services", without=["f-given"])
    assert "1 người đang chờ vẫn được phục vụ." in words_of(seen)
    quan.confirm(seen)
    assert values(centre, "services", "XD") == {
        "department": "XD", "minutes": 7.4, "given": False,
    }  # fmt: skip


def test_a_limit_is_lifted_by_an_empty_field(standing):
    centre, quan = standing
    quan.confirm(quan.fill("/admin/rules", "limits", {"f-limits-reprints_per_device_per_min": ""}))
    assert values(centre, "limits", "reprints_per_device_per_min") is None


def test_what_officers_see_of_who_waits_is_chosen_in_words(standing):
    centre, quan = standing
    seen = quan.fill("/admin/rules", "sight", {"f-screens-counters-see": "counts"})
    quan.confirm(seen)
    assert centre.office.hall.catalogue.officers_see == "counts"
    assert 'value="counts" selected>Chỉ số người' in quan.open("/admin/rules").text


def test_every_limit_is_there_with_its_unit_and_default(quan):
    page = quan.open("/admin/rules")
    for name, field in Limits.model_fields.items():
        assert f'name="f-limits-{name}" value="{field.default}"' in page.text
    assert "gửi lên máy chủ cùng lúc (KB) Mặc định: 8192" in words_of(page)


def test_limits_that_are_lifted_as_a_whole_stay_so_but_for_the_one_that_is_set(centre, quan):
    config = centre.config
    whole = load(config).tree["limits"]
    text = config.read_text(encoding="utf-8")
    first, last = text.index("limits:\n"), text.index("  codes_per_address: 8\n")
    lifted = text[:first] + "limits: null\n" + text[last:].partition("\n")[2]
    config.write_text(lifted, encoding="utf-8")
    assert 'name="f-limits-connections" value=""' in quan.open("/admin/rules").text
    seen = quan.fill("/admin/rules", "limits", {"f-limits-codes": "7"})
    assert "Kết nối cùng lúc 10000 → không giới hạn" in words_of(seen)
    quan.confirm(seen)
    assert values(centre, "limits") == dict.fromkeys(whole) | {"codes": 7}


FAULTS = [
    (
        "/admin/rules", "rules", {"f-rules-recalls": "21"},
        "Số lần gọi lại: 21 lớn quá; cần là: số nguyên từ 0 đến 20",
        "Repeated calls: 21 is too large; right would be: a whole number, 0 to 20",
    ),
    (
        "/admin/rules", "rules", {"f-rules-undo_s": "mười"},
        "Hoàn tác được trong (giây): 'mười' không phải là số; cần là: số giây từ 0 đến 3600",
        "'mười' is not a number",
    ),
    (
        "/admin/hours", "week", {"f-hours-week-monday": "7h"},
        "Thứ Hai: “7h” không phải là khoảng giờ như 07:00-10:30",
        "Monday: '7h' is not a span like '07:00-10:30'",
    ),
    (
        "/admin/departments?part=departments&item=XD", "departments", {"f-letter": "B"},
        "Chữ cái đầu của số: “B” đã là chữ cái của cơ quan khác",
        "no two departments may share a letter",
    ),
    (
        "/admin/rules?part=call_reasons&item=other", "call_reasons", {"f-vi": ""},
        "lý do other: Lý do (tiếng Việt): còn thiếu; cần là: lời có nhiều nhất 300 ký tự",
        "is missing",
    ),
    (
        "/admin/services?part=services&item=XD", "services", {"remove": "1"},
        "Nhận nội dung giao dịch: không có nội dung giao dịch “XD”",
        "'XD' is not in the section services",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "part", "fields", "fault", "english"), FAULTS, ids=[each[1] for each in FAULTS]
)
def test_a_fault_is_said_in_the_page_s_language_and_what_was_typed_stays(
    standing, address, part, fields, fault, english
):
    centre, quan = standing
    before = centre.config.read_bytes()
    refused = quan.fill(address, part, fields)
    assert refused.status_code == 422
    assert fault in words_of(refused)
    for name, value in fields.items():
        assert name == "remove" or f'name="{name}" value="{value}"' in refused.text
    form = fields_of(quan.open(address).text, part) | fields
    told = quan.client.post(f"{address.partition('?')[0]}?lang=en", data=form)
    assert english in words_of(told)
    assert centre.config.read_bytes() == before


WRONG = ("", "-1", "99999999", "1.5", "x y!", "x" * 400, "9:00-7:00", "7:00-9:00, 8:00-10:00")


@pytest.mark.parametrize("typed", WRONG, ids=[each[:9] for each in WRONG])
def test_no_fault_of_a_page_is_said_in_another_language(standing, typed):
    """Whatever is typed into the fields: what is wrong has its Vietnamese words."""
    centre, _ = standing
    tree = load(centre.config).tree
    changes = {
        (*top_of(part, tree), *field.path): field.read(MultiDict([(field.name, typed)] * 2))
        for page in PAGES
        for part in page.parts
        for field in part.fields
        if field.kind not in ("flag", "notices")
    }
    with pytest.raises(NotAccepted) as refused:
        Door(centre.parts).foresee(changes)
    said = {path: templates_of(what) for path, what in refused.value.faults}
    assert {path: each for path, each in said.items() if each - set(VIETNAMESE)} == {}


def top_of(part, tree):
    """Return where the fields of a part stand: of a collection in its first thing."""
    if not isinstance(part, Collection):
        return ()
    for step in part.top:
        tree = tree[step]
    return (*part.top, next(iter(tree), DAY))


def templates_of(what):
    """Return what a sentence and the sentences in it are made of."""
    assert isinstance(what, Sentence), what
    inside = [each for each in what.fields.values() if isinstance(each, Sentence)]
    return {what.template}.union(*map(templates_of, inside))


def test_the_second_of_two_administrators_is_told_what_the_first_changed(centre, quan):
    chi = centre.person(name="chi")
    first = quan.fill("/admin/rules", "rules", {"f-rules-recalls": "4"})
    second = chi.fill("/admin/rules", "rules", {"f-rules-undo_s": "20"})
    assert quan.confirm(first).status_code == 303
    told = chi.confirm(second)
    assert told.status_code == 409
    assert "Cấu hình vừa được người khác sửa: rules.recalls: 3 → 4. Chưa lưu gì." in words_of(told)
    assert 'name="f-rules-undo_s" value="20"' in told.text
    assert values(centre, "rules", "undo_s") == 10


def test_a_file_that_was_changed_by_hand_is_told_of_and_taken(centre, quan):
    seen = quan.fill("/admin/rules", "rules", {"f-rules-recalls": "4"})
    text = centre.config.read_text(encoding="utf-8")
    centre.config.write_text(text.replace("  undo_s: 10", "  undo_s: 11"), encoding="utf-8")
    assert "rules.undo_s: 10 → 11" in words_of(quan.confirm(seen))
    assert "đã được sửa ngoài trang này" in quan.read("/admin/rules")
    assert "đã được sửa ngoài trang này và chưa được dùng. Hoàn tác được trong (giây)" in (
        quan.read("/admin/system")
    )
    taken = quan.confirm(quan.fill("/admin/system", 'action="/admin/system"', {"take": "1"}))
    assert taken.status_code == 303
    assert centre.office.hall.catalogue.limits.undo_s == 11


def test_a_faulty_file_is_named_and_nothing_can_be_changed(centre, quan):
    text = centre.config.read_text(encoding="utf-8")
    centre.config.write_text(text.replace("  recalls: 3", "  recalls: 33"), encoding="utf-8")
    for address in ("/admin/rules", "/admin/system"):
        assert "Số lần gọi lại: 33 lớn quá" in words_of(quan.open(address))
    assert "cấu hình cũ vẫn được dùng" in words_of(quan.open("/admin/rules"))
    assert quan.send("/admin/rules", {"part": "rules"}).status_code == 409


def test_each_change_is_on_record_and_can_be_taken_back(centre, quan):
    quan.confirm(quan.fill("/admin/rules", "rules", {"f-rules-recalls": "4"}))
    quan.confirm(quan.fill("/admin/rules", "rules", {"f-rules-undo_s": "20"}))
    said = quan.read("/admin/system")
    assert "quan #" in said
    assert "Số lần gọi lại 3 → 4" in said
    _, oldest = records(centre)
    assert (oldest.actor, oldest.event.changes) == (
        "user:quan",
        (('["rules", "recalls"]', "3", "4"),),
    )
    seen = quan.fill("/admin/system", 'action="/admin/system"', {"revert": str(oldest.seq)})
    assert "Số lần gọi lại 4 → 3" in words_of(seen)
    quan.confirm(seen)
    assert values(centre, "rules", "recalls") == 3
    assert values(centre, "rules", "undo_s") == 20
    again = quan.fill("/admin/system", 'action="/admin/system"', {"revert": str(oldest.seq)})
    assert (again.status_code, "rules.recalls" in words_of(again)) == (409, True)
    assert quan.fill("/admin/system", 'action="/admin/system"', {"revert": "1"}).status_code == 409


def test_a_file_that_cannot_be_written_changes_nothing(centre, quan):
    before = centre.config.read_bytes()
    centre.config.with_name("config.yaml.new").mkdir()
    refused = quan.fill("/admin/rules", "rules", {"f-rules-recalls": "4"})
    assert (refused.status_code, "Không ghi được" in words_of(refused)) == (503, True)
    assert centre.config.read_bytes() == before
    assert centre.office.hall.catalogue.limits.recalls == 3


def test_only_administrators_may_and_only_by_their_own_pages(standing):
    centre, quan = standing
    for role in ("guide", "director"):
        assert centre.person(role, role).open("/admin/hours").status_code == 403
    stolen = quan.send("/admin/rules", {"part": "rules", "confirmed": "1"}, csrf="wrong")
    assert stolen.status_code == 403
