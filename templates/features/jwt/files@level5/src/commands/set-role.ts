import { loadEnv } from '../config/env.ts';
import { roles, type Role } from '../constants/roles.ts';
import { buildContainer } from '../container.ts';

const [email = '', wanted = ''] = process.argv.slice(2);
const role: Role | undefined = roles.find((one) => one === wanted);
if (!role) throw new Error(`an address, then a role: ${roles.join(', ')}`);

const { services, log, dispose } = await buildContainer(loadEnv());
try {
  const { id } = await services.users.findByEmail(email);
  await services.users.setRole(id, { role });
  log.info({ userId: id, role }, 'role changed');
} finally {
  await dispose();
}
