import { startApi } from '../support/api.ts';
import { sendTo, speak, type Speech } from '../support/http.ts';

export interface App extends Speech {
  readonly close: () => Promise<void>;
}

/** The app that runs at WORKSHOP_URL; without it, one of our own. */
export async function openApp(): Promise<App> {
  const url = process.env['WORKSHOP_URL'];
  if (url === undefined) return startApi();
  return { ...speak(sendTo(url)), close: () => Promise.resolve() };
}
