/** What each figure means and what it leaves out; docs/metrics.md says the same at length. */
import { html } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { targetMinutes } from "./formatting.js";

function definitions() {
  const n = targetMinutes;
  return [
    [gettext("Thời gian chờ"),
      gettext("Từ lúc vào hàng chờ đến lần gọi đầu tiên, kể cả giờ nghỉ trưa. Tính mọi lượt được gọi hôm nay, cả người vắng mặt; người còn đang chờ không nằm trong số trung bình.")],
    [gettext("Chờ không quá %(n)s phút", { n }),
      gettext("Số lượt được gọi trong vòng %(n)s phút, chia cho số lượt được gọi cộng số lượt bỏ về hoặc hết hiệu lực sau khi đã chờ quá %(n)s phút.", { n })],
    [gettext("Một nửa chờ dưới, 90% chờ dưới"),
      gettext("Xếp các lượt theo thời gian chờ, lấy lượt đứng ở giữa và lượt đứng ở vị trí 90%. Dưới 10 lượt thì không tính.")],
    [gettext("Thời gian phục vụ"),
      gettext("Từ lúc bấm Bắt đầu đến lúc hoàn tất, không kể lúc giữ lại. Nếu không bấm Bắt đầu thì tính từ lần gọi cuối. Chỉ tính lượt đã hoàn tất.")],
    [gettext("Lâu nhất lúc này"),
      gettext("Người chờ lâu nhất trong số những người chưa được gọi.")],
    [gettext("Cảnh báo"),
      gettext("Hiện khi đã kéo dài 60 giây trong giờ tiếp nhận: người đang chờ mà không quầy nào phục vụ, thời gian chờ trung bình của những người đang chờ vượt mục tiêu, hoặc quầy trống hay tạm nghỉ khi có người chờ. Mỗi cơ quan chỉ có một cảnh báo, nặng nhất.")],
    [gettext("Quầy trống khi có người chờ"),
      gettext("Quầy đang mở hoặc tạm nghỉ, không phục vụ ai, trong khi có người chờ mà quầy phục vụ được. Không tính 15 giây đầu.")],
    [gettext("So với tuần trước"),
      gettext("Cùng thứ của tuần trước, tính đến cùng giờ. Hôm đó dưới 10 lượt gọi thì không so sánh.")],
    [gettext("Chuyển cơ quan"),
      gettext("Mỗi lần chuyển bắt đầu một lượt mới: thời gian chờ tính cho cơ quan của lượt đó.")],
    [gettext("Hài lòng"),
      gettext("Số đánh giá rất hài lòng và hài lòng, chia cho số đánh giá của các lượt được gọi hôm nay. Dưới 10 đánh giá thì không tính. Phản ánh, kiến nghị không nằm trong số này.")],
    [gettext("Hoàn tác"),
      gettext("Thao tác đã hoàn tác được coi như chưa xảy ra, cả về thời gian.")],
  ];
}

export function Definitions() {
  return html`
    <details class="panel definitions">
      <summary>${gettext("Cách tính các con số")}</summary>
      <dl>${definitions().map(([name, text]) => html`<div key=${name}><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
    </details>`;
}
