import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type Source,
} from './engine.ts';
import { graphLimits } from '../constants/graph-limits.ts';
import { weigh, type Weight } from './weight.ts';

export const parseLimited = (text: string | Source): DocumentNode =>
  parse(text, { maxTokens: graphLimits.tokens });

/** What is too much is not looked at any further: some rules compare every field with every other. */
export function validateLimited(
  schema: GraphQLSchema,
  document: DocumentNode,
  { isOpen }: { readonly isOpen: boolean },
): readonly GraphQLError[] {
  const tooMuch = excessOf(weigh(schema, document));
  if (tooMuch) return [tooMuch];
  const rules = isOpen ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  return validate(schema, document, rules, { maxErrors: graphLimits.errors });
}

const LIMITED: readonly (keyof Weight)[] = ['depth', 'aliases', 'cost'];

function excessOf(weight: Weight): GraphQLError | undefined {
  const what = LIMITED.find((name) => weight[name] > graphLimits[name]);
  if (!what) return undefined;
  const message = `Too much at once: ${what} ${weight[what]}, and ${graphLimits[what]} is the limit.`;
  return new GraphQLError(message, { extensions: { code: 'too_large' } });
}
