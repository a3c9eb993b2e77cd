import { defineStarter } from '../../../src/define.ts';

export default defineStarter({
  title: 'Chat',
  hint: 'P07: channels and direct messages over sockets; who is there, what was said, and only for members',
  needs: {
    level: 8,
    features: ['websockets', 'redis'],
    reason: 'it speaks over sockets, and they begin there',
  },
  starts: { level: 8, database: 'mongo' },
  replaces: [
    'src/realtime/history.ts',
    'src/realtime/room-kinds.ts',
    'src/realtime/shared-history.ts',
    'tests/support/rooms.ts',
  ],
  sockets: {
    routes: [
      { symbol: 'channelsRoutes', from: 'src/routes/channels.routes.ts' },
      { symbol: 'chatsRoutes', from: 'src/routes/chats.routes.ts' },
    ],
    policies: [{ symbol: 'chatsPolicy', from: 'src/policies/chats.policy.ts' }],
    models: [
      { symbol: 'chats', from: 'src/models/chat.model.ts', when: 'postgres' },
      { symbol: 'chatMembers', from: 'src/models/chat-member.model.ts', when: 'postgres' },
      { symbol: 'chatMessages', from: 'src/models/chat-message.model.ts', when: 'postgres' },
    ],
    repositories: [
      { name: 'chats', symbol: 'chatsRepository', from: 'src/repositories/chats.repository.ts' },
      {
        name: 'chatMembers',
        symbol: 'chatMembersRepository',
        from: 'src/repositories/chat-members.repository.ts',
      },
      {
        name: 'chatMessages',
        symbol: 'chatMessagesRepository',
        from: 'src/repositories/chat-messages.repository.ts',
      },
    ],
    domainServices: [
      { name: 'chats', symbol: 'chatsService', from: 'src/services/chats.service.ts' },
      {
        name: 'chatMembers',
        symbol: 'chatMembersService',
        from: 'src/services/chat-members.service.ts',
      },
      { name: 'chatNews', symbol: 'chatNewsService', from: 'src/services/chat-news.service.ts' },
    ],
  },
  api: [
    { method: 'GET', path: '/channels', about: 'those that are open to all, page by page' },
    { method: 'POST', path: '/channels', about: 'make one, private or open; it is yours' },
    {
      method: 'PUT',
      path: '/channels/:id/members/:userId',
      about: 'join one that is open, or let somebody into yours',
    },
    {
      method: 'DELETE',
      path: '/channels/:id/members/:userId',
      about: 'leave, or put somebody out of yours',
    },
    {
      method: 'PUT',
      path: '/direct-messages/:userId',
      about: 'the chat of you two, made when there is none',
    },
    { method: 'GET', path: '/chats', about: 'those you are in, channels and direct messages' },
    { method: 'GET', path: '/chats/:id', about: 'read (members)' },
    { method: 'GET', path: '/chats/:id/members', about: 'who is in it (members)' },
    {
      method: 'GET',
      path: '/chats/:id/messages',
      about: 'what was said, the latest first, page by page (members)',
    },
  ],
  stretch: [
    {
      goal: 'reactions: who may see the message may add one',
      command: 'generate module reactions messageId:uuid:index emoji:string:min=1:max=16 --owner',
    },
    {
      goal: 'threads: an answer knows what it answers',
      command: 'generate module replies messageId:uuid:unique toMessageId:uuid:index',
    },
    {
      goal: 'files in messages',
      command: 'add uploads',
      when: 'without-uploads',
    },
    {
      goal: 'see how many are connected, and how long a message takes',
      command: 'add observability',
      when: 'without-observability',
    },
    {
      goal: 'the same in a container',
      command: 'add docker',
      when: 'without-docker',
    },
  ],
});
