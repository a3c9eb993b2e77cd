create table "uploads" (
  "id" uuid primary key,
  "owner_id" uuid not null constraint "uploads_owner_id_users_id_fk" references "users" ("id") on delete restrict,
  "name" varchar(255) not null,
  "type" varchar(255) not null,
  "size" bigint not null,
  "status" text not null,
  "created_at" timestamptz(3) not null,
  constraint "uploads_size_check" check ("size" >= 0),
  constraint "uploads_status_check" check ("status" in ('expected', 'kept', 'leaving'))
);

create index "uploads_owner_id_created_at_id_idx" on "uploads" ("owner_id", "created_at", "id");
create index "uploads_unfinished_idx" on "uploads" ("created_at") where status <> 'kept';

create table "upload_room" (
  "owner_id" uuid primary key constraint "upload_room_owner_id_users_id_fk" references "users" ("id") on delete cascade,
  "bytes" bigint not null,
  constraint "upload_room_bytes_check" check ("bytes" >= 0)
);
