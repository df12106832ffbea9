"""What people read before the number: papers, fee and time limit of the procedure they found."""

from playwright.sync_api import expect

from tests.hands import KEY_MS
from tests.kiosk.test_page import number
from tests.kiosk.walk import LONG, search


def find(page, words, name):
    search(page, words)
    page.locator(".r", has_text=name).first.click()


def test_a_procedure_is_shown_with_its_papers_fee_time_limit_and_queue(kiosk, api):
    find(kiosk, "doi giay phep lai xe", "Đổi giấy phép lái xe")
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("Đổi giấy phép lái xe")
    expect(kiosk.locator(".title")).to_contain_text("Sở Giao thông vận tải · Tầng trệt")
    expect(kiosk.locator(".papers li")).to_have_text(
        ["Căn cước", "Giấy phép lái xe cũ", "Giấy khám sức khỏe"]
    )
    expect(kiosk.locator(".facts dd")).to_have_text(["135.000 ₫", "05 ngày làm việc"])
    expect(kiosk.locator(".queue")).to_contain_text("Chưa có quầy nào mở")
    api.post("/api/counters/07/open")
    expect(kiosk.locator(".queue")).to_contain_text("Hàng chờ lúc này")
    api.post("/api/counters/07/close")


def test_few_papers_are_written_large_and_nothing_is_left_to_turn_to(kiosk):
    kiosk.set_viewport_size({"width": 1080, "height": 1920})
    find(kiosk, "doi giay phep lai xe", "Đổi giấy phép lái xe")
    expect(kiosk.locator(".queue")).to_contain_text("Quầy 07, 08, 09 · Tầng trệt")
    expect(kiosk.locator(".pager")).to_have_count(0)
    large = "node => parseFloat(getComputedStyle(node).fontSize) >= 38"
    assert kiosk.locator(".papers li").first.evaluate(large)
    ends = kiosk.get_by_role("button", name="Lấy số", exact=True).bounding_box()
    assert ends["y"] + ends["height"] > 1200, "the buttons follow the words, low on the panel"


def test_search_entry_and_number_are_three_touches(kiosk, api):
    before = api.waiting("GTVT-LX")
    kiosk.locator(".find").click()
    kiosk.keyboard.type("doi giay phep lai xe", delay=KEY_MS)
    kiosk.locator(".r").first.click()
    kiosk.get_by_role("button", name="Lấy số", exact=True).click()
    assert number(kiosk).startswith("D")
    expect(kiosk.locator(".tk .pr")).to_have_text("Đổi giấy phép lái xe")
    assert api.waiting("GTVT-LX") == before + 1


def test_a_procedure_of_which_nothing_is_known_goes_straight_on(kiosk):
    find(kiosk, "giay phep xe tap lai", "Cấp giấy phép xe tập lái")
    expect(kiosk.locator(".groups .no")).to_be_visible()


def test_only_what_the_catalogue_knows_is_shown(kiosk):
    find(kiosk, "cong chung vien", "Cấp lại thẻ công chứng viên")
    expect(kiosk.locator(".facts dd")).to_have_text(["Không thu"])
    expect(kiosk.locator(".papers")).to_have_count(0)


def test_whoever_has_priority_says_so_on_the_same_page(kiosk, api):
    find(kiosk, "doi giay phep lai xe", "Đổi giấy phép lái xe")
    kiosk.get_by_role("button", name="Tôi thuộc nhóm ưu tiên").click()
    kiosk.locator(".back").click()
    expect(kiosk.locator(".papers")).to_be_visible()
    kiosk.get_by_role("button", name="Tôi thuộc nhóm ưu tiên").click()
    kiosk.get_by_role("button", name="Phụ nữ mang thai").click()
    assert number(kiosk).startswith("D")


def test_priority_said_before_is_kept_and_not_asked_again(kiosk):
    kiosk.get_by_role("button", name="Lượt ưu tiên").click()
    kiosk.get_by_role("button", name="Phụ nữ mang thai").click()
    find(kiosk, "doi giay phep lai xe", "Đổi giấy phép lái xe")
    expect(kiosk.locator(".take")).to_contain_text("Lượt ưu tiên: Phụ nữ mang thai")
    expect(kiosk.get_by_role("button", name="Tôi thuộc nhóm ưu tiên")).to_have_count(0)
    kiosk.get_by_role("button", name="Lấy số", exact=True).click()
    assert number(kiosk).startswith("D")
    expect(kiosk.locator(".tk")).to_contain_text("Lượt ưu tiên: Phụ nữ mang thai")


def test_the_way_back_leads_to_the_same_results(kiosk):
    find(kiosk, "doi giay phep", "Đổi giấy phép lái xe")
    kiosk.get_by_role("button", name="Quay lại").click()
    expect(kiosk.locator(".field input")).to_have_value("doi giay phep")


def test_many_papers_are_turned_over_where_they_do_not_fit(kiosk):
    kiosk.locator("[data-aid=large]").click()
    find(kiosk, "cong ty trach nhiem", LONG)
    pages = kiosk.locator(".papers [role=status]")
    expect(pages).to_contain_text("Trang 1/")
    whole = int(pages.text_content().partition("/")[2])
    seen = []
    for page in range(1, whole + 1):
        expect(pages).to_have_text(f"Trang {page}/{whole}")
        seen += kiosk.locator(".papers li").all_text_contents()
        kiosk.get_by_role("button", name="Trang sau").click()
    assert len(seen) == len(set(seen)) == 12 + 2, (
        "in large letters the fee and the limit are lines too"
    )


def test_in_english_the_page_is_english_and_the_papers_say_that_they_are_not(kiosk):
    kiosk.get_by_role("button", name="English").click()
    expect(kiosk.locator("h1")).to_contain_text("Welcome")
    find(kiosk, "company", "Registration of the establishment")
    expect(kiosk.locator(".papers h2")).to_have_text("Papers to bring")
    expect(kiosk.locator(".papers li span").first).to_have_attribute("lang", "vi")
    kiosk.get_by_role("button", name="Take a number", exact=True).click()
    assert number(kiosk).startswith("C")
    expect(kiosk.locator(".bring")).to_contain_text("and 8 more")
