import { describe, test } from 'vitest';
import { FERRETDB_GAPS } from './ferretdb-gaps.ts';
import { mongoConformance } from './mongo.suite.ts';

const url = process.env['FERRETDB_URL'];

if (url) {
  mongoConformance('FerretDB', () => url, { transactions: false, except: FERRETDB_GAPS });
} else {
  const reason = 'FERRETDB_URL is not set; see tests/conformance/start-ferretdb.mjs';
  console.log(`mongo-ferretdb.test.ts is skipped: ${reason}`);
  describe('FerretDB', () => {
    test.skip(reason);
  });
}
