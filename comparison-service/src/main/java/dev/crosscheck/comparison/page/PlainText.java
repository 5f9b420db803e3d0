package dev.crosscheck.comparison.page;

/**
 * Makes text from events fit to stand within a sentence: one line, no control or formatting
 * characters (which could turn the direction of what follows), and no longer than its place. What it
 * says stays data; whoever prints it escapes it.
 */
public final class PlainText {

    /** Code points of a name within a sentence. */
    public static final int NAME = 80;

    /** Code points of a sentence from outside. */
    public static final int SENTENCE = 600;

    /**
     * @param max      code points kept; a longer text ends in an ellipsis
     * @param fallback if nothing readable is left
     */
    public static String clean(String text, int max, String fallback) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), max + 1));
        boolean space = false;
        int kept = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                space = !line.isEmpty();
            } else if (isShown(character)) {
                if (kept + (space ? 2 : 1) > max) {
                    return line.append('…').toString();
                }
                if (space) {
                    line.append(' ');
                    kept++;
                    space = false;
                }
                line.appendCodePoint(character);
                kept++;
            }
        }
        return line.isEmpty() ? fallback : line.toString();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private PlainText() {}
}
