/* The page that checks a draft, [data-loa-check]: walking its stops by key, source and structure
   together, fixing in place, and who
   else is there. All of it is links and forms that work without this script. */
import { keys } from "./keys.js";
import { pair } from "./pair.js";
import { presence } from "./presence.js";
import { walk } from "./walk.js";

const page = document.querySelector("[data-loa-check]");
if (page) {
  pair(page); /* before the walk, which puts the reader at a place that the source follows */
  walk(page);
  keys(page);
  presence(page);
}
