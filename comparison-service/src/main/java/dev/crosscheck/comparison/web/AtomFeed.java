package dev.crosscheck.comparison.web;

import dev.crosscheck.event.comparison.PageChanged;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Changes as an Atom feed (RFC 4287), in the words of the page of changes. */
final class AtomFeed {

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    /**
     * @param changes newest first
     * @param words   what a change is in words
     * @param host    where readers find the pages, such as {@code https://crosscheck.example}; empty for links
     *                that are relative to the feed
     */
    static byte[] of(List<PageChanged> changes, Function<PageChanged, ChangeView> words, String host) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(NAMESPACE);
            element(xml, "id", "urn:crosscheck:changes");
            element(xml, "title", "Crosscheck: what changed");
            element(
                    xml,
                    "updated",
                    changes.isEmpty()
                            ? Instant.EPOCH.toString()
                            : changes.getFirst().at().toString());
            link(xml, "self", host + "/changes.atom");
            for (PageChanged change : changes) {
                entry(xml, change, words.apply(change), host);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML into memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void entry(XMLStreamWriter xml, PageChanged change, ChangeView words, String host)
            throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", "urn:crosscheck:change:" + change.change());
        element(xml, "title", words.first() + " vs " + words.second());
        element(xml, "updated", change.at().toString());
        xml.writeStartElement("author");
        element(xml, "name", "Crosscheck");
        xml.writeEndElement();
        link(xml, "alternate", host + words.address());
        element(
                xml,
                "summary",
                (change.isCorrection() ? "A correction. " : "")
                        + words.lines().stream().map(AtomFeed::sentence).collect(Collectors.joining("; ")));
        xml.writeEndElement();
    }

    private static String sentence(ChangeView.Line line) {
        return line.what() + ": " + shown(line.before()) + " → " + shown(line.after());
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : value;
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private AtomFeed() {}
}
