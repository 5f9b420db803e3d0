package dev.crosscheck.publisher.identity;

import java.util.List;

/** What is known of a spelling. */
public sealed interface Identification {

    /**
     * It means this model.
     *
     * @param model id of the model
     * @param rules why: each rule that led there, in order
     */
    record Same(String model, List<String> rules) implements Identification {

        /** The rules as one sentence. */
        public String why() {
            return String.join("; ", rules);
        }
    }

    /**
     * Nobody can say by rule. A person may know.
     *
     * @param suggestions models that come near, the likeliest first; often none
     */
    record Unknown(List<Suggestion> suggestions) implements Identification {}

    /**
     * @param model  id of a model that the spelling may mean
     * @param reason why it comes near, and why no rule says so
     */
    record Suggestion(String model, String reason) {}
}
