package dev.crosscheck.comparison.pagestore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.PreparedProfile;
import dev.crosscheck.comparison.page.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Where the time of one page goes: a page of two models after another, in an order that no cache helps.
 *
 * <pre>mvn -pl comparison-service -am test -Dtest=PageBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dcrosscheck.benchmark=.*</pre>
 *
 * <p>The property says which of the methods to run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PageBenchmark {

    private static final int MODELS = 60;

    private final List<Profile[]> pairs = new ArrayList<>();
    private final List<PreparedProfile[]> prepared = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private final List<List<ModelFacts>> facts = new ArrayList<>();
    private final List<PageBytes> bytes = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private int next;

    @Setup
    public void makeCatalogue() {
        List<Profile> models = new ArrayList<>(Catalogue.of(MODELS));
        models.sort(Comparator.comparing(Profile::model));
        AssembledPages function = new AssembledPages();
        List<PreparedProfile> ready = models.stream()
                .map(model -> PreparedProfile.of(model, ComparisonPolicy.DEFAULT))
                .toList();
        for (int one = 0; one < MODELS; one++) {
            for (int other = 0; other < one; other++) {
                pairs.add(new Profile[] {models.get(other), models.get(one)});
                prepared.add(new PreparedProfile[] {ready.get(other), ready.get(one)});
                Page page = PageAssembler.assemble(ready.get(other), ready.get(one), ComparisonPolicy.DEFAULT);
                pages.add(page);
                facts.add(function.facts(models.get(other), models.get(one)));
                bytes.add(PageBytes.of(page, facts.getLast()));
                bodies.add(bytes.getLast().compressed());
            }
        }
    }

    /** The page from profiles that nobody prepared. */
    @Benchmark
    public Page a0PageFromProfiles() {
        Profile[] pair = turn(pairs);
        return PageAssembler.assemble(pair[0], pair[1], ComparisonPolicy.DEFAULT);
    }

    @Benchmark
    public Page a1Page() {
        PreparedProfile[] pair = turn(prepared);
        return PageAssembler.assemble(pair[0], pair[1], ComparisonPolicy.DEFAULT);
    }

    @Benchmark
    public byte[] b1Compact() {
        Page page = turn(pages);
        return CompactPage.write(page, facts.get(next));
    }

    @Benchmark
    public byte[] b2Digest() {
        return Digest.of(turn(bytes).compact());
    }

    @Benchmark
    public byte[] b3Compress() {
        return turn(bytes).compressed();
    }

    @Benchmark
    public byte[] b4Outcome() {
        return outcome(turn(pages));
    }

    private static byte[] outcome(Page page) {
        return PackedOutcome.write(
                page.outcome(),
                new PageKey(page.models().get(0).id(), page.models().get(1).id()));
    }

    /** All that the refresher does for a page before it writes it. */
    @Benchmark
    public byte[] c1PageToBody() {
        PreparedProfile[] pair = turn(prepared);
        return PageBytes.of(PageAssembler.assemble(pair[0], pair[1], ComparisonPolicy.DEFAULT), facts.get(next))
                .compressed();
    }

    /** All that a reader waits for where the page is stored, without the database. */
    @Benchmark
    public byte[] d1BodyToJson() {
        byte[] compact = PageDictionary.CURRENT.decompress(turn(bodies));
        return new PageBytes(compact, new byte[0], facts.get(next)).json();
    }

    @Benchmark
    public byte[] d2PageToJson() {
        return PageJson.write(turn(pages));
    }

    private <T> T turn(List<T> list) {
        next = (next + 1) % list.size();
        return list.get(next);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "crosscheck.benchmark",
            matches = ".+",
            disabledReason = "a measurement of minutes, for a machine that does nothing else; it checks nothing")
    void run() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include("PageBenchmark." + System.getProperty("crosscheck.benchmark"))
                        .forks(1)
                        .jvmArgs(
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-Xmx1g")
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .build())
                .run();

        assertThat(results).isNotEmpty();
    }
}
