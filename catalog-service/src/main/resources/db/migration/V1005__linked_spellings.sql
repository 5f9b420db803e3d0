-- A spelling that somebody has unlinked stays, so that a source's list of aliases does not link it again.
-- observed_at is when it was said that it is linked, or is not.
alter table model_alias add column linked boolean not null default true;
alter table model_alias add column observed_at timestamptz;
update model_alias set observed_at = recorded_at;
alter table model_alias alter column observed_at set not null;

-- Who linked and unlinked spellings, and why; only grows. by_whom and why are null where a source's own
-- list of aliases says it.
create table model_alias_history (
    id            bigint        generated always as identity primary key,
    alias_source  varchar(120)  not null,
    spelling      varchar(300)  not null,
    model_id      varchar(120)  not null references model,
    decision      varchar(10)   not null check (decision in ('linked', 'unlinked', 'late')),
    linked        boolean       not null,
    by_whom       varchar(120),
    why           varchar(1000),
    source_id     varchar(120),
    observed_at   timestamptz   not null,
    recorded_at   timestamptz   not null,
    event_id      varchar(300)  not null,
    check ((by_whom is null) = (why is null))
);

create index model_alias_history_of_alias on model_alias_history (alias_source, spelling, id);

-- What was linked before this table knew by whose word.
insert into model_alias_history
    (alias_source, spelling, model_id, decision, linked, observed_at, recorded_at, event_id)
select source_id, spelling, model_id, 'linked', true, observed_at, recorded_at, event_id
from model_alias
order by recorded_at, source_id, spelling;

grant update on model_alias to "${app}";
grant select, insert on model_alias_history to "${app}";
