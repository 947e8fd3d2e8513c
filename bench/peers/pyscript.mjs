import { start } from "./form.mjs";

window.start = (answer) => start((query) => JSON.parse(answer(query)));
