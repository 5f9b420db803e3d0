package dev.crosscheck.comparison.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.crosscheck.local.Chromium;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real browser, where the machine has one. */
final class RealBrowser implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    private RealBrowser(Path program) {
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox")));
    }

    /** Skips the test, by name, on a machine without Chromium. */
    static RealBrowser start() {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), Chromium.MISSING);
        return new RealBrowser(program.orElseThrow());
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
