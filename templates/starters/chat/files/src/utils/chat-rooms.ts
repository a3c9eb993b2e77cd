const PREFIX = 'chat:';

/** The room of a chat: where those of its members are who look at it now. */
export const roomOfChat = (chatId: string): string => `${PREFIX}${chatId}`;

export const chatOfRoom = (room: string): string => room.slice(PREFIX.length);
