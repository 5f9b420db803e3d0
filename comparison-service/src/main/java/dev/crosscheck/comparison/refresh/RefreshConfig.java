package dev.crosscheck.comparison.refresh;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How hard the refresher works. Prefix: {@code crosscheck.refresh}.
 *
 * @param enabled          whether this replica refreshes stored pages at all; it serves true pages either way
 * @param pagesPerChunk    pages written in one transaction, 1 to 10,000
 * @param modelsPerRound   models that one round brings up, 1 to 100,000: what is left is for other replicas meanwhile.
 *     A round looks at all pages of its models, so that smaller portions look at more pages twice
 * @param quiet            a change of one model is alone when none has come for this long
 * @param longest          a model is not kept waiting longer than this by changes of others, unless a round takes longer
 *                         than a quarter of it
 * @param quietOfStream    the longest pause that a round waits for when models change together or stream in
 * @param longestOfStream  as {@code longest}, while changes stream in and a round takes long
 * @param lookEvery        how often to look for marks that other replicas left
 * @param threads          how many pages are computed at once; 0 for all processors
 */
@ConfigurationProperties("crosscheck.refresh")
public record RefreshConfig(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "1000") int pagesPerChunk,
        @Bindable(defaultValue = "1000") int modelsPerRound,
        @Bindable(defaultValue = "20ms") Duration quiet,
        @Bindable(defaultValue = "5s") Duration longest,
        @Bindable(defaultValue = "2s") Duration quietOfStream,
        @Bindable(defaultValue = "30s") Duration longestOfStream,
        @Bindable(defaultValue = "1s") Duration lookEvery,
        @Bindable(defaultValue = "0") int threads) {

    public RefreshConfig {
        if (pagesPerChunk < 1 || pagesPerChunk > 10_000) {
            throw new IllegalArgumentException(
                    "crosscheck.refresh.pages-per-chunk: " + pagesPerChunk + " (expected: 1 to 10000)");
        }
        if (modelsPerRound < 1 || modelsPerRound > 100_000) {
            throw new IllegalArgumentException(
                    "crosscheck.refresh.models-per-round: " + modelsPerRound + " (expected: 1 to 100000)");
        }
        if (threads < 0 || threads > 256) {
            throw new IllegalArgumentException("crosscheck.refresh.threads: " + threads + " (expected: 0 to 256)");
        }
        if (threads == 0) {
            threads = Runtime.getRuntime().availableProcessors();
        }
    }
}
