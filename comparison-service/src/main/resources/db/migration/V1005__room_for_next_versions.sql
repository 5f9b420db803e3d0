-- Rows of pages have become shorter: 2.1 KB where models are ordinary. Two of them in a block of 8 KB leave room for the
-- next version of one, and for that of the other as soon as the first is no longer seen. With less than 55 there would
-- be one such row to a block, and with 70 three shorter ones would leave room for one next version only.
alter table page set (fillfactor = 55);
