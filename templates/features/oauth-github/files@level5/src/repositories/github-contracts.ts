/** Who somebody is at GitHub: a number there, an account here. */
export interface GithubAccountsRepository {
  /** @returns the id of the account that it opens */
  readonly findUserId: (githubId: string) => Promise<string | undefined>;
  /** Rejects when it opens another account already. */
  readonly connect: (githubId: string, userId: string) => Promise<void>;
}
