"""What tests of the durable side share: a data folder whose database is of either engine."""

import pytest

from storage.place import write_mark


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.processes)])
def folder(request, tmp_path):
    """An empty data folder; its database is the file in it, or on PostgreSQL."""
    folder = tmp_path / "var"
    folder.mkdir()
    if request.param == "postgres":
        write_mark(folder, request.getfixturevalue("postgres"))
    return folder
