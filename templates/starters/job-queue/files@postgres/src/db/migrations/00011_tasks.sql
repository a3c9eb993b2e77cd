create table "tasks" (
  "id" uuid primary key,
  "user_id" uuid not null constraint "tasks_user_id_users_id_fk" references "users" ("id") on delete cascade,
  "kind" varchar(64) not null,
  "payload" jsonb not null,
  "priority" integer not null constraint "tasks_priority_check" check ("priority" between 1 and 10),
  "run_at" timestamptz(3),
  "state" text not null default 'waiting'
    constraint "tasks_state_check" check ("state" in ('waiting', 'running', 'done', 'dead', 'cancelled')),
  "attempts" integer not null default 0,
  "result" jsonb,
  "error" text,
  "created_at" timestamptz(3) not null,
  "finished_at" timestamptz(3)
);

create index "tasks_user_id_created_at_id_idx" on "tasks" ("user_id", "created_at", "id");
create index "tasks_created_at_id_idx" on "tasks" ("created_at", "id");
create index "tasks_state_idx" on "tasks" ("state");
