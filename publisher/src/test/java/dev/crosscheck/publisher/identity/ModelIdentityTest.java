package dev.crosscheck.publisher.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.publisher.identity.Identification.Same;
import dev.crosscheck.publisher.identity.Identification.Suggestion;
import dev.crosscheck.publisher.identity.Identification.Unknown;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelIdentityTest {

    private static final ModelIdentity IDENTITY = new ModelIdentity(Stream.of(
                    "alibaba/qwen3-235b-a22b|Qwen3 235B A22B",
                    "alibaba/qwen3-32b|Qwen3 32B",
                    "alibaba/qwen2-5-vl-72b-instruct|Qwen2.5 VL 72B Instruct",
                    "alibaba/qwen3-next-80b-a3b-thinking|Qwen3 Next 80B A3B Thinking",
                    "anthropic/claude-3-5-haiku-20241022|Claude 3.5 Haiku",
                    "anthropic/claude-3-5-sonnet-20241022|Claude 3.5 Sonnet v2",
                    "anthropic/claude-opus-4-0|Claude Opus 4 (latest)",
                    "anthropic/claude-opus-4-20250514|Claude Opus 4",
                    "anthropic/claude-opus-4-1|Claude Opus 4.1 (latest)",
                    "anthropic/claude-opus-4-1-20250805|Claude Opus 4.1",
                    "anthropic/claude-opus-4-6|Claude Opus 4.6",
                    "anthropic/claude-sonnet-4-5-20250929|Claude Sonnet 4.5",
                    "deepseek/deepseek-r1|DeepSeek R1",
                    "deepseek/deepseek-v4-pro|DeepSeek V4 Pro",
                    "google/gemini-2.5-flash|Gemini 2.5 Flash",
                    "google/gemini-2.5-flash-lite|Gemini 2.5 Flash Lite",
                    "google/gemini-3-pro-preview|Gemini 3 Pro Preview",
                    "google/gemini-3.1-flash-lite|Gemini 3.1 Flash Lite",
                    "google/gemini-3.1-flash-lite-preview|Gemini 3.1 Flash Lite Preview",
                    "google/gemma-4-31b-it|Gemma 4 31B IT",
                    "meta/llama-3.1-8b-instruct|Llama 3.1 8B Instruct",
                    "meta/llama-3.3-70b-instruct|Llama 3.3 70B Instruct",
                    "meta/llama-4-scout-17b-instruct|Llama 4 Scout 17B Instruct",
                    "minimax/MiniMax-M2.5|MiniMax-M2.5",
                    "minimax/MiniMax-M2.5-highspeed|MiniMax-M2.5-highspeed",
                    "mistral/mistral-nemo|Mistral Nemo",
                    "mistral/mistral-small-2506|Mistral Small 3.2",
                    "moonshotai/kimi-k2-thinking|Kimi K2 Thinking",
                    "moonshotai/kimi-k2-thinking-turbo|Kimi K2 Thinking Turbo",
                    "moonshotai/kimi-k2.6|Kimi K2.6",
                    "nvidia/nemotron-3-super-120b-a12b|Nemotron 3 Super 120B A12B",
                    "nvidia/nemotron-nano-9b-v2|Nemotron Nano 9B v2",
                    "openai/gpt-4|GPT-4",
                    "openai/gpt-4-turbo|GPT-4 Turbo",
                    "openai/gpt-4.1|GPT-4.1",
                    "openai/gpt-4o|GPT-4o",
                    "openai/gpt-4o-2024-05-13|GPT-4o (2024-05-13)",
                    "openai/gpt-4o-mini|GPT-4o mini",
                    "openai/gpt-5.2|GPT-5.2",
                    "openai/gpt-5.2-pro|GPT-5.2 Pro",
                    "openai/gpt-oss-120b|GPT OSS 120B",
                    "openai/o3|o3",
                    "openai/o3-mini|o3-mini",
                    "xai/grok-4.20-0309-reasoning|Grok 4.20 (Reasoning)",
                    "xai/grok-4.20-0309-non-reasoning|Grok 4.20 (Non-Reasoning)",
                    "zhipuai/glm-4.5|GLM-4.5",
                    "zhipuai/glm-4.5-air|GLM-4.5 Air",
                    "zhipuai/glm-4.5v|GLM-4.5V",
                    "zhipuai/glm-5.1|GLM-5.1")
            .map(line -> line.split("\\|"))
            .map(parts -> CanonicalModel.ofPath(parts[0], parts[1]))
            .toList());

    @ParameterizedTest(name = "{1} at {0} is {2}")
    @CsvSource({
        "openai,             gpt-5.2,                                        openai/gpt-5.2",
        "venice,             openai-gpt-52,                                  openai/gpt-5.2",
        "databricks,         databricks-gpt-5-2,                             openai/gpt-5.2",
        "openrouter,         openai/gpt-oss-120b:free,                       openai/gpt-oss-120b",
        "openrouter,         openai/gpt-5.2:batch,                           openai/gpt-5.2",
        "openrouter,         openai/gpt-4o-mini-2024-07-18,                  openai/gpt-4o-mini",
        "amazon-bedrock,     us.anthropic.claude-opus-4-1-20250805-v1:0,     anthropic/claude-opus-4-1-20250805",
        "amazon-bedrock,     eu.anthropic.claude-opus-4-6-v1,                anthropic/claude-opus-4-6",
        "amazon-bedrock,     nvidia.nemotron-nano-9b-v2,                     nvidia/nemotron-nano-9b-v2",
        "amazon-bedrock,     nvidia.nemotron-super-3-120b,                   nvidia/nemotron-3-super-120b-a12b",
        "amazon-bedrock,     meta.llama3-3-70b-instruct-v1:0,                meta/llama-3.3-70b-instruct",
        "bedrock,            bedrock/us.anthropic.claude-opus-4-6-v1,        anthropic/claude-opus-4-6",
        "vertex_ai,          vertex_ai/claude-3-5-sonnet@20241022,           anthropic/claude-3-5-sonnet-20241022",
        "google-vertex,      claude-opus-4-6@default,                        anthropic/claude-opus-4-6",
        "vercel,             anthropic/claude-3.5-haiku,                     anthropic/claude-3-5-haiku-20241022",
        "poe,                anthropic/claude-opus-4,                        anthropic/claude-opus-4-0",
        "fireworks-ai,       accounts/fireworks/models/glm-5p1,              zhipuai/glm-5.1",
        "fireworks_ai,       fireworks_ai/accounts/fireworks/models/llama-v3p1-8b-instruct, meta/llama-3.1-8b-instruct",
        "x,                  meta-llama/Meta-Llama-3.1-8B-Instruct,          meta/llama-3.1-8b-instruct",
        "ovhcloud,           Meta-Llama-3_3-70B-Instruct,                    meta/llama-3.3-70b-instruct",
        "cloudflare-workers-ai, @cf/meta/llama-4-scout-17b-16e-instruct,     meta/llama-4-scout-17b-instruct",
        "synthetic,          hf:zai-org/GLM-5.1,                             zhipuai/glm-5.1",
        "gmicloud,           zai-org/GLM-5.1-FP8,                            zhipuai/glm-5.1",
        "chutes,             moonshotai/Kimi-K2.6-TEE,                       moonshotai/kimi-k2.6",
        "zenmux,             z-ai/glm-5.1-free,                              zhipuai/glm-5.1",
        "frogbot,            zai-glm-5-1,                                    zhipuai/glm-5.1",
        "clarifai,           moonshotai/chat-completion/models/Kimi-K2_6,    moonshotai/kimi-k2.6",
        "ollama-cloud,       qwen3:32b,                                      alibaba/qwen3-32b",
        "iflowcn,            qwen3-235b,                                     alibaba/qwen3-235b-a22b",
        "x,                  Qwen/Qwen2.5-VL-72B-Instruct,                   alibaba/qwen2-5-vl-72b-instruct",
        "nano-gpt,           mistralai/Mistral-Nemo-Instruct-2407,           mistral/mistral-nemo",
        "scaleway,           mistral-small-3.2-24b-instruct-2506,            mistral/mistral-small-2506",
        "ollama-cloud,       nemotron-3-super,                               nvidia/nemotron-3-super-120b-a12b",
        "x,                  MiniMaxAI/MiniMax-M2.5,                         minimax/MiniMax-M2.5",
        "azure,              azure/gpt-4o,                                   openai/gpt-4o",
    })
    void spellingOfAModelIsThatModel(String provider, String spelled, String model) {
        assertThat(answer(provider, spelled, null)).isEqualTo(model);
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource({
        "gpt-4-32k,                                gpt-4",
        "gpt-4-turbo-preview,                      gpt-4-turbo",
        "gpt-41,                                   gpt-4.1",
        "gpt-4.1-mini,                             gpt-4.1",
        "gpt-52,                                   gpt-5.2 where nobody is known to leave points out",
        "gpt-5.2-chat,                             gpt-5.2",
        "gpt-5.2-codex,                            gpt-5.2",
        "gpt-4o-2024-08-06,                        gpt-4o",
        "gpt-4o-audio-preview,                     gpt-4o",
        "gpt-oss-20b,                              gpt-oss-120b",
        "o3-pro,                                   o3",
        "openai/o3-mini-high,                      o3-mini",
        "llama-3.1-8b,                             llama-3.1-8b-instruct",
        "llama-3.1-70b-instruct,                   llama-3.1-8b-instruct",
        "llama-3.2-8b-instruct,                    llama-3.1-8b-instruct",
        "meta-llama/Llama-3.1-8B,                  llama-3.1-8b-instruct",
        "llama-3.1-8b-instruct-turbo,              llama-3.1-8b-instruct",
        "llama-3.3-70b-instruct-abliterated,       llama-3.3-70b-instruct",
        "unsloth/Llama-3.3-70B-Instruct,           llama-3.3-70b-instruct",
        "nvidia/Llama-3.3-70B-Instruct,            llama-3.3-70b-instruct",
        "someone/gpt-4o,                           gpt-4o",
        "@cf/deepseek-ai/deepseek-r1-distill-qwen-32b, deepseek-r1",
        "deepseek-r1-0528,                         deepseek-r1",
        "deepseek-v4-pro-lightning,                deepseek-v4-pro",
        "deepseek-v4,                              deepseek-v4-pro",
        "qwen3-235b-a22b-instruct-2507,            qwen3-235b-a22b",
        "qwen3-235b-a22b-thinking-2507,            qwen3-235b-a22b",
        "qwen3-32b-thinking,                       qwen3-32b",
        "qwen3-next-80b-a3b,                       qwen3-next-80b-a3b-thinking",
        "qwen/qwen2.5-72b-instruct,                qwen2-5-vl-72b-instruct",
        "claude-opus-4-6-fast,                     claude-opus-4-6",
        "claude-opus-4-6:thinking,                 claude-opus-4-6",
        "anthropic/claude-3.5-sonnet-20240620,     claude-3-5-sonnet-20241022",
        "anthropic/claude-3.5-sonnet,              claude-3-5-sonnet-20241022 because there were two",
        "kimi-k2-turbo,                            kimi-k2-thinking-turbo",
        "kimi-k2,                                  kimi-k2-thinking",
        "moonshotai/Kimi-K2.6-Fast,                kimi-k2.6",
        "gemini-2.5-flash-image,                   gemini-2.5-flash",
        "gemini-2.5-pro,                           gemini-2.5-flash",
        "gemini-2.5-flash-lite-preview-06-17,      gemini-2.5-flash-lite",
        "gemini-3-pro,                             gemini-3-pro-preview without a name beside it",
        "gemma-4-31b,                              gemma-4-31b-it",
        "glm-4.5-air-x,                            glm-4.5-air",
        "glm-4.6v,                                 glm-4.5v",
        "MiniMax-M2,                               MiniMax-M2.5",
        "mistral-small,                            mistral-small-2506",
        "mistral-nemo-minitron,                    mistral-nemo",
        "grok-4.20,                                either grok-4.20",
        "nemotron-nano-12b-v2,                     nemotron-nano-9b-v2",
    })
    void lookAlikeIsAnotherModel(String spelled, String notThis) {
        assertThat(answer("some-host", spelled, null)).as("not %s", notThis).isNull();
    }

    @Test
    void longerNameIsItsOwnModelAndNotTheShorterOne() {
        assertThat(answer("x", "minimax-m2.5-highspeed", null)).isEqualTo("minimax/MiniMax-M2.5-highspeed");
        assertThat(answer("x", "glm-4.5v", null)).isEqualTo("zhipuai/glm-4.5v");
        assertThat(answer("x", "kimi-k2-thinking-turbo", null)).isEqualTo("moonshotai/kimi-k2-thinking-turbo");
        assertThat(answer("x", "gpt-4o-2024-05-13", null)).isEqualTo("openai/gpt-4o-2024-05-13");
    }

    @Test
    void nameBesideTheIdSaysWhichOneIsMeant() {
        assertThat(answer("opencode", "gemini-3-pro", "Gemini 3 Pro Preview")).isEqualTo("google/gemini-3-pro-preview");
        assertThat(answer("azure", "grok-4-20-reasoning", "Grok 4.20 (Reasoning)"))
                .isEqualTo("xai/grok-4.20-0309-reasoning");
    }

    @Test
    void nameBesideTheIdDoesNotCountAgainstItsMaker() {
        assertThat(answer("openrouter", "nvidia/gemini-3-pro", "Gemini 3 Pro Preview"))
                .isNull();
    }

    @Test
    void idOfTooFewWordsIsNotCompletedByTheNameBesideIt() {
        assertThat(answer("opencode", "gemini-3", "Gemini 3 Pro Preview")).isNull();
        assertThat(answer("opencode", "gemini", "Gemini 3 Pro Preview")).isNull();
    }

    @Test
    void nameThatSaysAnotherModelThanTheIdLeavesItToAPerson() {
        assertThat(suggestions("neon", "gemini-3-1-flash-lite", "Gemini 3.1 Flash Lite Preview"))
                .extracting(Suggestion::model)
                .containsExactly("google/gemini-3.1-flash-lite", "google/gemini-3.1-flash-lite-preview");
        assertThat(answer("databricks", "databricks-claude-opus-4", "Claude Sonnet 4.5"))
                .isNull();
        assertThat(answer("vercel", "alibaba/qwen-3-235b", "Qwen3 235B A22B Instruct 2507"))
                .isNull();
    }

    @Test
    void nameThatSaysLessThanTheIdIsNoContradiction() {
        assertThat(answer("vercel", "openai/gpt-5.2-pro", "GPT 5.2")).isEqualTo("openai/gpt-5.2-pro");
    }

    @Test
    void withheldSpellingIsSuggestedWithItsReason() {
        assertThat(suggestions("fastrouter", "anthropic/claude-opus-4.1", null).getFirst())
                .isEqualTo(new Suggestion(
                        "anthropic/claude-opus-4-1",
                        "upstream links this provider's aliases now to the alias, now to the snapshot"));
    }

    @Test
    void suggestionSaysWhatIsInTheWay() {
        assertThat(suggestions("x", "kimi-k2.6-fast", null))
                .containsExactly(new Suggestion("moonshotai/kimi-k2.6", "says more: fast"));
        assertThat(suggestions("x", "llama-4-scout", null))
                .containsExactly(new Suggestion("meta/llama-4-scout-17b-instruct", "says less: one of 1"));
        assertThat(suggestions("x", "unsloth/gpt-4o", null).getFirst().reason()).contains("unsloth");
        assertThat(suggestions("x", "nvidia/gpt-4o", null))
                .contains(new Suggestion("openai/gpt-4o", "the same name, but by openai and not nvidia"));
        assertThat(suggestions("x", "command-a", null)).isEmpty();
    }

    @Test
    void answerNamesTheRulesThatLedToIt() {
        Identification known = IDENTITY.of(new Spelling("amazon-bedrock", "nvidia.nemotron-super-3-120b", null));

        assertThat(known)
                .isInstanceOfSatisfying(
                        Same.class,
                        same -> assertThat(same.why())
                                .startsWith("amazon-bedrock: ")
                                .contains(
                                        "nemotron-super-3-120b is nemotron-3-super-120b-a12b, Amazon Bedrock's order of the words"));
    }

    private static @Nullable String answer(String provider, String spelled, @Nullable String name) {
        return IDENTITY.of(new Spelling(provider, spelled, name)) instanceof Same same ? same.model() : null;
    }

    private static List<Suggestion> suggestions(String provider, String spelled, @Nullable String name) {
        return IDENTITY.of(new Spelling(provider, spelled, name)) instanceof Unknown(List<Suggestion> suggestions)
                ? suggestions
                : List.of();
    }
}
