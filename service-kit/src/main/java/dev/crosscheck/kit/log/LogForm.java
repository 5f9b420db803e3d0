package dev.crosscheck.kit.log;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.Locale;
import java.util.Set;

/**
 * Which form of the log was asked for: the name of one that there is. A form that there is not would be a log without
 * a line; whoever asks for one is told so, and gets text.
 */
public final class LogForm extends PropertyDefinerBase {

    private static final String TEXT = "text";
    private static final Set<String> FORMS = Set.of(TEXT, "json");

    private String asked = TEXT;

    /** @param asked as it stands in the environment */
    public void setAsked(String asked) {
        this.asked = asked;
    }

    @Override
    public String getPropertyValue() {
        String form = asked.strip().toLowerCase(Locale.ROOT);
        if (FORMS.contains(form)) {
            return form;
        }
        addWarn("CROSSCHECK_LOG_FORMAT: " + asked + " (expected: text or json); the log is text");
        return TEXT;
    }
}
