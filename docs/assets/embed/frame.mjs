/** What a calculator's frame on another site runs: the calculators as the site does (with FRAMED true), and no more. */

import "../calculator/index.mjs";
import "../site/scroll.mjs";
