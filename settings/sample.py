"""What a configuration still has of the shipped sample.

The sample is that of one city. Another one may start from it and must not go on telling its people
the first one's telephone.
"""

from collections.abc import Iterator, Mapping

from settings.faults import KeyPath
from settings.models import Configuration
from web.settings import Centre

SAMPLE = "cantho-2024"
CITY = "Thành phố Cần Thơ"
PHONE = "0292 3817696"
MOTTO = "Chuyên nghiệp, tận tình, chính xác, đúng hẹn"
FIRST_NOTICE = "Số bị lỡ được gọi lại trong 30 phút. Xin báo nhân viên hướng dẫn ở quầy số 1."
ELSEWHERE = ["căn cước", "hộ chiếu", "thường trú", "biển số xe", "giấy khai sinh", "bảo hiểm y tế"]
"""With what each line of the sample's `screens.kiosk.elsewhere` begins."""
LEFT: Mapping[str, str] = {
    "motto": "the motto is still that of the sample",
    "phone": "the telephone is still that of the sample",
    "notices": "the notices are still those of the sample",
}


def find_sample_values(c: Configuration) -> Iterator[tuple[KeyPath, str]]:
    """Yield (key path, what to do) of what is still the sample's and not the centre's own.

    Of a file that bears the sample's name this is one line for all. Whoever has gone over it gives
    it another name; then only another city's telephone, motto, notices and list of what is done
    elsewhere are left to be found.
    """
    if c.profile == SAMPLE:
        yield (
            ("profile",),
            f"this is the sample {SAMPLE} as it is shipped: put the centre's own in place of what "
            "is marked [P] and [V], then give it a name of its own",
        )
    elif c.centre.city.names()["vi"] != CITY:
        for key in list_left(c.centre):
            yield ("centre", key), LEFT[key]
        if [each.asked[0] for each in c.screens.kiosk.elsewhere] == ELSEWHERE:
            what = "the list is still that of the sample: take out what is done at this centre"
            yield ("screens", "kiosk", "elsewhere"), what


def list_left(centre: Centre) -> list[str]:
    """Return the keys of the section centre whose value is the sample's."""
    found = {
        "motto": centre.motto.names()["vi"] == MOTTO,
        "phone": centre.phone == PHONE,
        "notices": any(notice.names()["vi"] == FIRST_NOTICE for notice in centre.notices),
    }
    return [key for key, is_left in found.items() if is_left]
