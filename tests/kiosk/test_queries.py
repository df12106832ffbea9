"""Queries as people type them, over the sample catalogue, and what the search shows around them."""

import csv
import json
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from admin.catalogue_file import read_procedures
from settings.loading import load
from tests.centre import Centre
from tests.kiosk.catalogue import import_procedures
from tests.kiosk.conftest import open_kiosk
from tests.program import CONFIG, ROOT, server_in, serving

FIND_ALL = """async (queries) => {
  const block = (id) => JSON.parse(document.getElementById(id).textContent);
  const from = (name) => import(block("page").asset_base + `/${name}.js`);
  const [search, finder] = [await from("web/search"), await from("kiosk/finder")];
  const listing = await (await fetch("/api/procedures")).json();
  const view = block("view");
  const indexed = search.index(finder.findable(view, listing.procedures), listing.synonyms);
  return queries.map((text) => search.query(indexed, text).map((hit) => hit.name));
}"""


SAME = (
    "cong ty, cong ti", "quan ly dat, quan li dat", "lý lịch, lí lịch", "hóa, hoá", "thủy, thuỷ",
    "công ty, coong ty", "giấy phép xây dựng, giaays pheps xaay duwngj", "đầu tư, dđâu tư",
    "sổ đỏ, xổ đỏ", "quốc tịch, cuốc tịch", "trường trung học, chường chung học", "lái xe, nái se",
    "QSDĐ, qsdd", "gplx, GPLX", "giấy phép lái xe, gaiy phpe lai xe", "giấy phép xây dựng, gp xd",
    "đổi giấy phép lái xe, MAU-015", "đổi giấy phép lái xe, 015", "đất đai, ddaats ddai",
    "đổi bằng lái xe, dooi bawngf lais xe", "đổi bằng lái xe, d9o63i ba8ng2 la1i xe",
    "giấy phép xây dựng, gia6y1 phe1p xa6y du7ng5", "giấy phép xây dựng, GIA6Y1 PHE1P XA6Y DU75NG",
)  # fmt: skip
ASKED = {"MAU-041": ("TP", 30), "MAU-015": ("GTVT-LX", 20), "MAU-002": ("XD", 10)}
"""Procedure -> its service, and how many came for it before the server started."""


def queries():
    with (ROOT / "tests/kiosk/queries.csv").open(encoding="utf-8") as file:
        return [(row["query"], row["expected"], int(row["among"])) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def sampled(furnished, tmp_path_factory):
    """A centre with the sample catalogue, where some numbers were taken already."""
    server = server_in(tmp_path_factory.mktemp("sampled"), furnished=furnished)
    sample = ROOT / "admin/samples/procedures.csv"
    reading = read_procedures(sample, load(CONFIG).catalogue(), lambda _rows: None)
    import_procedures(server, reading.procedures)
    configured = load(server.config).catalogue()
    with Centre(server.data, configured, clock=lambda: datetime.now(UTC)) as centre:
        for code, (service, times) in ASKED.items():
            for _ in range(times):
                centre.issue(service, procedure=code)
    with serving(server):
        yield server


def test_each_query_has_its_answer_at_its_place(page, sampled):
    """`among` of the table: the answer is the first, or among the five that are shown first."""
    open_kiosk(page, sampled, sampled.tokens["kiosk"])
    asked = queries()
    assert len(asked) == len({text for text, _, _ in asked})
    assert {among for _, _, among in asked} == {1, 5}
    found = page.evaluate(FIND_ALL, [text for text, _, _ in asked])
    missed = [
        (text, expected, names[:among])
        for (text, expected, among), names in zip(asked, found, strict=True)
        if expected not in names[:among]
    ]
    assert missed == [], json.dumps(missed, ensure_ascii=False, indent=1)


def test_two_spellings_of_a_query_have_the_same_first_answer(page, sampled):
    open_kiosk(page, sampled, sampled.tokens["kiosk"])
    asked = [text for pair in SAME for text in pair.split(", ")]
    firsts = [names[:1] for names in page.evaluate(FIND_ALL, asked)]
    answered = dict(zip(SAME, zip(firsts[::2], firsts[1::2], strict=True), strict=True))
    assert {pair: found for pair, found in answered.items() if found[0] != found[1]} == {}
    assert all(firsts)


def test_the_search_begins_with_what_is_asked_for_most_and_turns_to_more(page, sampled):
    open_kiosk(page, sampled, sampled.tokens["kiosk"])
    page.locator(".find").click()
    names, said = page.locator(".res .r:not(.none) .n"), page.locator("p[role=status]").first
    most_asked = [
        "Cấp phiếu lý lịch tư pháp cho công dân Việt Nam",
        "Đổi giấy phép lái xe",
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    ]
    expect(names).to_have_text(most_asked)
    expect(said).to_contain_text("Dưới đây là các thủ tục nhiều người làm")
    ask = page.get_by_role("button", name="Không thấy thủ tục cần tìm?")
    expect(ask).to_have_count(0)
    page.locator(".field input").fill("giay")
    expect(said).to_contain_text("Xin gõ thêm chữ để thu hẹp")
    more, at = page.get_by_role("button", name="Xem thêm"), page.locator(".pager [role=status]")
    expect(at).to_have_text("Trang 1/4")
    seen = names.all_text_contents()
    for turned in (2, 3, 4):
        more.click()
        expect(at).to_have_text(f"Trang {turned}/4")
        expect(ask).to_be_visible()
        seen += names.all_text_contents()
    expect(more).to_be_disabled()
    assert len(seen) == len(set(seen)) == 20
    page.get_by_role("button", name="Xóa hết").click()
    expect(names).to_have_text(most_asked)
    expect(page.get_by_role("button", name=re.compile("Xóa"))).to_have_count(2)
