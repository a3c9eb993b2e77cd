import { welcomeMail } from '../utils/welcome-mail.ts';
import { userRegistered } from './accounts.service.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'events' | 'postOffice' | 'env'>;

/** Greets who has come. Accounts know nothing of it, and a mail server that is down keeps nobody out. */
export function welcomeService({ repositories: { accounts }, events, postOffice, env }: Deps) {
  const greet = ({ userId }: { readonly userId: string }): Promise<void> => {
    postOffice.post(async () => {
      const account = await accounts.find(userId);
      return account && welcomeMail({ to: account.email, link: env.APP_URL });
    });
    return Promise.resolve();
  };
  events.on(userRegistered, greet);
  return { greet };
}
