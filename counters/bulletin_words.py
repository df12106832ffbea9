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


ENDS_OF_SENTENCE = (".", "!", "?", "…")
ASK = "Xin Ông/Bà hỏi nhân viên để biết thêm."
"""In place of own words that nobody wrote in a language."""
ASK_ALONE = "Có tin mới cho người đang chờ, xin Ông/Bà hỏi nhân viên."
"""The same where own words are all that is told."""


def write_texts(
    words: Translations, reason: str, own: Mapping[str, str], minutes: int | None
) -> tuple[tuple[str, str], ...]:
    """Return (language, text), Vietnamese first: the prepared sentence, own words, minutes.

    `own`: own words by language; a language that they lack has a prepared sentence all the same,
    if it has one at all, and is told where more can be asked. A reason that there is not gives no
    text.
    """
    if reason not in set(BulletinReason):
        return ()
    known = BulletinReason(reason)
    if known not in SENTENCES and not own.get(SOURCE):
        return ()
    found = ((each, _find_parts(known, own, each)) for each in words.languages)
    return tuple(
        (language, _write(words, language, ready, added, minutes, known in APOLOGISED))
        for language, (ready, added) in found
        if language == SOURCE or all(_is_translated(words, language, text) for text in ready)
    )


def _find_parts(
    reason: BulletinReason, own: Mapping[str, str], language: str
) -> tuple[tuple[str, ...], str]:
    """Return the prepared sentences of a text, in the source language, and the own words."""
    sentence, added = SENTENCES.get(reason), own.get(language, "")
    ready = (sentence,) if sentence else ()
    # Nobody is to stop and ask on the way out
    if added or not own.get(SOURCE) or reason is BulletinReason.EVACUATION:
        return ready, added
    return (*ready, ASK if ready else ASK_ALONE), ""


def _end_sentence(own: str) -> str:
    """Return own words so that another sentence may follow them."""
    return f"{own}." if own and not own.endswith(ENDS_OF_SENTENCE) else own


def _is_translated(words: Translations, language: str, text: str) -> bool:
    return words.gettext(language, text, ROOM) != text


def _write(
    words: Translations, language: str, ready: tuple[str, ...], own: str, minutes: int | None,
    sorry: bool,
) -> str:  # fmt: skip
    say = words.make_translator(language, ROOM)
    parts = [
        *(say(text) for text in ready),
        _end_sentence(own),
        say("Dự kiến khoảng %(n)s phút.", n=minutes) if minutes else "",
        say("Mong Ông/Bà thông cảm, số thứ tự vẫn được giữ.") if sorry else "",
    ]
    return " ".join(part for part in parts if part)
