package dev.crosscheck.comparison.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The templates, which were compiled with the program: a template that does not fit its view does not build. */
final class Templates {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    /**
     * @param name such as {@code pair.jte}
     * @param view the template's one parameter
     * @return the document in UTF-8
     */
    static byte[] render(String name, Object view) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        ENGINE.render(name, view, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private Templates() {}
}
