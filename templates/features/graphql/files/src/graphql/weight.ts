import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from './engine.ts';
import { limits } from '../constants/limits.ts';

/** How much work a text means. */
export interface Weight {
  readonly depth: number;
  readonly aliases: number;
  /** fields of the answer, at most */
  readonly cost: number;
}

const NOTHING: Weight = { depth: 0, aliases: 0, cost: 0 };

/** The heaviest operation of a document. It need not be valid: what nobody knows weighs something, too. */
export function weigh(schema: GraphQLSchema, { definitions }: DocumentNode): Weight {
  const fragments = new Map(definitions.filter(isFragment).map((one) => [one.name.value, one]));
  // Each is weighed once: fragments of fragments double what is asked for with every line.
  const weighed = new Map<string, Weight>();

  const ofFragment = (name: string): Weight => {
    const known = weighed.get(name);
    if (known) return known;
    // A circle ends here; that it is one, validation says.
    weighed.set(name, NOTHING);
    const fragment = fragments.get(name);
    if (!fragment) return NOTHING;
    const type = schema.getType(fragment.typeCondition.name.value);
    const weight = ofSelections(fragment.selectionSet, type);
    weighed.set(name, weight);
    return weight;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): Weight => {
    const name = node.name.value;
    const aliases = node.alias ? 1 : 0;
    // What it says of itself is as large as the schema.
    if (name.startsWith('__')) return { depth: 1, aliases, cost: 1 };
    const field = fieldsOf(parent)[name];
    const within = ofSelections(node.selectionSet, field && getNamedType(field.type));
    return {
      depth: 1 + within.depth,
      aliases: aliases + within.aliases,
      cost: 1 + within.cost * timesOf(node, field),
    };
  };

  const ofSelection = (node: SelectionNode, parent: GraphQLNamedType | undefined): Weight => {
    if (node.kind === Kind.FIELD) return ofField(node, parent);
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value);
    const { typeCondition: named } = node;
    return ofSelections(node.selectionSet, named ? schema.getType(named.name.value) : parent);
  };

  const ofSelections = (
    set: SelectionSetNode | undefined,
    parent: GraphQLNamedType | undefined,
  ): Weight =>
    (set?.selections ?? []).map((node) => ofSelection(node, parent)).reduce(add, NOTHING);

  return definitions
    .filter(isOperation)
    .map((one) => ofSelections(one.selectionSet, schema.getRootType(one.operation) ?? undefined))
    .reduce(heavier, NOTHING);
}

const isFragment = (one: DefinitionNode): one is FragmentDefinitionNode =>
  one.kind === Kind.FRAGMENT_DEFINITION;

const isOperation = (one: DefinitionNode): one is OperationDefinitionNode =>
  one.kind === Kind.OPERATION_DEFINITION;

const fieldsOf = (type: GraphQLNamedType | undefined) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};

/** A list that is asked for page by page holds as many as `first` says; what a variable says is not known yet. */
function timesOf(
  { arguments: given = [] }: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
): number {
  const known = field?.args.find(({ name }) => name === 'first');
  if (!known) return 1;
  const value = given.find(({ name }) => name.value === known.name)?.value;
  if (!value) return Number(known.defaultValue ?? limits.page);
  return value.kind === Kind.INT ? Number(value.value) : limits.page;
}

const add = (one: Weight, other: Weight): Weight => ({
  depth: Math.max(one.depth, other.depth),
  aliases: one.aliases + other.aliases,
  cost: one.cost + other.cost,
});

const heavier = (one: Weight, other: Weight): Weight => ({
  depth: Math.max(one.depth, other.depth),
  aliases: Math.max(one.aliases, other.aliases),
  cost: Math.max(one.cost, other.cost),
});
