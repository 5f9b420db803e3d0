package dev.crosscheck.publisher.conflict;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Properties;

/**
 * How far values may be apart before they disagree, each as a share of the larger one.
 *
 * @param count of whole numbers such as context windows
 */
public record Tolerance(BigDecimal price, BigDecimal score, BigDecimal count) {

    private static final String RESOURCE = "/conflicts/tolerance.properties";

    /** The one that comes with the tool. */
    public static Tolerance standard() {
        Properties all = new Properties();
        try (InputStream in = Objects.requireNonNull(Tolerance.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            all.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + ": absent (expected: on the class path)", e);
        }
        return new Tolerance(
                new BigDecimal(all.getProperty("price")),
                new BigDecimal(all.getProperty("score")),
                new BigDecimal(all.getProperty("count")));
    }

    /** The same for everything. */
    public static Tolerance of(BigDecimal share) {
        return new Tolerance(share, share, share);
    }

    /** How far apart two values are, as a share of the larger: 3 and 4 are 0.25 apart; zero and zero are not. */
    static BigDecimal apart(BigDecimal one, BigDecimal other) {
        BigDecimal larger = one.abs().max(other.abs());
        return larger.signum() == 0
                ? BigDecimal.ZERO
                : one.subtract(other).abs().divide(larger, MathContext.DECIMAL32);
    }
}
