package dev.crosscheck.publisher.mass;

import dev.crosscheck.event.InvalidEventException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * When a batch touches so much that a person should look first.
 *
 * @param offers       of its source's offers it must touch at least so many
 * @param share        and at least this share of all that the source has listed, above 0 and up to 1
 * @param timesUsual   and so many times as many as usual, where that is known; above 1
 * @param usualPercent so many in a hundred of the last batches touch no more than is usual
 * @param trail        of so many batches that touched something
 * @param enough       and at least of so many
 */
public record MassThresholds(
        int offers, BigDecimal share, BigDecimal timesUsual, int usualPercent, int trail, int enough) {

    private static final String RESOURCE = "/mass/thresholds.properties";

    public MassThresholds {
        require("offers", offers, offers >= 1, "1 or more");
        require("share", share, share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0, "above 0 and up to 1");
        require("times-usual", timesUsual, timesUsual.compareTo(BigDecimal.ONE) > 0, "a factor above 1");
        require("usual-percent", usualPercent, usualPercent >= 1 && usualPercent <= 100, "1 to 100");
        require("trail", trail, trail >= 1 && trail <= 10_000, "1 to 10000");
        require("enough", enough, enough >= 1 && enough <= trail, "1 to " + trail + ", the trail");
    }

    /** Those that come with the tool. */
    public static MassThresholds standard() {
        Properties all = new Properties();
        try (InputStream in = Objects.requireNonNull(MassThresholds.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            all.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + ": absent (expected: on the class path)", e);
        }
        return of(all);
    }

    /**
     * Those of a file; what it leaves out is as it comes with the tool.
     *
     * @throws InvalidEventException if one of them cannot be
     */
    public static MassThresholds read(Path file) throws IOException {
        MassThresholds standard = standard();
        Properties all = new Properties();
        all.setProperty("offers", String.valueOf(standard.offers));
        all.setProperty("share", standard.share.toPlainString());
        all.setProperty("times-usual", standard.timesUsual.toPlainString());
        all.setProperty("usual-percent", String.valueOf(standard.usualPercent));
        all.setProperty("trail", String.valueOf(standard.trail));
        all.setProperty("enough", String.valueOf(standard.enough));
        try (Reader in = Files.newBufferedReader(file)) {
            all.load(in);
        }
        return of(all);
    }

    /**
     * Why a batch should be looked at first.
     *
     * <p>At 50 offers, a share of 0.2 and 5 times the usual 22, a batch that touches 2,283 of 2,289 is doubtful, and
     * one that touches 244 is not.
     *
     * @param touched offers that were listed before, and that the batch changes or withdraws
     * @param listed  all that were listed before
     * @param usual   how many the source's batches usually touch at most; empty if nobody knows
     */
    public Optional<String> doubt(long touched, long listed, OptionalLong usual) {
        BigDecimal least =
                BigDecimal.valueOf(offers).max(BigDecimal.valueOf(listed).multiply(share));
        if (usual.isPresent()) {
            least = least.max(BigDecimal.valueOf(usual.getAsLong()).multiply(timesUsual));
        }
        if (BigDecimal.valueOf(touched).compareTo(least) < 0) {
            return Optional.empty();
        }
        String beside = usual.isPresent() ? ", and it usually touches " + usual.getAsLong() + " at most" : "";
        return Optional.of("mass change: it touches " + touched + " of " + listed + " offers (expected: fewer than "
                + least.setScale(0, RoundingMode.CEILING).toPlainString() + beside + ")");
    }

    private static MassThresholds of(Properties all) {
        return new MassThresholds(
                whole(all, "offers"),
                number(all, "share"),
                number(all, "times-usual"),
                whole(all, "usual-percent"),
                whole(all, "trail"),
                whole(all, "enough"));
    }

    private static BigDecimal number(Properties all, String name) {
        String text = all.getProperty(name, "").strip();
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            throw new InvalidEventException(name, text, "a number");
        }
    }

    private static int whole(Properties all, String name) {
        try {
            return number(all, name).intValueExact();
        } catch (ArithmeticException _) {
            throw new InvalidEventException(name, all.getProperty(name), "a whole number");
        }
    }

    private static void require(String name, Object met, boolean holds, String expected) {
        if (!holds) {
            throw new InvalidEventException(name, met, expected);
        }
    }
}
