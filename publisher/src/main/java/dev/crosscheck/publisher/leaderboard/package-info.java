/**
 * Importers of leaderboards: LMArena, Aider and the Open LLM Leaderboard. Each row becomes scores under
 * upstream's spelling of the model; what the contract has no place for is noted as dropped. Pure but for
 * reading the file.
 */
@NullMarked
package dev.crosscheck.publisher.leaderboard;

import org.jspecify.annotations.NullMarked;
