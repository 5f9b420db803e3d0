package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Claim;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Computes every derived number again, from the figures printed beside it and nothing else. */
final class NumberRules {

    private static final String NUMBER = "([\\d,]+(?:\\.\\d+)?)";
    private static final String USD = "(about )?\\$" + NUMBER;

    private static final Pattern SUM = Pattern.compile(
            NUMBER + "([KM]?) × \\$" + NUMBER + " \\+ " + NUMBER + "([KM]?) × \\$" + NUMBER + "( per 1M)? = " + USD);
    private static final Pattern BOTH = Pattern.compile(USD + "[^$]*? against " + USD);
    private static final Pattern CHEAPER = Pattern.compile("(less than |more than )?" + NUMBER + "% cheaper");
    private static final Pattern ANY_PERCENT = Pattern.compile("(-?[\\d,.]+)\\s*% (cheaper|lower|less)");
    private static final Pattern TIMES = Pattern.compile("about " + NUMBER + " times the lower");
    private static final Pattern AHEAD = Pattern.compile(
            ": \\$?(-?[\\d,.]+)[^\\d]*?(?: \\([^)]*\\))? against \\$?(-?[\\d,.]+).*?, ahead by \\$?([\\d,.]+)");
    private static final Pattern MOVE = Pattern.compile("(falls|rises) by " + USD + ", from " + USD + " to " + USD);
    private static final Pattern BLENDS =
            Pattern.compile("= \\$" + NUMBER + ".*= \\$" + NUMBER + ".* is lower by \\$" + NUMBER);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal HALF_A_TENTH = new BigDecimal("0.0501");
    private static final BigDecimal A_TENTH = new BigDecimal("0.1");
    private static final BigDecimal TWO_CENTS = new BigDecimal("0.02");
    private static final BigDecimal A_THOUSANDTH = new BigDecimal("0.001");

    private final OutsideText outside;
    private final List<String> found;

    private NumberRules(OutsideText outside, List<String> found) {
        this.outside = outside;
        this.found = found;
    }

    static void check(Printed page, OutsideText outside, List<String> found) {
        NumberRules rules = new NumberRules(outside, found);
        for (Claim claim : page.claims()) {
            if (claim.text().indexOf('$') >= 0
                    || claim.text().indexOf('%') >= 0
                    || claim.text().contains("ahead by")) {
                rules.check(claim.text());
            }
        }
        rules.checkGap(page);
    }

    private void check(String raw) {
        // A name may hold anything, even a sum; what we print never stands within one.
        String text = outside.maskFigures(raw);
        SUM.matcher(text).results().forEach(sum -> checkSum(sum, raw));
        ANY_PERCENT.matcher(text).results().forEach(percent -> {
            BigDecimal value = number(percent.group(1));
            if (value.signum() <= 0 || value.compareTo(HUNDRED) > 0) {
                found.add("a percentage outside 0 to 100: " + raw);
            }
        });
        Matcher both = BOTH.matcher(text);
        if (both.find() && text.contains("cheaper")) {
            checkCheaper(text, number(both.group(2)), number(both.group(4)), raw);
        }
        Matcher ahead = AHEAD.matcher(text);
        if (ahead.find()) {
            BigDecimal gap =
                    number(ahead.group(1)).subtract(number(ahead.group(2))).abs();
            expect(gap, number(ahead.group(3)), BigDecimal.ZERO, raw);
        }
        Matcher move = MOVE.matcher(text);
        if (move.find()) {
            BigDecimal was = number(move.group(5));
            BigDecimal is = number(move.group(7));
            boolean about = move.group(2) != null || move.group(4) != null || move.group(6) != null;
            expect(was.subtract(is).abs(), number(move.group(3)), about ? slack(was.max(is)) : BigDecimal.ZERO, raw);
            if (move.group(1).equals("falls") != (is.compareTo(was) <= 0)) {
                found.add("the wrong way: " + raw);
            }
        }
        Matcher blends = BLENDS.matcher(text);
        if (blends.find()) {
            BigDecimal one = number(blends.group(1));
            BigDecimal other = number(blends.group(2));
            expect(one.subtract(other).abs(), number(blends.group(3)), BigDecimal.ZERO, raw);
            checkCheaper(text, one.min(other), one.max(other), raw);
        }
    }

