/** The pages between home and a service: the code of a dossier, what became of it, the offices, the services of one. */
/** @import { KioskView } from "../view_types.js" */
/** @import { useChoices } from "./choices.js" */
/** @import { Dossier } from "./dossier.js" */
/** @import { KioskState } from "./kiosk.js" */
import { html } from "../web/screen.js";
import { CodePage, countEnded, DossierPage } from "./dossier.js";
import { extra } from "./extra.js";
import { Offices, Unit } from "./questions.js";
import { WaysOut } from "./ways_out.js";

/** Says whether a step is one of these pages. @param {KioskState["state"]["step"]} step */
export function isWhere(step) {
  return ["code", "dossier", "offices", "unit", "shut"].indexOf(step) >= 0;
}

/** @param {{ kiosk: KioskState, view: KioskView, choices: ReturnType<typeof useChoices>, locked: boolean }} props */
export function Where({ kiosk, view, choices, locked }) {
  const { state } = kiosk;
  const place = choices.placeIn(view);
  switch (state.step) {
    case "code":
      return html`<${CodePage} locked=${locked} onCode=${choices.lookUp} onWithout=${choices.withoutCode}
        onLost=${choices.resultsUnsure} onBack=${choices.back} />`;
    case "dossier":
      return state.dossier && html`<${DossierPage} dossier=${state.dossier} view=${view} locked=${locked}
        onTake=${() => choices.collect(view)} onSubmit=${() => choices.submitPapers(view)} onGuide=${choices.resultsUnsure}
        onEnd=${() => { countEnded(/** @type {Dossier} */ (state.dossier), view); kiosk.goHome(); }} onBack=${choices.back} />`;
    case "shut":
      return place && html`<${WaysOut} view=${view} row=${place.row} unit=${place.unit} collecting=${state.purpose === extra.collecting} locked=${locked}
        onBack=${choices.back} onTake=${choices.instead} onOnline=${choices.online} onAsk=${choices.guidance} />`;
    case "offices":
      return html`<${Offices} view=${view} locked=${locked} onUnit=${choices.unit}
        onUnsure=${choices.resultsUnsure} onBack=${choices.back} />`;
    default:
      return html`<${Unit} locked=${locked} onBack=${choices.back}
        unit=${view.departments.find((each) => each.code === state.unit)} priority=${state.priority} collecting=${state.purpose === extra.collecting}
        onService=${choices.service} />`;
  }
}
