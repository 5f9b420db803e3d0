-- A page's body is about 1.7 KB and nearly always fits into its row: one write instead of three, and no second table
-- to look into. Two rows and the next version of each fit into one block, so that no index is written to either.
alter table page set (toast_tuple_target = 4080);
