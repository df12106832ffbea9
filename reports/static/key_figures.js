/** The five figures on top, for all departments the reader may see. */
import { html } from "../web/screen.js";
import { gettext } from "../web/words.js";
import {
  Figure, count, minutes, missed, percent, ratingsNote, satisfaction, targetMinutes,
} from "./figures.js";

function Key({ name, value, unit, note, bad }) {
  return html`
    <div><dt>${name}</dt>
      <dd><b class=${bad ? "bad" : ""}><${Figure}>${value}<//>${
        value !== null && unit && html`<small>${unit}</small>`}</b>
        <em class=${bad ? "bad" : ""}>${note}</em></dd></div>`;
}

function waitNote(total, late) {
  if (total.wait_mean_s === null) {
    return gettext("chưa gọi ai");
  }
  const fields = { n: targetMinutes };
  return late ? gettext("vượt mục tiêu %(n)s phút", fields) : gettext("mục tiêu %(n)s phút", fields);
}

function servedNote(total) {
  const missing = gettext("%(n)s lượt vắng mặt", { n: count(total.no_show) });
  const mean = minutes(total.service_mean_s);
  return mean === null ? missing : `${gettext("mỗi lượt %(n)s phút", { n: mean })} · ${missing}`;
}

export function KeyFigures({ total }) {
  const minute = gettext("phút");
  const late = missed(total.wait_mean_s);
  const median = minutes(total.wait_p50_s);
  const typical = median === null ? gettext("chưa đủ 10 lượt gọi")
    : gettext("một nửa chờ dưới %(n)s phút", { n: median });
  return html`
    <dl class="panel keys">
      <${Key} name=${gettext("Đang chờ")} value=${count(total.waiting_now)}
        note=${gettext("%(n)s lượt lấy số", { n: count(total.issued) })} />
      <${Key} name=${gettext("Đã phục vụ")} value=${count(total.served)}
        note=${servedNote(total)} />
      <${Key} name=${gettext("Chờ trung bình")} value=${minutes(total.wait_mean_s)} unit=${minute}
        note=${waitNote(total, late)} bad=${late} />
      <${Key} name=${gettext("Chờ không quá %(n)s phút", { n: targetMinutes })}
        value=${percent(total.wait_within_target)} note=${typical} />
      <${Key} name=${gettext("Hài lòng")} value=${satisfaction(total)} note=${ratingsNote(total)} />
    </dl>`;
}
