import type { Api, Config } from './types.d.ts';

declare global {
  /** Written in front of the gate by `samtycke build`. */
  const CONFIG: Config;

  interface Window {
    /** Before the gate has run, an array of functions that wait for it. */
    samtycke?: Api | ((api: Api) => void)[];
  }
}
