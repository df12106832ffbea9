"""Lines for the boards with their days: typed in, arranged, over; shown without a restart."""

from datetime import date, timedelta

import pytest
from werkzeug.datastructures import MultiDict

from admin.pages.notices import make_notices, read_rows, rearrange, show_rows
from display.view import list_notices
from settings.loading import load
from storage.reading import JournalReader
from tests.admin.pages import Administration, fields_of, words_of
from web.settings import Notice

HERE = "/admin/notices"
NAME = "f-centre-notices"
TODAY = date(2026, 11, 23)
DAYS = [timedelta(days=n) + TODAY for n in range(-2, 3)]
OVER = {"vi": "Hết", "until": "2026-11-22"}
NOW = {"vi": "Nay", "en": "Now", "from": "2026-11-23", "until": "2026-11-23"}
COMING = {"vi": "Mai", "km": "ស្អែក", "from": "2026-11-24"}
ALWAYS = {"vi": "Luôn", "en": "Always"}


def typed(*notices):
    """What a form with these notices sends."""
    keys = ("vi", "en", "km", "from", "until")
    return {f"{NAME}-{key}": [notice.get(key, "") for notice in notices] for key in keys}


def sent(*notices):
    return MultiDict([(key, text) for key, texts in typed(*notices).items() for text in texts])


@pytest.mark.parametrize(
    ("notice", "shown"),
    [(ALWAYS, DAYS), (OVER, DAYS[:2]), (NOW, [TODAY]), (COMING, DAYS[3:])],
    ids=["always", "over", "now", "coming"],
)
def test_boards_show_a_notice_on_its_days_both_included(notice, shown):
    read = [Notice.model_validate(notice)]
    texts = {key: text for key, text in notice.items() if key not in ("from", "until")}
    assert [day for day in DAYS if list_notices(read, day)] == shown
    assert list_notices(read, shown[0]) == [texts]


def test_rows_are_the_notices_as_people_type_them():
    rows = show_rows([NOW, ALWAYS, COMING])
    assert [row.fields["from"] for row in rows] == ["23/11/2026", "", "24/11/2026"]
    assert make_notices(rows) == [NOW, ALWAYS, COMING]
    told = read_rows(NAME, sent({}, {"vi": " Hai\r\n dòng ", "until": "1.12.2026"}, {}))
    assert make_notices(told) == [{"vi": "Hai dòng", "until": "2026-12-01"}]
    assert make_notices(read_rows(NAME, sent({"vi": "Sai", "from": "mai"}))) == [
        {"vi": "Sai", "from": "mai"}
    ]


@pytest.mark.parametrize(
    ("do", "left"),
    [
        ("up-1", "BAC"), ("down-0", "BAC"), ("up-0", "ABC"), ("down-2", "ABC"), ("down-1", "ACB"),
        ("remove-1", "AC"), ("add", "ABC"), ("up-9", "ABC"), ("up-x", "ABC"), ("", "ABC"),
        ("up-²", "ABC"), ("9-1", "ABC"),
    ],
)  # fmt: skip
def test_a_press_arranges_the_rows(do, left):
    rows = show_rows([{"vi": letter} for letter in "ABC"])
    assert "".join(row.fields["vi"] for row in rearrange(rows, do, TODAY)) == left


def test_what_is_over_goes_together():
    rows = show_rows([OVER, NOW, OVER, ALWAYS])
    assert make_notices(rearrange(rows, "remove-over", TODAY)) == [NOW, ALWAYS]


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    with Administration(tmp_path_factory.mktemp("notices")) as centre:
        yield centre, centre.person()


def notices_of(centre):
    return load(centre.config).tree["centre"]["notices"]


def set_to(centre, quan, *notices):
    if notices_of(centre) != list(notices):
        quan.confirm(quan.fill(HERE, "notices", typed(*notices)))
    assert notices_of(centre) == list(notices)


