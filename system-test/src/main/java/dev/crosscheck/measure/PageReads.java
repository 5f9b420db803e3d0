package dev.crosscheck.measure;

import dev.crosscheck.local.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** P9: pages over HTTP beside a bare Netty server that sends the same bytes from memory. */
final class PageReads implements Measurement {

    private static final String HOW = """
            %d pages asked for in turn over %d kept connections, each request sent when the one before is answered. The \
            baseline is a Netty server in a process of its own, with the flags of a service, that looks the path up in a map \
            and sends the very headers and bytes that the service sent before, or 304. Clients that say they understand gzip \
            get it if the service has it. Who asks runs on the same cores, and \
            takes the same from both.""";

    @Override
    public String id() {
        return "P9";
    }

    @Override
    public String title() {
        return "GET page: 304 and 200";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        system.awaitSettled();
        PageRequests json = PageRequests.json(system);
        PageRequests plainJson = PageRequests.plainJson(system);
        PageRequests html = PageRequests.html(system);
        List<Answer> answers = new ArrayList<>(json.answers());
        answers.addAll(html.answers());
        try (BareServerProcess bare = BareServerProcess.fromMemory(answers)) {
            Duel duel =
                    new Duel(suite, system.processes().uri(Service.COMPARISON).getPort(), bare.port());
            Duel.Result unchanged = duel.answersASecond("304", 304, json.conditional());
            Duel.Result whole = duel.answersASecond("200, JSON, gzip", 200, json.whole());
            Duel.Result pages = duel.answersASecond("200, HTML, gzip", 200, html.whole());
            double rate = whole.ours().median() / 3;
            Duel.Result waiting = duel.latencies(200, json.whole(), rate);
            Duel.Result plain = plain(suite, system, plainJson);
            return Finding.of(
                    this,
                    HOW.formatted(PageRequests.PAGES, HttpLoad.CONNECTIONS),
                    figure("304", unchanged, 0.75),
                    figure("200, JSON, gzip of " + kilobytes(json), whole, 0.70),
                    figure("200, JSON, plain, of " + kilobytes(plainJson), plain, 0.70),
                    figure("200, HTML, gzip of " + kilobytes(html), pages, 0.70),
                    new Figure(
                            String.format(Locale.ROOT, "p99 of 200, JSON, gzip, at a steady %,.0f a second", rate),
                            "ms",
                            "%.2f",
                            waiting.ours(),
                            waiting.theirs(),
                            Goal.NONE));
        }
    }

    /** Of a server of its own: recorded answers are found by the path alone. */
    private static Duel.Result plain(Suite suite, MeasuredSystem system, PageRequests requests)
            throws IOException, InterruptedException {
        try (BareServerProcess bare = BareServerProcess.fromMemory(requests.answers())) {
            return new Duel(suite, system.processes().uri(Service.COMPARISON).getPort(), bare.port())
                    .answersASecond("200, JSON, plain", 200, requests.whole());
        }
    }

    private static Figure figure(String what, Duel.Result result, double goal) {
        return new Figure(what, "answers/s", "%,.0f", result.ours(), result.theirs(), new Goal.AtLeastTimes(goal));
    }

    private static String kilobytes(PageRequests requests) {
        return String.format(Locale.ROOT, "%.1f KB", requests.bytes() / 1_000);
    }
}
