import { sendTo, speak, type Speech } from '../support/http.ts';

export interface App extends Speech {
  readonly close: () => Promise<void>;
}

/** The app that runs already. Without it nothing passes. */
export function openApp(): Promise<App> {
  const url = process.env['WORKSHOP_URL'];
  if (url === undefined) throw new Error('WORKSHOP_URL says where the app is');
  return Promise.resolve({ ...speak(sendTo(url)), close: () => Promise.resolve() });
}
