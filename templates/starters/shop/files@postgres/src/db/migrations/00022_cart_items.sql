create table "cart_items" (
  "user_id" uuid not null constraint "cart_items_user_id_users_id_fk" references "users" ("id") on delete cascade,
  "product_id" uuid not null constraint "cart_items_product_id_products_id_fk" references "products" ("id") on delete cascade,
  "quantity" integer not null constraint "cart_items_quantity_check" check ("quantity" >= 1),
  constraint "cart_items_pkey" primary key ("user_id", "product_id")
);

create index "cart_items_product_id_idx" on "cart_items" ("product_id");
