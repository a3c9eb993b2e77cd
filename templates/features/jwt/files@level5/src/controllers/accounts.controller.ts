import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type {
  Addressed,
  PasswordChange,
  PasswordReset,
  Registration,
  Verification,
} from '../schemas/auth.schema.ts';
import { clearSessionCookies } from '../utils/cookies.ts';
import { requireIdentity } from '../utils/identity.ts';

export function accountsController({ services: { accounts } }: Pick<Deps, 'services'>) {
  return {
    register: ({ body }: Call<{ body: Registration }>): Promise<void> => accounts.register(body),

    requestVerification: ({ body }: Call<{ body: Addressed }>): void =>
      accounts.requestVerification(body.email),

    verify: ({ body }: Call<{ body: Verification }>): Promise<void> => accounts.verify(body),

    forgot: ({ body }: Call<{ body: Addressed }>): void => accounts.forgot(body.email),

    reset: async ({ body, response }: Call<{ body: PasswordReset }>): Promise<void> => {
      await accounts.reset(body);
      clearSessionCookies(response);
    },

    changePassword: async (call: Call<{ body: PasswordChange }>): Promise<void> => {
      await accounts.changePassword(requireIdentity(call.request).userId, call.body);
      clearSessionCookies(call.response);
    },
  };
}