    private void checkSum(MatchResult sum, String raw) {
        BigDecimal scale = sum.group(7) == null ? BigDecimal.ONE : new BigDecimal("0.000001");
        BigDecimal total = times(sum.group(1), sum.group(2))
                .multiply(number(sum.group(3)))
                .add(times(sum.group(4), sum.group(5)).multiply(number(sum.group(6))))
                .multiply(scale);
        expect(total, number(sum.group(9)), sum.group(8) == null ? BigDecimal.ZERO : slack(total), raw);
    }

    private void checkCheaper(String text, BigDecimal low, BigDecimal high, String raw) {
        if (low.signum() == 0) {
            if (CHEAPER.matcher(text).find()) {
                found.add("a percentage of nothing: " + raw);
            }
            return;
        }
        if (low.compareTo(high) > 0) {
            found.add("the higher figure is called cheaper: " + raw);
            return;
        }
        BigDecimal percent = HUNDRED.subtract(HUNDRED.multiply(low).divide(high, MathContext.DECIMAL64));
        Matcher cheaper = CHEAPER.matcher(text);
        if (cheaper.find() && cheaper.group(1) == null) {
            expect(percent, number(cheaper.group(2)), text.contains("about $") ? A_TENTH : HALF_A_TENTH, raw);
        }
        Matcher times = TIMES.matcher(text);
        if (times.find()) {
            BigDecimal ratio = high.divide(low, MathContext.DECIMAL64);
            BigDecimal half = ratio.compareTo(BigDecimal.TEN) < 0 ? HALF_A_TENTH : new BigDecimal("0.501");
            expect(ratio, number(times.group(1)), half.add(ratio.multiply(A_THOUSANDTH)), raw);
        }
    }

    /** The gap between the monthly costs of two models, from the cells of the row above it. */
    private void checkGap(Printed page) {
        if (page.page().models().size() != 2) {
            return;
        }
        page.row("monthly-cost", "Cost a month").ifPresent(row -> {
            Optional<BigDecimal> one = dollars(row.cells().get(0).claim().text());
            Optional<BigDecimal> other = dollars(row.cells().get(1).claim().text());
            if (one.isEmpty() || other.isEmpty()) {
                return;
            }
            boolean about =
                    row.cells().stream().anyMatch(cell -> cell.claim().text().startsWith("about"));
            BigDecimal gap = one.get().subtract(other.get()).abs();
            BigDecimal slack = about ? slack(one.get().max(other.get())) : BigDecimal.ZERO;
            for (Claim claim : page.sentences()) {
                Matcher printed = Pattern.compile("has the lower estimate, by " + USD + " a month")
                        .matcher(claim.text());
                if (printed.find()) {
                    expect(gap, number(printed.group(2)), slack, claim.text());
                }
            }
        });
    }

    private static Optional<BigDecimal> dollars(String cell) {
        Matcher amount = Pattern.compile("^" + USD + "$").matcher(cell);
        return amount.find() ? Optional.of(number(amount.group(2))) : Optional.empty();
    }

    private void expect(BigDecimal computed, BigDecimal printed, BigDecimal slack, String raw) {
        if (computed.subtract(printed).abs().compareTo(slack) > 0) {
            found.add("does not add up (computed " + computed.toPlainString() + "): " + raw);
        }
    }

    /** A figure that says "about" is right to the cent, or to four digits where that is less. */
    private static BigDecimal slack(BigDecimal amount) {
        return amount.compareTo(BigDecimal.ONE) >= 0 ? TWO_CENTS : amount.abs().multiply(A_THOUSANDTH);
    }

    private static BigDecimal times(String number, String unit) {
        return switch (unit) {
            case "K" -> number(number).movePointRight(3);
            case "M" -> number(number).movePointRight(6);
            default -> number(number);
        };
    }

    private static BigDecimal number(String printed) {
        String plain = printed.replace(",", "");
        return new BigDecimal(plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain);
    }
}
