"""The reasons of chosen calls are edited on the page of rules."""

from tests.admin.pages import Administration, words_of
from tests.admin.test_settings_pages import values


def test_reasons_of_chosen_calls_are_edited_also_where_the_file_leaves_them_out(tmp_path):
    with Administration(tmp_path) as centre:
        _edit(centre, centre.person())


def _edit(centre, quan):
    page, item = "/admin/rules?part=call_reasons", "call_reasons"
    text = centre.config.read_text(encoding="utf-8")
    first, last = text.index("call_reasons:\n"), text.index("\nhours:\n")
    centre.config.write_text(text[:first] + text[last:], encoding="utf-8")
    told = words_of(quan.open("/admin/rules"))
    assert "agreed Lý do (tiếng Việt) Đã hẹn trước" in told
    child = {"item": "child", "f-vi": "Có trẻ nhỏ", "f-en": "With a small child"}
    quan.confirm(quan.fill(f"{page}&new=1", item, child))
    assert list(values(centre, item)) == ["help", "papers", "agreed", "other", "child"]
    quan.confirm(quan.fill(f"{page}&item=agreed", item, {"remove": "1"}))
    seen = quan.fill(f"{page}&item=other", item, {"f-vi": "Lý do khác"})
    assert "Khác → Lý do khác" in words_of(seen)
    quan.confirm(seen)
    reasons = centre.office.hall.catalogue.call_reasons
    assert list(reasons) == ["help", "papers", "other", "child"]
    assert reasons["other"]["vi"] == "Lý do khác"
    assert quan.fill(f"{page}&new=1", item, child | {"item": "help"}).status_code == 409
