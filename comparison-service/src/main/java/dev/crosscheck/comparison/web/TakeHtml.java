package dev.crosscheck.comparison.web;

import dev.crosscheck.event.Texts;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Editors' Markdown as HTML that can do no harm.
 *
 * <p>Raw HTML in the Markdown is printed as text, and what the parser writes goes through an allow
 * list afterwards, so that neither has to be trusted alone. Headings start two levels down, below the
 * page's own; images, scripts, styles and ids do not come through; links are http or https only.
 */
final class TakeHtml {

    private static final List<org.commonmark.Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    private static final TextContentRenderer WORDS = TextContentRenderer.builder()
            .extensions(EXTENSIONS)
            .lineBreakRendering(LineBreakRendering.COMPACT)
            .build();

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements((element, _) -> lowered(element), "h1", "h2", "h3", "h4", "h5", "h6")
            .allowElements(
                    "p",
                    "ul",
                    "ol",
                    "li",
                    "em",
                    "strong",
                    "code",
                    "pre",
                    "blockquote",
                    "br",
                    "hr",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td")
            .allowElements("a")
            .allowAttributes("href")
            .matching((_, _, value) -> Texts.isWebUrl(value) ? value : null)
            .onElements("a")
            .allowUrlProtocols("http", "https")
            .requireRelsOnLinks("nofollow", "noopener")
            .toFactory();

    static String of(String markdown) {
        return POLICY.sanitize(RENDERER.render(PARSER.parse(markdown)));
    }

    /** The words alone, a line to a paragraph; links and pictures leave their text. */
    static String text(String markdown) {
        return WORDS.render(PARSER.parse(markdown));
    }

    private static String lowered(String heading) {
        int level = heading.charAt(1) - '0';
        return "h" + Math.min(level + 2, 6);
    }

    private TakeHtml() {}
}
