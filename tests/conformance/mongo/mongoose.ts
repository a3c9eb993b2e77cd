import { ObjectId } from 'mongodb';
import type { Db } from 'mongodb';
import mongoose from 'mongoose';
import { expect } from 'vitest';
import type { Check } from './fixture.ts';

interface Person {
  name: string;
  email?: string;
  tags: string[];
  price?: mongoose.Types.Decimal128;
}

export function mongooseBehaviour(
  check: Check,
  getUrl: () => string,
  { transactions: has }: { readonly transactions: boolean },
) {
  const withModel = async (
    db: Db,
    work: (Model: mongoose.Model<Person>, connection: mongoose.Connection) => Promise<void>,
  ) => {
    const connection = await mongoose
      .createConnection(getUrl(), { dbName: db.databaseName, retryWrites: has })
      .asPromise();
    const schema = new mongoose.Schema<Person>(
      {
        name: { type: String, required: true },
        email: { type: String, unique: true, sparse: true },
        tags: [String],
        price: mongoose.Schema.Types.Decimal128,
      },
      { optimisticConcurrency: true, timestamps: true },
    );
    const Model = connection.model<Person>(`Person${new ObjectId().toHexString()}`, schema);
    await Model.init();
    await work(Model, connection);
    await connection.close();
  };
  check('mongoose saves, finds and makes its indexes', async ({ db }) => {
    await withModel(db, async (Model) => {
      const price = new mongoose.Types.Decimal128('9.90');
      const made = await Model.create({ name: 'Ann', email: 'a@b.c', tags: ['x'], price });
      const found = await Model.findById(made._id).lean();
      expect(found).toMatchObject({ name: 'Ann', tags: ['x'], __v: 0 });
      expect(String(found?.price)).toBe('9.90');
      await expect(Model.create({ name: 'Bob', email: 'a@b.c' })).rejects.toMatchObject({
        code: 11000,
      });
      expect(await Model.countDocuments({ name: /^a/i })).toBe(1);
    });
  });
  check('optimisticConcurrency refuses the second save', async ({ db }) => {
    await withModel(db, async (Model) => {
      const { _id } = await Model.create({ name: 'Ann' });
      const [first, second] = await Promise.all([Model.findById(_id), Model.findById(_id)]);
      if (!first || !second) throw new Error('not found');
      first.name = 'Bea';
      await first.save();
      second.tags.push('late');
      await expect(second.save()).rejects.toBeInstanceOf(mongoose.Error.VersionError);
      expect(await Model.findById(_id).lean()).toMatchObject({ name: 'Bea', tags: [], __v: 1 });
    });
  });
  check('mongoose bulkSave and populate work', async ({ db }) => {
    await withModel(db, async (Model) => {
      const people = ['a', 'b', 'c'].map((name) => new Model({ name }));
      await Model.bulkSave(people);
      people.forEach((person) => person.set('name', `${person.name}!`));
      await Model.bulkSave(people);
      expect((await Model.find().sort('name')).map(({ name }) => name)).toEqual(['a!', 'b!', 'c!']);
    });
  });
  if (!has) return;
  check('mongoose transactions roll back documents and their state', async ({ db }) => {
    await withModel(db, async (Model, connection) => {
      const person = await Model.create({ name: 'Ann' });
      const work = connection.transaction(async (session) => {
        person.name = 'Bea';
        await person.save({ session });
        await Model.create([{ name: 'Cy' }], { session });
        throw new Error('undo');
      });
      await expect(work).rejects.toThrow('undo');
      expect(await Model.find().lean()).toMatchObject([{ name: 'Ann', __v: 0 }]);
    });
  });
}
