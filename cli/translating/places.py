"""Where a text appears, in one sentence: of the module that says it, for whoever translates."""

import re
from collections.abc import Iterable
from pathlib import Path

PLACES = {
    "kiosk": {
        "printing/slip/slip.py": "In trên phiếu giấy.",
        "static/aids.js": "Bốn nút hỗ trợ ở chân màn hình: nghe đọc, chữ to, tương phản, hạ thấp.",
        "static/booked.js": "Trang xác nhận đã đến, cho người lấy số từ nhà hoặc có lịch hẹn.",
        "static/bulletins.js": "Tin báo cho mọi người đang chờ, trên đầu trang.",
        "static/card_page.js": "Trang quét thẻ căn cước để xét ưu tiên theo tuổi.",
        "static/checklist.js": "Danh sách giấy tờ cần mang, người dân đánh dấu từng loại.",
        "static/choices.js": "Trang trước khi lấy số, sau khi đã chọn cơ quan hoặc thủ tục.",
        "static/closed.js": "Cả màn hình, khi trung tâm không cấp số: vì sao, đến khi nào.",
        "static/command.js": "Báo khi một lần bấm không thành.",
        "static/dossier.js": "Nhận kết quả: quét hoặc nhập mã hồ sơ, rồi biết hồ sơ đến đâu.",
        "static/facts.js": "Trang của một thủ tục: giấy tờ, lệ phí, thời hạn, phút chờ.",
        "static/finder.js": "Trang tìm thủ tục: ô tìm, kết quả, bàn phím.",
        "static/frame.js": "Khung quanh mọi trang: tên trung tâm, đồng hồ, ngôn ngữ, hộp hỏi.",
        "static/home.js": "Trang đầu: ô tìm, lối tắt, các cơ quan theo tầng.",
        "static/keyboard.js": "Bàn phím trên màn hình; nhiều câu chỉ trình đọc màn hình đọc lên.",
        "static/kiosk.js": "Báo chung cho mọi trang: mất kết nối, hết giờ chờ, hủy.",
        "static/late.js": "Trước khi lấy số, khi hôm nay có thể không kịp: còn cách nào khác.",
        "static/leaving.js": "Khi người dân về mà không lấy số: cần mang gì, nộp ở đâu.",
        "static/matters.js": "Một số cho nhiều việc: danh sách các việc, và trên trang vé.",
        "static/paged.js": "Hai nút lật trang của một danh sách dài.",
        "static/panel.js": "Trên màn hình nhỏ: nút lật sang phần chưa hiện hết.",
        "static/places.js": "Nơi người dân cần đến: quầy và tầng.",
        "static/questions.js": "Các câu hỏi trước khi lấy số: dịch vụ nào, có thuộc nhóm ưu tiên.",
        "static/reasons.js": "Vì sao một dịch vụ không cấp số, và khi nào cấp lại.",
        "static/slip.js": "Trang vé: phiếu giấy đang in, đã in, hoặc chưa in được.",
        "static/ticket.js": "Trang vé, sau khi lấy số: số, quầy, người phía trước.",
        "static/units.js": "Trang đầu: các ô cơ quan, theo tầng hoặc từng trang.",
        "static/ways_out.js": "Trang của dịch vụ không cấp số: còn cách nào khác.",
        "templates/kiosk.html": "Khi trang chưa chạy được: lúc mới mở, hoặc trình duyệt quá cũ.",
    },
    "phone": {
        "push/words.py": "Tin báo hiện trên điện thoại khi trang đã đóng.",
        "static/forms.js": "Báo khi một lần bấm trên trang theo dõi không thành.",
        "static/phone.js": "Báo trên trang theo dõi khi mất kết nối.",
        "templates/phone.html": "Trang theo dõi số trên điện thoại.",
        "templates/phone_gone.html": "Trang của số đã hết hiệu lực.",
    },
    "display": {
        "refusals.py": "Báo cho cán bộ, khi việc với bảng hoặc giọng đọc không thành.",
        "routes.py": "Trên bảng, khi gọi người lấy số bằng tiếng Anh.",
        "speech/settings.py": "Câu gọi số trên loa.",
        "static/counters.js": "Các ô quầy trên bảng.",
        "static/display.js": "Tiêu đề của bảng, và báo khi mất kết nối.",
        "static/frame.js": "Đầu bảng: tên trung tâm, đồng hồ; chân bảng: thông báo.",
        "static/last_day.js": "Kết quả phục vụ ngày gần nhất, xen kẽ dưới số đang gọi.",
        "static/notices.js": "Dòng ở chân bảng: quầy tạm nghỉ, giờ nhận hồ sơ.",
        "static/panel.js": "Phần dưới số đang gọi: số người chờ, lời nhắc về điện thoại.",
        "static/sound.js": "Khi trình duyệt chưa cho phát tiếng: nút bật.",
        "static/stage.js": "Số đang gọi, số vừa gọi, hoặc bảng ngoài giờ.",
        "templates/basic.html": "Bảng cho ti vi cũ, không chạy chương trình.",
        "templates/display.html": "Bảng trong lúc mới mở.",
    },
}
"""Room -> a file of it -> where what it says appears."""
BROKEN_OFF = re.compile(r'"\s*\n\s*"')


def find_places(room: str, folder: Path, texts: Iterable[str]) -> dict[str, list[str]]:
    """Return text -> where it appears; `folder`: that of the room."""
    sources = {file: _read(folder / file) for file in PLACES[room]}
    return {
        text: [PLACES[room][file] for file, source in sources.items() if _says(source, text)]
        for text in texts
    }


def _says(source: str, text: str) -> bool:
    return any(f"{quote}{text}{quote}" in source for quote in "\"'")


def _read(file: Path) -> str:
    """Return a file with its texts in one piece each."""
    return BROKEN_OFF.sub("", file.read_text(encoding="utf-8"))
