/* Behaviour of pages, found by data-loa-*; every page works without it. */
import { allBoxes } from "./all-boxes.js";
import { copyButtons } from "./copy.js";
import { drafts } from "./draft.js";
import { drops } from "./drop.js";
import { focusAfterSwap, focusErrors } from "./focus.js";
import { grids } from "./grid.js";
import { leaving } from "./leave.js";
import { measures } from "./measures.js";
import { notices } from "./notice.js";
import { panels } from "./panel.js";
import { pickers } from "./pick.js";
import { photos } from "./photo.js";
import { popovers } from "./popover.js";
import { quiet } from "./quiet.js";
import { missing } from "./required.js";

const everywhere = [allBoxes, copyButtons, drafts, drops, grids, leaving, measures, photos, pickers];

function enliven(root) {
  for (const part of everywhere) part(root);
}

panels(document);
popovers(document);
missing(document);
notices(document);
quiet(document);
focusAfterSwap(document);
enliven(document);
focusErrors(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) enliven(event.detail.elt);
});
