// Written by tools/browser_types.py from view_types.py beside it: change that, not this.

export type Standing = "ready" | "not_yet" | "late" | "paper_missing" | "returned" | "unknown" | "unavailable" | "no_code";

/**
 * The answer of `POST /api/results`; it never says the code again.
 *
 * `day`: see `DossierAnswer`, null where that is not said;
 * `papers`: what is missing; `department`, `service`: codes of what has the dossier, null where
 * that is not known here.
 */
export interface DossierJson {
  standing: Standing;
  day: string | null;
  papers: string[];
  department: string | null;
  service: string | null;
}
