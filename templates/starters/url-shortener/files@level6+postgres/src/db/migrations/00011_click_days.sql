create table "click_days" (
  "link_id" uuid not null constraint "click_days_link_id_links_id_fk" references "links" ("id") on delete cascade,
  "day" date not null,
  "source" text not null
    constraint "click_days_source_check" check ("source" in ('direct', 'search', 'social', 'other')),
  "agent" text not null
    constraint "click_days_agent_check" check ("agent" in ('desktop', 'mobile', 'bot', 'other')),
  "clicks" integer not null constraint "click_days_clicks_check" check ("clicks" >= 1),
  constraint "click_days_pkey" primary key ("link_id", "day", "source", "agent")
);
