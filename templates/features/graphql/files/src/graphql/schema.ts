import {
  buildSchema,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from './engine.ts';
import { refuseOddContent } from '../middleware/json-body.ts';
import { policyOf, type Policies } from '../policies/policy.ts';
import { admit } from '../policies/protect.ts';
import { identityOf } from '../utils/identity.ts';
import type { GraphContext } from './context.ts';
import type { Asked, Field, GraphPart } from './part.ts';

/** All types, with a guard before each field that has a route of its own. */
export function buildGraph(parts: readonly GraphPart[], policies: Policies): GraphQLSchema {
  const schema = buildSchema(parts.map(({ types }) => types).join('\n'));
  for (const { fields } of parts) {
    for (const [type, own] of Object.entries(fields)) {
      for (const [name, field] of Object.entries(own)) {
        fieldOf(schema, type, name).resolve = guarded(field, policies);
      }
    }
  }
  refuseUnanswered(schema);
  return schema;
}

type SchemaField = GraphQLField<unknown, GraphContext>;

function fieldOf(schema: GraphQLSchema, typeName: string, name: string): SchemaField {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (!field) throw new Error(`no type of the schema has a field ${typeName}.${name}`);
  return field as SchemaField;
}

const guarded =
  ({ route, resolve }: Field, policies: Policies): GraphQLFieldResolver<unknown, GraphContext> =>
  (source, args: Asked['args'], context) => {
    const [method = '', path = ''] = route.split(' ');
    admit(identityOf(context.request), policyOf(policies, { method, path }));
    // What stands in the text of a query has not been through the parser of bodies.
    refuseOddContent([args]);
    return resolve({ source: source as never, args, context });
  };

/** Everything begins at these two, so a field of theirs that was forgotten here has no guard either. */
function refuseUnanswered(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const { name, resolve } of Object.values(type?.getFields() ?? {})) {
      if (!resolve) throw new Error(`nobody answers ${type?.name}.${name}`);
    }
  }
}
