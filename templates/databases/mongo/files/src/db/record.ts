import { randomUUID } from 'node:crypto';
import mongoose, { Schema, type Model, type Query } from 'mongoose';
import { OPERATION_LIMIT } from '../constants/database-limits.ts';
import type { Database } from './client.ts';

/** What every document has and only the server sets. */
export interface StoredRecord {
  readonly _id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly [field: string]: unknown;
}

/** A field as mongoose describes it; `ref` names the collection it points into. */
export interface Field {
  readonly type: 'String' | 'Number' | 'Boolean' | 'Date' | 'Decimal128' | 'Mixed';
  readonly required?: boolean;
  readonly default?: unknown;
  readonly min?: number;
  readonly max?: number;
  readonly maxlength?: number;
  readonly enum?: readonly string[];
  readonly ref?: string;
}

export type Fields = Readonly<Record<string, Field>>;

/** The model of a collection, made once for each connection. */
export function recordModel(db: Database, collection: string, fields: Fields): Model<StoredRecord> {
  const known: Model<StoredRecord> | undefined = db.models[collection];
  return known ?? db.model<StoredRecord>(collection, recordSchema(fields), collection);
}

function recordSchema(fields: Fields): Schema<StoredRecord> {
  // An empty text is a value; mongoose takes it for a missing one unless it is told.
  mongoose.Schema.Types.String.checkRequired((value: unknown) => typeof value === 'string');
  const definition = {
    _id: { type: String, default: () => randomUUID() },
    version: { type: Number, required: true, default: 1 },
    ...fields,
  };
  // Unknown fields are an error, and so are unknown fields in a filter.
  const options = {
    strict: 'throw',
    strictQuery: 'throw',
    timestamps: true,
    versionKey: false,
    minimize: false,
  } as const;
  const schema = new Schema<StoredRecord>(definition, options);
  schema.pre<Query<unknown, StoredRecord>>(/^(find|count|delete)/, function () {
    this.maxTimeMS(OPERATION_LIMIT);
  });
  return schema;
}

const OWN: Fields = { createdAt: { type: 'Date' }, updatedAt: { type: 'Date' } };

/** Values as they come in → as they are kept. */
export function toStored(values: object, fields: Fields): Record<string, unknown> {
  const all = { ...OWN, ...fields };
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, keep(value, all[field])]),
  );
}

function keep(value: unknown, field: Field | undefined): unknown {
  if (typeof value !== 'string') return value;
  if (field?.type === 'Date') return new Date(value);
  if (field?.type === 'Decimal128') return mongoose.mongo.Decimal128.fromString(value);
  return value;
}

/** A document as it is kept → as it is answered. The caller knows which fields that are. */
export function toAnswer<Answer>({ _id, ...values }: StoredRecord): Answer {
  const answered = Object.entries(values).map(([field, value]) => [field, tell(value)]);
  return { id: _id, ...Object.fromEntries(answered) } as Answer;
}

function tell(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return value instanceof mongoose.mongo.Decimal128 ? decimalText(value) : value;
}

/** Always with two decimals, whoever wrote it. */
export function decimalText(value: mongoose.mongo.Decimal128): string {
  const [whole = '0', decimals = ''] = value.toString().split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`;
}
