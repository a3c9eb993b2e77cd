/** Modules, and what else was generated, as the answers hold them. */
import { formatName, itemNames, moduleNames, refuseClashes } from '../modules/names.ts';
import { knownOptions, readWords, refuseWrongModule } from '../modules/options.ts';
import type { GeneratedAnswer, ModuleAnswer } from '../types.ts';
import { list, oneOf, record, shown, text, unique, usage, type Claim } from './claims.ts';

export function withoutClashes(modules: readonly ModuleAnswer[]): readonly ModuleAnswer[] {
  const present = modules.filter(({ dropped }) => dropped === undefined);
  refuseClashes(present.map(({ name }) => moduleNames(name)));
  return modules;
}

/** `orders title:string --soft-delete` or `{ name, fields, options }`. */
export function moduleAnswer(claim: Claim): ModuleAnswer {
  if (typeof claim.value !== 'string') return moduleRecord(claim);
  const [name = '', ...words] = claim.value.trim().split(/\s+/);
  const { fields, options } = readWords(words);
  return checkedModule({ name, fields, ...optionsIn({ ...claim, value: options }) }, claim);
}

function optionsIn(claim: Claim): Pick<ModuleAnswer, 'options'> {
  const known = knownOptions(claim.catalog).map(({ id }) => id);
  const options = unique(list(claim).map((value) => oneOf(known, { ...claim, value })));
  return options.length === 0 ? {} : { options };
}

function moduleRecord(claim: Claim): ModuleAnswer {
  const { name, fields, options, number, dropped, ...others } = record(claim.value, claim.where);
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw usage(`${claim.where}: a module has no ${shown(other)}, only name, fields and options.`);
  const module = {
    name: text({ ...claim, value: name }),
    fields: list({ ...claim, value: fields ?? [] }).map((value) => text({ ...claim, value })),
    ...optionsIn({ ...claim, value: options ?? [] }),
    ...(number !== undefined && { number: migrationNumber({ ...claim, value: number }) }),
    ...(dropped !== undefined && { dropped: migrationNumber({ ...claim, value: dropped }) }),
  };
  return checkedModule(module, claim);
}

function checkedModule(module: ModuleAnswer, { catalog }: Claim): ModuleAnswer {
  refuseWrongModule(module, catalog);
  return { ...module, name: formatName(moduleNames(module.name)) };
}

export function generatedAnswer(claim: Claim): GeneratedAnswer {
  const { generator, name, number } = record(claim.value, claim.where);
  const [id, called] = [generator, name].map((value) => text({ ...claim, value }));
  return {
    generator: id ?? '',
    name: itemNames(called ?? '').name,
    ...(number !== undefined && { number: migrationNumber({ ...claim, value: number }) }),
  };
}

function migrationNumber(claim: Claim): string {
  const number = text(claim);
  if (/^\d{4,20}$/.test(number)) return number;
  throw usage(`${claim.where}: ${shown(number)} is no number of a migration, such as 0104.`);
}
