-- Whether what a source says was said to take back an earlier word of its own: of the event that first said so.
-- The column "correction" is of the last time that it was said, and decides between words of one moment.
alter table claim add column corrects boolean not null default false;
update claim set corrects = true
from claim_history said
where said.model_id = claim.model_id and said.kind = claim.kind and said.item = claim.item
  and said.source_id = claim.source_id and said.event_id = claim.event_id and said.correction;
alter table claim alter column corrects drop default;
