"""The code on a kiosk's screen leads phones to the centre, or somebody is told."""

from phone.routes import MOST_DRAWN, draw_code
from tests.phone.centre import house_in
from web.addresses import Addresses
from web.qr import draw_qr

INSIDE, PUBLIC = "http://192.168.1.5:8080", "https://so.example"


def test_a_code_has_the_public_address_whatever_the_kiosk_comes_by(tmp_path):
    with house_in(tmp_path) as house:
        path = f"/t/{house.issue().follow}"

        def drawn(by):
            return house.client.get(f"{path}/qr.svg", base_url=by).data

        assert drawn(INSIDE) == draw_qr(INSIDE + path)
        assert house.site.addresses.notes == {}
        drawn("http://localhost:8080")
        assert "no phone here" in house.site.addresses.notes["code"]
        house.site.addresses = Addresses(PUBLIC)
        assert drawn("http://localhost:8080") == drawn(INSIDE) == draw_qr(PUBLIC + path)
        assert house.site.addresses.notes == {}


def test_a_code_is_drawn_once_however_often_it_is_asked_for_and_few_are_kept(tmp_path):
    with house_in(tmp_path) as house:
        draw_code.cache_clear()
        tickets = [house.issue().follow for _ in range(2)]
        for _ in range(20):
            drawn = {house.client.get(f"/t/{ticket}/qr.svg").data for ticket in tickets}
            assert len(drawn) == 2
        assert house.client.get("/t/nobody/qr.svg").status_code == 404
        kept = draw_code.cache_info()
        assert (kept.misses, kept.currsize) == (2, 2)
        assert kept.maxsize == MOST_DRAWN <= 1000
