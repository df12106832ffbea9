/** Services as things that can be searched and picked. */
/** @typedef {Thing & { body: { service: string } }} ServiceThing */
/** @import { Thing } from "./picker.js" */
import { page } from "../web/page.js";
import { gettext, names } from "../web/words.js";

/**
 * Returns services as things for a picker; `body` is what a transfer to it carries.
 * @param {readonly string[]} codes
 * @returns {ServiceThing[]}
 */
export function services(codes) {
  return codes.filter((code) => code in page.catalogue.services)
    .map((code) => {
      const department = names.department(page.catalogue.services[code].department);
      const title = names.service(code);
      return {
        key: `service ${code}`, body: { service: code }, title, detail: department,
        text: title === department ? title : `${title} ${department}`, tag: null,
      };
    });
}

/**
 * Returns what leads to the queue in which the ticket is: found, lest something else be taken for it, not picked.
 * @param {ServiceThing} thing
 * @param {string} [detail]
 */
export function staysHere(thing, detail = thing.detail) {
  return { ...thing, closed: true, tag: gettext("Đang ở hàng này"), detail };
}

/**
 * Returns a service under its department, as staff speak of it; one name alone where both are one.
 * @param {string} code
 */
export function underDepartment(code) {
  const service = page.catalogue.services[code];
  const [department, name] = [service ? names.department(service.department) : "", names.service(code)];
  return department === "" || department === name ? name : `${department} · ${name}`;
}
