/** LLM Stats: models, benchmarks, scores, providers and prices. */
@NullMarked
package dev.crosscheck.publisher.llmstats;

import org.jspecify.annotations.NullMarked;
