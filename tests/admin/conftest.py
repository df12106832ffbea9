"""A centre for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.admin.centre import Centre


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.database.close()
