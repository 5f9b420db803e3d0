package dev.crosscheck.event.catalog;

import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Texts;

/**
 * A spelling of a model.
 *
 * @param source   whose spelling it is, a {@link dev.crosscheck.event.Source#id()}
 * @param spelling as the source writes it, letter by letter: {@code meta-llama/Llama-3.2-1B-Instruct}
 */
public record ModelAlias(String source, String spelling) {

    public static final int MAX_LENGTH = 300;

    public ModelAlias {
        Slug.require("alias.source", source);
        Texts.requireLength("alias.spelling", spelling, 1, MAX_LENGTH);
    }
}
