-- Which topic of that name the offset belongs to, as Kafka tells topics apart: one that was deleted, or lost with its
-- brokers, and made again has another id, and offsets of its own. Null until a reader has asked.
alter table kafka_offset add column topic_id varchar(22);
