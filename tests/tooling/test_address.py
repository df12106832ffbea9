"""How people are addressed: citizens as Ông/Bà, staff as Anh/Chị."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_STAFF = ("counters", "admin", "reports", "web/signing_in", "web/templates", "web/passwords.py")
OF_CITIZENS = (
    "kiosk",
    "phone",
    "rating",
    "booking",
    "procedures",
    "now",
    "display",
    "results",
    "complaints/public.py",
)
READ = {".py", ".js", ".html"}
ABOUT_CITIZENS = {
    "counters/bulletin_words.py": [
        "Ông/Bà chờ lâu hơn dự kiến.", "Ông/Bà chờ lâu hơn dự kiến.",
        "mời Ông/Bà bình tĩnh rời khỏi tòa nhà ", "Xin Ông/Bà hỏi nhân viên",
        "xin Ông/Bà hỏi nhân viên", "Mong Ông/Bà thông cảm",
    ],
    "counters/static/guide_issue.js": ["Mời Ông/Bà chụp mã này"],
    "counters/static/guide_ticket.js": [
        "Mời Ông/Bà đến ngay", "Ông/Bà đang được phục vụ tại", "mời Ông/Bà quay lại",
    ],
    "counters/static/no_show.js": ["Ông/Bà này được giữ số đến"],
    "counters/static/printers.js": ["Hãy ghi lại số cho Ông/Bà."],
}  # fmt: skip
"""What staff read about a citizen, or say to one."""


def find_lines(places, word):
    """Return (file, line) of every line with the word in the sources of these folders."""
    files = [
        file
        for place in places
        for file in sorted((ROOT / place).rglob("*") if (ROOT / place).is_dir() else [ROOT / place])
        if file.suffix in READ
    ]
    assert len(files) >= len(places)
    return [
        (str(file.relative_to(ROOT)), line.strip())
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if word in line
    ]


def test_staff_are_called_anh_chi_and_only_citizens_ong_ba():
    found = find_lines(OF_STAFF, "Ông/Bà")
    expected = [(file, words) for file, texts in ABOUT_CITIZENS.items() for words in texts]
    assert [file for file, _ in found] == [file for file, _ in expected]
    assert all(words in line for (_, line), (_, words) in zip(found, expected, strict=True)), found
    assert len(find_lines(OF_STAFF, "Anh/Chị")) > 10


def test_citizens_are_never_called_anh_chi():
    assert find_lines(OF_CITIZENS, "Anh/Chị") == []
    assert len(find_lines(OF_CITIZENS, "Ông/Bà")) > 10
