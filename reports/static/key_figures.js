/** The five figures of the day, each beside its target or what it is compared with, in words. */
/** @typedef {{ text: string, tone?: string }} Note */
/** @import { LiveView } from "../view_types.js" */
/** @import { Beside } from "./comparing.js" */
import { html } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { servedBeside, waitBeside, waitingWhere } from "./comparing.js";
import { Figure } from "./figures.js";
import {
  count, minutes, missed, percent, ratingsNote, redLineMinutes, satisfaction, targetMinutes,
  targets,
} from "./formatting.js";

/**
 * `notes`: what stands below the figure, a line each: {text, tone}; tone good, bad or none.
 * @param {{
 *   name: string, value: string | null, unit?: string, notes: (Note | null)[], bad?: boolean,
 *   why?: string,
 * }} props
 */
function Key({ name, value, unit, notes, bad, why }) {
  return html`
    <div><dt>${name}</dt>
      <dd><b class=${bad ? "bad" : ""}><${Figure} why=${why}>${value}<//>${
        value !== null && unit && html`<small>${unit}</small>`}</b>
        ${notes.filter(Boolean).map(({ text, tone }) => html`
          <em class=${tone || ""} key=${text}>${text}</em>`)}</dd></div>`;
}

/**
 * @param {Beside | null} comparison
 * @returns {Note | null}
 */
function beside(comparison) {
  return comparison === null ? null
    : { text: comparison.text, tone: comparison.better ? "good" : "" };
}

/** @param {{ view: LiveView }} props */
function Waiting({ view }) {
  const own = view.rows.length === 1;
  const taken = gettext("%(n)s lượt lấy số", { n: count(view.total.issued) });
  return html`<${Key} name=${gettext("Đang chờ")} value=${count(view.total.waiting_now)}
    notes=${[own ? null : { text: waitingWhere(view.rows) }, { text: taken }]} />`;
}

/** @param {{ view: LiveView }} props */
function Served({ view }) {
  const mean = minutes(view.total.service_mean_s);
  const missing = gettext("%(n)s lượt vắng mặt", { n: count(view.total.no_show) });
  const each = mean === null ? missing
    : `${gettext("mỗi lượt %(n)s phút", { n: mean })} · ${missing}`;
  return html`<${Key} name=${gettext("Đã phục vụ")} value=${count(view.total.served)}
    notes=${[beside(servedBeside(view.total, view.compared)), { text: each }]} />`;
}

/** @param {{ view: LiveView }} props */
function Wait({ view }) {
  const { total } = view;
  const late = missed(total.wait_mean_s);
  const aim = late ? gettext("vượt mục tiêu %(n)s phút", { n: targetMinutes })
    : gettext("mục tiêu %(n)s phút", { n: targetMinutes });
  const spread = total.wait_p50_s === null ? gettext("chưa đủ 10 lượt gọi")
    : gettext("một nửa dưới %(half)s · 90% dưới %(most)s",
      { half: minutes(total.wait_p50_s), most: minutes(total.wait_p90_s) });
  const notes = [{ text: aim, tone: late ? "bad" : "" }, beside(waitBeside(total, view.compared)),
    { text: spread }];
  return html`<${Key} name=${gettext("Chờ trung bình")} value=${minutes(total.wait_mean_s)}
    unit=${gettext("phút")} bad=${late} why=${gettext("chưa gọi ai")}
    notes=${total.wait_mean_s === null ? [{ text: gettext("chưa gọi ai") }] : notes} />`;
}

/** @param {{ view: LiveView }} props */
function Within({ view }) {
  const share = view.total.wait_within_target;
  const aim = { n: percent(targets.target_share) };
  const low = share !== null && share < targets.target_share;
  const goal = low ? gettext("dưới mục tiêu %(n)s", aim) : gettext("mục tiêu %(n)s", aim);
  const longer = view.within_red_line === null ? null : {
    text: gettext("không quá %(n)s phút: %(share)s",
      { n: redLineMinutes, share: percent(view.within_red_line) }),
  };
  return html`<${Key} name=${gettext("Chờ không quá %(n)s phút", { n: targetMinutes })}
    value=${percent(share)} why=${gettext("chưa gọi ai")} bad=${low}
    notes=${[{ text: goal, tone: low ? "bad" : "" }, longer]} />`;
}

/** @param {{ view: LiveView }} props */
export function KeyFigures({ view }) {
  return html`
    <dl class="panel keys">
      <${Waiting} view=${view} /><${Served} view=${view} />
      <${Wait} view=${view} /><${Within} view=${view} />
      <${Key} name=${gettext("Hài lòng")} value=${satisfaction(view.total)}
        notes=${[{ text: ratingsNote(view.total) }]} />
    </dl>`;
}
