package dev.crosscheck.pricing.intake;

/**
 * What a source calls a model.
 *
 * @param source   id of who calls it so
 * @param spelling a model's id, or an alias of the source
 */
record ModelName(String source, String spelling) {}
