import { ESLint, Linter } from 'eslint';
import { describe, expect, test } from 'vitest';

/** What the rules of this project say of an import in a file of this name. */
async function complaintsAbout(file: string, target: string): Promise<readonly string[]> {
  const config = (await new ESLint().calculateConfigForFile(file)) as Linter.Config;
  const rule = config.rules?.['no-restricted-imports'] ?? 'off';
  const code = `import { thing } from '${target}';\nthing();\n`;
  const rules = { 'no-restricted-imports': rule };
  return new Linter().verify(code, [{ rules }]).map(({ message }) => message);
}

describe('the linter', () => {
  test.each([
    ['src/controllers/orders.controller.ts', 'drizzle-orm'],
    ['src/controllers/orders.controller.ts', 'mongoose'],
    ['src/controllers/orders.controller.ts', '../models/order.model.ts'],
    ['src/controllers/orders.controller.ts', '../db/client.ts'],
    ['src/controllers/orders.controller.ts', '../repositories/orders.repository.ts'],
    ['src/routes/orders.routes.ts', '../repositories/orders.repository.ts'],
    ['src/middleware/orders.ts', '../db/client.ts'],
    ['src/services/orders.service.ts', 'express'],
    ['src/services/orders.service.ts', 'drizzle-orm/node-postgres'],
    ['src/services/orders.service.ts', 'mongoose'],
    ['src/services/orders.service.ts', 'ioredis'],
    ['src/services/orders.service.ts', 'undici'],
    ['src/services/orders.service.ts', '../models/order.model.ts'],
    ['src/services/orders.service.ts', '../db/client.ts'],
    ['src/services/orders.service.ts', '../controllers/orders.controller.ts'],
    ['src/services/orders.service.ts', '../container.ts'],
    ['src/repositories/orders.repository.ts', '../services/orders.service.ts'],
    ['src/repositories/orders.repository.ts', 'express'],
    ['src/models/order.model.ts', '../repositories/orders.repository.ts'],
    ['src/utils/money.ts', '../models/order.model.ts'],
  ])('refuses in %s an import of %s', async (file, target) => {
    expect(await complaintsAbout(file, target)).toHaveLength(1);
  });

  test.each([
    ['src/controllers/orders.controller.ts', 'express'],
    ['src/controllers/orders.controller.ts', '../errors/app-error.ts'],
    ['src/routes/orders.routes.ts', '../controllers/orders.controller.ts'],
    ['src/services/orders.service.ts', '../repositories/index.ts'],
    ['src/services/orders.service.ts', './stock.service.ts'],
    ['src/repositories/orders.repository.ts', 'drizzle-orm'],
    ['src/repositories/orders.repository.ts', '../models/order.model.ts'],
    ['src/repositories/orders.repository.ts', '../db/list.ts'],
    ['src/container.ts', './repositories/index.ts'],
  ])('lets %s import %s', async (file, target) => {
    expect(await complaintsAbout(file, target)).toEqual([]);
  });
});
