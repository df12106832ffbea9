"""The words of a bulletin: a prepared, polite sentence for each reason, and what is added to it."""

from collections.abc import Mapping

from queueing.bulletins import BulletinReason
from web.i18n import Translations
from web.languages import SOURCE

ROOM = "counters"
NAMES: Mapping[BulletinReason, str] = {
    BulletinReason.SYSTEM: "Hệ thống gián đoạn",
    BulletinReason.POWER: "Mất điện",
    BulletinReason.STAFF: "Thiếu cán bộ",
    BulletinReason.CROWD: "Đông người",
    BulletinReason.EVACUATION: "Sơ tán",
    BulletinReason.OWN: "Tin khác",
}
"""What the form calls each reason."""
SENTENCES: Mapping[BulletinReason, str] = {
    BulletinReason.SYSTEM: "Hệ thống giải quyết hồ sơ đang gián đoạn.",
    BulletinReason.POWER: "Khu vực đang mất điện, quầy tạm dừng tiếp nhận.",
    BulletinReason.STAFF: "Hôm nay ít cán bộ tiếp nhận hơn thường lệ, Ông/Bà chờ lâu hơn dự kiến.",
    BulletinReason.CROWD: "Hôm nay đông người hơn thường lệ, Ông/Bà chờ lâu hơn dự kiến.",
    BulletinReason.EVACUATION: "Vì lý do an toàn, mời Ông/Bà bình tĩnh rời khỏi tòa nhà "
    "theo hướng dẫn của nhân viên.",
}
APOLOGISED = (
    BulletinReason.SYSTEM, BulletinReason.POWER, BulletinReason.STAFF, BulletinReason.CROWD,
)  # fmt: skip
"""Reasons that end with an apology: people keep their numbers and wait."""


def write_texts(
    words: Translations, reason: str, own: Mapping[str, str], minutes: int | None
) -> tuple[tuple[str, str], ...]:
    """Return (language, text), Vietnamese first: the prepared sentence, own words, minutes.

    `own`: own words by language; a text without a prepared sentence is in their languages alone.
    A reason that there is not gives no text.
    """
    if reason not in set(BulletinReason):
        return ()
    known = BulletinReason(reason)
    if known not in SENTENCES and not own.get(SOURCE):
        return ()
    return tuple(
        (language, _write(words, language, known, own.get(language, ""), minutes))
        for language in words.languages
        if language == SOURCE or _can_say(words, language, known, own)
    )


def _can_say(
    words: Translations, language: str, reason: BulletinReason, own: Mapping[str, str]
) -> bool:
    sentence = SENTENCES.get(reason)
    if sentence is None:
        return bool(own.get(language))
    return words.gettext(language, sentence, ROOM) != sentence


def _write(
    words: Translations, language: str, reason: BulletinReason, own: str, minutes: int | None
) -> str:
    say = words.make_translator(language, ROOM)
    parts = [
        say(SENTENCES[reason]) if reason in SENTENCES else "",
        own,
        say("Dự kiến khoảng %(n)s phút.", n=minutes) if minutes else "",
        say("Mong Ông/Bà thông cảm, số thứ tự vẫn được giữ.") if reason in APOLOGISED else "",
    ]
    return " ".join(part for part in parts if part)
