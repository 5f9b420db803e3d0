package dev.crosscheck.comparison.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.sample.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page in a real browser, served by the real service from states that came over a real broker. */
class PagesInBrowserTest {

    private static final String PAIR = "/compare/" + Shelf.LARGER + "/" + Shelf.SMALLER;

    private static final String PAST = PAIR + "?asOf=2026-06-01&knownAt=2026-07-01T09:00:00Z";

    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "home", "/",
            "pair", PAIR,
            "several", "/compare?models=" + Shelf.LARGER + "," + Shelf.SMALLER + ",other-1",
            "models", "/models",
            "model", "/models/" + Shelf.LARGER,
            "calculator", "/calculator?models=" + Shelf.LARGER + "&models=" + Shelf.SMALLER + "&cached=40",
            "scatter", "/scatter",
            "changes", "/changes",
            "choice", "/pick?a=llama&b=other-1",
            "unknown", "/models/llama-3.1-8b-instrukt"));

    static {
        PAGES.put("past", PAST);
    }

    private static RealBrowser chromium;
    private static StandingHistory history;
    private static RunningService service;

    private final List<String> trouble = new ArrayList<>();
    private BrowserContext context;

    @BeforeAll
    static void start() {
        chromium = RealBrowser.start();
        List<Object> states = Shelf.all();
        history = StandingHistory.of(states);
        service = RunningService.startWithRealPages(
                Map.of("crosscheck.catalog.url", history.address(), "crosscheck.pricing.url", history.address()));
        states.forEach(service::publish);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> service.get(FactView.class).all().values().stream()
                                .filter(model -> model.profile().prices() != null)
                                .count()
                        == states.size() / 2);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        if (history != null) {
            history.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void closeContext() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    void homeLeadsFromTwoNamesToTheirPage() {
        Page page = open("/", options());
        page.fill("#pick-a", "llama 3.2 1B instruct");
        page.fill("#pick-b", Shelf.LARGER);

        page.click("button:text-is('Compare')");

        assertThat(page.url()).endsWith(PAIR);
        assertThat(page.locator("h1").innerText()).contains("Llama 3.1 8B Instruct", "Llama 3.2 1B Instruct");
        assertThat(page.locator(".verdict .say").innerText()).isNotBlank();
    }

    @Test
    void nameOfSeveralModelsAsksWhichOne() {
        Page page = open("/pick?a=llama&b=other-1", options());

        page.click("text=Llama 3.2 1B Instruct");

        assertThat(page.url()).endsWith("/compare/" + Shelf.SMALLER + "/other-1");
    }

    @Test
    void calculatorWorksWithoutScript() {
        Page page = open("/calculator", options().setJavaScriptEnabled(false));
        page.fill("#model-0", Shelf.LARGER);
        page.fill("#input", "800M");
        page.fill("#output", "250M");

        page.click("text=Calculate");

        assertThat(page.locator("#result").innerText()).contains("$28.50", "800M × $0.02 + 250M × $0.05");
    }

    @Test
    void calculatorAnswersWhileOneTypesAndItsAddressCanBeShared() {
        Page page = open("/calculator?models=" + Shelf.SMALLER, options());

        page.fill("#input", "1000M");
        page.waitForURL(url -> url.contains("input=1000M"));

        assertThat(page.locator("#result").innerText()).contains("1,000M × $0.027 + 250M × $0.20", "$77");
        Page shared = context.newPage();
        shared.navigate(page.url());
        assertThat(shared.locator("#result").innerText())
                .isEqualTo(page.locator("#result").innerText());
        assertThat(trouble).isEmpty();
    }

    @Test
    void listOfModelsGetsShorterWhileOneTypes() {
        Page page = open("/models", options());

        page.fill("#query", "llama 1b");

        assertThat(page.locator("#model-rows tr:visible").allInnerTexts())
                .singleElement()
                .asString()
                .contains("Llama 3.2 1B Instruct");
        assertThat(page.locator("#found").innerText()).isEqualTo("1 model shown");
    }

    @Test
    void pageOfThePastSaysSoBeforeAllElseAndLeadsToThePageOfNow() {
        Page page = open(PAST, options().setViewportSize(390, 844));

        Locator notice = page.locator("main .past");
        assertThat(notice.innerText())
                .contains("This page shows the past: what was true at the end of 2026-06-01 (UTC), as it was known at"
                        + " 2026-07-01T09:00:00Z.");
        assertThat(notice.boundingBox().y + notice.boundingBox().height)
                .as("seen on a phone without scrolling, above the title")
                .isLessThan(844)
                .isLessThan(page.locator("h1").boundingBox().y);
        assertThat(page.title()).contains("(in the past)");

        page.click("text=The comparison as it is now");

        assertThat(page.url()).endsWith(PAIR);
        assertThat(page.locator(".past").count()).isZero();
        assertThat(trouble).isEmpty();
    }

    @Test
    void evidenceOpensWithoutScript() {
        Page page = open(PAIR, options().setJavaScriptEnabled(false));
        Locator value = page.locator("#scorecard button.value").first();

        value.click();

        Locator evidence = page.locator("[popover]:popover-open");
        assertThat(evidence.innerText()).contains("A source", "observed 2026-05-16", "true since 2026-05-16", "event");
        assertThat(evidence.locator("a").first().getAttribute("rel")).isEqualTo("nofollow noopener noreferrer");
    }

    @Test
    void keyboardReachesEvidenceAndLeavesIt() {
        Page page = open(PAIR, options());
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("skip");
        page.keyboard().press("Enter");

        for (int tabs = 0; tabs < 10; tabs++) {
            page.keyboard().press("Tab");
            if (page.evaluate("() => document.activeElement.className").equals("note")) {
                break;
            }
        }
        page.keyboard().press("Enter");
        assertThat(page.locator("[popover]:popover-open").count()).isOne();
        page.keyboard().press("Escape");

        assertThat(page.locator("[popover]:popover-open").count()).isZero();
        assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("note");
    }

    @Test
    void hostileTextsAreShownAsText() {
        Page page = empty(options());
        for (int i = 0; i < Shelf.HARMFUL.size(); i++) {
            String model = "hostile-" + i;
            for (String address : List.of(
                    "/models/" + model,
                    "/compare/" + model + "/other-1",
                    "/compare?models=" + model + ",other-1,other-2",
                    "/calculator?models=" + model + "&needs=structuredOutputs")) {
                page.navigate(address);

                assertThat(visible(page.locator("main").textContent()))
                        .as(address)
                        .contains(visible(Shelf.HARMFUL.get(i)).substring(0, 10));
                assertThat(page.locator("main script:not([type='application/ld+json']), iframe, main img, base, math")
                                .count())
                        .as(address)
                        .isZero();
                assertThat(
                                page.evaluate(
                                        "() => [...document.querySelectorAll('*')].some(e => e.getAttributeNames().some(n => n.startsWith('on'))"
                                                + " || /^\\s*(javascript|data|vbscript):/i.test(e.getAttribute('href') ?? ''))"))
                        .as(address)
                        .isEqualTo(false);
                page.mouse().move(300, 300 + i);
            }
        }
        for (String address : List.of("/", "/models", "/scatter", "/calculator", "/changes")) {
            page.navigate(address);
        }

        assertThat(trouble).isEmpty();
    }

    static Stream<String> pages() {
        return PAGES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageIsAccessibleInLightAndDark(String name) {
        Page page = empty(options());
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.navigate(PAGES.get(name));

            List<Rule> violations = new AxeBuilder(page).analyze().getViolations();

            assertThat(violations)
                    .as(name + " " + scheme)
                    .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                    .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageFitsAPhoneAndLogsNothing(String name) {
        Page page = empty(options());
        for (int width : List.of(320, 390, 1280)) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.setViewportSize(width, 900);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.navigate(PAGES.get(name));

                assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                        .as(name + " at " + width)
                        .isEqualTo(0);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(
                                "target/screenshots",
                                name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
            }
        }
        assertThat(trouble).isEmpty();
    }

    private static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900);
    }

    private Page open(String address, Browser.NewContextOptions options) {
        Page page = empty(options);
        page.navigate(address);
        return page;
    }

    /** A page that notes whatever goes wrong on it. */
    private Page empty(Browser.NewContextOptions options) {
        context = chromium.browser()
                .newContext(options.setBaseURL(service.address().toString()));
        Page page = context.newPage();
        page.onDialog(dialog -> {
            trouble.add(page.url() + ": a dialog, " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> trouble.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            // The browser's own word on the status of the page, where the page is an error on purpose.
            if (!message.text().startsWith("Failed to load resource: the server responded with a status of 404")) {
                trouble.add(page.url() + ": " + message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(service.address().toString())) {
                trouble.add(page.url() + ": asked for " + request.url());
            }
        });
        return page;
    }

    /** Without what pages drop from texts: signs that cannot be seen, and runs of spaces. */
    private static String visible(String text) {
        return text.replaceAll("\\p{Cf}", "").replaceAll("\\s+", " ").strip();
    }
}
