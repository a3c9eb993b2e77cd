import type { Deps } from '../app.ts';
import { linksQuery } from '../schemas/links.schema.ts';
import { shortLinkInput, shortLinkPatch } from '../schemas/short-links.schema.ts';
import { connectionOf, orNull } from './answer.ts';
import { bodyOf, idOf, pageOf } from './input.ts';
import type { GraphPart } from './part.ts';
import { connectionTypes, inputType, listArguments } from './types.ts';

const filters = {
  code: 'String',
  clicks: 'Int',
};

const input = {
  url: 'String!',
  code: 'String',
  expiresAt: 'DateTime',
};

const patch = {
  url: 'String',
  expiresAt: 'DateTime',
  version: 'Int',
};

const types = `
  type Link {
    id: ID!
    version: Int!
    createdAt: DateTime!
    updatedAt: DateTime!
    code: String!
    url: String!
    expiresAt: DateTime
    clicks: Int!
  }

  ${inputType('LinkInput', input)}
  "What is left out stays"
  ${inputType('LinkPatch', patch)}
  ${connectionTypes('Link', filters)}
  extend type Query {
    link(id: ID!): Link
    links(${listArguments('Link', filters)}): LinkConnection!
  }

  extend type Mutation {
    createLink(input: LinkInput!): Link!
    updateLink(id: ID!, changes: LinkPatch!): Link!
    deleteLink(id: ID!): ID!
  }
`;

/** What may be shortened, and by what code, is what REST says: nobody writes the counter here either. */
export const linksGraph = ({ services: { links, shortLinks } }: Deps): GraphPart => ({
  types,
  fields: {
    Query: {
      link: {
        route: 'GET /links/:id',
        resolve: async ({ args }) => orNull(shortLinks.read(await idOf(args))),
      },
      links: {
        route: 'GET /links',
        resolve: async ({ args }) => {
          const page = await pageOf(linksQuery, args);
          return connectionOf(await links.list(page), page);
        },
      },
    },
    Mutation: {
      createLink: {
        route: 'POST /links',
        resolve: async ({ args }) => shortLinks.create(await bodyOf(shortLinkInput, args['input'])),
      },
      updateLink: {
        route: 'PATCH /links/:id',
        resolve: async ({ args }) => {
          const changes = await bodyOf(shortLinkPatch, args['changes']);
          return links.change(await idOf(args), changes);
        },
      },
      deleteLink: {
        route: 'DELETE /links/:id',
        resolve: async ({ args }) => {
          const id = await idOf(args);
          await shortLinks.remove(id);
          return id;
        },
      },
    },
  },
});
