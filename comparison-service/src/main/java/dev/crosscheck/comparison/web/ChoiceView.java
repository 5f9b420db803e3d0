package dev.crosscheck.comparison.web;

import java.util.List;

/**
 * What somebody typed names no one model: what they may have meant.
 *
 * @param typed   as they typed it
 * @param choices models it fits, with where choosing leads
 */
public record ChoiceView(String typed, List<Choice> choices, List<HomeView.Option> options) {

    public record Choice(String name, String id, String address) {}
}
