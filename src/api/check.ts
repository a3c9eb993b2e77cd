import { realpathSync } from 'node:fs';
import { examine, isHealthy } from '../cli/doctor/doctor.ts';
import type { Catalog } from '../types.ts';
import type { Check } from './types.ts';

export async function checkIn(dir: string, catalog: Catalog): Promise<Check> {
  const findings = await examine(realpathSync(dir), catalog);
  return { ok: isHealthy(findings), findings };
}
