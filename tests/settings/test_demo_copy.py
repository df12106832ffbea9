"""The demo's copy of a configuration: its paths lead to where they led before."""

from datetime import date

import pytest

from cli.demo_settings import own_copy, with_dossiers
from settings.loading import load
from tests.settings.files import spoilt

TODAY = date(2026, 12, 1)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def test_paths_of_a_given_configuration_count_from_its_own_folder(tmp_path, data):
    chosen = load(
        spoilt(
            tmp_path,
            {
                "file: {path: null, every_min: 10": "file: {path: tables/own.csv, every_min: 10",
                "  on: false\n  # Who knows: file": "  on: true\n  # Who knows: file",
                "  clips: {}": "  clips: {vi: clips/vi}",
            },
        )
    )
    copied = own_copy(with_dossiers(chosen, data, TODAY), data)
    assert copied.file == data / "config.yaml"
    for settings in (copied, load(copied.file)):
        c = settings.configuration
        assert settings.place(str(c.results.file.path)) == tmp_path / "tables/own.csv"
        assert settings.place(c.voice.clips["vi"]) == tmp_path / "clips/vi"


def test_where_no_dossiers_are_told_the_demo_brings_its_own(tmp_path, data):
    copied = own_copy(with_dossiers(load(spoilt(tmp_path, {})), data, TODAY), data)
    results = copied.configuration.results
    assert results.on
    assert copied.place(str(results.file.path)) == data / "dossiers.csv"
