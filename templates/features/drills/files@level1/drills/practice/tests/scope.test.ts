import assert from 'node:assert/strict';
import { practice, predicts } from './practice.ts';

await practice('scope', {
  predict: {
    task: 'the text of a line to its value, without running it',
    check: predicts(
      '(() => { let x = 1; { let x = 2; } return x })()',
      '(() => { var x = 1; { var x = 2; } return x })()',
      '(() => { const fs = []; for (var i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f()).join() })()',
      '(() => { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f()).join() })()',
    ),
  },
  accountOf: {
    task: 'a sum to { deposit, withdraw, balance } that share one variable, which nobody else can reach',
    check: (mine) => {
      interface Account {
        deposit(sum: number): void;
        withdraw(sum: number): void;
        balance(): number;
      }
      const [mineToo, other] = [mine(10) as Account, mine(0) as Account];
      mineToo.deposit(5);
      mineToo.withdraw(1);
      assert.deepEqual([mineToo.balance(), other.balance()], [14, 0]);
      assert.ok(!Object.values(mineToo).includes(14));
    },
  },
  greeter: {
    task: 'a name to { greet }, which still says "I am Ada" when it is taken off the object',
    check: (mine) => {
      const { greet } = mine('Ada') as { greet: (this: void) => string };
      assert.equal(greet(), 'I am Ada');
    },
  },
  callWith: {
    task: '(f, self, …args) calls f with `self` as `this`, without call, apply and bind, and leaves no trace on it',
    check: (mine) => {
      const self = { name: 'Ada' };
      function say(this: typeof self, one: string, other: string): string {
        return `${this.name} ${one} ${other}`;
      }
      assert.equal(mine(say, self, 'a', 'b'), 'Ada a b');
      assert.deepEqual(Reflect.ownKeys(self), ['name']);
    },
  },
  hoisting: {
    task: 'the text of a program to its value, or to the name of the error it ends with',
    check: (mine) => {
      const answers = ['undefined', 'ReferenceError', 5, 'TypeError', 'ReferenceError'];
      const programs = [
        'typeof a; var a = 1',
        'b; let b = 1',
        'f(); function f() { return 5 }',
        'g(); var g = () => 5',
        'new C(); class C {}',
      ];
      assert.deepEqual(
        programs.map((program) => mine(program)),
        answers,
      );
    },
  },
});
