"""The overview below /admin: who sees it, what it says of backups, journal and computer."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from admin.pages import ENTRIES
from centre.bundle import restore_bundle
from storage.backup import MARK, read_last_backup
from tests.admin.pages import Administration
from tests.program import PASSWORD

pytestmark = pytest.mark.long


@pytest.fixture
def centre(tmp_path):
    with Administration(tmp_path) as centre:
        yield centre


def test_an_administrator_lands_here_and_sees_every_page_of_the_table(centre):
    quan = centre.person()
    assert quan.send("/sign-in", {"name": "quan", "password": "một mật khẩu dài"}).location == (
        "/admin"
    )
    page = quan.open("/admin").text
    for entry in ENTRIES:
        assert f'href="{entry.address}"' in page
        assert quan.open(entry.address).status_code == 200
    assert 'aria-current="page"' in page
    assert 'action="/reports/find"' in page
    assert quan.open("/reports/find?number=N026").status_code == 200


@pytest.mark.parametrize("role", ["officer", "guide", "director", "auditor", "department-head"])
def test_nobody_else_sees_it_or_starts_anything(centre, role):
    other = centre.person(role)
    assert other.open("/admin").status_code == 403
    for work in ("backup", "verify", "doctor"):
        assert other.send(f"/admin/{work}").status_code == 403
    assert not (centre.folder / "backups").exists()


def test_a_form_of_another_page_starts_nothing(centre):
    quan = centre.person()
    assert quan.send("/admin/backup", csrf="wrong").status_code == 403
    assert not (centre.folder / "backups").exists()


def test_a_backup_is_made_beside_the_server_and_its_age_is_told(centre, tmp_path):
    quan = centre.person()
    assert "Chưa có bản sao lưu nào" in quan.read("/admin")
    centre.issue()
    assert quan.send("/admin/backup").status_code == 303
    assert "Đã quá 4 ngày. Hãy sao lưu ngay." not in quan.until("/admin", "Đã sao lưu xong.")
    (file,) = (centre.folder / "backups").iterdir()
    assert str(file) in quan.read("/admin")
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0
    restore_bundle(file, tmp_path / "restored")
    assert (tmp_path / "restored" / "config.yaml").is_file()
    long_ago = (read_last_backup(centre.folder).at - timedelta(days=5)).timestamp()
    os.utime(centre.folder / MARK, (long_ago, long_ago))
    assert "Đã quá 4 ngày. Hãy sao lưu ngay." in quan.read("/admin")


def test_the_journals_number_is_shown_and_the_journal_is_verified(centre):
    quan = centre.person()
    centre.issue()
    assert f"Nhật ký {centre.office.hall.seq} mục trong nhật ký" in quan.read("/admin")
    quan.send("/admin/verify")
    quan.until("/admin", "Nhật ký nguyên vẹn.")
    with closing(sqlite3.connect(centre.parts.database.path)) as stranger, stranger:
        stranger.execute("UPDATE journal SET actor = 'somebody else' WHERE seq = 1")
    quan.send("/admin/verify")
    assert "entry 1 was changed" in quan.until("/admin", "Có sai lệch.")


def test_the_computer_is_examined_the_worst_first(centre):
    text = centre.config.read_text(encoding="utf-8")
    centre.config.write_text(text.replace("  enforced: true", "  enforced: false", 1), "utf-8")
    quan = centre.person()
    assert "Chưa xem xét" in quan.read("/admin")
    quan.send("/admin/doctor")
    said = quan.until("/admin", "disk:")
    assert said.index("Cần chú ý hours:") < said.index("Tốt disk:")


def test_what_a_new_centre_has_to_do_leaves_the_list_when_it_is_done(centre):
    quan = centre.person()
    said = quan.read("/admin").partition("Còn phải làm")[2].partition("Sao lưu")[0]
    assert "Chưa có cán bộ nào ngoài Anh/Chị" in said
    assert "Cấu hình còn là bản mẫu của Cần Thơ" in said
    assert "chưa có cán bộ nào mở được" not in said
    centre.accounts.create_person("hung", "guide", PASSWORD)
    assert "23 quầy chưa có cán bộ nào mở được: 01, 02, 03, …" in quan.read("/admin")
    centre.accounts.create_person("lan", "officer", PASSWORD, None)
    changed = quan.fill("/admin/notices", "centre", {"f-profile": "cantho-2027"})
    quan.confirm(changed)
    said = quan.read("/admin").partition("Còn phải làm")[2].partition("Sao lưu")[0]
    assert "cán bộ nào" not in said
    assert "bản mẫu" not in said
    assert "Chưa ghép máy lấy số nào" in said


def test_it_is_all_said_in_english_too(centre):
    said = centre.person().read("/admin?lang=en")
    assert "There is no backup yet" in said
    assert "Back up now" in said
