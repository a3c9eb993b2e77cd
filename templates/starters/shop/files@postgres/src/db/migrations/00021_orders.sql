create table "orders" (
  "id" uuid primary key default gen_random_uuid(),
  "user_id" uuid not null constraint "orders_user_id_users_id_fk" references "users" ("id") on delete restrict,
  "total" numeric(12, 2) not null constraint "orders_total_check" check ("total" >= 0),
  "status" text not null default 'placed'
    constraint "orders_status_check" check ("status" in ('placed', 'cancelled')),
  "created_at" timestamptz(3) not null default now()
);

create index "orders_user_id_created_at_id_idx" on "orders" ("user_id", "created_at", "id");
create index "orders_created_at_id_idx" on "orders" ("created_at", "id");

create table "order_items" (
  "id" uuid primary key default gen_random_uuid(),
  "order_id" uuid not null constraint "order_items_order_id_orders_id_fk" references "orders" ("id") on delete cascade,
  "product_id" uuid not null constraint "order_items_product_id_products_id_fk" references "products" ("id") on delete restrict,
  "quantity" integer not null constraint "order_items_quantity_check" check ("quantity" >= 1),
  "price" numeric(12, 2) not null constraint "order_items_price_check" check ("price" >= 0),
  constraint "order_items_order_id_product_id_key" unique ("order_id", "product_id")
);

create index "order_items_product_id_idx" on "order_items" ("product_id");
