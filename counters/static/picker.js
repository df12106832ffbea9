/** A search field over a list: type, move with the arrows, Enter takes the marked one. */
/** @typedef {{ key: string, text: string, title: string, detail: string, tag: string | null, closed?: boolean }} Thing */
import { Icon, html, useState } from "../web/screen.js";
import { arrowStep } from "./keys.js";
import { find } from "./search.js";

const SHOWN = 8;

/**
 * `things`: [{key, text, title, detail, tag}]; `onPick(thing)`; `chosen` is the key that is taken, or null.
 * `search` finds what is typed where the things' own words are not enough; best first.
 * @param {{
 *   label: string, things: Thing[], chosen: string | null, onPick: (thing: any) => void, none: string,
 *   search?: ((query: string) => Thing[]) | null,
 * }} props
 */
export function Picker({ label, things, chosen, onPick, none, search }) {
  const [query, setQuery] = useState("");
  const [marked, setMarked] = useState(0);
  const hits = search && query.trim() ? search(query).slice(0, SHOWN) : find(query, things, SHOWN);
  const at = Math.min(marked, hits.length - 1);

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const by = arrowStep(event.key, "ArrowUp", "ArrowDown");
    if (by !== 0 && hits.length > 0) {
      event.preventDefault();
      setMarked((at + by + hits.length) % hits.length);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.isComposing && hits[at]) {
      event.preventDefault();
      onPick(hits[at]);
    }
  }

  return html`
    <div class="picker">
      <label><span class="vh">${label}</span><${Icon} name="search" />
        <input type="search" value=${query} placeholder=${label} data-first="true" autocomplete="off"
          role="combobox" aria-expanded="true" aria-controls="hits" aria-autocomplete="list"
          aria-activedescendant=${hits[at] ? `hit-${at}` : null}
          onInput=${(event) => { setQuery(event.target.value); setMarked(0); }}
          onKeyDown=${onKeyDown} />
      </label>
      <div id="hits" class="hits" role="listbox" aria-label=${label}>
        ${hits.map((thing, place) => html`
          <div role="option" id=${`hit-${place}`} key=${thing.key} data-key=${thing.key}
            class=${place === at ? "marked" : ""} aria-selected=${String(thing.key === chosen)}
            aria-disabled=${thing.closed ? "true" : null}
            onClick=${() => { setMarked(place); onPick(thing); }}>
            <span><b>${thing.title}</b><small>${thing.detail}</small></span>
            ${thing.tag && html`<em>${thing.tag}</em>`}
            ${thing.key === chosen && html`<${Icon} name="check" />`}
          </div>`)}
      </div>
      <p class="none" role="status">${hits.length === 0 ? none : ""}</p>
    </div>`;
}
