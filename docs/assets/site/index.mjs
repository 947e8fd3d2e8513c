/** What every page of the site asks for, whatever it is about. The calculators have their own script. */

import "./face.mjs";
import "./theme.mjs";
import "./menu.mjs";
import "./notice.mjs";
import "./scroll.mjs";
import "./table.mjs";
import "./offline.mjs";
import "./own.mjs";
