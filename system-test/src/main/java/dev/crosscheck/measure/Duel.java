package dev.crosscheck.measure;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Asks two servers the same in turns. */
final class Duel {

    private final Suite suite;
    private final int ours;
    private final int theirs;

    /**
     * @param ours   port of the service
     * @param theirs port of what it is held against
     */
    Duel(Suite suite, int ours, int theirs) {
        this.suite = suite;
        this.ours = ours;
        this.theirs = theirs;
    }

    /** Answers a second of each, round by round. */
    record Result(Series ours, Series theirs) {}

    Result answersASecond(String what, int status, List<String> requests) throws IOException, InterruptedException {
        Scale scale = suite.scale();
        try (HttpLoad us = new HttpLoad(ours, status, requests);
                HttpLoad them = new HttpLoad(theirs, status, requests)) {
            us.asFastAsAnswered(scale.httpWarmUp());
            them.asFastAsAnswered(scale.httpWarmUp());
            double[] ourRate = new double[scale.rounds()];
            double[] theirRate = new double[scale.rounds()];
            for (int round = 0; round < scale.rounds(); round++) {
                ourRate[round] = us.asFastAsAnswered(scale.httpRound());
                theirRate[round] = them.asFastAsAnswered(scale.httpRound());
            }
            Result result = new Result(new Series(ourRate), new Series(theirRate));
            suite.say(String.format(
                    Locale.ROOT,
                    "  %s: %,.0f a second, baseline %,.0f",
                    what,
                    result.ours().median(),
                    result.theirs().median()));
            return result;
        }
    }

    /** 99th percentiles in milliseconds at the same steady rate for both, round by round. */
    Result latencies(int status, List<String> requests, double rate) throws IOException, InterruptedException {
        Scale scale = suite.scale();
        try (HttpLoad us = new HttpLoad(ours, status, requests);
                HttpLoad them = new HttpLoad(theirs, status, requests)) {
            double[] ourP99 = new double[scale.rounds()];
            double[] theirP99 = new double[scale.rounds()];
            for (int round = 0; round < scale.rounds(); round++) {
                ourP99[round] = us.atRate(rate, scale.httpRound()).millis(99);
                theirP99[round] = them.atRate(rate, scale.httpRound()).millis(99);
            }
            return new Result(new Series(ourP99), new Series(theirP99));
        }
    }
}
