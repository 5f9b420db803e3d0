package dev.crosscheck.comparison.web;

import dev.crosscheck.kit.problem.Problem;
import java.util.List;

/**
 * A problem as a page: the same words as its JSON.
 *
 * @param suggestions models whose ids are near
 */
public record ProblemView(Problem problem, List<HomeView.Option> suggestions) {}
