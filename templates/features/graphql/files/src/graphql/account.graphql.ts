import type { Deps } from '../app.ts';
import { roles } from '../constants/roles.ts';
import { requireIdentity } from '../utils/identity.ts';
import { idOf } from './input.ts';
import type { GraphPart } from './part.ts';

const types = `
  "A number with two decimals, as text: no floating point number holds 0.10"
  scalar Decimal
  scalar Date
  scalar DateTime
  scalar JSON

  type PageInfo {
    hasNextPage: Boolean!
    endCursor: String
  }

  enum Role {
    ${roles.join('\n    ')}
  }

  type User {
    id: ID!
    email: String!
    role: Role!
    emailVerifiedAt: DateTime
    createdAt: DateTime!
  }

  type Session {
    id: ID!
    userAgent: String!
    createdAt: DateTime!
    lastUsedAt: DateTime!
    isCurrent: Boolean!
  }

  type Query {
    me: User!
    sessions: [Session!]!
  }

  type Mutation {
    "Signs out there, and answers the id"
    endSession(id: ID!): ID!
  }
`;

/** What every project has: who asks, and where they are signed in. */
export const accountGraph = ({ services: { users, sessions } }: Deps): GraphPart => ({
  types,
  fields: {
    Query: {
      me: {
        route: 'GET /users/me',
        resolve: ({ context: { request } }) => users.read(requireIdentity(request).userId),
      },
      sessions: {
        route: 'GET /auth/sessions',
        resolve: ({ context: { request } }) => sessions.list(requireIdentity(request)),
      },
    },
    Mutation: {
      endSession: {
        route: 'DELETE /auth/sessions/:id',
        resolve: async ({ args, context: { request } }) => {
          const id = await idOf(args);
          await sessions.revoke(id, requireIdentity(request));
          return id;
        },
      },
    },
  },
});
