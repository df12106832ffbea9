"""Faults of the configuration in the words of its pages: which field, what is wrong."""

import re
from collections.abc import Iterable

from admin.pages.frame import Frame
from admin.pages.labels import find_label
from admin.sheets.sentences import Sentence, translate
from web.languages import SOURCE

_STEP = re.compile(r"[^.\[\]]+")
_INDEX = re.compile(r"\[\d+\]")
VIETNAMESE = {
    "": "",
    "{what}; right would be: {right}": "{what}; cần là: {right}",
    "; did you mean '{near}'?": "; có phải “{near}” không?",
    "; known here: {known}": "; hiện có: {known}",
    # what is wrong with a value
    "is missing": "còn thiếu",
    "is empty": "còn trống",
    "{shown} is not a whole number": "{shown} không phải là số nguyên",
    "{shown} is not a number": "{shown} không phải là số",
    "{shown} is not true or false": "{shown} không phải là có hay không",
    "{shown} is not text; write it in quotes": "{shown} phải viết thành chữ",
    "{shown} is not a list, like [A, B]": "{shown} không phải là danh sách",
    "{shown} is not a list of `key: value` lines": "{shown} không phải là danh mục",
    "{shown} is not known{hint}": "không có {shown}{hint}",
    "{shown} is too small": "{shown} nhỏ quá",
    "{shown} is too large": "{shown} lớn quá",
    "{shown} is too long": "{shown} dài quá",
    "a list of `key: value` lines": "danh mục",
    "a list": "danh sách",
    "{shown} cannot be used here": "{shown} không dùng được ở đây",
    "this key is unknown{hint}": "không có mục này{hint}",
    "{text!r} is not a time like '07:00', 00:00 to 24:00":
        "“{text}” không phải là giờ như 07:00, từ 00:00 đến 24:00",
    "{text!r} is not a span like '07:00-10:30'":
        "“{text}” không phải là khoảng giờ như 07:00-10:30",
    "{text!r} ends before it begins; hours past midnight are two spans, on two days":
        "“{text}” kết thúc trước khi bắt đầu; giờ làm việc qua nửa đêm được ghi thành hai khoảng, "
        "ví dụ 22:00-24:00 và 00:00-02:00 của ngày hôm sau",
    "{one} and {other} overlap; the spans of a day must be apart":
        "{one} và {other} trùng nhau; các khoảng giờ trong ngày phải tách rời",
    "'{text}' is not a date like 2027-02-05": "“{text}” không phải là ngày như 05/02/2027",
    "{last} is before {first}":
        "ngày cuối {last:%d/%m/%Y} trước ngày đầu {first:%d/%m/%Y}",
    # what does not fit together
    "'{value}' is not in the section floors{hint}": "không có tầng “{value}”{hint}",
    "'{value}' is not in the section zones{hint}": "không có khu chờ “{value}”{hint}",
    "'{value}' is not in the section departments{hint}": "không có cơ quan “{value}”{hint}",
    "'{value}' is not in the section services{hint}": "không có nội dung giao dịch “{value}”{hint}",
    "'{value}' is not in the section printers{hint}": "không có máy in “{value}”{hint}",
    "'{value}' is not in the section kiosks{hint}": "không có máy lấy số “{value}”{hint}",
    "'{value}' is already used on line {line}; no two departments may share a letter":
        "“{value}” đã là chữ cái của cơ quan khác; mỗi cơ quan phải có chữ riêng",
    "'{value}' is already used on line {line}; no two counters may share a label":
        "“{value}” đã là biển của quầy khác; mỗi quầy phải có một biển riêng",
    "'{value}' is already used on line {line}; name a service once for a counter":
        "nội dung giao dịch “{value}” được chọn hai lần cho một quầy; chỉ chọn ở một chỗ",
    "'{value}' is already used on line {line}; a zone hears one group of loudspeakers":
        "khu chờ “{value}” đã nghe nhóm loa khác; mỗi khu chờ chỉ nghe một nhóm loa",
    "'/counters/{counter}' is the page of the guide's tablet; take another id":
        "mã “{counter}” dành cho trang của nhân viên hướng dẫn; hãy chọn mã khác",
    "'/counters/{counter}' is the page of practice; take another id":
        "mã “{counter}” dành cho trang tập sử dụng; hãy chọn mã khác",
    "the class '{normal}' is missing; add it with credit_min: 0":
        "phải có nhóm “{normal}”, được tính như đến sớm hơn 0 phút",
    "{credit} gives everybody a credit; right would be: 0":
        "{credit}: ai cũng được ưu tiên như nhau; cần là: 0",
    "the file is written in a way that cannot be changed here; change it by hand":
        "trang này không sửa được tệp config.yaml như đang viết; hãy sửa trực tiếp trong tệp",
    "a card that is scanned needs a group in priority_from":
        "chưa có nhóm tuổi nào cho thẻ căn cước; hãy thêm vào priority_from của config.yaml",
    # what would be right
    "{n0} to {n1}, or null": "số nguyên từ {n0} đến {n1}, hoặc để trống",
    "true or false": "có hoặc không",
    "a whole number, {n0} to {n1}": "số nguyên từ {n0} đến {n1}",
    "a number, {n0} to {n1}": "số từ {n0} đến {n1}",
    "a whole number above {n0}, or null": "số nguyên lớn hơn {n0}, hoặc để trống",
    "minutes, {n0} to {n1}": "số phút từ {n0} đến {n1}",
    "minutes, above {n0}, at most {n1}": "số phút lớn hơn {n0}, nhiều nhất {n1}",
    "seconds, {n0} to {n1}": "số giây từ {n0} đến {n1}",
    "{n0} to {n1}": "từ {n0} đến {n1}",
    "days, {n0} to {n1}": "số ngày từ {n0} đến {n1}",
    "working days, {n0} to {n1}": "số ngày làm việc từ {n0} đến {n1}",
    "hours, above {n0}, at most {n1}": "số giờ lớn hơn {n0}, nhiều nhất {n1}",
    "one or two capital letters, A to Z": "một hoặc hai chữ cái in hoa, từ A đến Z",
    "a name of letters, digits, '-'": "một tên gồm chữ không dấu, số và gạch nối",
    "{n0} to {n1} signs in quotes, like '07'": "từ {n0} đến {n1} ký tự, ví dụ 07",
    "a text, at most {n0} signs": "lời có nhiều nhất {n0} ký tự",
    "{n0} to {n1} codes and their names":
        "từ {n0} đến {n1} lý do, mã gồm chữ không dấu, số và gạch nối",
    "a telephone number, at most {n0} signs": "số điện thoại có nhiều nhất {n0} ký tự",
    "a list of at most {n0} texts": "nhiều nhất {n0} dòng",
    "mailto:… or https://…, whom those services may write to, or null":
        "mailto:… hoặc https://…, hoặc để trống",
    "the name of a drawing": "tên của một hình vẽ",
    "a floor of the section floors": "một tầng trong danh sách",
    "a list of floors of the section floors": "ít nhất một tầng trong danh sách",
    "a department of the section departments": "một cơ quan trong danh sách",
    "a list of services": "các nội dung giao dịch trong danh sách",
    "a list of at least one service": "ít nhất một nội dung giao dịch trong danh sách",
    "a weekday and its spans": "thứ trong tuần và các khoảng giờ",
    "a date like 2027-02-05 and its spans; [] on a holiday":
        "ngày như 2027-02-05 và các khoảng giờ; để trống là nghỉ",
    "a time like '00:00'": "giờ như 00:00",
    "a time like '15:30'": "giờ như 15:30",
}  # fmt: skip
"""What `./run check` says, as templates -> the same in Vietnamese."""


def say_faults(frame: Frame, faults: Iterable[tuple[str, str]]) -> list[str]:
    """Return faults as sentences in the page's language; a field of a page by its own name."""
    is_source = frame.site.language() == SOURCE
    return [
        ": ".join(filter(None, (_name(frame, path), _say(what) if is_source else what)))
        for path, what in faults
    ]


def _say(what: str) -> str:
    if isinstance(what, Sentence):
        return translate(what, VIETNAMESE)
    return f"tệp config.yaml có chỗ sai: {what}"


def _name(frame: Frame, path: str) -> str:
    """Return what pages call a key path, else the path itself.

    What is inside an item of a list is named by the list and the item's number.
    """
    label = _find_label(frame, path)
    above, _, inside = path.rpartition("[")
    if label == path and (of_list := _find_label(frame, above)) != above:
        return f"{of_list} {int(inside.partition(']')[0]) + 1}"
    return label


def _find_label(frame: Frame, path: str) -> str:
    steps = tuple(_STEP.findall(_INDEX.sub("", path)))
    label = find_label(frame, steps)
    return path if label == ".".join(steps) else label
