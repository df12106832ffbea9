/** Practice: the band that says that nobody here is real, and the steps that tick themselves. */
/** @import { PracticeStep, StepDone } from "../view_types.js" */
import { Icon, html, page } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";

/** @param {PracticeStep} step */
function task(step) {
  return {
    open: gettext("Mở quầy: nhấn phím cách hoặc nút lớn."),
    call: gettext("Gọi số tiếp theo: nhấn phím cách."),
    recall: gettext("Người dân chưa đến, gọi lại: nhấn R."),
    finish: gettext("Chọn kết quả bằng phím 1–5, rồi hoàn tất bằng phím cách."),
    park: gettext("Giữ lại một số để người dân đi sao chụp: nhấn G."),
    transfer: gettext("Chuyển một số sang nội dung khác: nhấn C."),
    no_show: gettext("Gọi mà không ai đến, ghi vắng mặt: nhấn V."),
    restore: gettext("Mở mục Vắng mặt và cho số đó chờ lại."),
    undo: gettext("Hoàn tác việc vừa làm trong 10 giây: nhấn Ctrl Z."),
  }[step];
}

/** @param {PracticeStep} step */
function stepName(step) {
  return {
    open: gettext("Mở quầy"), call: gettext("Gọi số"), recall: gettext("Gọi lại"),
    finish: gettext("Hoàn tất có kết quả"), park: gettext("Giữ lại"), transfer: gettext("Chuyển"),
    no_show: gettext("Vắng mặt"), restore: gettext("Cho chờ lại"), undo: gettext("Hoàn tác"),
  }[step];
}

/**
 * `steps`: [{step, done}] in the order they are asked for.
 * @param {{ steps: StepDone[] }} props
 */
export function PracticeBand({ steps }) {
  const next = steps.find((each) => !each.done);
  const done = steps.filter((each) => each.done).length;
  return html`
    <section class="practice-band" aria-label=${gettext("Tập dùng thử")}>
      <p class="practice-name"><b>${gettext("Tập dùng thử")}</b>
        <small>${gettext("Không có người dân thật. Số ở đây không lên màn hình sảnh và báo cáo.")}</small></p>
      <p class="practice-task" role="status"><b class="num">${done}/${steps.length}</b>
        <span>${next ? task(next.step) : gettext("Anh/Chị đã tập đủ các bước. Có thể tập tiếp hoặc kết thúc.")}</span></p>
      <ol>${steps.map((each) => html`
        <li key=${each.step} data-step=${each.step} class=${each.done ? "done" : each === next ? "next" : ""}
          title=${stepName(each.step)}>
          ${each.done && html`<${Icon} name="check" />`}
          <span class="vh">${stepName(each.step)}: ${each.done ? gettext("đã làm") : gettext("chưa làm")}</span>
        </li>`)}</ol>
      <form method="post" action="/counters/practice/end">
        <input type="hidden" name="csrf_token" value=${page.csrf} />
        <button>${gettext("Kết thúc tập")}</button>
      </form>
    </section>`;
}

/**
 * What is said when the practice is over although nobody has ended it, and what to do then.
 * @param {{ counter: string }} props
 */
export function PracticeOver({ counter }) {
  const leave = () => { location.href = "/counters"; };
  return html`
    <${Dialog} title=${gettext("Buổi tập đã kết thúc")} onClose=${leave}>
      <p>${gettext("Buổi tập tự kết thúc khi không dùng đến trong 30 phút, hoặc khi máy chủ khởi động lại. Anh/Chị có thể tập lại từ đầu.")}</p>
      <div class="buttons">
        <button type="button" class="plain" onClick=${leave}>${gettext("Về trang chọn quầy")}</button>
        <button type="button" class="primary" data-first="true"
          onClick=${() => beginPractice(counter)}>${gettext("Tập lại")}</button>
      </div>
    <//>`;
}

/**
 * Leaves the page for a practice at a counter.
 * @param {string} counter
 */
export function beginPractice(counter) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/counters/practice";
  Object.entries({ csrf_token: page.csrf, counter }).forEach(([name, value]) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  });
  document.body.append(form);
  form.submit();
}
