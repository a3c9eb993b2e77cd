create table "outbox_messages" (
  "id" uuid primary key,
  "position" bigint not null generated always as identity,
  "type" text not null,
  "key" text not null,
  "data" jsonb not null,
  "trace" jsonb,
  "attempts" integer not null default 0,
  "available_at" timestamptz(3) not null,
  "token" uuid,
  "error" text,
  "parked_at" timestamptz(3),
  "created_at" timestamptz(3) not null
);

create index "outbox_messages_key_position_idx" on "outbox_messages" ("key", "position") where parked_at is null;
create index "outbox_messages_available_at_idx" on "outbox_messages" ("available_at") where parked_at is null;

create table "inbox_messages" (
  "consumer" text not null,
  "message_id" uuid not null,
  "accepted_at" timestamptz(3) not null,
  constraint "inbox_messages_pkey" primary key ("consumer", "message_id")
);

create index "inbox_messages_accepted_at_idx" on "inbox_messages" ("accepted_at");
