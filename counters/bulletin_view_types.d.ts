// Written by tools/browser_types.py from bulletin_view_types.py beside it: change that, not this.
import type { BulletinJson } from "../web/view_types.js";

/** The answer to publishing a bulletin: its id, and when it ends. */
export interface PublishedBulletin {
  id: string;
  until: string;
}

/** The answer of `GET /api/bulletins`, the newest first. */
export interface BulletinsAnswer {
  seq: number;
  bulletins: BulletinJson[];
}
