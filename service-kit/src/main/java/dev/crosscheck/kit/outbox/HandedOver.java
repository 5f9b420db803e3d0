package dev.crosscheck.kit.outbox;

/**
 * A state that was just committed, on its way to the relay without another look into the table.
 *
 * @param id of its row in the outbox
 */
record HandedOver(long id, Outgoing state) {}
