package dev.crosscheck.comparison.web;

/** Text from outside within Markdown: whatever it says, it is read as text. */
final class MarkdownText {

    /** Every sign that begins or ends something somewhere in a line. */
    private static final String SIGNS = "\\`*_{}[]<>#|~&!^@";

    /** Signs that begin something only at the start of a line. */
    private static final String BEGINNINGS = "-+=:";

    /**
     * One line of text, with a backslash before each sign that Markdown would read. Numbers that begin a
     * line and addresses keep their looks and lose their meaning.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        boolean begin = true;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (Character.isWhitespace(sign) || Character.isISOControl(sign) || sign == '\u2028' || sign == '\u2029') {
                // A line of its own could begin a list, a heading or a block of HTML.
                if (!escaped.isEmpty() && escaped.charAt(escaped.length() - 1) != ' ') {
                    escaped.append(' ');
                }
                continue;
            }
            if (SIGNS.indexOf(sign) >= 0 || isAddress(text, i) || begin && BEGINNINGS.indexOf(sign) >= 0) {
                escaped.append('\\');
            } else if (begin && isOrdinal(text, i)) {
                int end = i;
                while (Character.isDigit(text.charAt(end))) {
                    escaped.append(text.charAt(end++));
                }
                escaped.append('\\').append(text.charAt(end));
                i = end;
                begin = false;
                continue;
            }
            begin = false;
            escaped.append(sign);
        }
        return escaped.toString();
    }

    /** "http:" and "www." make links of what follows. */
    private static boolean isAddress(String text, int at) {
        return text.charAt(at) == ':' && at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1))
                || text.charAt(at) == '.' && at >= 3 && text.regionMatches(true, at - 3, "www", 0, 3);
    }

    /** "1." or "1)" makes a list of what follows. */
    private static boolean isOrdinal(String text, int at) {
        int end = at;
        while (end < text.length() && end - at < 10 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end > at && end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ')');
    }

    private MarkdownText() {}
}
