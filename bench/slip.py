"""A slip from its facts to the bytes a printer gets, beside bare drawing and bare dots."""

from datetime import UTC, datetime
from functools import partial

from PIL import Image, ImageDraw

from bench import raw
from bench.table import Row, show
from bench.timing import timed
from kiosk.printing import Reprint, Slip, encode, picture
from kiosk.printing.blocks import Bar, Lines, Number
from kiosk.printing.slip import Layout, compose
from kiosk.printing.styles import style

TIMES = 60
RENDER_MS = 40.0
WIDE_BYTES = 40_000
MORNING = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    rows = [row for width in (576, 384) for row in _rows(width)]
    show(f"slip: from facts to bytes, {TIMES} different tickets, papers and a reprint mark", rows)
    return all(row.kept for row in rows)


def drawn_ms(width: int = 576) -> float:
    """Return the median milliseconds in which a slip is drawn and encoded."""
    slips = [_slip(serial) for serial in range(1, TIMES + 1)]
    picture(slips[0], width)
    return raw.percentile(timed([partial(_job, slip, width) for slip in slips]), 50)


def _rows(width: int) -> list[Row]:
    slips = [_slip(serial) for serial in range(1, TIMES + 1)]
    picture(slips[0], width)  # an agent draws its first slip before a citizen waits for one
    whole = timed([partial(_job, slip, width) for slip in slips])
    said = [_said(slip, width) for slip in slips]
    bare = timed([partial(_bare_text, blocks, width) for blocks in said])
    image = picture(slips[0], width)
    encoded = timed([partial(encode, image)] * TIMES)
    packed = timed([partial(image.tobytes, "raw", "1;I")] * TIMES)
    return [
        *(
            Row(
                f"{width}: drawn and encoded, {name} of {TIMES}",
                f"{raw.percentile(whole, share):.1f} ms",
                f"its text alone in Pillow {raw.percentile(bare, share):.1f} ms",
                f"≤ {RENDER_MS:.0f} ms",
                raw.percentile(whole, share) <= RENDER_MS,
            )
            for name, share in (("median", 50), ("p95", 95))
        ),
        _encoding(width, encoded, packed),
        _wire(width, image),
    ]


def _encoding(width: int, encoded: list[float], packed: list[float]) -> Row:
    measured = raw.percentile(encoded, 50)
    return Row(
        f"{width}: of which encoding, median",
        f"{measured:.2f} ms",
        f"packing the dots {raw.percentile(packed, 50):.2f} ms",
        "≤ 5 ms",
        measured <= 5,
    )


def _wire(width: int, image: Image.Image) -> Row:
    sent, bare = len(encode(image)), width // 8 * image.height
    limit = WIDE_BYTES if width == 576 else bare
    return Row(
        f"{width}: bytes on the wire",
        f"{sent:,} ({100 * sent / bare:.0f} %)",
        f"its dots {bare:,}",
        f"≤ {limit:,}",
        sent <= limit,
    )


def _job(slip: Slip, width: int) -> bytes:
    return encode(picture(slip, width))


def _said(slip: Slip, width: int) -> list[Lines | Number | Bar]:
    blocks = compose(slip, style(width), Layout())
    return [block for block in blocks if isinstance(block, Lines | Number | Bar)]


def _bare_text(blocks: list[Lines | Number | Bar], width: int) -> Image.Image:
    """Return the texts of a slip on a picture of about its size; nothing is measured or wrapped."""
    image = Image.new("1", (width, 1100), 1)
    canvas = ImageDraw.Draw(image)
    for place, block in enumerate(blocks, 1):
        for text in block.texts if isinstance(block, Lines) else (block.text,):
            canvas.text((12, 40 * place), text, 0, block.face.font, anchor="ls")
    return image


def _slip(serial: int) -> Slip:
    return Slip(
        language="vi",
        centre="Trung tâm Phục vụ hành chính công",
        city="Thành phố Cần Thơ",
        department="Sở Tư pháp",
        service="Cấp phiếu lý lịch tư pháp cho công dân Việt Nam",
        number=f"N{serial:03}",
        priority=False,
        counters=("21", "22"),
        floor="Tầng 1",
        ahead=serial,
        wait=(serial, serial + 10),
        papers=("Căn cước", "Giấy xác nhận cư trú", "Văn bản ủy quyền"),
        issued_at=MORNING.replace(minute=serial % 60),
        kiosk="Máy lấy số cửa chính",
        follow_url=f"https://so.cantho.gov.vn/t/8Xh2kPq9vLw3nR5tY7u{serial:03}",
        motto="Chuyên nghiệp, tận tình, chính xác, đúng hẹn",
        reprint=Reprint(MORNING, 1),
    )
