/**
 * What a scanner types does nothing on any page but boards and citizens' own phones: `base.html` brings
 * this, after the page's own scripts. Where a page's keys are commands, `data-commands` says so.
 */
import { keepScansOut } from "./scans.js";

keepScansOut({ commands: document.documentElement.hasAttribute("data-commands") });
