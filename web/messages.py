"""The sentence for every code of requests and rules; screens bring those of their own.

docs/errors.md lists all of them.
"""

MESSAGES: dict[str, str] = {
    # the request
    "malformed": "Nội dung gửi lên không phải là một đối tượng JSON hợp lệ.",
    "bad_request": "Yêu cầu không đọc được: sai dạng, quá dài hoặc không cho biết độ dài.",
    "websocket_only": "Máy chủ này chỉ nhận kết nối trực tiếp bằng WebSocket.",
    "invalid_field": "Giá trị của trường “%(field)s” không hợp lệ.",
    "not_signed_in": "Cần đăng nhập hoặc có mã thiết bị hợp lệ.",
    "not_allowed": "Không có quyền thực hiện việc này.",
    "csrf_failed": "Trang đã mở quá lâu. Hãy tải lại trang rồi thử lại.",
    "not_found": "Không có địa chỉ này.",
    "method_not_allowed": "Địa chỉ này không nhận kiểu yêu cầu đó.",
    "too_large": "Nội dung gửi lên quá lớn.",
    "too_slow": "Nội dung gửi lên quá chậm.",
    "too_many": "Quá nhiều lần thử. Hãy chờ rồi thử lại.",
    "busy": "Máy chủ đang bận. Hãy thử lại sau giây lát.",
    "cannot_store": "Hiện không thể ghi dữ liệu. Hãy thử lại sau giây lát.",
    "stopping": "Máy chủ đang dừng hoặc khởi động lại. Hãy thử lại sau giây lát.",
    "out_of_touch": "Máy chủ đang mất liên lạc với cơ sở dữ liệu. Hãy thử lại sau giây lát.",
    "internal": "Máy chủ gặp lỗi ngoài dự kiến. Sự việc đã được ghi lại.",
    # what this centre does not have
    "unknown_service": "Không có nội dung giao dịch này.",
    "unknown_counter": "Không có quầy này.",
    "unknown_kiosk": "Không có máy lấy số này.",
    "unknown_printer": "Không có máy in này.",
    "unknown_print_job": "Hôm nay không có phiếu in này.",
    "unknown_ticket": "Không có phiếu này trong ngày.",
    "unknown_booking": "Không có lượt đặt này.",
    "unknown_pairing": "Không có thiết bị nào đang hiện mã này. Mã chỉ có hiệu lực trong năm phút.",
    "unknown_bulletin": "Tin báo này không còn hiển thị.",
    "unknown_zone": "Không có khu vực chờ này.",
    "unknown_department": "Không có cơ quan này.",
    # the rules
    "refused": "Yêu cầu không được chấp nhận.",
    "service_closed": "Nội dung giao dịch này hiện không cấp số.",
    "just_taken": "Số %(number)s vừa được lấy tại máy này cho cùng nội dung. "
    "Nếu cần thêm một số, xin xác nhận.",
    "empty_bulletin": "Hãy ghi lời muốn báo, hoặc chọn một lý do có sẵn.",
    "too_many_bulletins": "Đang có %(limit)s tin báo cùng lúc. "
    "Hãy kết thúc hoặc sửa một tin trước.",
    "bookings_off": "Trung tâm hiện không nhận lấy số từ nhà và đặt lịch hẹn.",
    "card_used_up": "Hôm nay thẻ này đã lấy đủ %(limit)s số ưu tiên. "
    "Ông/Bà vẫn lấy được số thường, hoặc mời gặp nhân viên hướng dẫn.",
    "too_many_bookings": "Điện thoại này đang giữ %(limit)s lượt đặt. "
    "Mời Ông/Bà hủy một lượt rồi đặt lại.",
    "bookings_full": "Hôm nay đã hết số lấy từ nhà cho nội dung này. "
    "Mời Ông/Bà đặt lịch ngày khác hoặc lấy số tại trung tâm.",
    "slot_taken": "Khung giờ này vừa hết chỗ. Mời Ông/Bà chọn khung giờ khác.",
    "booking_confirmed": "Lượt đặt này đã được xác nhận: số %(number)s.",
    "booking_over": "Lượt đặt này đã hủy hoặc đã hết hiệu lực. Mời Ông/Bà lấy số mới.",
    "booking_of_another_day": "Lượt đặt này là cho ngày %(day)s, không phải hôm nay.",
    "day_closed": "Ngày làm việc đã kết thúc.",
    "people_waiting": "Còn %(people)s người giữ số sẽ mất số nếu kết thúc ngày làm việc bây giờ.",
    "day_not_reopenable": "Không có ngày làm việc nào vừa kết thúc sớm để mở lại.",
    "counter_closed": "Quầy chưa mở.",
    "counter_paused": "Quầy đang tạm nghỉ.",
    "counter_busy": "Quầy đang có số %(number)s.",
    "nobody_waiting": "Không có người dân nào đang chờ quầy này.",
    "no_current_ticket": "Quầy chưa có số nào.",
    "ticket_not_waiting": "Số %(number)s không còn trong hàng chờ.",
    "ticket_not_called": "Số %(number)s không ở trạng thái đang gọi.",
    "ticket_not_parked": "Số %(number)s không được giữ lại.",
    "ticket_not_missed": "Số %(number)s không phải là số bị lỡ.",
    "press_given_up": "Lần bấm này đã được bỏ. Mời Ông/Bà bấm lại.",
    "print_job_over": "Phiếu in này đã có kết quả hoặc đang được in.",
    "print_job_late": "Không còn ai đợi phiếu in này.",
    "ticket_over": "Số %(number)s đang được phục vụ hoặc đã kết thúc.",
    "reason_needed": "Số này được gọi trước thứ tự. Hãy chọn lý do.",
    "not_served_here": "Quầy này không phục vụ số %(number)s.",
    "service_not_here": "Quầy này không phục vụ nội dung đó.",
    "just_called": "Số %(number)s vừa được gọi nên lần bấm này được coi là bấm trùng. "
    "Nếu không bấm nhầm, hãy bấm lại sau giây lát.",
    "help_just_called": "Cuộc gọi hỗ trợ vừa được gửi đi. Nếu gọi nhầm, hãy kết thúc sau "
    "%(wait_s)s giây.",
    "second_supplement": "Hồ sơ này đã được yêu cầu bổ sung ngày %(day)s. Chỉ được yêu cầu bổ sung "
    "một lần; nếu vẫn cần, xin xác nhận.",
    "not_on_paper": "%(number)s không phải là số phiếu giấy của nội dung này. "
    "Số phiếu giấy từ %(first)s đến %(last)s.",
    "paper_order": "Phiếu đầu %(first)s đứng sau phiếu cuối %(last)s. Hãy nhập lại hai số.",
    "outside_roll": "Cuộn phiếu này chỉ có các số từ %(first)s đến %(last)s.",
    "other_roll": "Phiếu %(first)s và phiếu %(last)s không cùng một cuộn. Hãy nhập từng cuộn.",
    "not_handed_out": "Số %(number)s không nằm trong các số đã phát, từ %(first)s đến %(last)s.",
    "outage_times": "Giờ ngừng cấp số phải là giờ hôm nay, trước giờ cấp lại và trước bây giờ.",
    "recall_too_soon": "Vừa gọi lại số %(number)s. Hãy chờ %(wait_s)s giây.",
    "recall_limit": "Số %(number)s đã được gọi lại đủ số lần cho phép.",
    "no_show_too_soon": "Chưa đủ số lần gọi hoặc thời gian chờ để ghi vắng mặt.",
    "number_held": "Số %(number)s còn được giữ %(wait_s)s giây. Nếu vẫn ghi vắng mặt, "
    "xin xác nhận.",
    "too_late_to_restore": "Số %(number)s đã lỡ quá lâu hoặc quá nhiều lần; cần lấy số mới.",
    "too_late_to_take_back": "Số %(number)s đã hoàn tất quá lâu để mở lại; cần lấy số mới.",
    "time_is_sure": "Thời gian phục vụ số %(number)s không cần hỏi lại.",
    "postpone_limit": "Số %(number)s đã lùi lượt đủ %(limit)s lần. Nếu chưa kịp đến, mời Ông/Bà "
    "báo nhân viên hướng dẫn.",
    "copies_limit": "Phiếu của số %(number)s đã được in lại %(limit)s lần. Nếu cần phiếu giấy, mời "
    "Ông/Bà gặp nhân viên hướng dẫn.",
    "nobody_behind": "Chưa có ai chờ sau số %(number)s để nhường. Số vẫn giữ nguyên thứ tự, "
    "không mất lần lùi nào.",
    "not_served_yet": "Số %(number)s chưa được phục vụ xong. Mời Ông/Bà đánh giá sau khi hoàn tất.",
    "already_rated": "Số %(number)s đã được đánh giá. Nếu còn ý kiến, mời Ông/Bà gửi phản ánh.",
    "too_late_to_rate": "Đã quá thời gian đánh giá số %(number)s. Nếu còn ý kiến, mời Ông/Bà gửi "
    "phản ánh.",
    "transfer_to_itself": "Phiếu đã ở nơi được chọn.",
    "nothing_to_undo": "Không có thao tác nào để hoàn tác.",
    "too_late_to_undo": "Đã quá thời gian hoàn tác.",
    "ticket_in_hall": "Số %(number)s vẫn còn trong ngày làm việc; hãy xóa sau khi ngày đã đóng.",
    "would_orphan_tickets": "Cấu hình mới bỏ sót người đang chờ: %(numbers)s. "
    "Hãy phục vụ hoặc chuyển họ trước.",
    "configuration_faulty": "Không dùng được cấu hình: %(faults)s",
}
