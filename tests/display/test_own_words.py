"""A board in English: what was written in Vietnamese alone stands on it, and is marked as such."""

import pytest
from playwright.sync_api import expect

from tests.display.centre import quickly

OWN = ("Quầy 07 và 08 vẫn nhận hồ sơ giấy, Ông/Bà có thể nộp tại đó. " * 3)[:140].strip()
NOTICE = "Xin giữ trật tự ở khu vực chờ"
REASONS = ("system", "power", "staff", "crowd", "evacuation")
CUT = """() => {
  const words = document.querySelector(".told p"), foot = document.querySelector(".foot");
  return words.scrollHeight > words.clientHeight + 1
    || foot.getBoundingClientRect().bottom > innerHeight + 2;
}"""
CLASH = """() => {
  const foot = document.querySelector(".foot").getBoundingClientRect().top;
  return [...document.querySelectorAll(".call > *, .list .row, .bd .cell")]
    .map((e) => e.getBoundingClientRect().bottom - foot).filter((over) => over > 1);
}"""


@pytest.fixture(scope="module")
def hall(new_centre, tmp_path_factory):
    def with_a_notice(settings):
        quickly(settings)
        settings["centre"]["notices"] = [{"vi": NOTICE}]

    centre = new_centre(tmp_path_factory.mktemp("own"), with_a_notice)
    centre.open("08")
    centre.serve_next("08", "GTVT-LX")
    yield centre
    centre.stop()


@pytest.mark.parametrize("layout", ["hero", "board"])
def test_a_notice_without_english_is_marked_as_vietnamese(hall, display, layout):
    page = display(hall, layout=layout, lang="en")
    expect(page.locator(".notice .text[lang=vi]")).to_have_text(NOTICE)
    expect(page.locator(".notice .text:not([lang])").first).to_be_attached()
    page = display(hall, layout=layout, lang="vi")
    expect(page.locator(".notice .text", has_text=NOTICE)).to_be_attached()
    expect(page.locator(".notice .text[lang]")).to_have_count(0)


@pytest.fixture(params=REASONS)
def told(hall, request):
    """The hall while people are told something, with the longest own words there are."""
    end = hall.tell(request.param, words=OWN)
    yield hall
    end()


@pytest.mark.parametrize("layout", ["hero", "board"])
def test_own_words_without_english_stand_below_the_english_sentence(told, display, page, layout):
    page.set_viewport_size({"width": 1920, "height": 1080})
    page = display(told, layout=layout, lang="en")
    expect(page.locator(".told q[lang=vi]")).to_have_text(OWN)
    page.evaluate("() => document.fonts.ready")
    assert not page.evaluate(CUT)
    assert page.evaluate(CLASH) == []


def test_the_plain_page_has_them_too(told, page):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{told.url}/display/basic?zone=tret&token={told.token}&lang=en")
    page.evaluate("() => document.fonts.ready")
    expect(page.locator(".told q[lang=vi]")).to_have_text(OWN)
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
    page.goto(f"{told.url}/display/basic?zone=tret&lang=vi")
    expect(page.locator(".told")).to_contain_text(OWN)
    expect(page.locator(".told q")).to_have_count(0)