@pytest.mark.long
def test_notices_with_their_days_are_in_force_and_taken_back(standing):
    centre, quan = standing
    set_to(centre, quan, ALWAYS)
    seen = quan.fill(HERE, "notices", typed(ALWAYS, NOW, OVER, COMING))
    assert "– → Nay / Now (Từ 23/11/2026 đến hết 23/11/2026) Hết (Đến hết" in words_of(seen)
    assert "Luôn" not in words_of(seen).partition("Với những người")[0]
    quan.confirm(seen)
    assert notices_of(centre) == [ALWAYS, NOW, OVER, COMING]
    page = quan.read(HERE)
    for words in (
        "Thông báo 1 Mọi ngày Tiếng Việt",
        "Thông báo 2 Từ 23/11/2026 đến hết 23/11/2026 Tiếng Việt",
        "Thông báo 3 Đến hết 22/11/2026 · đã hết hạn, không còn hiện",
        "Thông báo 4 Từ 24/11/2026 · chưa đến ngày hiện",
        "1 thông báo đã hết hạn, không còn hiện.",
    ):
        assert words in page
    assert [each["vi"] for each in quan.open("/api/board").json["notices"]] == ["Luôn", "Nay"]
    page = quan.read("/admin/system")
    assert "– → Nay / Now (Từ 23/11/2026 đến hết 23/11/2026) Hết" in page
    newest = JournalReader(centre.parts.database).configurations(1)[0].seq
    form = 'action="/admin/system"'
    quan.confirm(quan.fill("/admin/system", form, {"revert": str(newest)}))
    assert notices_of(centre) == [ALWAYS]


@pytest.mark.long
def test_arranging_saves_nothing_and_keeps_what_was_typed(standing):
    centre, quan = standing
    set_to(centre, quan, OVER, NOW, ALWAYS)
    before = centre.config.read_bytes()
    arranged = quan.fill(HERE, "notices", {**typed(OVER, NOW, COMING), "do": "remove-over"})
    assert centre.config.read_bytes() == before
    assert words_of(arranged).index("Nay") < words_of(arranged).index("ស្អែក")
    assert "Hết " not in words_of(arranged)


@pytest.mark.long
@pytest.mark.parametrize(
    ("notice", "fault"),
    [
        ({"en": "Only"}, "Thông báo 2: còn thiếu; cần là: lời có nhiều nhất 300 ký tự"),
        ({"vi": "Sai", "from": "mai"}, "Thông báo 2: “mai” không phải là ngày như 05/02/2027"),
        ({"vi": "Sai", "until": "31/2/2027"}, "Thông báo 2: “2027-02-31” không phải là ngày"),
        (
            {"vi": "Sai", "from": "2/12/2026", "until": "1/12/2026"},
            "Thông báo 2: ngày cuối 01/12/2026 trước ngày đầu 02/12/2026",
        ),
    ],
)
def test_what_is_wrong_with_a_notice_is_said_with_its_number(standing, notice, fault):
    _, quan = standing
    refused = quan.fill(HERE, "notices", typed(ALWAYS, notice))
    assert refused.status_code == 422
    assert fault in words_of(refused)


@pytest.mark.long
def test_who_arranges_or_goes_back_is_still_told_that_somebody_else_has_changed_them(standing):
    centre, quan = standing
    set_to(centre, quan, ALWAYS)
    mine = quan.fill(HERE, "notices", typed(ALWAYS, COMING))
    set_to(centre, centre.person(name="hai"), ALWAYS, NOW)
    back = quan.confirm(mine, "again")
    form = fields_of(back.text, "notices")
    arranged = quan.client.post(HERE, data=form | {"do": "up-1"})
    seen = quan.client.post(HERE, data=fields_of(arranged.text, "notices"))
    refused = quan.confirm(seen)
    assert refused.status_code == 409
    assert "centre.notices" in words_of(refused)
    assert notices_of(centre) == [ALWAYS, NOW]
    quan.confirm(quan.client.post(HERE, data=fields_of(refused.text, "notices")))
    assert notices_of(centre) == [COMING, ALWAYS]
