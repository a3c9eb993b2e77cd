import { randomBytes } from 'node:crypto';
import type { TestService } from './services.ts';

/** What signs during tests. */
export const secrets = { JWT_SECRET: randomBytes(48).toString('base64') };

/** Those, and a mail server that is not there: tests look at mail before it leaves. */
export const testSecrets: TestService = () =>
  Promise.resolve({ ...secrets, SMTP_URL: 'smtp://127.0.0.1:9' });
