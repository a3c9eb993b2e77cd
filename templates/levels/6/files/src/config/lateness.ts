import { AsyncLocalStorage } from 'node:async_hooks';

/** Whether what is read in here may be a little late. */
export const lateness = new AsyncLocalStorage<boolean>();

/** Only where somebody said so: jobs, commands and whoever changes something have to see what is. */
export const mayBeLate = (): boolean => lateness.getStore() ?? false;
