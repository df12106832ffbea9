/** What surrounds the calls: the centre's name and the clock above, one notice at a time below. */
import { Fitted, Icon, html, page, useNow } from "../web/screen.js";
import { clockTime, dayName, gettext, names } from "../web/words.js";
import { spansToday, takingIn } from "./hours.js";
import { SoundOffer, useBlocked } from "./sound.js";

const WHOLE_CENTRE = "all";
const fullDay = (moment) => dayName(moment, { year: "numeric" });

/** Returns `07:00 – 10:30 và 13:00 – 16:30`, or an empty text on a day without hours. */
export function hoursOfToday(open, now) {
  return spansToday(open, now, fullDay)
    .map(([start, end]) => `${clockTime(start)} – ${clockTime(end)}`)
    .join(` ${gettext("và")} `);
}

/**
 * The bar above: emblem, centre, zone (with the page of the counters, if there are several), time.
 * `sounds`: this board may be heard. While its browser keeps the sound back, the names make room for
 * what to do about it: no call is covered by that.
 */
export function Top({ zone, part, sounds }) {
  const now = useNow();
  const blocked = useBlocked() && sounds;
  const place = zone === WHOLE_CENTRE ? gettext("Toàn trung tâm") : names.zone(zone);
  return html`
    <header class=${blocked ? "top blocked" : "top"}>
      <${Icon} name="emblem" kind="emblem" />
      ${blocked
        ? html`<${SoundOffer} />`
        : html`
          <div><b>${page.centre.name}</b><span class="s">${page.centre.city}</span></div>
          <span class="zone">${place}${part && html`<span class="part num">${part}</span>`}</span>`}
      <div class="clk"><b class="num">${clockTime(now)}</b><span>${dayName(now)}</span></div>
    </header>`;
}

/**
 * Returns what the bar below says in turn: [{tag, icon, text}], the most urgent first. `closed`: nobody
 * is here any more who would have to be told that the number still counts.
 */
export function noticesOf({ view, now, fixed, closed }) {
  const paused = view.counters.filter((counter) => counter.state === "paused");
  const hours = hoursOfToday(view.open, now);
  const notices = [];
  if (!closed && !takingIn(view.open, now)) {
    notices.push({
      tag: gettext("Đã ngừng cấp số"), icon: "bell",
      text: gettext("Ông/Bà đã lấy số vẫn được phục vụ. Xin cảm ơn."),
    });
  }
  if (paused.length > 0) {
    const labels = paused.map((counter) => counter.label).join(", ");
    notices.push({
      tag: gettext("Tạm nghỉ"), icon: "pause",
      text: gettext("Quầy %(counters)s. Xin Ông/Bà chờ tại khu vực, quầy sẽ gọi tiếp.", { counters: labels }),
    });
  }
  fixed.forEach((text) => notices.push({ tag: gettext("Xin lưu ý"), icon: "bell", text }));
  if (hours) {
    notices.push({ tag: gettext("Giờ tiếp nhận"), icon: "clock", text: gettext("Hôm nay %(hours)s", { hours }) });
  }
  return notices;
}

/** The bar below: the notices in turn, `seconds` each, one fading into the next; nothing moves sideways. */
export function Foot({ notices, seconds }) {
  const now = useNow();
  const turn = notices.length > 0 ? Math.floor(now / 1000 / seconds) % notices.length : 0;
  return html`
    <footer class="foot">
      <div class="notices">
        ${notices.map((notice, index) => html`
          <div class=${index === turn ? "notice on" : "notice"} key=${index} aria-hidden=${index === turn ? null : "true"}>
            <span class="tag"><${Icon} name=${notice.icon} />${notice.tag}</span>
            <${Fitted} as="span" class="text">${notice.text}<//>
          </div>`)}
      </div>
      <span class="dots" aria-hidden="true">
        ${notices.length > 1 && notices.map((each, index) => html`<i class=${index === turn ? "on" : ""} key=${index}></i>`)}
      </span>
    </footer>`;
}
