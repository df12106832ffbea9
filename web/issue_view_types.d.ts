// Written by tools/browser_types.py from issue_view_types.py beside it: change that, not this.
import type { MatterJson, TicketJson, WaitRange } from "../web/view_types.js";

export type NoCounter = "paused" | "not_yet" | "later" | "over";

/**
 * The answer to a number just given. `ahead`: how many are called before it.
 *
 * `matters`: what it is for, in the order in which that will probably be done; `whole`: how long
 * all of it will probably take, null where it is for one or nobody knows.
 *
 * `turn_at`: the time of day to tell, null where the range says enough; `counter_open`: whether a
 * counter that serves it is open now, `no_counter`: why not, null while one is; `opens_at`: when
 * the hours of the centre go on, null within them; `back_at`: when a pause ends.
 */
export interface IssueAnswer {
  ticket: TicketJson;
  ahead: number;
  wait: WaitRange | null;
  turn_at: string | null;
  counter_open: boolean;
  no_counter: NoCounter | null;
  opens_at: string | null;
  back_at: string | null;
  matters: MatterJson[];
  whole: WaitRange | null;
  follow_url: string;
}
