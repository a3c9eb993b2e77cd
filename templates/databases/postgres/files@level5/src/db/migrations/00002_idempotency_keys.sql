create table "idempotency_keys" (
  "key" varchar(255) not null,
  "user_id" text not null,
  "route" text not null,
  "fingerprint" text not null,
  "token" uuid not null,
  "locked_until" timestamptz(3) not null,
  "result" text,
  "created_at" timestamptz(3) not null,
  constraint "idempotency_keys_pkey" primary key ("key", "user_id", "route")
);
create index "idempotency_keys_created_at_idx" on "idempotency_keys" ("created_at");
