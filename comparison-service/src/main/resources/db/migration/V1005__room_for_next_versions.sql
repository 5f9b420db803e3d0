-- Rows of pages have become shorter than a quarter of a block, so that three of them would leave room for the next
-- version of one. Half of each block is kept for the next versions of the rows in the other half: all of them may
-- change at once, and no index is written when they do.
alter table page set (fillfactor = 50);
