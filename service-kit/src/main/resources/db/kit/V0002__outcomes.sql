-- What may become of an update, in every service; the words are those of Outcome. More words are a migration of their
-- own: one that is run again whenever it differs would be undone by the version before, wherever that starts anew.
alter table inbox drop constraint if exists inbox_outcome_check;
alter table inbox add constraint inbox_outcome_check
    check (outcome in ('accepted', 'unchanged', 'late', 'waiting', 'quarantined', 'refused'));

alter table batch_outcome drop constraint if exists batch_outcome_outcome_check;
alter table batch_outcome add constraint batch_outcome_outcome_check
    check (outcome in ('accepted', 'unchanged', 'late', 'waiting', 'quarantined', 'refused', 'duplicate'));
