-- All orders of a user with their items, newest first. $1 is the id of the user.
select
  o.id as order_id,
  o.total,
  o.status,
  p.name as product_name,
  oi.quantity,
  oi.price
from orders o
join order_items oi on oi.order_id = o.id
join products p on p.id = oi.product_id
where o.user_id = $1
order by o.created_at desc, o.id desc, p.name;
