package dev.crosscheck.comparison.pagestore;

/**
 * A page as it is stored.
 *
 * @param firstRevision   page revision of the first model when the bytes were written
 * @param secondRevision  of the second
 * @param templateVersion which version of the template made it
 * @param page            its bytes, decompressed
 */
public record StoredPage(PageKey key, long firstRevision, long secondRevision, int templateVersion, PageBytes page) {}
