"""The files of a zone come in the order in which people number them."""

from display.media import Media


def test_numbers_in_names_count_as_numbers(tmp_path):
    for name in ("1.png", "2.png", "10.jpg", "11.png", "Trang 2.webp", "trang 10.webp"):
        (tmp_path / name).write_bytes(b"x")
    listed = [medium.name for medium in Media(lambda zone: tmp_path).list_files("tret")]
    assert listed == ["1.png", "2.png", "10.jpg", "11.png", "Trang 2.webp", "trang 10.webp"]
