// Names that neither the worker's types nor our modules declare.

/** A file of the runtime; its path is seen from assets/. */
interface RuntimeFile {
  path: string;
  bytes: number;
  compressed: number;
  digits: string;
}

/** What the worker has to load: the build writes it in (build_scripts/output/slim.py). */
declare const RUNTIME: {
  version: string;
  files: Record<"mjs" | "asm" | "wasm" | "stdlib" | "calculators", RuntimeFile>;
};

/** What site/sw.js keeps, path → digits: the build writes it in front (build_scripts/output/offline.py). */
declare const FILES: Record<string, string>;

// A location stands for its address where an address is asked for.
interface WorkerLocation extends URL {}

// What the types say of a ServiceWorkerGlobalScope alone, for site/sw.js.
declare const clients: Clients;
declare const registration: ServiceWorkerRegistration;
declare function skipWaiting(): Promise<void>;

interface WorkerGlobalScopeEventMap {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  message: ExtendableMessageEvent;
  fetch: FetchEvent;
}

interface NetworkInformation {
  saveData?: boolean;
  type?: string;
  effectiveType?: string;
}

interface WorkerNavigator {
  connection?: NetworkInformation;
}
