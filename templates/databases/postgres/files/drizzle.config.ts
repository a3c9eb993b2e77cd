import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/models/index.ts',
  out: './src/db/migrations',
  // By time, so that the migrations of two branches do not take the same number.
  migrations: { prefix: 'timestamp' },
});
