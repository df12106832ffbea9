"""The report of any span: what it shows, what it asks, how figures lead to their tickets."""

import re
from datetime import timedelta
from html import unescape

import pytest

from queueing import commands as c
from reports.figure_groups import GROUPS
from reports.figures import FIGURES
from tests.reports.centre import golden_day, house_in
from tests.reports.test_ticket_pages import COUNT
from web.runtime import runtime

DAY = "from=2026-11-23&to=2026-11-23"
STATISTICS = "/reports/statistics"
LINK = re.compile(r'href="(/reports/tickets\?[^"]+)">([\d.,]+)</a>')
KIND = {each.key: each.kind for each in FIGURES}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The golden Monday; the Tuesday after it and a Monday later twelve quick calls."""
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        for days in (1, 6):
            house.now += timedelta(days=days)
            house.at("08:00").press(c.OpenCounter("2", "officer-XD"))
            for minute in range(12):
                house.at(f"08:{2 * minute:02}").issue("A")
                house.at(f"08:{2 * minute + 1:02}").press(c.FinishAndCallNext("2"))
            house.press(c.FinishService("2"))
        house.at("16:00")
        house.people = {
            "director": house.person("director"), "tp": house.person("department-head", "TP"),
            "officer": house.person("officer", "XD"), "guide": house.person("guide"),
        }  # fmt: skip
        yield house


def page(house, query=DAY, who="director", path=STATISTICS, status=200):
    answer = house.people[who].get(f"{path}?{query}")
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def table(text):
    """Row name -> the texts of its cells."""
    body = text.split('id="table-heading"')[1].split("</table>")[0]
    rows = {}
    for row in re.findall(r"<tr[^>]*><th scope=\"row\".*?</tr>", body, re.DOTALL):
        first, *cells = re.split(r"</th>|</td>", row)[:-1]
        rows[words(first)[-1]] = [words(cell)[-1] if words(cell) else "" for cell in cells]
    return rows


def words(html):
    return [unescape(text).strip() for text in re.findall(r">([^<]+)", html) if text.strip()]


def test_the_hall_goes_on_while_a_report_is_written(house, monkeypatch):
    green, turns = runtime("gevent"), []

    def take_turns():
        while True:
            turns.append(1)
            green.sleep(0)

    monkeypatch.setattr(house.site, "runtime", green)
    green.spawn(take_turns)
    page(house)

    assert len(turns) > 50


# ── what is shown ──


def test_the_table_holds_the_figures_of_the_engine(house):
    rows = table(page(house, f"{DAY}&show=outcome"))
    assert rows["Xây dựng"][:5] == ["4", "0", "0", "3", "2"]
    assert rows["Tổng cộng"][:8] == ["8", "1", "0", "5", "4", "0", "2", "2"]
    waits = table(page(house, DAY))
    assert waits["Xây dựng"][:2] == ["3", "6,7"]
    assert waits["Xây dựng"][2:4] == ["Dưới 10 lượt thì không tính."] * 2


def test_every_group_of_columns_can_be_chosen_and_every_figure_says_how_it_is_worked_out(house):
    for group, (name, keys) in GROUPS.items():
        text = page(house, f"{DAY}&show={group}")
        assert f'aria-current="true">{name}</a>' in text
        head = text.split('id="table-heading"')[1].split("</thead>")[0]
        assert head.count("<details") == len(keys)
        for each in FIGURES:
            if each.key in keys:
                assert each.formula in unescape(head), each.key


def test_key_figures_say_their_target_and_what_changed_in_words(house):
    text = page(house, "from=2026-11-30&to=2026-11-30&compare=1")
    keys = words(text.split('<dl class="panel keys">')[1].split("</dl>")[0])
    assert "thấp hơn kỳ trước 11,0 phút" in keys  # 1 minute now, 12 before
    assert "cao hơn kỳ trước 8 lượt" in keys
    assert any("mục tiêu 15 phút" in each for each in keys)
    said = words(text.split('id="compared-with"')[1].split("</p>")[0])
    assert said == [
        "So với Thứ Hai, 23/11/2026: cùng thứ trong tuần, 1 tuần trước. Hôm nay chưa hết, nên ngày "
        "cuối của kỳ trước cũng chỉ tính đến 16:00."
    ]


def test_nothing_is_compared_with_nothing_and_the_page_says_why(house):
    text = page(house, "from=2026-11-23&to=2026-11-29&compare=1&show=outcome")
    assert "Chưa so được với 16/11/2026 – 22/11/2026 (1 tuần trước)" in text
    assert "kỳ trước" not in text.split('<dl class="panel keys">')[1]


def test_red_is_for_a_missed_target_alone_and_is_said_in_words(house):
    late = page(house, f"{DAY}&department=TP")
    assert '<b class="bad">' in late
    assert "vượt mục tiêu 15 phút" in late
    in_time = page(house, "from=2026-11-24&to=2026-11-24&compare=1&show=outcome")
    assert 'class="bad"' not in in_time


def test_several_days_are_drawn_by_day_and_as_a_heat_map_one_day_by_hour(house):
    span = page(house, "from=2026-11-23&to=2026-11-24")
    assert span.count('role="img"') == 1
    assert "<polyline" in span
    heat = span.split('<table class="heat">')[1].split("</table>")[0]
    assert words(heat) == ["8 giờ", "Thứ Hai", "12", "Thứ Ba", "1"]
    assert "dưới 5 lượt gọi" in span
    few = page(house, "from=2026-11-23&to=2026-11-24&department=TP")
    assert '<table class="heat">' not in few, "one rule with the live page"
    day = page(house)
    assert 'class="bar bar-0"' in day
    assert '<table class="heat">' not in day
    drawn = day.split('class="same"')[1].split("</table>")[0]
    assert words(drawn)[-4:] == ["08:00", "12,0", "–", "5"]


def test_an_hour_of_too_few_calls_is_left_out_of_the_heat_map(tmp_path):
    with house_in(tmp_path) as house:
        golden_day(house)
        house.now += timedelta(days=1)
        house.at("08:00").press(c.OpenCounter("2", "officer-XD"))
        for minute in (1, 3, 5, 7, 9, 150):
            house.at(f"{8 + minute // 60:02}:{minute % 60:02}").issue("A")
            house.press(c.FinishAndCallNext("2"))
        house.press(c.FinishService("2"))
        house.at("16:00")
        house.people = {"director": house.person("director")}
        span = page(house, "from=2026-11-23&to=2026-11-24")
    heat = span.split('<table class="heat">')[1].split("</table>")[0]
    assert words(heat) == ["8 giờ", "Thứ Hai", "12", "Thứ Ba", "0"], "10:30 says nothing"


def test_pauses_are_listed_by_reason(house):
    text = page(house, DAY)
    pauses = text.split('id="pauses-heading"')[1].split("</dl>")[0]
    assert words(pauses)[-2:] == ["Họp", "10,0"]


def test_officers_stand_in_the_order_of_their_names_and_are_not_ranked(house):
    rows = list(table(page(house, f"{DAY}&by=officer")))
    known = [name for name in rows if name not in ("Tổng cộng", "Không rõ")]
    assert known == sorted(known) == ["lan", "mai", "minh"]
    text = page(house, f"{DAY}&by=officer&order=-wait_mean_s")
    assert list(table(text)) == rows
    assert text.count('class="sort"') == 1  # their names


def test_days_are_typed_as_people_write_them_and_an_officer_is_chosen_of_those_who_worked(house):
    text = page(house, "from=23/11/2026&to=24.11.2026&officer=lan")
    assert re.findall(r'name="(?:from|to)" value="([^"]+)"', text) == ["23/11/2026", "24/11/2026"]
    choice = text.split('name="officer">')[1].split("</select>")[0]
    assert words(f">{choice}") == ["tất cả", "lan", "mai", "minh", "officer-XD"]
    assert '<option value="lan" selected>' in choice
    page(house, "from=31/2/2026", status=422)
    found = house.people["director"].get("/reports/find?number=A009&day=24/11/2026")
    assert "261124-A009" in found.headers["Location"]


def test_the_worst_wait_comes_first_and_a_heading_sorts_by_its_figure(house):
    def rows_and_links(query):
        text = page(house, f"{DAY}&{query}")
        links = re.findall(
            r'<th scope="col"( aria-sort="\w+")?><a class="sort" href="([^"]+)"', text
        )
        return list(table(text)), [(now, unescape(link)) for now, link in links]

    rows, links = rows_and_links("by=department")
    assert rows == ["=Sở Tư pháp", "Xây dựng", "Sở Y tế", "Tổng cộng"]  # nobody came to the last
    assert [now for now, _ in links][:4] == ["", "", ' aria-sort="descending"', ""]
    rows, links = rows_and_links(links[2][1].split("?")[1].split("#")[0])
    assert rows == ["Xây dựng", "=Sở Tư pháp", "Sở Y tế", "Tổng cộng"]
    assert 'aria-sort="ascending"' in links[2][0]
    rows, _ = rows_and_links("by=department&order=-name")
    assert rows == ["Xây dựng", "Sở Y tế", "=Sở Tư pháp", "Tổng cộng"]
    rows, _ = rows_and_links("by=department&show=outcome&order=-wait_mean_s")
    assert rows == ["Xây dựng", "=Sở Tư pháp", "Sở Y tế", "Tổng cộng"]  # as the centre has them


def test_a_share_below_the_target_is_red_like_a_wait_above_it(house):
    text = page(house, f"{DAY}&show=waiting")
    row = re.search(r">=Sở Tư pháp</a>.*?</tr>", text, re.DOTALL)[0]
    assert row.count('class="bad"') == 2
    assert "dưới mục tiêu 90%" in text


@pytest.mark.parametrize("by", ["service", "priority", "channel", "day", "weekday", "hour"])
def test_a_report_can_be_divided_in_every_way(house, by):
    rows = table(page(house, f"{DAY}&by={by}&show=waiting"))
    parts = [int(cells[0]) for name, cells in rows.items() if name != "Tổng cộng"]
    assert sum(parts) == int(rows["Tổng cộng"][0]) == 5


def test_an_empty_span_says_what_to_do(house):
    text = page(house, "from=2026-01-01&to=2026-01-02")
    assert "Hãy chọn kỳ khác" in text
    assert "<table" not in text


def test_the_page_says_everything_in_english(house):
    text = page(house, f"{DAY}&lang=en&compare=1")
    assert '<html lang="en"' in text
    assert "Mean wait by weekday and hour" in page(house, "from=2026-11-23&to=2026-11-24&lang=en")
    body = re.sub(r"<script.*?</script>", "", text.split("<main")[1], flags=re.DOTALL)
    own = re.sub(r"Xây dựng|=Sở Tư pháp|Sở Y tế|Họp|Cao tuổi|Thường", "", " ".join(words(body)))
    assert re.findall(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]\w*", own) == []


# ── from a figure to its tickets ──


@pytest.mark.parametrize("by", ["department", "service", "priority", "day"])
def test_every_figure_leads_to_as_many_tickets_as_it_counts(house, by):
    for group in GROUPS:
        links = LINK.findall(page(house, f"{DAY}&by={by}&show={group}"))
        for address, figure in links:
            behind = re.search(r"figure=(\w+)", address)[1]
            if KIND.get(behind) == "count" and figure.isdigit():
                found = house.people["director"].get(unescape(address)).get_data(as_text=True)
                counted = int(COUNT.search(found)[1])
                assert counted == int(figure), address


def test_links_keep_the_filter(house):
    text = page(house, f"{DAY}&by=service&department=XD&compare=1&lang=en&show=outcome")
    exports = re.findall(r'href="(/api/reports/statistics\.\w+\?[^"]+)"', text)
    assert [re.search(r"statistics\.(\w+)", each)[1] for each in exports] == ["xlsx", "csv", "pdf"]
    for address in [*exports, *(link for link, _ in LINK.findall(text))]:
        for kept in ("department=XD", "from=2026-11-23", "to=2026-11-23", "lang=en"):
            assert kept in unescape(address)


# ── wrong questions ──


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2026-11-24&to=2026-11-23", "Ngày bắt đầu không đúng"),
        ("from=2019-01-01&to=2026-11-23", "dài hơn năm năm"),
        ("by=colour", "Không có cách chia này"),
        ("show=all", "Không có nhóm cột này"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_to_mend_and_keeps_the_form(house, query, said):
    text = page(house, query, status=422)
    assert said in text.split('role="alert"')[1]
    assert '<form method="get" action="/reports/statistics">' in text


# ── who may see what ──


def test_a_head_sees_the_own_department_only(house):
    text = page(house, DAY, who="tp")
    assert "Xây dựng" not in " ".join(table(text))
    assert table(text)["Tổng cộng"][0] == "2"
    page(house, f"{DAY}&department=XD", who="tp", status=403)
    behind = unescape(LINK.search(text)[1])
    assert COUNT.search(page(house, behind.split("?")[1], who="tp", path="/reports/tickets"))


def test_an_officer_sees_own_figures_only(house):
    tuesday = "from=2026-11-24&to=2026-11-24"
    for path in (STATISTICS, "/reports/mine"):
        text = page(house, tuesday, who="officer", path=path)
        assert table(text)["Tổng cộng"][0] == "12"
        assert 'name="officer"' not in text
        assert 'href="/reports"' not in text
        assert "Không có lượt nào" in page(house, DAY, who="officer", path=path)
    mine = page(house, tuesday, who="officer", path="/reports/mine")
    first, spans = mine.index('<dl class="panel keys">'), mine.index("Kỳ báo cáo thường dùng")
    assert first < mine.index("Phục vụ trung bình") < spans < mine.index("table-heading")
    page(house, f"{DAY}&officer=lan", who="officer", status=403)
    page(house, DAY, who="director", path="/reports/mine", status=403)


def test_guides_and_devices_see_no_report(house):
    for path in (STATISTICS, "/reports/mine"):
        page(house, DAY, who="guide", path=path, status=403)
        for role in ("kiosk", "display", "counter", "printer"):
            assert house.device(role).get(path).status_code == 403
        assert house.app.test_client().get(path).headers["Location"].startswith("/sign-in")


def test_quick_spans_are_of_whole_days_weeks_and_months(house):
    text = page(house, DAY)
    spans = re.findall(r"from=(\S+?)&amp;to=([\d-]+)[^>]*>(H\w+ \w+|T\w+ \w+|N\w+ \w+)</a>", text)
    assert {(first, last) for first, last, _ in spans} >= {
        ("2026-11-30", "2026-11-30"), ("2026-11-29", "2026-11-29"), ("2026-11-23", "2026-11-29"),
        ("2026-11-01", "2026-11-30"), ("2026-10-01", "2026-10-31"), ("2026-01-01", "2026-11-30"),
    }  # fmt: skip
