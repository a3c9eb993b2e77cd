/** Where the records are. It knows nothing of passwords or payments: those who do import it, never the other way round. */
export interface User {
  readonly email: string;
  readonly passwordHash: string;
}

export interface Database {
  readonly findUser: (email: string) => Promise<User | undefined>;
  readonly addUser: (user: User) => Promise<void>;
}

export function createDatabase(): Database {
  const users = new Map<string, User>();
  return {
    findUser: (email) => Promise.resolve(users.get(email)),
    addUser: (user) => {
      users.set(user.email, user);
      return Promise.resolve();
    },
  };
}
