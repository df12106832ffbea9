/** Practice: the band that says that nobody here is real, and the steps that tick themselves. */
/** @import { CounterView, StepDone } from "../view_types.js" */
import { Icon, html, page } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { firstOf, stepName, task } from "./practice_steps.js";

/**
 * `steps`: [{step, done}] in the order they are asked for.
 * @param {{ view: CounterView, steps: readonly StepDone[] }} props
 */
export function PracticeBand({ view, steps }) {
  const next = steps.find((each) => !each.done);
  const done = steps.filter((each) => each.done).length;
  return html`
    <section class="practice-band" aria-label=${gettext("Tập dùng thử")}>
      <p class="practice-name"><b>${gettext("Tập dùng thử")}</b>
        <small>${gettext("Không có người dân thật. Số ở đây không lên màn hình sảnh và báo cáo.")}</small></p>
      <p class="practice-task" role="status"><b class="num">${done}/${steps.length}</b>
        <span>${next ? firstOf(next.step, view) || task(next.step) : gettext("Anh/Chị đã tập đủ các bước. Có thể tập tiếp hoặc kết thúc.")}</span></p>
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
