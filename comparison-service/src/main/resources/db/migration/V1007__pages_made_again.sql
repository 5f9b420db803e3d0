-- How many rebuilds have asked, since the mark was set, for all pages of which the model is the first, whatever they were
-- made from. One that asks during a round is counted after the round has read this, and keeps the mark. Each page is asked
-- for by one of its two models, so that a rebuild in portions makes none of them twice.
alter table dirty_model add column again integer not null default 0 check (again >= 0);
