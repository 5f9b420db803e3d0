package dev.crosscheck.comparison.page;

import static dev.crosscheck.comparison.page.ProfileBuilder.model;
import static dev.crosscheck.comparison.page.ProfileBuilder.serving;
import static dev.crosscheck.event.catalog.ModelField.ARCHITECTURE;
import static dev.crosscheck.event.catalog.ModelField.CODE_EXECUTION;
import static dev.crosscheck.event.catalog.ModelField.CONTEXT_TOKENS;
import static dev.crosscheck.event.catalog.ModelField.FUNCTION_CALLING;
import static dev.crosscheck.event.catalog.ModelField.KIND;
import static dev.crosscheck.event.catalog.ModelField.KNOWLEDGE_CUTOFF;
import static dev.crosscheck.event.catalog.ModelField.LICENCE;
import static dev.crosscheck.event.catalog.ModelField.MAKER;
import static dev.crosscheck.event.catalog.ModelField.MULTIMODAL;
import static dev.crosscheck.event.catalog.ModelField.NAME;
import static dev.crosscheck.event.catalog.ModelField.OPENNESS;
import static dev.crosscheck.event.catalog.ModelField.PARAMETERS;
import static dev.crosscheck.event.catalog.ModelField.REASONING;
import static dev.crosscheck.event.catalog.ModelField.RELEASED;
import static dev.crosscheck.event.catalog.ModelField.STRUCTURED_OUTPUTS;
import static dev.crosscheck.event.catalog.ModelField.TOOL_USE;
import static dev.crosscheck.event.catalog.ModelField.VISION;
import static dev.crosscheck.event.pricing.ProviderKind.AGGREGATOR;
import static dev.crosscheck.event.pricing.ProviderKind.HOST;
import static dev.crosscheck.event.pricing.RouteStatus.DEPRECATED;
import static dev.crosscheck.event.pricing.RouteStatus.LIVE;

import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.util.List;
import java.util.stream.Stream;

/** Models as the published reference pages have them, each page being one source. */
public final class ReferenceProfiles {

    /** As of the page of 2026-05-16, with the context that OpenRouter's own list gives its route. */
    public static Profile llama321bInstruct() {
        return model("llama-3.2-1b-instruct")
                .fact(NAME, "Llama 3.2 1B Instruct")
                .fact(MAKER, "Meta")
                .fact(KIND, "instruct")
                .fact(RELEASED, "2024-09-25")
                .fact(KNOWLEDGE_CUTOFF, "2023-12")
                .fact(CONTEXT_TOKENS, "128000")
                .fact(PARAMETERS, "1230000000")
                .fact(ARCHITECTURE, "decoder-only")
                .fact(LICENCE, "Llama 3.2 Community License")
                .fact(OPENNESS, "open-weights")
                .fact(VISION, "false")
                .fact(MULTIMODAL, "false")
                .fact(REASONING, "false")
                .fact(FUNCTION_CALLING, "false")
                .fact(TOOL_USE, "false")
                .fact(STRUCTURED_OUTPUTS, "true")
                .fact(CODE_EXECUTION, "false")
                .percent("bfcl", "BFCL", "10.8")
                .percent("mmlu-pro", "MMLU-Pro", "20.0")
                .statement("use-cases", StatementKind.USE_CASE, null, "Coding, RAG, and long context.")
                .route("aws-bedrock", "AWS Bedrock", HOST, LIVE)
                .route("bitdeer-ai", "Bitdeer AI", HOST, LIVE)
                .route("fireworks-ai", "Fireworks AI", HOST, LIVE)
                .route("nvidia-nim", "NVIDIA NIM", HOST, LIVE)
                .from("openrouter", "OpenRouter", "2026-05-15")
                .offer(
                        "openrouter",
                        "OpenRouter",
                        AGGREGATOR,
                        Terms.PRICED,
                        LIVE,
                        serving(60_000),
                        List.of(Rate.standard(Component.INPUT, "0.027"), Rate.standard(Component.OUTPUT, "0.20")))
                .build();
    }

    public static Profile llama318bInstruct() {
        return model("llama-3.1-8b-instruct")
                .fact(NAME, "Llama 3.1 8B Instruct")
                .fact(MAKER, "Meta")
                .fact(KIND, "instruct")
                .fact(RELEASED, "2024-07-23")
                .fact(CONTEXT_TOKENS, "128000")
                .fact(PARAMETERS, "8000000000")
                .fact(ARCHITECTURE, "decoder-only")
                .fact(LICENCE, "Llama 3.1 Community License")
                .fact(OPENNESS, "open-weights")
                .fact(VISION, "false")
                .fact(MULTIMODAL, "false")
                .fact(REASONING, "false")
                .fact(FUNCTION_CALLING, "false")
                .fact(TOOL_USE, "false")
                .fact(STRUCTURED_OUTPUTS, "true")
                .fact(CODE_EXECUTION, "false")
                .percent("bfcl", "BFCL", "25.8")
                .percent("mmlu-pro", "MMLU-Pro", "44.3")
                .statement("use-cases", StatementKind.USE_CASE, null, "RAG, long context, and classification.")
                .route("fireworks-ai", "Fireworks AI", HOST, LIVE)
                .route("groqcloud", "GroqCloud", HOST, LIVE)
                .route("nvidia-nim", "NVIDIA NIM", HOST, LIVE)
                .route("octoai-api", "OctoAI API", HOST, DEPRECATED)
                .route("together-ai", "Together AI", HOST, LIVE)
                .priced("openrouter", "OpenRouter", AGGREGATOR, "0.02", "0.05")
                .build();
    }

