package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.crosscheck.local.Chromium;
import dev.crosscheck.local.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A reader with a browser, before the whole system. What pages are like in one is tested where they are made. */
class BrowserTest {

    @Test
    void readerGoesFromTwoNamesToFiguresThatTheDataTeamPublished() {
        Optional<Path> chromium = Chromium.program();
        assumeTrue(chromium.isPresent(), Chromium.MISSING);
        List<String> trouble = new ArrayList<>();
        CrosscheckSystem system = CrosscheckSystem.shared();
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium.orElseThrow())
                                .setArgs(List.of("--no-sandbox")))) {
            Page page = browser.newPage();
            page.onConsoleMessage(message -> trouble.add(message.text()));
            page.onRequestFailed(request -> trouble.add(request.url() + ": " + request.failure()));
            page.navigate(system.reach().uri(Service.COMPARISON).toString());

            page.fill("#pick-a", "llama-3.1-8b-instruct");
            page.fill("#pick-b", "llama-3.2-1b-instruct");
            page.click("button:text-is('Compare')");

            assertThat(page.url()).endsWith("/compare/llama-3.1-8b-instruct/llama-3.2-1b-instruct");
            assertThat(page.textContent("main")).contains("$71.60", "$28.50", "$43.10");
            assertThat(trouble).isEmpty();
        }
    }
}
