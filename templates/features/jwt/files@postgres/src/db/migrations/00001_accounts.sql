-- What was stored in capitals is the same address; two that become one are for a person to look at, so this fails then.
update "users" set "email" = lower("email");

alter table "users"
  add column "role" text not null default 'viewer'
    constraint "users_role_check" check ("role" in ('admin', 'editor', 'viewer')),
  add column "email_verified_at" timestamptz(3),
  add constraint "users_email_check" check ("email" = lower("email"));

create table "sessions" (
  "id" uuid primary key default gen_random_uuid(),
  "user_id" uuid not null constraint "sessions_user_id_users_id_fk" references "users" ("id") on delete cascade,
  "address" varchar(45) not null,
  "user_agent" varchar(200) not null,
  "created_at" timestamptz(3) not null,
  "last_used_at" timestamptz(3) not null,
  "expires_at" timestamptz(3) not null,
  "revoked_at" timestamptz(3)
);

create index "sessions_user_id_address_idx" on "sessions" ("user_id", "address");

create table "refresh_tokens" (
  "digest" varchar(64) primary key,
  "session_id" uuid not null constraint "refresh_tokens_session_id_sessions_id_fk" references "sessions" ("id") on delete cascade,
  "used_at" timestamptz(3)
);

create index "refresh_tokens_session_id_idx" on "refresh_tokens" ("session_id");

create table "one_time_tokens" (
  "user_id" uuid not null constraint "one_time_tokens_user_id_users_id_fk" references "users" ("id") on delete cascade,
  "purpose" text not null,
  "digest" varchar(64) not null constraint "one_time_tokens_digest_key" unique,
  "expires_at" timestamptz(3) not null,
  constraint "one_time_tokens_pkey" primary key ("user_id", "purpose")
);

create table "attempts" (
  "key" varchar(64) primary key,
  "count" integer not null,
  "resets_at" timestamptz(3) not null
);

create index "attempts_resets_at_idx" on "attempts" ("resets_at");
