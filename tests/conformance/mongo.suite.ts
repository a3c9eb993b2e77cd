import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeFixture } from './mongo/fixture.ts';
import type { Check, Fixture } from './mongo/fixture.ts';
import { handshake, mistakes, catalog } from './mongo/handshake.ts';
import { values } from './mongo/values.ts';
import { finding } from './mongo/finding.ts';
import { querying } from './mongo/querying.ts';
import { sorting, cursors } from './mongo/sorting.ts';
import { writing, findAndModify } from './mongo/writing.ts';
import { updating } from './mongo/updating.ts';
import { indexes } from './mongo/indexes.ts';
import { aggregation } from './mongo/aggregation.ts';
import { expressions } from './mongo/expressions.ts';
import { mongooseBehaviour } from './mongo/mongoose.ts';
import { transactions } from './mongo/transactions.ts';
import { retries } from './mongo/retries.ts';

export interface ConformanceOptions {
  readonly transactions: boolean;
  /** Tests a server is known to fail, with the reason that is shown. */
  readonly except?: Readonly<Record<string, string>>;
}

export function mongoConformance(name: string, getUrl: () => string, options: ConformanceOptions) {
  describe(name, () => {
    let fixture: Fixture;
    let client: MongoClient;
    beforeAll(async () => {
      client = await new MongoClient(getUrl(), { retryWrites: options.transactions }).connect();
      fixture = makeFixture(client, getUrl());
    });
    afterAll(async () => {
      await fixture.db.dropDatabase();
      await client.close();
    });
    const check: Check = (title, run) => {
      const reason = options.except?.[title];
      if (reason) test.skip(`${title} (${reason})`);
      else test(title, () => run(fixture));
    };
    handshake(check);
    values(check);
    finding(check);
    querying(check);
    sorting(check);
    cursors(check);
    writing(check);
    updating(check);
    findAndModify(check);
    indexes(check);
    aggregation(check);
    expressions(check);
    catalog(check);
    mistakes(check);
    mongooseBehaviour(check, getUrl, options);
    if (options.transactions) transactions(check);
    if (options.transactions) retries(check);
  });
}
