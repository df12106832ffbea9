/** The large call, what stands in its place while there is none, and the calls before it. */
/** @import { BoardCall, BoardCounter, OpenHours } from "../view_types.js" */
import { Fitted, Icon, html, page } from "../web/screen.js";
import { clockTime, dayName, gettext, languageOfName, names } from "../web/words.js";
import { extra } from "./extra.js";
import { isBeforeOpening, nextOpening } from "./hours.js";
import { hoursOfToday } from "./notices.js";

/** The board has a narrower place: the short name keeps to one line, as in its cells. */
const department = extra.layout === "board" ? names.departmentShort : names.department;

/**
 * The large call: number, arrow, counter, department and floor; `fresh` while it is new.
 * @param {{ call: BoardCall, fresh: boolean }} props
 */
function Call({ call, fresh }) {
  const again = call.times_called > 1;
  const english = call.language === "en" && page.language !== "en" ? extra.english : null;
  return html`
    <div class=${`call ${fresh ? "now" : "calm"}${english ? " two" : ""}`} key=${call.seq} data-seq=${call.seq} data-number=${call.number}>
      <p class="lab">${again ? gettext("Xin nhắc lại, mời số") : gettext("Mời số")}</p>
      <${Fitted} as="p" class="no">${call.number}<//>
      <p class="to">
        <${Icon} name="call-arrow" kind="arw" />
        <span>${gettext("Quầy")}</span>
        <${Fitted} as="b">${call.counter_label}<//>
      </p>
      <div class="dp">
        ${english && html`<p class="en" lang="en">${english.replace("{counter}", call.counter_label)}</p>`}
        <span lang=${languageOfName(department(call.department))}>${department(call.department)}</span>
        <span class="floor" lang=${languageOfName(names.floor(call.floor))}>${names.floor(call.floor)}</span>
      </div>
    </div>`;
}

/** @param {{ title: string, text: string | false }} props */
function Nothing({ title, text }) {
  return html`
    <div class="call none">
      <${Icon} name="ticket" kind="i mark" />
      <p class="title">${title}</p>
      ${text && html`<p class="text">${text}</p>`}
    </div>`;
}

/**
 * The place of the large call; `served`: whoever holds a number is still served. Screen readers hear each new one at once.
 * @param {{ call: BoardCall | null, fresh: boolean, counters: BoardCounter[], served: boolean }} props
 */
export function Stage({ call, fresh, counters, served }) {
  const allClosed = counters.every((counter) => counter.state === "closed");
  return html`
    <section class="stage" role="status" aria-live="assertive">
      ${stageContent(call, fresh, allClosed, served)}
    </section>`;
}

/**
 * @param {BoardCall | null} call
 * @param {boolean} fresh
 * @param {boolean} allClosed
 * @param {boolean} served
 */
function stageContent(call, fresh, allClosed, served) {
  if (allClosed && !fresh) {
    return html`<${Nothing} key="closed" title=${gettext("Các quầy đang đóng")}
      text=${served && gettext("Xin Ông/Bà chờ trong giây lát, số sẽ được gọi khi quầy mở lại.")} />`;
  }
  if (call === null) {
    return html`<${Nothing} key="none" title=${gettext("Chưa có số nào được gọi")}
      text=${gettext("Số của Ông/Bà sẽ hiện ở đây khi đến lượt.")} />`;
  }
  return html`<${Call} key=${call.seq} call=${call} fresh=${fresh} />`;
}

/**
 * The calls before the large one, the newest on top; the floor only where a zone has several.
 * @param {{ calls: BoardCall[], floors: number, rows: number }} props
 */
export function Recent({ calls, floors, rows }) {
  const empty = Array.from({ length: Math.max(0, rows - calls.length) });
  return html`
    <section class=${floors > 1 ? "list floors" : "list"} aria-label=${gettext("Các số vừa gọi")}>
      <h2><span>${gettext("Vừa gọi")}</span><span>${gettext("Đến quầy")}</span></h2>
      ${calls.slice(0, rows).map((call) => html`
        <div class="row" key=${call.seq} data-seq=${call.seq}>
          <${Fitted} class="n">${call.number}<//>
          <span class="c">
            <small lang=${languageOfName(names.floor(call.floor))}>${floors > 1 && names.floor(call.floor)}</small>
            <b>${call.counter_label}</b>
          </span>
        </div>`)}
      ${empty.map((each, index) => html`<div class="row" key=${`empty ${index}`}></div>`)}
    </section>`;
}

/**
 * The whole screen while nobody is taken in and nobody is left: dark, with the hours.
 * @param {{ open: OpenHours, now: number }} props
 */
export function Closed({ open, now }) {
  const opening = nextOpening(open, now);
  const early = isBeforeOpening(open, now, dayName);
  const hours = hoursOfToday(open, now);
  return html`
    <section class="hours">
      <${Icon} name="clock" kind="i mark" />
      <h1 class="title">${early ? gettext("Chưa đến giờ tiếp nhận") : gettext("Ngoài giờ tiếp nhận")}</h1>
      ${opening !== null && html`
        <p class="text">${early ? gettext("Trung tâm mở cửa lúc") : gettext("Trung tâm mở cửa lại lúc")}</p>
        <p class="when"><b class="num">${clockTime(opening)}</b><span>${dayName(opening)}</span></p>`}
      ${hours && html`<p class="text">${gettext("Giờ tiếp nhận hôm nay: %(hours)s", { hours })}</p>`}
    </section>`;
}
