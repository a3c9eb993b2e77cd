create table "users" (
  "id" uuid primary key default gen_random_uuid(),
  "email" varchar(254) not null constraint "users_email_key" unique,
  "password_hash" text not null,
  "created_at" timestamptz(3) not null default now()
);
