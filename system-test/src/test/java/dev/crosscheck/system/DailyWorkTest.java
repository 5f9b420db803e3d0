package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.local.Publisher;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the data team does from day to day, with its own tool and the whole system. */
class DailyWorkTest {

    private static final CrosscheckSystem SYSTEM = CrosscheckSystem.shared();
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final int FINE = 0;
    private static final int SOME_WRONG = 1;

    @TempDir
    private Path folder;

    @Test
    void priceThatIsPublishedIsOnItsPageAndTheToolSaysWhy() {
        SYSTEM.feed().send("daily-model", TestFacts.model("acme-daily", "Acme Daily"));
        SYSTEM.awaitQuiet();

        Publisher.Answer published = ask("price", "acme-daily", "acme", "--input", "4.19", "--output", "6.28");

        assertThat(published.exitCode()).as(published.text()).isEqualTo(FINE);
        await().atMost(CrosscheckSystem.PATIENCE)
                .until(() -> SYSTEM.site()
                        .get(Service.COMPARISON, "/compare/acme-daily/llama-3.2-1b", "text/markdown")
                        .body()
                        .contains("$4.19"));
        Publisher.Answer why = ask("why", "acme-daily", "acme");
        assertThat(why.exitCode()).isEqualTo(FINE);
        assertThat(why.text()).contains("shown");
    }

    @Test
    void rightRowsOfASheetArePublishedAndTheBrokenOneIsHandedBack() throws IOException {
        SYSTEM.feed().send("sheet-model", TestFacts.model("acme-sheet", "Acme Sheet"));
        SYSTEM.awaitQuiet();
        Path sheet = folder.resolve("prices.csv");
        Path rejects = folder.resolve("rejects.csv");
        Files.write(
                sheet,
                List.of(
                        "model,provider,route,input,output,source,sourceName,observedAt",
                        "acme-sheet,acme,,3.31,7.72,test,Test,2026-03-02",
                        "acme-sheet,other,,cheap,7.72,test,Test,2026-03-02"));

        Publisher.Answer published = ask("events", sheet.toString(), "--rejects", rejects.toString());

        assertThat(published.exitCode()).as(published.text()).isEqualTo(SOME_WRONG);
        assertThat(Files.readString(rejects)).contains("cheap").doesNotContain("3.31");
        assertThat(ask("why", "acme-sheet", "acme").text()).contains("shown");
    }

    private static Publisher.Answer ask(String... arguments) {
        return SYSTEM.ask(WITHIN, List.of(arguments));
    }
}
