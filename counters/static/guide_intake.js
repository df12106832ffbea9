/** Why kiosks give no number for a service, more closely than citizens are told: a guide may give one all the same. */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { ServiceThing } from "./services.js" */
import { clockTime, dayName, gettext } from "../web/words.js";
import { tagWaiting } from "./guide_ticket.js";

/**
 * Returns why no kiosk gives a number for a service, null where they do.
 * @param {Pick<GuideView, "no_numbers">} view
 * @param {string} service
 */
export function whyNoNumber({ no_numbers: none }, service) {
  const found = none[service];
  if (found === undefined) {
    return null;
  }
  /** @type {Record<string, string>} */
  const words = {
    outside_hours: gettext("Ngoài giờ cấp số"),
    no_more_today: gettext("Hôm nay đã hết số"),
    all_given: gettext("Hôm nay đã cấp hết số"),
    last_number: gettext("Hôm nay đã hết giờ lấy số"),
  };
  return words[found.reason] || gettext("Tạm ngừng cấp số");
}

/**
 * Returns what tells of a service in the picker that kiosks give no number, else how many wait.
 * @param {GuideView} view
 */
export function tagIntake(view) {
  const tagged = tagWaiting(view);
  return (/** @type {ServiceThing} */ thing) => {
    const why = whyNoNumber(view, thing.body.service), waiting = tagged(thing);
    return why === null ? waiting : { ...waiting, tag: [why, waiting.tag].filter(Boolean).join(" · ") };
  };
}

/**
 * Says of a chosen service why kiosks give no number, until when, and that the guide may; null where they do.
 * @param {GuideView} view
 * @param {string} service
 */
export function overrideText(view, service) {
  const why = whyNoNumber(view, service);
  if (why === null) {
    return null;
  }
  const { opens_at: opens } = view.no_numbers[service];
  const again = opens === null ? "" : ` ${gettext("Mở lại lúc %(time)s, %(day)s.", { time: clockTime(opens), day: dayName(opens) })}`;
  return `${gettext("Máy lấy số: %(why)s.", { why })}${again} ${gettext("Anh/Chị vẫn cấp được số.")}`;
}
