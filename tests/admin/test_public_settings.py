"""What citizens see from afar, are told and may say is set on one page."""

import pytest

from tests.admin.pages import Administration, words_of

pytestmark = pytest.mark.long

PAGE, CONTACT = "/admin/public", "mailto:it@centre.example"


def test_what_the_public_sees_and_may_say_is_set_on_one_page(tmp_path):
    with Administration(tmp_path) as centre:
        _change_all(centre.person())
        screens = centre.parts.settings.screens
        assert (centre.parts.settings.now.embed, screens.display.figures) == (True, True)
        assert (screens.complaints.answer_days, screens.phone.push.contact) == (10, None)
        reasons = centre.office.hall.catalogue.rating_reasons
        assert reasons["parking"] == {"vi": "Chỗ để xe", "en": "Parking"}


def _change_all(quan):
    for part, fields, told in (
        ("now", {"f-now-embed": "1"}, "Cho phép trang khác nhúng, như cổng của thành phố"),
        ("figures", {"f-screens-display-figures": "1"}, "Hiện xen kẽ"),
        ("complaints", {"f-screens-complaints-answer_days": "10"}, "(ngày làm việc) 5 → 10"),
        ("push", {"f-screens-phone-push-contact": CONTACT}, f"không có → {CONTACT}"),
        ("push", {"f-screens-phone-push-contact": ""}, f"{CONTACT} → không có"),
    ):
        seen = quan.fill(PAGE, part, fields)
        assert told in words_of(seen)
        assert quan.confirm(seen).location == f"{PAGE}?done=1"
    names = {"item": "parking", "f-vi": "Chỗ để xe", "f-en": "Parking"}
    quan.confirm(quan.fill(f"{PAGE}?part=reasons&new=1", "reasons", names))
    refused = quan.fill(PAGE, "push", {"f-screens-phone-push-contact": "it@cantho"})
    assert "cần là: mailto:… hoặc https://…" in words_of(refused)
