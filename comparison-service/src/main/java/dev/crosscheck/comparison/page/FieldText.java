package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;
import java.util.Arrays;

/** The fields of a model in a reader's words. */
public final class FieldText {

    /** How much of a free text a cell shows. */
    private static final int MAX_VALUE = 300;

    private static final String[] IN_SENTENCES =
            Arrays.stream(ModelField.values()).map(FieldText::findInSentence).toArray(String[]::new);

    /** As the label of a row: {@code Knowledge cutoff}. */
    public static String label(ModelField field) {
        return switch (field) {
            case NAME -> "Name";
            case MAKER -> "Maker";
            case FAMILY -> "Family";
            case KIND -> "Kind";
            case QUANTISATION -> "Quantisation";
            case RELEASED -> "Released";
            case RETIRED -> "Retired";
            case KNOWLEDGE_CUTOFF -> "Knowledge cutoff";
            case CONTEXT_TOKENS -> "Context window";
            case MAX_OUTPUT_TOKENS -> "Longest answer";
            case PARAMETERS -> "Parameters";
            case ACTIVE_PARAMETERS -> "Active parameters";
            case ARCHITECTURE -> "Architecture";
            case EXPERTS -> "Experts";
            case ACTIVE_EXPERTS -> "Active experts";
            case LICENCE -> "Licence";
            case LICENCE_URL -> "Licence text";
            case OPENNESS -> "Openness";
            case COMMERCIAL_USE -> "Commercial use";
            case INPUT_MODALITIES -> "Input modalities";
            case OUTPUT_MODALITIES -> "Output modalities";
            case WEIGHTS_URL -> "Weights";
            case VISION -> "Vision";
            case MULTIMODAL -> "Multimodal";
            case REASONING -> "Reasoning";
            case FUNCTION_CALLING -> "Function calling";
            case TOOL_USE -> "Tool use";
            case STRUCTURED_OUTPUTS -> "Structured outputs";
            case CODE_EXECUTION -> "Code execution";
            case IDE_INTEGRATION -> "IDE integration";
            case COMPUTER_USE -> "Computer use";
            case PARALLEL_AGENTS -> "Parallel agents";
        };
    }

    /** Within a sentence, as a thing that a model has: {@code knowledge cutoff}, {@code IDE integration}. */
    static String inSentence(ModelField field) {
        return IN_SENTENCES[field.ordinal()];
    }

    private static String findInSentence(ModelField field) {
        return switch (field) {
            case IDE_INTEGRATION -> "IDE integration";
            case MULTIMODAL -> "multimodality";
            default -> {
                String label = label(field);
                yield Character.toLowerCase(label.charAt(0)) + label.substring(1);
            }
        };
    }

    /** With its article, as the name of a fact: {@code the release date}, {@code vision}. */
    static String named(ModelField field) {
        return switch (field) {
            case RELEASED -> "the release date";
            case RETIRED -> "the date of retirement";
            case PARAMETERS -> "the number of parameters";
            case ACTIVE_PARAMETERS -> "the number of active parameters";
            case EXPERTS -> "the number of experts";
            case ACTIVE_EXPERTS -> "the number of active experts";
            case LICENCE_URL -> "the address of the licence";
            case WEIGHTS_URL -> "the address of the weights";
            case OPENNESS -> "the openness";
            case COMMERCIAL_USE -> "commercial use";
            case INPUT_MODALITIES -> "the kinds of input";
            case OUTPUT_MODALITIES -> "the kinds of output";
            default -> (ModelField.CAPABILITIES.contains(field) ? "" : "the ") + inSentence(field);
        };
    }

    /** A canonical value as a reader reads it. */
    public static String value(ModelField field, String canonical) {
        return switch (field) {
            case CONTEXT_TOKENS, MAX_OUTPUT_TOKENS -> Tokens.counted(Long.parseLong(canonical));
            case PARAMETERS, ACTIVE_PARAMETERS -> Tokens.rounded(Long.parseLong(canonical));
            case EXPERTS, ACTIVE_EXPERTS -> Tokens.exact(Long.parseLong(canonical));
            case ARCHITECTURE, OPENNESS, COMMERCIAL_USE -> canonical.replace('-', ' ');
            case INPUT_MODALITIES, OUTPUT_MODALITIES -> canonical.replace(",", ", ");
            case VISION,
                    MULTIMODAL,
                    REASONING,
                    FUNCTION_CALLING,
                    TOOL_USE,
                    STRUCTURED_OUTPUTS,
                    CODE_EXECUTION,
                    IDE_INTEGRATION,
                    COMPUTER_USE,
                    PARALLEL_AGENTS -> canonical.equals("true") ? "yes" : "no";
            default -> PlainText.clean(canonical, MAX_VALUE, "unreadable");
        };
    }

    private FieldText() {}
}
