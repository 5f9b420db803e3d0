package dev.crosscheck.publisher.litellm;

/**
 * Upstream's fields that have no place in our events, each looked at once. A field that is neither here nor mapped
 * is one that upstream has added since, and is reported.
 */
final class LeftOut {

    static final String[] NAMES = {
        // Facts of the model, or of what it is for.
        "display_name",
        "mode",
        "model_vendor",
        "model_version",
        "output_vector_size",
        "source",
        // Superseded upstream: it repeats the longest answer, or else the longest prompt.
        "max_tokens",
        // Words for people.
        "comment",
        "metadata",
        "notes",
        // How a program asks for it, and which parameters it may send.
        "audio_transcription_config",
        "bedrock_converse_supports_strict_tools",
        "bedrock_output_config_effort_ceiling",
        "gemini_audio_only_live",
        "gemini_native_audio",
        "inference_geo",
        "provider_specific_entry",
        "supported_endpoints",
        "supported_regions",
        "supported_resolutions",
        "supports_adaptive_thinking",
        "supports_assistant_prefill",
        "supports_audio_input",
        "supports_audio_output",
        "supports_caching",
        "supports_embedding_image_input",
        "supports_file_search",
        "supports_image_input",
        "supports_image_size",
        "supports_low_reasoning_effort",
        "supports_max_reasoning_effort",
        "supports_mid_conversation_system",
        "supports_minimal_reasoning_effort",
        "supports_multimodal",
        "supports_multimodal_embedding",
        "supports_multimodal_input",
        "supports_native_streaming",
        "supports_native_structured_output",
        "supports_none_reasoning_effort",
        "supports_nova_canvas_image_edit",
        "supports_output_config",
        "supports_parallel_function_calling",
        "supports_parallel_tool_use_config",
        "supports_pdf_input",
        "supports_preset",
        "supports_prompt_caching",
        "supports_sampling_params",
        "supports_service_tier",
        "supports_speed",
        "supports_system_messages",
        "supports_tool_choice",
        "supports_url_context",
        "supports_video_input",
        "supports_web_search",
        "supports_xhigh_reasoning_effort",
        "use_openai_responses_path",
        "uses_embed_content",
        // Limits of one request or one minute that no page shows.
        "max_audio_length_hours",
        "max_audio_per_prompt",
        "max_chain_of_thought_tokens",
        "max_document_chunks_per_query",
        "max_images_per_prompt",
        "max_pdf_size_mb",
        "max_query_tokens",
        "max_tokens_per_document_chunk",
        "max_video_length",
        "max_videos_per_prompt",
        "prompt_cache_min_tokens",
        "rpd",
        "rpm",
        "tool_use_system_prompt_tokens",
        "tpm",
    };

    private LeftOut() {}
}
