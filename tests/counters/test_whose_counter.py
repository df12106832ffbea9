"""Whose counters somebody sees and works at: those of the own department, or all."""

import pytest

GTVT, LENT, OTHER = "07", "10", "06"


@pytest.fixture
def lent(centre):
    """Counter 10 of another department serves a service of GTVT too."""
    from dataclasses import replace

    counters = dict(centre.catalogue.counters)
    counters[LENT] = replace(
        counters[LENT], serves=(*counters[LENT].serves, *counters[GTVT].serves)
    )
    centre.office.reconfigure(replace(centre.catalogue, counters=counters, digest="lent"))
    return centre


def offered(caller):
    page = caller.get("/counters").text
    return {number for number in (GTVT, "08", LENT, OTHER) if f"/counters/{number}/choose" in page}


def test_an_officer_works_at_counters_of_the_department_and_at_those_lent_to_it(lent):
    lan = lent.person("lan")
    assert offered(lan) == {GTVT, "08", LENT}
    for counter, status in ((GTVT, 303), (LENT, 303), (OTHER, 403)):
        assert lan.form(f"/counters/{counter}/choose").status_code == status
    for counter, status in ((LENT, 200), (OTHER, 403)):
        assert lan.get(f"/api/counters/{counter}").status_code == status
    assert lan.press(LENT, "open").status_code == 200
    assert lan.press(OTHER, "open").json()["error"] == "not_allowed"


def test_a_counter_is_chosen_by_its_number_where_the_officer_may_work(lent):
    lan = lent.person("lan")
    for typed in (" 7 ", "07"):
        answer = lan.form("/counters/choose", number=typed)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/counters/07")
    for typed in (OTHER, "99", "", "<b>"):
        answer = lan.form("/counters/choose", number=typed)
        assert answer.status_code == 404
        assert "Hãy gõ lại, hoặc chọn trong danh sách." in answer.text
        assert "<b>”" not in answer.text
    assert lent.person("hung", GTVT).press(GTVT, "open").status_code == 200
    taken = lan.form("/counters/choose", number="7")
    assert (taken.status_code, "hung đang làm việc ở Quầy 07" in taken.text) == (200, True)


def test_officers_of_no_department_and_where_it_is_configured_work_anywhere(centre):
    centre.accounts.create_person("tu", "officer", "một mật khẩu dài")
    for name, settings in (("tu", {}), ("lan", {"officers_anywhere": True})):
        guard = centre.site.guard
        guard.signed_in.settings = guard.signed_in.settings.model_copy(update=settings)
        officer = centre.person(name) if name == "lan" else centre.sign_in(name)
        assert offered(officer) == {GTVT, "08", LENT, OTHER}
        assert officer.form(f"/counters/{OTHER}/choose").status_code == 303


def test_a_head_sees_counters_of_the_own_department_alone(lent):
    lent.accounts.create_person("dung", "department-head", "một mật khẩu dài", "GTVT")
    head = lent.sign_in("dung")
    seen = {
        number: head.get(f"/api/counters/{number}").status_code for number in (GTVT, LENT, OTHER)
    }
    assert seen == {GTVT: 200, LENT: 200, OTHER: 403}


def test_a_token_with_scopes_may_do_what_they_say_and_nothing_else(centre):
    reader = centre.device("api", scopes=["read"])
    assert reader.get(f"/api/counters/{GTVT}").status_code == 200
    assert reader.press(GTVT, "open").json()["error"] == "not_allowed"
    both = centre.device("api", scopes=["counters", "numbers"])
    assert both.press(GTVT, "open").status_code == 200
    assert both.post("/api/tickets", {"service": "GTVT-LX"}).status_code == 201


def test_a_rating_tablet_cannot_work_at_its_counter(centre):
    tablet = centre.device("rating", counter=GTVT)
    for answer in (tablet.press(GTVT, "open"), tablet.get(f"/api/counters/{GTVT}")):
        assert answer.json()["error"] == "not_allowed"
