"""The files of a zone come in the order in which people number them."""

import os

from display.media import Media
from display.media_folders import MediaFolders
from web.processes.shared_state import OwnState


def test_numbers_in_names_count_as_numbers(tmp_path):
    for name in ("1.png", "2.png", "10.jpg", "11.png", "Trang 2.webp", "trang 10.webp"):
        (tmp_path / name).write_bytes(b"x")
    listed = [medium.name for medium in Media(lambda zone: tmp_path).list_files("tret")]
    assert listed == ["1.png", "2.png", "10.jpg", "11.png", "Trang 2.webp", "trang 10.webp"]


def test_boards_of_every_process_look_again_when_files_are_changed_at_one(tmp_path):
    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(b"x")
    shared, told = OwnState(), []
    one, other = (
        MediaFolders(lambda _zone: tmp_path, lambda work, *given: work(*given), shared)
        for _ in range(2)
    )
    other.subscribe(lambda: told.append(other.count_changes("tret")))
    first, _ = one.list_files("tret")
    one.move("tret", first.mark, first.name, 1)
    one.remove("tret", first.mark, first.name)
    assert told == [1, 2]
    assert one.count_changes("tret") == 2
    assert other.count_changes("lau-1") == 0
    assert [each.name for each in other.list_files("tret")] == ["2.png"]


def test_a_file_that_comes_to_another_process_is_left_alone(tmp_path):
    def offload(work, *given):
        return work(*given)

    one, other = (MediaFolders(lambda _zone: tmp_path, offload) for _ in range(2))
    with one.receive("tret", "film.mp4", 10):
        (coming,) = tmp_path.iterdir()
        left_over = tmp_path / ".left.part"
        left_over.touch()
        os.utime(left_over, (0, 0))
        with other.receive("tret", "picture.png", 10):
            assert coming.exists()
            assert not left_over.exists()
    assert list(tmp_path.iterdir()) == []