    /** As of the page of 2026-04-24. */
    public static Profile llama321b() {
        return model("llama-3.2-1b")
                .from("llm-reference", "LLM Reference", "2026-04-24")
                .fact(NAME, "Llama 3.2 1B")
                .fact(MAKER, "Meta")
                .fact(KIND, "base")
                .fact(RELEASED, "2024-09-25")
                .fact(CONTEXT_TOKENS, "128000")
                .fact(PARAMETERS, "1230000000")
                .fact(STRUCTURED_OUTPUTS, "false")
                .percent("humaneval", "HumanEval", "28.1")
                .percent("mmlu", "MMLU", "54.2")
                .priced("fireworks-ai", "Fireworks AI", HOST, "0.10", "0.10")
                .build();
    }

    public static Profile mixtral8x22b() {
        return model("mixtral-8x22b-v0.1")
                .from("llm-reference", "LLM Reference", "2026-04-24")
                .fact(NAME, "Mixtral 8x22B v0.1")
                .fact(MAKER, "Mistral AI")
                .fact(KIND, "base")
                .fact(RELEASED, "2024-04-17")
                .fact(CONTEXT_TOKENS, "64000")
                .fact(PARAMETERS, "141000000000")
                .fact(ARCHITECTURE, "mixture-of-experts")
                .fact(LICENCE, "Apache 2.0")
                .percent("humaneval", "HumanEval", "86.2")
                .percent("mmlu", "MMLU", "84.5")
                .priced("fireworks-ai", "Fireworks AI", HOST, "0.30", "0.90")
                .route("octoai-api", "OctoAI API", HOST, RouteStatus.RETIRED)
                .build();
    }

    public static Profile llama31405bInstruct() {
        return model("llama-3.1-405b-instruct")
                .from("llm-reference", "LLM Reference", "2026-05-19")
                .fact(NAME, "Llama 3.1 405B Instruct")
                .fact(MAKER, "Meta")
                .fact(KIND, "instruct")
                .fact(RELEASED, "2024-07-23")
                .fact(CONTEXT_TOKENS, "128000")
                .fact(PARAMETERS, "405000000000")
                .fact(STRUCTURED_OUTPUTS, "true")
                .percent("mmlu", "MMLU", "88.6")
                .priced("aws-bedrock", "AWS Bedrock", HOST, "2.40", "2.40")
                .route("fireworks-ai", "Fireworks AI", HOST, LIVE)
                .build();
    }

    /** The three of the article of 2026, whose figures for one model have a price. */
    public static List<Profile> article() {
        return List.of(
                model("mixtral-8x7b")
                        .from("mixtral-article", "An article on Mixtral", "2026-01-15")
                        .fact(NAME, "Mixtral 8x7B")
                        .fact(MAKER, "Mistral AI")
                        .fact(RELEASED, "2023-12")
                        .fact(CONTEXT_TOKENS, "32768")
                        .fact(LICENCE, "Apache 2.0")
                        .percent("gsm8k", "GSM8K", "65.7")
                        .percent("humaneval", "HumanEval", "32.3")
                        .percent("mmlu", "MMLU", "71.3")
                        .statement("strength", StatementKind.STRENGTH, null, "Holds long inputs at a low cost.")
                        .statement("limitation", StatementKind.LIMITATION, null, "Uneven on specialised tasks.")
                        .priced("mistral", "Mistral", ProviderKind.MAKER, "0.50", "1.50")
                        .build(),
                model("llama-3-8b")
                        .from("mixtral-article", "An article on Mixtral", "2026-01-15")
                        .fact(NAME, "Llama 3 8B")
                        .fact(MAKER, "Meta")
                        .fact(RELEASED, "2024-04")
                        .fact(CONTEXT_TOKENS, "8192")
                        .percent("gsm8k", "GSM8K", "62.8")
                        .percent("humaneval", "HumanEval", "34.7")
                        .percent("mmlu", "MMLU", "70.1")
                        .build(),
                model("llama-3-70b")
                        .from("mixtral-article", "An article on Mixtral", "2026-01-15")
                        .fact(NAME, "Llama 3 70B")
                        .fact(MAKER, "Meta")
                        .fact(RELEASED, "2024-04")
                        .fact(CONTEXT_TOKENS, "8192")
                        .percent("gsm8k", "GSM8K", "83.5")
                        .percent("humaneval", "HumanEval", "48.1")
                        .percent("mmlu", "MMLU", "82.8")
                        .statement("use-cases", StatementKind.USE_CASE, "enterprises", "Complex reasoning.")
                        .build());
    }

    public static List<Profile> all() {
        return Stream.concat(
                        Stream.of(
                                llama321bInstruct(),
                                llama318bInstruct(),
                                llama321b(),
                                mixtral8x22b(),
                                llama31405bInstruct()),
                        article().stream())
                .toList();
    }

    private ReferenceProfiles() {}
}
