package dev.crosscheck.comparison.page.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slips of language that give away a page no person has read. */
final class GrammarRules {

    private record Slip(String what, Pattern pattern) {}

    private static final String COUNTED =
            "(providers|resellers|routes|rows|benchmarks|facts|leads|models|others|tokens|points|comparable rows)";

    private static final List<Slip> SLIPS = List.of(
            slip("a plural of one", "(?<![\\d.,$/:-]|(above|to) )(1|one|no) " + COUNTED + "\\b(?! serve|/s)"),
            slip(
                    "a singular of several",
                    "\\b([2-9]|\\d\\d+) (provider|reseller|route|row|benchmark|fact|point)\\b(?!s)"),
            slip("a for an", "\\ba (8|11|18|8\\d|[aeio]\\w)"),
            slip("an for a", "\\ban ([02-79]\\d*|[bcdfgjklmnpqrstvwxyz])"),
            slip("a value that is none", "\\b(null|NaN|Infinity|undefined|Optional)\\b"),
            slip("a number in scientific form", "\\d[eE][+-]?\\d"),
            slip("two spaces", " {2}"),
            slip("a space before a stop", " [,.;:](?!\\d)"),
            slip("two stops", "(?<!\\.)\\.\\.(?!\\.)|,,|;;|[,;]\\."),
            slip("a bare adjective for a thing", "\\b(has|have|lacks|adds|keeps|and|or) multimodal\\b"),
            slip("one of one", "\\bof (one|1) (benchmark|row|lead)"),
            slip("whose price is not said", "\\bmakes\\b.* cheaper than .*\\bits\\b"),
            slip("a price without its route", "\\bcharges \\$"),
            slip("openness that no fact denies", "\\bis not open source\\b"),
            slip("an empty pair", "\\(\\)|“”|: \\."),
            slip("a list without items", "\\b(and|or|by|on|for|than|of|with|at) ?[.;]"));

    static void check(Printed page, OutsideText outside, List<String> found) {
        page.sentences().forEach(claim -> checkSentence(claim.text(), outside, found));
        Set<String> texts = new LinkedHashSet<>(page.headings());
        page.claims().forEach(claim -> texts.add(claim.text()));
        texts.forEach(text -> check(text, outside, found));
    }

    private static void check(String text, OutsideText outside, List<String> found) {
        if (text.codePoints().anyMatch(GrammarRules::isHidden)) {
            found.add("hidden characters in: " + text);
        }
        for (Slip slip : SLIPS) {
            if (slip.pattern().matcher(text).find()) {
                Matcher masked = slip.pattern().matcher(outside.mask(text));
                if (masked.find()) {
                    found.add(slip.what() + " (\"" + masked.group() + "\") in: " + text);
                }
            }
        }
    }

    private static void checkSentence(String text, OutsideText outside, List<String> found) {
        if (!text.endsWith(".") && !text.endsWith("”") && !text.endsWith(")")) {
            found.add("no full stop: " + text);
        }
        int first = text.codePointAt(0);
        if (Character.isLowerCase(first)
                && Character.isLowerCase(outside.mask(text).codePointAt(0))) {
            found.add("no capital: " + text);
        }
    }

    private static boolean isHidden(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }

    private static Slip slip(String what, String pattern) {
        return new Slip(what, Pattern.compile(pattern));
    }

    private GrammarRules() {}
}
