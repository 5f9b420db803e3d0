-- The history also says when a source repeated what it had said of a provider: of two sources of equal
-- rank the one heard last is shown, and that must be known of every moment of the past.
-- What was repeated before this migration is not in it.
alter table provider_history drop constraint provider_history_change_check;
alter table provider_history add constraint provider_history_change_check
    check (change in ('first', 'change', 'correction', 'unchanged', 'late'));
