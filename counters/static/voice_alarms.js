/** What the guide must know of the hall's voice: a pure function of the view. */
/** @import { SpokenBy, UnheardCall, VoiceForGuides } from "../../web/view_types.js" */
/** @import { Alarm } from "./alarms.js" */
import { gettext, names } from "../web/words.js";

const CHIME = "chime";

/**
 * Returns the alarms of the voice: {key, kind, level, service, title, detail}, `kind` voice.
 * @param {VoiceForGuides} voice
 */
export function voiceAlarms(voice) {
  const languages = Object.values(voice.languages).filter((each) => each.speaker !== each.first);
  const worst = languages.find((each) => each.speaker === CHIME) || languages[0];
  return voice.unheard.map(unheard)
    .concat(voice.output === voice.output_wanted ? [] : [elsewhere()])
    .concat(worst ? [speaker(worst)] : []);
}

function elsewhere() {
  return alarm("elsewhere", "missed", gettext("Loa của máy chủ không phát được, số được đọc từ màn hình sảnh"),
    gettext("Nếu màn hình không có tiếng, hãy gọi số bằng lời. Hãy báo người quản trị kiểm tra loa và chương trình phát âm thanh của máy chủ."));
}

/** @param {SpokenBy} spoken */
function speaker(spoken) {
  if (spoken.speaker === CHIME) {
    return alarm("chime", "missed", gettext("Loa chỉ phát chuông, không đọc được số"),
      gettext("Hãy gọi số bằng lời ở khu chờ, và báo người quản trị kiểm tra giọng đọc."));
  }
  return alarm("speaker", "near", gettext("Giọng đọc chính không hoạt động"),
    gettext("Số vẫn được đọc bằng giọng dự phòng (%(speaker)s). Hãy báo người quản trị.", {
      speaker: spoken.speaker,
    }));
}

/** @param {UnheardCall} call */
function unheard({ cause, zones, number }) {
  const where = zones.map((zone) => names.zone(zone)).join(", ");
  const key = `${cause} ${zones.join()} ${number || ""}`;
  if (cause === "blocked") {
    return alarm(key, "missed", gettext("%(where)s: màn hình chưa được bật âm thanh", { where }),
      gettext("Hãy chạm vào màn hình một lần. Trong lúc đó, hãy gọi số bằng lời."));
  }
  if (cause === "broken") {
    return alarm(key, "missed", gettext("%(where)s: màn hình không phát được tiếng", { where }),
      gettext("Hãy xem loa và màn hình có điện không, rồi tắt và bật lại màn hình. Trong lúc đó, hãy gọi số bằng lời."));
  }
  if (cause === "no_player") {
    return alarm(key, "missed", gettext("%(where)s: không có màn hình nào phát tiếng", { where }),
      gettext("Hãy xem màn hình có điện và có mạng không. Trong lúc đó, hãy gọi số bằng lời."));
  }
  return alarm(key, "missed", gettext("%(where)s: số %(number)s không được đọc lên", { where, number }),
    gettext("Hãy gọi số này bằng lời, rồi xem loa của màn hình."));
}

/**
 * @param {string} key
 * @param {Alarm["level"]} level
 * @param {string} title
 * @param {string} detail
 * @returns {Alarm}
 */
function alarm(key, level, title, detail) {
  return { key: `voice ${key}`, kind: "voice", level, service: null, title, detail };
}
