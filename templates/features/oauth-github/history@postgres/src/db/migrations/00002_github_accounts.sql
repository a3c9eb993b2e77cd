create table "github_accounts" (
  "github_id" varchar(40) primary key,
  "user_id" uuid not null constraint "github_accounts_user_id_users_id_fk" references "users" ("id") on delete cascade,
  "created_at" timestamptz(3) not null default now()
);

create index "github_accounts_user_id_idx" on "github_accounts" ("user_id");
