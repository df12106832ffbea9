// Written by tools/browser_types.py from view_types.py beside it: change that, not this.
import type { ElsewhereJson, NewcomerWait } from "../web/view_types.js";

export type Closure = "for_now" | "no_numbers" | "for_today" | "halted";

export type NoCounter = "paused" | "not_yet" | "later" | "over";

/**
 * The service of a procedure at this moment, for somebody without priority.
 *
 * `reason`: why it gives no numbers, null while it does; `closure`: how it stands then;
 * `opens_at`: when it gives some again, null while it does, and where no day is known;
 * `no_counter`: why nobody could call now; `may_be_too_late`: the range ends behind the last hour
 * of the day.
 */
export interface ServiceNow {
  reason: string | null;
  closure: Closure | null;
  opens_at: string | null;
  waiting: number;
  wait: NewcomerWait | null;
  may_be_too_late: boolean;
  no_counter: NoCounter | null;
}

/** A procedure in the list that is searched; `also`: other words that people use. */
export interface FoundRow {
  code: string;
  names: Record<string, string>;
  department: string;
  keywords?: string;
}

/**
 * The answer of `GET /procedures/list.json`, most asked for first.
 *
 * `elsewhere`: what is not done here; `units`: what the centre calls its departments and services.
 */
export interface FindableJson {
  synonyms: Record<string, string>;
  elsewhere: ElsewhereJson[];
  units: string[];
  procedures: FoundRow[];
}
