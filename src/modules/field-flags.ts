import { nearest } from '../answers/nearest.ts';
import { fieldError, quoted, type Said } from './field-error.ts';
import { SHAPE, WORDS, type Attribute, type FieldParts } from './field-scanner.ts';
import { TYPES, type FieldType } from './field-types.ts';
import type { Field } from './fields.ts';

/** `?`, `:unique`, `:index`; and that nothing else is said, or twice. */
export function readFlags(
  parts: FieldParts,
  type: FieldType,
): Pick<Field, 'optional' | 'unique' | 'index' | 'pairWith'> {
  refuseList(parts, type);
  const words = parts.attributes.map(({ text }) => text);
  parts.attributes.forEach((attribute, place) => {
    const isTwice = words.indexOf(attribute.text) !== place;
    const said = isTwice ? twice(attribute.text) : whyNot(attribute.text, type, parts);
    if (said) throw fieldError(parts.typed, attribute, said);
  });
  const unique = words.includes('unique');
  const partner = parts.attributes.find(({ text }) => text === 'unique-with');
  if (partner) refusePartnerless(parts, partner);
  return {
    optional: parts.optional !== undefined,
    unique,
    index: words.includes('index') && !unique,
    ...(partner?.value && { pairWith: partner.value.text }),
  };
}

const twice = (word: string): Said => [`${quoted(word)} is said twice.`, 'Say it once.'];

function whyNot(word: string, type: FieldType, { many }: FieldParts): Said | undefined {
  const isKey = word === 'unique' || word === 'index' || word === 'unique-with';
  if (isKey && TYPES[type].isKey && !many) return undefined;
  if (isKey)
    return [`A field of type ${type}${many?.text ?? ''} cannot be ${word}.`, 'Leave it out.'];
  if (WORDS.includes(word)) return undefined;
  const meant = nearest(word, WORDS);
  return [`${quoted(word)} says nothing about a field.`, meant ? `Did you mean ${meant}?` : SHAPE];
}

function refusePartnerless({ typed, attributes }: FieldParts, partner: Attribute): void {
  const said: Said | undefined =
    partner.value === undefined || partner.value.text === ''
      ? ['unique-with says with which field.', 'For example: number:integer:unique-with=order']
      : attributes.some(({ text }) => text === 'unique')
        ? ['What is unique is unique with every other field.', 'Leave out one of the two.']
        : undefined;
  if (said) throw fieldError(typed, partner, said);
}

function refuseList({ typed, many, optional }: FieldParts, type: FieldType): void {
  if (many && type !== 'ref') {
    throw fieldError(typed, many, [
      `Only a reference can be a list, not ${type}.`,
      'For example: tags:ref[]:tags',
    ]);
  }
  if (many && optional) {
    throw fieldError(typed, optional, [
      'A list of references is never missing, only empty.',
      'Leave out the ?',
    ]);
  }
}
