-- The history says all that decides what is held, so that any moment of the past can be made again from it:
-- whether a claim was given as a correction, and when a source said again what it had said.
-- What was said again before this migration is not in it.
alter table claim_history add column correction boolean not null default false;
update claim_history set correction = (decision = 'correction');
alter table claim_history alter column correction drop default;

alter table claim_history drop constraint claim_history_decision_check;
alter table claim_history add constraint claim_history_decision_check
    check (decision in ('new', 'change', 'correction', 'retraction', 'late', 'confirmation'));
