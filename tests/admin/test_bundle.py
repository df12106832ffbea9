"""A backup of the whole centre: restored on another computer it is all there."""

import os
import shutil
import zipfile

import click
import pytest
from click.testing import CliRunner

from centre.bundle import restore_bundle, write_bundle
from cli.data_folder import back_up
from cli.folders import data_option
from cli.options import SHIPPED, config_option, find_configuration
from settings.loading import load
from storage.backup import read_last_backup
from storage.faults import StorageFault
from tests.admin.pages import Administration

PICTURE = b"\x89PNG a picture"


@pytest.fixture
def centre(tmp_path):
    """A centre with pictures, clips and a logo beside its configuration."""
    with Administration(tmp_path / "old") as centre:
        beside = centre.config.parent
        for file in ("pictures/tret/a.png", "pictures/tret/removed/b.png", "vi/manifest.json"):
            place = beside / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(PICTURE)
        (beside / "wappen.png").write_bytes(PICTURE)
        text = centre.config.read_text(encoding="utf-8")
        text = text.replace("viewing_m: 8}", "viewing_m: 8, media: pictures/tret}", 1)
        text = text.replace("  clips: {}", f"  clips: {{vi: {beside / 'vi'}}}", 1)
        text = text.replace("logo: null", "logo: wappen.png", 1)
        centre.config.write_text(text, encoding="utf-8")
        centre.issue()
        yield centre


def test_a_whole_centre_goes_to_another_computer_in_one_file(centre, tmp_path):
    file, data = tmp_path / "xinmoi.zip", tmp_path / "new"
    centre.person()
    said = write_bundle(centre.parts.database, centre.config, file)
    assert said == [
        "the journal and the accounts", "the configuration", "1 pictures and videos",
        "1 files of voice clips", "the logo of slips",
    ]  # fmt: skip
    assert read_last_backup(centre.folder).file == str(file)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(StorageFault, match="is not overwritten"):
        write_bundle(centre.parts.database, centre.config, file)

    people, _, others = restore_bundle(file, data)
    assert [person.name for person in people] == ["quan"]
    assert others[0] == "the configuration"
    there = load(find_configuration(data))
    (zone,) = [zone for zone in there.screens.display.zones if there.media(zone)]
    assert [path.name for path in there.media(zone).iterdir()] == ["a.png"]
    assert there.media(zone).is_relative_to(data)
    assert (there.place(there.voice.clips["vi"]) / "manifest.json").read_bytes() == PICTURE
    assert there.slip_logo == data / "logo.png"
    assert "# Spans of intake per weekday" in there.file.read_text(encoding="utf-8")


def test_a_configuration_with_faults_keeps_nobody_from_a_backup(centre, tmp_path):
    centre.config.write_text("profile: [", encoding="utf-8")
    said = write_bundle(centre.parts.database, centre.config, tmp_path / "a.zip")
    assert "which has faults" in said[1]
    assert restore_bundle(tmp_path / "a.zip", tmp_path / "new")[2] == [
        "the configuration, which has faults: ./run check names them"
    ]


@pytest.mark.parametrize("kind", ["zip", "db"])
def test_the_backups_that_were_written_last_are_kept_whatever_they_are_called(
    centre, tmp_path, kind
):
    names = ["30-11-2026", "01-12-2026", "truoc-nang-cap", "2031-05-05", "9", "10"]
    for age, name in enumerate(names):
        old = tmp_path / f"xinmoi-{name}.{kind}"
        old.write_bytes(b"")
        os.utime(old, (age, age))
    beside = [tmp_path / "hoc-phan.zip", tmp_path / f"xinmoi-danh-sach.{kind}x"]
    for file in beside:
        file.write_bytes(b"")
    file = tmp_path / f"xinmoi-02-12-2026.{kind}"
    made = CliRunner().invoke(
        back_up, [str(file), "--keep", "3", "--data", str(centre.folder)], catch_exceptions=False
    )
    assert made.exit_code == 0
    assert file.stat().st_size > 0
    assert sorted(each.name for each in tmp_path.glob(f"xinmoi-*.{kind}")) == sorted(
        [file.name, f"xinmoi-10.{kind}", f"xinmoi-9.{kind}"]
    )
    assert all(each.exists() for each in beside)


@pytest.mark.parametrize("name", ["../evil", "media/../../evil", "run", "media/tret", "/etc/x"])
def test_what_no_backup_writes_is_not_restored(centre, tmp_path, name):
    file, data = tmp_path / "a.zip", tmp_path / "new"
    write_bundle(centre.parts.database, centre.config, file)
    with zipfile.ZipFile(file, "a") as bundle:
        bundle.writestr(name, "evil")
    with pytest.raises(StorageFault, match="does not write"):
        restore_bundle(file, data)
    assert not data.exists()
    assert not (tmp_path / "evil").exists()


def test_a_damaged_file_is_not_restored(centre, tmp_path):
    """Wherever the damage is; a few bytes of the format, such as a time, are read by nobody."""
    file, new, places = tmp_path / "a.zip", tmp_path / "new", 60
    write_bundle(centre.parts.database, centre.config, file)
    sound = file.read_bytes()
    refused = 0
    for place in [*range(0, len(sound), len(sound) // places), len(sound) - 20]:
        file.write_bytes(sound[:place] + bytes([sound[place] ^ 0xFF]) + sound[place + 1 :])
        try:
            restore_bundle(file, new)
        except StorageFault:
            # Where the file looked like no archive, the folder was made before it was read
            assert {each.name for each in new.glob("**/*")} <= {"server.lock"}
            refused += 1
        else:
            shutil.rmtree(new)
    assert refused > places * 0.9


@click.command()
@config_option
@data_option
def which(config, data):
    click.echo(config)


def test_the_configuration_is_that_of_the_option_the_environment_the_data_or_the_program(tmp_path):
    def found(*arguments, **environment):
        return CliRunner().invoke(which, map(str, arguments), env=environment).output.strip()

    data, own = tmp_path / "data", tmp_path / "data" / "config.yaml"
    data.mkdir()
    assert found("--data", data) == str(SHIPPED)
    own.touch()
    assert found("--data", data) == str(own)
    assert found("--data", data, XINMOI_CONFIG="/elsewhere.yaml") == "/elsewhere.yaml"
    chosen = found("--config", "a.yaml", "--data", data, XINMOI_CONFIG="/elsewhere.yaml")
    assert chosen == "a.yaml"
