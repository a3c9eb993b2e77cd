import { randomBytes } from 'node:crypto';
import type { TestService } from './services.ts';

const secret = randomBytes(48).toString('base64');

/** What signs tokens during tests, and a mail server that is not there: tests look at mail before it leaves. */
export const testSecrets: TestService = () =>
  Promise.resolve({ JWT_SECRET: secret, SMTP_URL: 'smtp://127.0.0.1:9' });
