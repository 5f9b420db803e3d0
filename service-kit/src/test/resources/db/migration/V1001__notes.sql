-- What the tests' handlers write: one row for each time that a record took effect.
create table note (
    id    bigint generated always as identity primary key,
    text  varchar(20) not null check (text <> 'poison')
);
grant select, insert on note to "${app}";
