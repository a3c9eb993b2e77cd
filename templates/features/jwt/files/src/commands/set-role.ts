import { openConnections } from '../config/connections.ts';
import { loadEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { roles, type Role } from '../constants/roles.ts';
import { findAccountByEmail, setRole } from '../db/accounts.ts';

const [email = '', wanted = ''] = process.argv.slice(2);
const role: Role | undefined = roles.find((one) => one === wanted);
if (!role) throw new Error(`an address, then a role: ${roles.join(', ')}`);

const env = loadEnv();
const log = createLogger(env);
const { connections, close } = await openConnections(env, log);
try {
  const account = await findAccountByEmail(connections.db, email.trim().toLowerCase());
  if (!account) throw new Error(`nobody registered as ${email}`);
  await setRole(connections.db, { id: account.id, role, now: new Date() });
  log.info({ userId: account.id, role }, 'role changed');
} finally {
  await close();
}
