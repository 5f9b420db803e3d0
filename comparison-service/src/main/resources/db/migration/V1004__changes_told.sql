-- How far the changes of pages have been handed to Kafka: they are numbered without gaps in the order of their
-- commits, so one number says it. What was recorded before this table was there is in the outbox, or told.
create table page_change_told (
    only_row  boolean  not null primary key default true check (only_row),
    change    bigint   not null check (change >= 0)
) with (fillfactor = 50);

insert into page_change_told (change)
select coalesce(max(change), 0) from page_change;

grant select, insert, update on page_change_told to "${app}";
