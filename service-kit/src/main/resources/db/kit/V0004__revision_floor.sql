-- States that this database says for the first time begin above this revision. 0, until the database is restored from a
-- backup: it has forgotten then which states it said since, and readers still know those by higher revisions.
create table revision_floor (
    only_row  boolean  not null primary key default true check (only_row),
    floor     bigint   not null check (floor >= 0)
);

insert into revision_floor (floor) values (0);

grant select, update on revision_floor to "${app}";
