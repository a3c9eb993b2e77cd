import type { TestProject } from 'vitest/node';
import { startServices } from '../../tools/services.mjs';
import { makeTemplate } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** where the database is that each test file copies */
    template: string;
    /** by which variable each service is found, and where it is */
    services: Readonly<Record<string, string>>;
  }
}

/** Once for the whole run: the services, and a migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  const services = await startServices({ env: process.env, log });
  try {
    const template = await makeTemplate(services.env);
    project.provide('template', template.url);
    project.provide('services', services.urls);
    return async () => {
      await template.remove();
      await services.stop();
    };
  } catch (error) {
    await services.stop();
    throw error;
  }
}
