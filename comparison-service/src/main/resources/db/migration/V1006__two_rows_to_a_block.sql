-- Rows of ordinary models have 2.1 KB: with a half of each block for rows there is one to a block. With a little more there
-- are two, with room for the next version of one, and for that of the other as soon as the first is no longer seen.
alter table page set (fillfactor = 55);
