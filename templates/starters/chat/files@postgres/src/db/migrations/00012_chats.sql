create table "chats" (
  "id" uuid primary key,
  "kind" text not null constraint "chats_kind_check" check ("kind" in ('channel', 'direct')),
  "name" varchar(80),
  "is_private" boolean not null,
  "owner_id" uuid constraint "chats_owner_id_users_id_fk" references "users" ("id") on delete restrict,
  "created_at" timestamptz(3) not null
);

create index "chats_created_at_id_idx" on "chats" ("created_at", "id");

create table "chat_members" (
  "id" uuid primary key,
  "chat_id" uuid not null constraint "chat_members_chat_id_chats_id_fk" references "chats" ("id") on delete cascade,
  "user_id" uuid not null constraint "chat_members_user_id_users_id_fk" references "users" ("id") on delete cascade,
  "joined_at" timestamptz(3) not null,
  constraint "chat_members_user_id_chat_id_key" unique ("user_id", "chat_id")
);

create index "chat_members_chat_id_joined_at_id_idx" on "chat_members" ("chat_id", "joined_at", "id");

create table "chat_messages" (
  "id" uuid primary key,
  "chat_id" uuid not null constraint "chat_messages_chat_id_chats_id_fk" references "chats" ("id") on delete cascade,
  "user_id" uuid not null constraint "chat_messages_user_id_users_id_fk" references "users" ("id") on delete restrict,
  "text" varchar(2000) not null,
  "sent_at" timestamptz(3) not null
);

create index "chat_messages_chat_id_sent_at_id_idx" on "chat_messages" ("chat_id", "sent_at", "id");
create index "chat_messages_user_id_idx" on "chat_messages" ("user_id");
