-- Those of the causes of a change that took back an earlier word. What was recorded before does not say.
alter table page_change add column corrections text[] not null default '{}';
alter table page_change alter column corrections drop default;
