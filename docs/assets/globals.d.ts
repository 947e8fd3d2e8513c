// Names that neither the browser's types nor our modules declare.

/** The theme's stream of pages, where it is there and instant navigation is on. */
declare var document$: { subscribe(todo: () => void): unknown } | undefined;

interface Window {
  document$: typeof document$;
}

/** The digits of the worker's script: the build writes them in (build_scripts/output/slim.py). */
declare const WORKER: string;

/** Whether this is the script of a frame on another site: the build writes it in, and leaves out what the other does. */
declare const FRAMED: boolean;

/** The frames of other languages than the first, as "nl/gp-premium": the build writes them in (build_scripts/output/embed.py). */
declare const FRAMES: string[];

/** What a browser may say of its line: https://wicg.github.io/netinfo/ */
interface NetworkInformation {
  saveData?: boolean;
  type?: string;
  effectiveType?: string;
}

interface Navigator {
  connection?: NetworkInformation;
  /** Of iOS alone: the page runs as an installed app. */
  standalone?: boolean;
}
