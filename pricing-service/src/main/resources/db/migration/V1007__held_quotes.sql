-- What is held is looked for every few seconds, by whoever watches and whoever reviews; what was decided is far more.
create index quarantined_quote_held on quarantined_quote (recorded_at) where state = 'held';
