package dev.crosscheck.comparison.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.event.EventJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page's questions in the form that search engines read. */
final class StructuredData {

    /**
     * @return JSON-LD without any character that could end the script element it stands in, or be
     *     read as markup by an older parser
     */
    static String of(List<Block.Question> questions) {
        List<Object> entities = new ArrayList<>();
        for (Block.Question question : questions) {
            entities.add(node(
                    "Question",
                    Map.of(
                            "name",
                            question.question(),
                            "acceptedAnswer",
                            node("Answer", Map.of("text", PageView.text(question.answer()))))));
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("@context", "https://schema.org");
        page.putAll(node("FAQPage", Map.of("mainEntity", entities)));
        return new String(EventJson.write(page), UTF_8)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static Map<String, Object> node(String type, Map<String, Object> properties) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("@type", type);
        properties.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder()))
                .forEach(entry -> node.put(entry.getKey(), entry.getValue()));
        return node;
    }

    private StructuredData() {}
}
