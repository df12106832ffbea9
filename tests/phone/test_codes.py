"""The code on a kiosk's screen leads phones to the centre, or somebody is told."""

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
