package dev.crosscheck.measure;

import dev.crosscheck.local.Service;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Pages that readers ask for over and over, as JSON and as HTML, and what the service answers. */
final class PageRequests {

    /** How many pages. */
    static final int PAGES = 200;

    /** A client that understands compressed answers gets them if the service has them. */
    private static final String[] JSON = {"Accept", "application/json", "Accept-Encoding", "gzip"};

    /** Another does not say so, and gets the bytes as they are. */
    private static final String[] PLAIN_JSON = {"Accept", "application/json", "Accept-Encoding", "identity"};

    private static final String[] HTML = {"Accept", "text/html", "Accept-Encoding", "gzip"};

    private final List<Answer> answers;
    private final String[] headers;

    private PageRequests(List<Answer> answers, String[] headers) {
        this.answers = answers;
        this.headers = headers;
    }

    static PageRequests json(MeasuredSystem system) throws IOException, InterruptedException {
        return ask(system, "/v1/comparisons/", JSON);
    }

    static PageRequests plainJson(MeasuredSystem system) throws IOException, InterruptedException {
        return ask(system, "/v1/comparisons/", PLAIN_JSON);
    }

    static PageRequests html(MeasuredSystem system) throws IOException, InterruptedException {
        return ask(system, "/compare/", HTML);
    }

    private static PageRequests ask(MeasuredSystem system, String prefix, String[] headers)
            throws IOException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            int first = i % (system.models() / 2);
            int second = first + 1 + i * 7 % (system.models() - first - 1);
            URI address = system.processes()
                    .uri(Service.COMPARISON)
                    .resolve(prefix + Catalogue.modelId(first) + "/" + Catalogue.modelId(second));
            answers.add(Answer.of(system.get(address, headers)));
        }
        return new PageRequests(answers, headers);
    }

    /** What the service answered. */
    List<Answer> answers() {
        return answers;
    }

    /** Bytes of a body on average, as it goes over the wire. */
    double bytes() {
        return answers.stream()
                .mapToInt(answer -> answer.body().length)
                .average()
                .orElse(0);
    }

    /** Requests that are answered with the page. */
    List<String> whole() {
        return answers.stream()
                .map(answer -> HttpLoad.get(answer.target(), headers))
                .toList();
    }

    /** Requests of clients that have the page, answered with 304. */
    List<String> conditional() {
        return answers.stream()
                .map(answer -> HttpLoad.get(
                        answer.target(), headers[0], headers[1], headers[2], headers[3], "If-None-Match", answer.tag()))
                .toList();
    }
}
